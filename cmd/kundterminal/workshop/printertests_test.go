package workshop

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/devices/idreader"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// person stands before a test: answers what is asked, and remembers what was
// shown.
type person struct {
	mu     sync.Mutex
	stages []kiosk.TestStage
	says   map[string]bool // what to say to a question, by its text; yes where nothing is said
	does   map[string]func()
}

// take runs a test with the person and returns its outcome and notes.
func (p *person) take(ctx context.Context, test Test) (bool, []kiosk.Fact) {
	answers := make(chan bool, 1)
	run := NewRun(func(s kiosk.TestStage) {
		p.mu.Lock()
		p.stages = append(p.stages, s)
		says, said := p.says[s.Text]
		does := p.does[s.Text]
		p.mu.Unlock()
		if does != nil {
			does()
		}
		if s.Asks {
			answers <- says || !said
		}
	}, answers)
	passed := test(ctx, run)
	return passed, run.Notes()
}

func (p *person) saw(text string) bool {
	return slices.ContainsFunc(p.stages, func(s kiosk.TestStage) bool { return s.Text == text })
}

func fact(notes []kiosk.Fact, key string) kiosk.Fact {
	for _, f := range notes {
		if f.Key == key {
			return f
		}
	}
	return kiosk.Fact{}
}

func TestAGoodPrinterPassesEveryTest(t *testing.T) {
	for profile := range models {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			x := newStand(t, profile, sim.Options{Baud: 115200})
			tests := PrinterTests(x.driver, new(Reads), headForTests)
			if _, presents := tests[kiosk.TestPresent]; presents != (x.driver.Profile().Presenter != nil) {
				t.Errorf("a test of the presenter: %v", presents)
			}
			for _, id := range kiosk.TestIDs() {
				test := tests[id]
				if test == nil || id == kiosk.TestScanBack {
					continue
				}
				x.printer.TakeTicket()
				one := &person{}
				passed, notes := one.take(t.Context(), test)
				if !passed {
					t.Errorf("%s: failed with %+v", id, notes)
				}
				if len(notes) == 0 {
					t.Errorf("%s: nothing was noted", id)
				}
			}
			if refused := x.printer.Refused(); len(refused) > 0 {
				t.Errorf("the printer refused %d commands, first %+v", len(refused), refused[0])
			}
			if n := x.printer.Counts().Dropped; n > 0 {
				t.Errorf("%d bytes were dropped", n)
			}
		})
	}
}

// faultsDuring are the tests that print, and what each fault of the printer in the
// middle of them is called. No name: the test may pass.
var faultsDuring = map[sim.Fault][]string{
	sim.PaperOut: {"paper_out"}, sim.CoverOpen: {"cover_open"}, sim.CutterJam: {"cutter_jam"}, sim.Overheated: {"overheated"},
	sim.Unplugged: {"disconnected"}, sim.Mute: {"no_answer", "stalled"}, sim.Stall: {"stalled", "no_answer", "disconnected"},
	sim.PaperNearEnd: nil, sim.Garbage: nil,
}

func TestAFaultInTheMiddleEndsATestAndIsNamed(t *testing.T) {
	for _, fault := range sim.AllFaults() {
		ids := []kiosk.TestID{kiosk.TestPage, kiosk.TestCutter}
		if fault == sim.PaperOut || fault == sim.Unplugged {
			ids = append(ids, kiosk.TestFlow, kiosk.TestPresent)
		}
		for _, id := range ids {
			t.Run(strings.ReplaceAll(fault.String(), " ", "_")+"/"+string(id), func(t *testing.T) {
				t.Parallel()
				x := newStand(t, "custom-kpm", sim.Options{Baud: 57600, Speed: 4})
				test := PrinterTests(x.driver, new(Reads), headForTests)[id]
				breakSoon(t, x, fault)
				begun := time.Now()
				passed, notes := new(person).take(t.Context(), test)
				if took := time.Since(begun); took > 45*time.Second {
					t.Errorf("it took %v", took)
				}
				names := faultsDuring[fault]
				told := fact(notes, "condition")
				if names == nil {
					if !passed && fault == sim.PaperNearEnd {
						t.Errorf("failed with %+v", notes)
					}
					return
				}
				if passed || !slices.Contains(names, strings.TrimPrefix(told.Text, "condition_")) || told.Health != kiosk.HealthFault {
					t.Errorf("passed %v, with %+v", passed, notes)
				}
			})
		}
	}
}

