package tour

import (
	"time"

	"kundterminal/kiosk"
)

// refuses is a queue that takes nobody, for one reason; experts are met all the same.
type refuses struct{ why kiosk.Refusal }

func (refuses) Estimate(kiosk.Prospect, time.Time) kiosk.Estimate { return kiosk.Estimate{} }

func (r refuses) Admit(p kiosk.Prospect, _ time.Time) kiosk.Refusal {
	if p.Served == kiosk.ServedByExpert {
		return kiosk.NotRefused
	}
	return r.why
}

// refusals visits what is said where a queue takes nobody: before the number is asked
// for, and to whoever was quicker than the screen.
func (t *guide) refusals() {
	back := t.state
	for _, why := range kiosk.Refusals() {
		if !why.OfQueue() {
			continue
		}
		t.state = back
		t.state.Rules.Hours = kiosk.WorkingDays(9*time.Hour, 16*time.Hour)
		t.state.Outlook = refuses{why}
		t.stop("summary-" + why.String())
		t.state.Catalogue, t.state.Session.Errands = Equipped(t.state.Catalogue), []kiosk.ServiceID{"p-id"}
		t.state.Rules.CallBack = true
		t.state.Appointments = kiosk.NewAppointments(Appointments(t.state.Now))
		t.stop("summary-others-" + why.String())
		t.aside("served-"+why.String(), kiosk.WayChosen{Way: kiosk.StepServed})
		t.state.Outlook = nil
		t.do(kiosk.TicketRequested{}, kiosk.TicketRefused{Ask: t.state.Asks + 1, Why: why})
		t.stop("refused-others-" + why.String())
	}
	t.state = back
	t.state.Catalogue, t.state.Outlook = Equipped(t.state.Catalogue), estimates{}
	t.state.Session.Errands = []kiosk.ServiceID{"p-id"}
	t.aside("served-estimate", kiosk.WayChosen{Way: kiosk.StepServed})
	t.state = back
}
