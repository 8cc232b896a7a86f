package workshop

import (
	"context"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
)

// PresenterTest has a ticket offered, asks the person to leave it, and takes it
// back. It passes when the presenter said both, where it can, and the person saw
// both.
func PresenterTest(p Printer) Test {
	return func(ctx context.Context, r *Run) bool {
		presenter := p.Profile().Presenter
		if presenter == nil || len(presenter.Retract)+len(presenter.Eject) == 0 {
			r.Note(kiosk.Fact{Key: "presenter", Text: "presenter_none", Health: kiosk.HealthFault})
			return false
		}
		stage := func(text string) kiosk.TestStage {
			return kiosk.TestStage{Text: text, Drawing: "drawing-take-ticket"}
		}
		r.Show(stage("offering"))
		err := p.Print(ctx, escpos.Document{
			escpos.Text{Content: "TEST", Style: escpos.Style{Align: escpos.Centre, Width: 3, Height: 3}}, escpos.Feed{MM: 60}, escpos.Cut{},
		})
		if err != nil {
			r.Note(printerFault(err))
			return false
		}
		if presenter.FullStatus && !noteMove(ctx, r, p, "presenter_out", true) {
			return false
		}
		if !r.See(ctx, "presenter_offers", stage("leave_ticket")) {
			return false
		}
		if presenter.FullStatus && !p.Status().Presented {
			r.Note(kiosk.Fact{Key: "presenter_out", Text: "ticket_taken", Health: kiosk.HealthFault})
			return false
		}
		r.Show(stage("taking_back"))
		if err := p.TakeBack(ctx); err != nil {
			r.Note(printerFault(err))
			return false
		}
		if presenter.FullStatus && !noteMove(ctx, r, p, "presenter_empty", false) {
			return false
		}
		return r.See(ctx, "presenter_clears", stage("ticket_gone"))
	}
}

// noteMove waits for the printer to say whether a ticket is at its outlet, and
// notes whether it did. A fault of the printer ends the waiting.
func noteMove(ctx context.Context, r *Run, p Printer, key string, presented bool) bool {
	begun := time.Now()
	look := time.NewTicker(offerLook)
	defer look.Stop()
	for {
		status := p.Status()
		switch {
		case !status.Ready():
			r.Note(kiosk.Fact{Key: "condition", Text: "condition_" + status.Fault.String(), Health: kiosk.HealthFault})
			return false
		case status.Presented == presented:
			r.Note(kiosk.Fact{Key: key, Text: "presenter_said", Health: kiosk.HealthGood})
			return true
		case time.Since(begun) >= offerPatience:
			r.Note(kiosk.Fact{Key: key, Text: "presenter_silent", Health: kiosk.HealthFault})
			return false
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			r.Note(printerFault(ctx.Err()))
			return false
		}
	}
}