// breakSoon sets the fault once some bytes of a job have come.
func breakSoon(t *testing.T, x *stand, fault sim.Fault) {
	base := x.printer.Counts().Received
	done := make(chan struct{})
	go func() {
		defer close(done)
		for limit := time.Now().Add(20 * time.Second); time.Now().Before(limit) && x.printer.Counts().Received < base+60; {
			time.Sleep(time.Millisecond)
		}
		_ = x.printer.Set(fault, true)
	}()
	t.Cleanup(func() { <-done })
}

func TestAPersonWhoSeesThatItIsWrongFailsTheTest(t *testing.T) {
	x := newStand(t, "custom-kpm", sim.Options{Baud: 460800})
	tests := PrinterTests(x.driver, new(Reads), headForTests)
	for question, id := range map[string]kiosk.TestID{
		"look_at_page": kiosk.TestPage, "cuts_clean": kiosk.TestCutter, "leave_ticket": kiosk.TestPresent, "ticket_gone": kiosk.TestPresent,
	} {
		x.printer.TakeTicket()
		one := &person{says: map[string]bool{question: false}}
		if passed, notes := one.take(t.Context(), tests[id]); passed || !one.saw(question) {
			t.Errorf("%s: passed %v, asked %v, %+v", question, passed, one.saw(question), notes)
		}
	}
}

func TestTwentyCutsAreTwentyPieces(t *testing.T) {
	x := newStand(t, "custom-kpm", sim.Options{Baud: 460800})
	one := &person{}
	passed, notes := one.take(t.Context(), CutterTest(x.driver))
	counts := x.printer.Counts()
	if !passed || counts.Cuts != cutterCuts || counts.Ejected != cutterCuts || counts.Presented != 0 || fact(notes, "cuts").Value != "20/20" {
		t.Errorf("passed %v with %+v; the printer counts %+v", passed, notes, counts)
	}
	for i, s := range one.stages[:cutterCuts] {
		if s.Done != i || s.Of != cutterCuts {
			t.Errorf("stage %d counts %d of %d", i, s.Done, s.Of)
		}
	}
}

func TestATicketThatIsTakenFailsThePresentersTest(t *testing.T) {
	x := newStand(t, "custom-kpm", sim.Options{Baud: 460800})
	one := &person{does: map[string]func(){"leave_ticket": func() {
		x.printer.TakeTicket()
		x.until(t, func(s devices.Status) bool { return !s.Presented })
	}}}
	passed, notes := one.take(t.Context(), PresenterTest(x.driver))
	if passed || !slices.ContainsFunc(notes, func(f kiosk.Fact) bool { return f.Text == "ticket_taken" }) {
		t.Errorf("passed %v with %+v", passed, notes)
	}
	if passed, notes := new(person).take(t.Context(), PresenterTest(x.driver)); !passed || x.printer.Counts().Retracted != 1 {
		t.Errorf("passed %v with %+v, %+v", passed, notes, x.printer.Counts())
	}
}

