package workshop

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/kiosk"
)

var today = idreader.Date{Year: 2026, Month: 11, Day: 26}

// passport is the specimen of ICAO Doc 9303, which has expired.
func passport() idreader.Document {
	return idreader.ParseMRZ([]byte("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"+"L898902C36UTO7408122F1204159ZE184226B<<<<<10"), today)
}

func damagedPassport() idreader.Document {
	return idreader.ParseMRZ([]byte("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"+"L898902C46UTO7408122F1204159ZE184226B<<<<<10"), today)
}

func barcode(t *testing.T, text string) idreader.Document {
	t.Helper()
	p, err := idreader.ProfileByID(idreader.Profiles(), "barcode-generic")
	if err != nil {
		t.Fatal(err)
	}
	return idreader.ParseCode([]byte(text), &p, today)
}

// played is how a test went.
type played struct {
	passed bool
	stages []kiosk.TestStage
	notes  []kiosk.Fact
	taken  []bool
	took   time.Duration // of virtual time
}

func (p played) texts() string {
	var texts []string
	for _, s := range p.stages {
		texts = append(texts, s.Text)
	}
	return strings.Join(texts, " ")
}

func (p played) note(key string) kiosk.Fact {
	for _, f := range p.notes {
		if f.Key == key {
			return f
		}
	}
	return kiosk.Fact{}
}

func plugged() Stand { return Stand{Known: true} }

// play runs a test in virtual time: acts are done one after the other, one each
// time that the test waits; questions are answered with answers, in order, and then
// with no.
func play(t *testing.T, reads *Reads, test Test, answers []bool, acts ...func() bool) (p played) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		said := make(chan bool, 1)
		run := NewRun(func(s kiosk.TestStage) {
			p.stages = append(p.stages, s)
			if s.Asks {
				yes := len(answers) > 0 && answers[0]
				answers = answers[min(1, len(answers)):]
				said <- yes
			}
		}, said)
		ended, begun := make(chan struct{}), time.Now()
		go func() {
			defer close(ended)
			p.passed = test(ctx, run)
		}()
		for _, act := range acts {
			synctest.Wait()
			p.taken = append(p.taken, act())
		}
		<-ended
		p.notes, p.took = run.Notes(), time.Since(begun)
		if reads.Listening() {
			t.Error("the test goes on listening")
		}
	})
	return p
}

func TestACardIsReadAndEachCheckIsTold(t *testing.T) {
	reads := &Reads{}
	p := play(t, reads, ReadCardTest(reads, "a", plugged), nil,
		func() bool { return reads.Document("b", passport()) }, // another reader's is not for the citizen either
		func() bool { return reads.Document("a", passport()) })
	if !p.passed || p.texts() != "show_document" || !p.taken[0] || !p.taken[1] {
		t.Errorf("passed %t after %q, taken %t", p.passed, p.texts(), p.taken)
	}
	for key, want := range map[string]string{"kind": "document_td3", "read_outcome": "verdict_questionable", "check_number": "check_passed", "check_not_expired": "check_warned"} {
		if got := p.note(key).Text; got != want {
			t.Errorf("%s is told as %q, want %q", key, got, want)
		}
	}
	if p.note("check_not_expired").Health != kiosk.HealthAttention || p.note("check_number").Health != kiosk.HealthGood {
		t.Errorf("notes %+v", p.notes)
	}
	if reads.Document("a", passport()) {
		t.Error("after the test documents do not reach the citizen")
	}
}

func TestNothingOfAPersonIsInWhatATestTells(t *testing.T) {
	reads := &Reads{}
	p := play(t, reads, ReadCardTest(reads, "", plugged), nil, func() bool { return reads.Document("a", passport()) })
	for _, f := range append(p.notes, p.stages[len(p.stages)-1].Facts...) {
		for _, secret := range []string{"ERIKSSON", "ANNA", "L898902C3", "740812", "ZE184226B"} {
			if strings.Contains(strings.ToUpper(f.Value+f.Text+strings.Join(f.Args, "")), secret) {
				t.Errorf("%s tells of the person", f.Key)
			}
		}
	}
}

func TestACardThatReadsBadlyMayBeTriedAgain(t *testing.T) {
	reads := &Reads{}
	bad := func() bool { return reads.Document("a", damagedPassport()) }
	good := func() bool { return reads.Document("a", passport()) }
	if p := play(t, reads, ReadCardTest(reads, "a", plugged), []bool{true}, bad, good); !p.passed || p.texts() != "show_document read_badly show_document" {
		t.Errorf("passed %t after %q", p.passed, p.texts())
	}
	p := play(t, reads, ReadCardTest(reads, "a", plugged), nil, bad)
	if p.passed || p.note("check_number").Text != "check_failed" || p.note("check_number").Health != kiosk.HealthFault {
		t.Errorf("passed %t with the notes %+v", p.passed, p.notes)
	}
	p = play(t, reads, ReadCardTest(reads, "a", plugged), []bool{true})
	if p.passed || p.texts() != "show_document nothing_read show_document nothing_read" || p.note("read_outcome").Text != "read_nothing" {
		t.Errorf("of a reader that reads nothing: passed %t after %q", p.passed, p.texts())
	}
}

