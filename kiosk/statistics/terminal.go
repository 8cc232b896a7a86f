package statistics

import (
	"maps"
	"time"

	"kundterminal/kiosk"
)

// Terminal is what one terminal did itself, as its journal tells. Times are in seconds.
type Terminal struct {
	Up       int64 `json:"up,omitempty"`     // seconds in which it ran
	Down     int64 `json:"down,omitempty"`   // seconds in which it did not, between two that it ran
	Starts   int   `json:"starts,omitempty"` // how often it was started
	Sessions int   `json:"sessions,omitempty"`
	Calls    int   `json:"calls,omitempty"` // of an advisor

	Tickets int `json:"tickets,omitempty"`
	Printed int `json:"printed,omitempty"` // the printer proved it
	Shown   int `json:"shown,omitempty"`   // on the screen, in place of paper
	Copies  int `json:"copies,omitempty"`
	Failed  int `json:"failed,omitempty"` // prints
	Slips   int `json:"slips,omitempty"`  // paper that is no ticket

	Faults  map[string]int `json:"faults,omitempty"`   // of the printer, by its condition
	Unread  map[string]int `json:"unread,omitempty"`   // documents, by why
	GivenUp map[string]int `json:"given_up,omitempty"` // sessions, by the step at which they ended with nothing

	EServices map[string]int `json:"e_services,omitempty"` // shown, by authority
	Issued    map[string]int `json:"issued,omitempty"`     // tickets by authority; one on several counts for each
}

// Terminal returns the figures of a terminal, to be added to.
func (f *Figures) Terminal(id kiosk.TerminalID) *Terminal {
	if f.Terminals == nil {
		f.Terminals = map[kiosk.TerminalID]*Terminal{}
	}
	if f.Terminals[id] == nil {
		f.Terminals[id] = &Terminal{}
	}
	return f.Terminals[id]
}

// IssuedIn tells how many tickets were issued on days.
func IssuedIn(days []Day) []kiosk.Issued {
	var list []kiosk.Issued
	for _, d := range days {
		i := kiosk.Issued{Date: d.Date, By: map[kiosk.AuthorityID]int{}}
		for _, t := range d.Terminals {
			i.Tickets += t.Tickets
			for a, n := range t.Issued {
				i.By[kiosk.AuthorityID(a)] += n
			}
		}
		list = append(list, i)
	}
	return list
}

// Merge adds the figures of another time.
func (t *Terminal) Merge(o *Terminal) {
	t.Up += o.Up
	t.Down += o.Down
	t.Starts += o.Starts
	t.Sessions += o.Sessions
	t.Calls += o.Calls
	t.Tickets += o.Tickets
	t.Printed += o.Printed
	t.Shown += o.Shown
	t.Copies += o.Copies
	t.Failed += o.Failed
	t.Slips += o.Slips
	for _, m := range []struct {
		to   *map[string]int
		from map[string]int
	}{
		{&t.Faults, o.Faults},
		{&t.Unread, o.Unread},
		{&t.GivenUp, o.GivenUp},
		{&t.EServices, o.EServices},
		{&t.Issued, o.Issued},
	} {
		for key, n := range m.from {
			tally(m.to, key, n)
		}
	}
}

func tally(m *map[string]int, key string, n int) {
	if *m == nil {
		*m = map[string]int{}
	}
	(*m)[key] += n
}

// Watch counts what a terminal did, entry by entry in the order of its journal. Days
// may be had at any time.
type Watch struct {
	Catalogue *kiosk.Catalogue // tells whose errands a ticket has
	Location  *time.Location

	WatchState
	days map[kiosk.Date]*Figures
}

// WatchState is what a Watch goes on with where another has stopped.
type WatchState struct {
	Up   bool      `json:"up"`
	Last time.Time `json:"last"` // the terminal ran until then at least
}

// Days returns what was counted, by date.
func (w *Watch) Days() map[kiosk.Date]*Figures { return maps.Clone(w.days) }

// Add counts an entry.
func (w *Watch) Add(r kiosk.Record) {
	at := r.At.In(w.Location)
	if !w.Last.IsZero() {
		w.passed(r.Name.Terminal, w.Last, at, w.Up && r.Kind != kiosk.TerminalStarted)
	}
	w.Up, w.Last = r.Kind != kiosk.TerminalStopped, at
	t := w.on(at, r.Name.Terminal)
	switch r.Kind {
	case kiosk.TerminalStarted:
		t.Starts++
	case kiosk.SessionStarted:
		t.Sessions++
	case kiosk.SessionEnded:
		if o := r.Detail["outcome"]; o == kiosk.OutcomeStopped || o == kiosk.OutcomeTimedOut {
			tally(&t.GivenUp, r.Detail["step"], 1)
		}
	case kiosk.AdvisorCalled:
		t.Calls++
	case kiosk.SlipAsked:
		t.Slips++
	case kiosk.TicketCommitted:
		w.ticket(r)
	case kiosk.PrintChanged:
		t.printed(r.Print)
	case kiosk.PrinterStatus:
		if c := r.Detail["condition"]; c != kiosk.PrinterReady.String() {
			tally(&t.Faults, c, 1)
		}
	case kiosk.ReadFailed:
		tally(&t.Unread, r.Detail["why"], 1)
	case kiosk.EServiceUsed:
		if r.Detail["how"] == "shown" {
			tally(&t.EServices, r.Detail["authority"], 1)
		}
	}
}

func (t *Terminal) printed(p *kiosk.Print) {
	if p == nil {
		return
	}
	switch p.State {
	case kiosk.PrintSent:
		if p.Copies > 0 {
			t.Copies++
		}
	case kiosk.PrintPrinted:
		t.Printed++
	case kiosk.PrintShown:
		t.Shown++
	case kiosk.PrintFailed:
		t.Failed++
	}
}

// ticket counts a ticket on the day of its number.
func (w *Watch) ticket(r kiosk.Record) {
	if r.Ticket == nil {
		return
	}
	t := w.figures(r.Ticket.Date).Terminal(r.Name.Terminal)
	t.Tickets++
	if w.Catalogue != nil {
		for _, a := range w.Catalogue.AuthoritiesOf(r.Ticket.Errands) {
			tally(&t.Issued, string(a), 1)
		}
	}
}

func (w *Watch) figures(d kiosk.Date) *Figures {
	if w.days == nil {
		w.days = map[kiosk.Date]*Figures{}
	}
	if w.days[d] == nil {
		w.days[d] = &Figures{}
	}
	return w.days[d]
}

func (w *Watch) on(at time.Time, id kiosk.TerminalID) *Terminal {
	return w.figures(kiosk.DateOf(at)).Terminal(id)
}

// passed enters that the terminal ran, or did not, from one time to another, on each
// day its share. A clock that was set back counts for nothing.
func (w *Watch) passed(id kiosk.TerminalID, from, to time.Time, up bool) {
	for from.Before(to) {
		y, m, d := from.Date()
		end := time.Date(y, m, d+1, 0, 0, 0, 0, w.Location)
		if end.After(to) {
			end = to
		}
		t, seconds := w.on(from, id), int64(end.Sub(from)/time.Second)
		if up {
			t.Up += seconds
		} else {
			t.Down += seconds
		}
		from = end
	}
}