// TestFlowControlIsInOrderWhenNoByteWasLost has the printer's own count of lost
// bytes beside what the test says: on a machine that is too busy to heed XOFF in
// time some are lost indeed.
func TestFlowControlIsInOrderWhenNoByteWasLost(t *testing.T) {
	for name, o := range map[string]sim.Options{
		"heeded": {Baud: 38400, Speed: 1}, "not there": {Baud: 38400, Speed: 1, IgnoreXOFF: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newStand(t, "tm-t20iii", o)
			passed, notes := new(person).take(t.Context(), FlowTest(x.driver))
			counts := x.printer.Counts()
			lost := counts.Dropped > 0
			switch {
			case passed == lost, o.IgnoreXOFF && !lost:
				t.Errorf("passed %v with %+v; the printer counts %+v", passed, notes, counts)
			case lost && fact(notes, "condition").Health != kiosk.HealthFault:
				t.Errorf("the fault is not named: %+v", notes)
			case !lost && (counts.XOFFs == 0 || fact(notes, "flow_seen").Text != "flow_worked"):
				t.Errorf("the printer counts %+v, and the notes are %+v", counts, notes)
			}
		})
	}
}

func TestATestThatIsStoppedEndsSoon(t *testing.T) {
	x := newStand(t, "tm-t20iii", sim.Options{Baud: 9600})
	for id, test := range PrinterTests(x.driver, new(Reads), headForTests) {
		ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
		begun := time.Now()
		passed, notes := new(person).take(ctx, test)
		if took := time.Since(begun); passed || took > 3*time.Second {
			t.Errorf("%s: passed %v after %v with %+v", id, passed, took, notes)
		}
		cancel()
	}
}

// fakePrinter prints without paper.
type fakePrinter struct{ Printer }

func (fakePrinter) Profile() escpos.Profile {
	p, _ := escpos.ProfileByID(escpos.Profiles(), "tm-t20iii")
	return p
}

func (fakePrinter) Identity() escpos.Identity                    { return escpos.Identity{Maker: "EPSON"} }
func (fakePrinter) Print(context.Context, escpos.Document) error { return nil }

func readOf(text string) idreader.Document {
	return idreader.Document{Kind: idreader.KindUnknownCode, Personal: &idreader.Personal{Text: []byte(text)}}
}

func TestEachCodeOfThePageIsJudged(t *testing.T) {
	codes := PageCodes(fakePrinter{}.Profile())
	for name, c := range map[string]struct {
		have   bool
		scan   []string
		passed bool
		takes  time.Duration
	}{
		"all, in any order": {true, []string{codes[5].Text, codes[0].Text, codes[3].Text, codes[1].Text, codes[2].Text, codes[4].Text}, true, 6 * time.Second},
		"twice and others":  {false, []string{codes[0].Text, codes[0].Text, "131052-308T", codes[1].Text, codes[2].Text, codes[3].Text, codes[4].Text, codes[5].Text}, true, 8 * time.Second},
		"one is missing":    {true, []string{codes[0].Text, codes[1].Text, codes[2].Text, codes[4].Text, codes[5].Text}, false, 65 * time.Second},
		"none":              {true, nil, false, 60 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				reads := new(Reads)
				go func() {
					for _, text := range c.scan {
						time.Sleep(time.Second)
						reads.Document("/dev/scanner", readOf(text))
					}
				}()
				begun := time.Now()
				one := &person{says: map[string]bool{"have_page": c.have}}
				passed, notes := one.take(t.Context(), ScanBackTest(fakePrinter{}, reads, headForTests))
				if passed != c.passed || time.Since(begun) != c.takes {
					t.Errorf("passed %v after %v with %+v", passed, time.Since(begun), notes)
				}
				if one.saw("printing_page") == c.have {
					t.Errorf("with a page at hand: %v, a page was printed: %v", c.have, !c.have)
				}
				judged := 0
				for _, f := range notes {
					if strings.HasPrefix(f.Key, "code_") {
						judged++
					}
					if strings.Contains(f.Value+f.Text, "308T") {
						t.Errorf("somebody's code is in %+v", f)
					}
					if f.Key == "code_qr_2" && (f.Health == kiosk.HealthGood) != c.passed {
						t.Errorf("the code that was left out counts as %+v", f)
					}
				}
				if judged != 6 {
					t.Errorf("%d codes are judged: %+v", judged, notes)
				}
			})
		})
	}
}