func TestACodeIsScannedWhateverIsInIt(t *testing.T) {
	reads := &Reads{}
	lit := []bool{}
	trigger := func(on bool) error { lit = append(lit, on); return nil }
	p := play(t, reads, ScanCodeTest(reads, "a", plugged, trigger), nil, func() bool { return reads.Document("a", barcode(t, "anything at all")) })
	if !p.passed || p.note("kind").Text != "document_unknown_code" || len(lit) != 2 || !lit[0] || lit[1] {
		t.Errorf("passed %t, trigger %t, notes %+v", p.passed, lit, p.notes)
	}
	dark := func(bool) error { return errors.New("no trigger") }
	if p := play(t, reads, ScanCodeTest(reads, "a", plugged, dark), nil); p.passed || p.note("cause").Value != "no trigger" {
		t.Errorf("without a trigger: passed %t, notes %+v", p.passed, p.notes)
	}
}

func TestOnlyExpectedTextsAreTold(t *testing.T) {
	reads := &Reads{}
	came, stop := reads.Subscribe("", "PAGE-2DOT", "PAGE-3DOT")
	defer stop()
	for text, want := range map[string]string{"PAGE-3DOT": "PAGE-3DOT", "PAGE-4DOT": "", "010594Y9032": ""} {
		reads.Document("scanner", barcode(t, text))
		if got := <-came; got.Text != want || got.Port != "scanner" || got.Document.Personal != nil {
			t.Errorf("of %q is told %+v", text, got)
		}
	}
	if last, known := reads.Last("scanner"); !known || last.Text != "" || last.At.IsZero() {
		t.Errorf("the last read is kept as %+v", last)
	}
}

func TestNobodyWhoListensHoldsUpAReader(t *testing.T) {
	reads := &Reads{}
	came, stop := reads.Subscribe("a")
	for range 10 * listenerRoom {
		reads.Moved("a", true)
	}
	if len(came) != listenerRoom {
		t.Errorf("%d reads wait", len(came))
	}
	if reads.Moved("a", false) {
		t.Error("the session is not told that a card is out")
	}
	stop()
	stop()
	if reads.Moved("a", true) {
		t.Error("taken, though nobody listens")
	}
}

func TestAChipCardIsReadAndTakenOut(t *testing.T) {
	reads := &Reads{}
	in := func() bool { return reads.Moved("a", true) }
	out := func() bool { return reads.Moved("a", false) }
	read := func(o chipcard.Outcome) func() bool {
		return func() bool { return reads.Chip("a", chipcard.CardRead{Outcome: o, Took: 1834 * time.Millisecond}) }
	}
	p := play(t, reads, ReadChipTest(reads, "a", plugged), nil, in, read(chipcard.OutcomeRead), out)
	if !p.passed || p.texts() != "insert_chip take_chip" || p.note("took").Value != "1.83 s" || p.note("card_out").Text != "seen" {
		t.Errorf("passed %t after %q: %+v", p.passed, p.texts(), p.notes)
	}
	if p := play(t, reads, ReadChipTest(reads, "a", plugged), nil, in, read(chipcard.OutcomeOther), out); !p.passed {
		t.Error("a bank card shows that the reader works")
	}
	if p := play(t, reads, ReadChipTest(reads, "a", plugged), nil, in, read(chipcard.OutcomeRead)); p.passed || p.note("card_out").Text != "not_seen" {
		t.Error("passed though the card was never seen to leave")
	}
	p = play(t, reads, ReadChipTest(reads, "a", plugged), []bool{true}, in, read(chipcard.OutcomeMute), out, in, read(chipcard.OutcomeRead), out)
	if !p.passed || p.texts() != "insert_chip read_badly insert_chip take_chip" {
		t.Errorf("passed %t after %q", p.passed, p.texts())
	}
	if p := play(t, reads, ReadChipTest(reads, "a", plugged), nil, in, read(chipcard.OutcomeMute)); p.passed || p.note("read_outcome").Text != "chip_mute" {
		t.Errorf("passed %t: %+v", p.passed, p.notes)
	}
	if p := play(t, reads, ReadChipTest(reads, "a", plugged), nil); p.passed || p.note("read_outcome").Text != "read_nothing" {
		t.Errorf("passed %t: %+v", p.passed, p.notes)
	}
}
