package hall

import (
	"cmp"
	"context"
	"slices"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// Issue implements engine.Journal: the ticket joins the queue. The error is an
// engine.NotAdmitted where the queue gives no number.
func (h *Hall) Issue(ctx context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error) {
	if why := h.inTime(r); why != kiosk.NotRefused {
		return kiosk.Ticket{}, engine.NotAdmitted{Why: why}
	}
	if err := h.enter(ctx, r); err != nil {
		return kiosk.Ticket{}, err
	}
	var joins kiosk.Ticket
	defer func() { h.leave(r.Queue, joins) }()
	t, err := h.Journal.Issue(ctx, r)
	if err == nil {
		joins = t
	}
	return t, err
}

// inTime returns why the visit would come too late today, or NotRefused.
func (h *Hall) inTime(r kiosk.TicketRequest) kiosk.Refusal {
	if s := h.Settings(); r.Class == kiosk.ByAppointment || !s.Closing || s.Hours == (kiosk.OpenHours{}) {
		return kiosk.NotRefused
	}
	return h.forecast(outlookAge).InTime(kiosk.Prospect{
		Queue: r.Queue, Class: r.Class, Parts: r.Parts, Served: r.Served, Language: r.Language, Booked: r.Booking.From,
	}, r.At)
}

// enter goes through the gate, if the queue takes the ticket. Quotas count those who are
// inside already.
func (h *Hall) enter(ctx context.Context, r kiosk.TicketRequest) error {
	g := &h.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.enter(ctx); err != nil {
		return err
	}
	err := h.trouble()
	if err == nil {
		if why := h.admit(r, g.coming[r.Queue]); why != kiosk.NotRefused {
			err = engine.NotAdmitted{Why: why}
		}
	}
	if err != nil {
		h.out()
		return err
	}
	if g.coming == nil {
		g.coming = map[kiosk.QueueID]int{}
	}
	g.coming[r.Queue]++
	return nil
}

func (h *Hall) admit(r kiosk.TicketRequest, coming int) kiosk.Refusal {
	h.lock.RLock()
	defer h.lock.RUnlock()
	q := h.book.Gate(r.Queue)
	why := h.book.Admit(r.Queue, r.Class)
	if why == kiosk.NotRefused && r.Class != kiosk.ByAppointment && q.Quota > 0 && q.Given+coming >= q.Quota {
		return kiosk.RefusedQuota
	}
	return why
}

// leave goes back through the gate, with a ticket or the zero one.
func (h *Hall) leave(q kiosk.QueueID, t kiosk.Ticket) {
	g := &h.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.coming[q]--; g.coming[q] == 0 {
		delete(g.coming, q)
	}
	if !t.IsZero() {
		g.issued = append(g.issued, t)
	}
	h.out()
}

// out goes out, with the gate's lock held. Whoever is the last has those join who have
// got their tickets.
func (h *Hall) out() {
	g := &h.gate
	if g.inside--; g.inside > 0 {
		return
	}
	if len(g.issued) > 0 {
		h.join(g.issued)
		g.issued = nil
	}
	g.tell()
}

func (h *Hall) join(issued []kiosk.Ticket) {
	slices.SortFunc(issued, func(a, b kiosk.Ticket) int { return cmp.Compare(a.Name.Seq, b.Name.Seq) })
	h.lock.Lock()
	defer h.lock.Unlock()
	for _, t := range issued {
		h.ledger.join(t)
	}
	h.tell()
}
