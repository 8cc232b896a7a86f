package engine

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// slips is paper for slips that takes a second and ends as told.
type slips struct {
	outcome Outcome
	printed int
	busy    *printer // must print nothing meanwhile
	t       *testing.T
}

func (p *slips) PrintSlip(context.Context, kiosk.LooseSlip) Outcome {
	p.busy.mu.Lock()
	before := len(p.busy.printed)
	p.busy.mu.Unlock()
	time.Sleep(time.Second)
	p.busy.mu.Lock()
	defer p.busy.mu.Unlock()
	if len(p.busy.printed) != before {
		p.t.Error("a ticket was printed into a slip")
	}
	p.printed++
	return p.outcome
}

func startedWithSlips(t *testing.T, outcome Outcome) (*terminal, *slips) {
	paper := &slips{outcome: outcome, busy: &printer{}, t: t}
	x := startedWith(t, &memory{}, paper.busy, func(_ *kiosk.State, o *Options) { o.Slips = paper })
	x.press(
		kiosk.LanguageChosen{Language: kiosk.Finnish}, kiosk.WayChosen{Way: kiosk.StepAuthorities},
		kiosk.AuthorityChosen{Authority: "vero"}, kiosk.ErrandToggled{Service: "v-card"},
		kiosk.NextPressed{}, kiosk.SlipRequested{},
	)
	return x, paper
}

func TestASlipAndATicketDoNotMeetOnThePaper(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x, paper := startedWithSlips(t, Outcome{Proved: true})
		x.Press(kiosk.TicketRequested{})
		time.Sleep(5 * time.Second)
		x.at(kiosk.StepTake)
		if paper.printed != 1 || len(x.printer.printed) != 1 {
			t.Errorf("%d slips and %d tickets", paper.printed, len(x.printer.printed))
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(x.journal.kinds(), kiosk.SlipAsked) || len(x.journal.prints) != 1 {
			t.Errorf("the journal has %v and the prints %v", x.journal.kinds(), x.journal.prints)
		}
	})
}

func TestTheEndOfThePaperIsToldOfASlip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x, _ := startedWithSlips(t, Outcome{Condition: kiosk.PaperOut, Begun: true})
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if slip := x.State().Session.Slip; slip.Stage != kiosk.SlipStuck || slip.Condition != kiosk.PaperOut {
			t.Errorf("the session knows %+v", slip)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
		if len(x.journal.prints) != 0 {
			t.Errorf("the print journal has %v", x.journal.prints)
		}
	})
}
