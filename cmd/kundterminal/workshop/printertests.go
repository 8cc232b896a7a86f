package workshop

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
)

// Printer is the printer that tests work on: an escpos.Driver.
type Printer interface {
	Print(context.Context, escpos.Document) error
	TakeBack(context.Context) error
	Status() devices.Status
	Profile() escpos.Profile
	Identity() escpos.Identity
	Counts() escpos.Counts
}

// Limits of the printer's tests.
const (
	cutterCuts    = 20
	scanPatience  = 60 * time.Second // for the next code to be scanned
	offerPatience = 10 * time.Second // for the presenter to say what it does
	offerLook     = 100 * time.Millisecond
	flowBuffers   = 4                // so many times what the printer's buffer holds is sent
	flowLine      = 20 * time.Second // and no more than the line carries in this time
)

// PrinterTests returns the tests that there are for a printer. Head is the head of
// the test page without the printer's own words; the codes are scanned with the
// terminal's readers, whichever it has.
func PrinterTests(p Printer, reads *Reads, head func() PageHead) map[kiosk.TestID]Test {
	tests := map[kiosk.TestID]Test{
		kiosk.TestPage:     PageTest(p, head),
		kiosk.TestScanBack: ScanBackTest(p, reads, head),
		kiosk.TestCutter:   CutterTest(p),
		kiosk.TestFlow:     FlowTest(p),
	}
	if p.Profile().Presenter != nil {
		tests[kiosk.TestPresent] = PresenterTest(p)
	}
	return tests
}

// PageTest prints the test page and asks whether it looks as it should. It passes
// when the printer proves the page and the person says yes.
func PageTest(p Printer, head func() PageHead) Test {
	return func(ctx context.Context, r *Run) bool {
		if !printPage(ctx, r, p, head()) {
			return false
		}
		return r.See(ctx, "page_looks", kiosk.TestStage{Text: "look_at_page", Drawing: "drawing-test-page"})
	}
}

// printPage prints the test page and notes how much paper and time it took.
func printPage(ctx context.Context, r *Run, p Printer, head PageHead) bool {
	if head.Printer == (escpos.Identity{}) {
		head.Printer = p.Identity()
	}
	doc, err := TestPageOf(p.Profile(), head)
	if err != nil {
		r.Note(printerFault(err))
		return false
	}
	r.Show(kiosk.TestStage{Text: "printing_page", Drawing: "drawing-test-page"})
	begun := time.Now()
	if err := p.Print(ctx, doc); err != nil {
		r.Note(printerFault(err))
		return false
	}
	r.Note(kiosk.Fact{Key: "took", Value: seconds(time.Since(begun))})
	if mm, err := escpos.Length(p.Profile(), doc); err == nil {
		r.Note(kiosk.Fact{Key: "paper_used", Value: LengthText(mm)})
	}
	return true
}

// CutterTest cuts twenty times, each cut proved, and asks whether they are clean.
// The first cut that fails ends it.
func CutterTest(p Printer) Test {
	return func(ctx context.Context, r *Run) bool {
		var longest, all time.Duration
		done := 0
		for ; done < cutterCuts; done++ {
			r.Show(kiosk.TestStage{Text: "cutting", Drawing: "drawing-cutter", Done: done, Of: cutterCuts})
			begun := time.Now()
			err := p.Print(ctx, escpos.Document{
				escpos.Text{Content: fmt.Sprintf("%d/%d", done+1, cutterCuts), Style: escpos.Style{Align: escpos.Centre}},
				escpos.Feed{MM: 4},
				escpos.Cut{Eject: true},
			})
			if err != nil {
				r.Note(printerFault(err))
				break
			}
			took := time.Since(begun)
			longest, all = max(longest, took), all+took
		}
		r.Note(kiosk.Fact{Key: "cuts", Value: fmt.Sprintf("%d/%d", done, cutterCuts), Health: healthOf(done == cutterCuts)})
		if done > 0 {
			r.Note(
				kiosk.Fact{Key: "cut_mean", Value: fmt.Sprintf("%d ms", (all / time.Duration(done)).Milliseconds())},
				kiosk.Fact{Key: "cut_longest", Value: fmt.Sprintf("%d ms", longest.Milliseconds())},
			)
		}
		if done < cutterCuts {
			return false
		}
		return r.See(ctx, "cuts_look", kiosk.TestStage{Text: "cuts_clean", Drawing: "drawing-cutter", Done: done, Of: cutterCuts})
	}
}

// printerFault is why a test of a printer ended: the printer's fault, or, where it
// has none, what the error says.
func printerFault(err error) kiosk.Fact {
	switch fault := devices.FaultOf(err); {
	case fault != devices.FaultNone:
		return kiosk.Fact{Key: "condition", Text: "condition_" + fault.String(), Health: kiosk.HealthFault}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return kiosk.Fact{Key: "condition", Text: "was_stopped", Health: kiosk.HealthAttention}
	}
	return kiosk.Fact{Key: "cause", Value: err.Error(), Health: kiosk.HealthFault}
}

// seen is what a person says of what they see.
func seen(key string, well bool) kiosk.Fact {
	if well {
		return kiosk.Fact{Key: key, Text: "looks_right", Health: kiosk.HealthGood}
	}
	return kiosk.Fact{Key: key, Text: "looks_wrong", Health: kiosk.HealthFault}
}

func healthOf(good bool) kiosk.Health {
	if good {
		return kiosk.HealthGood
	}
	return kiosk.HealthFault
}

func seconds(d time.Duration) string { return fmt.Sprintf("%d s", int((d+time.Second-1)/time.Second)) }
