package queue

import (
	"time"

	"kundterminal/kiosk"
)

// Records are what statistics know of the parts of a day. Closing takes those that have
// not ended for ended with the day at that time.
func (b *Book) Records(day kiosk.Date, closing bool, at time.Time) []Record {
	var list []Record
	for _, v := range b.order {
		if v.Ticket.Date.Compare(day) > 0 || v.Ticket.Date != day && !closing {
			continue
		}
		last := v.last(closing)
		for _, p := range v.Parts {
			r := v.record(*p, closing, at)
			r.Last = p == last
			list = append(list, r)
		}
	}
	return list
}

// last is the part with which the visit ended; nil while it goes on.
func (v *Visit) last(closing bool) *Part {
	if !closing && !v.Ended() {
		return nil
	}
	var last *Part
	for _, p := range v.Parts {
		if last == nil || !p.Stage.Ended() || last.Stage.Ended() && p.Ended.After(last.Ended) {
			last = p
		}
	}
	return last
}

// record tells of a part, a copy of which it is given.
func (v *Visit) record(p Part, closing bool, at time.Time) Record {
	if !p.Stage.Ended() && closing {
		p.settle(at)
		p.enter(Expired, at)
	}
	t := v.Ticket
	r := Record{
		Date: t.Date, Hour: t.IssuedAt.Hour(), Terminal: t.Name.Terminal, First: p.ID.N == 1,
		Authority: p.Authority, Channel: p.channel(), Language: t.Language.Plain(), Class: p.Class,
		Stage: p.Stage, Outcome: p.Outcome, Wrong: p.Wrong,
		Waited: p.Waited, Walked: p.Walked, Served: p.Served,
		Reached: !p.First.IsZero(), Begun: p.Channel != "",
		Promise: t.Estimate.Wait, Whole: t.Estimate.Visit,
	}
	if !p.Private {
		r.Services = p.Services
	}
	if first := v.firstCall(); !first.IsZero() {
		r.Had = first.Sub(t.IssuedAt)
	}
	if !p.Ended.IsZero() {
		r.Stayed = p.Ended.Sub(t.IssuedAt)
	}
	return r
}

// channel is how the part was served, or would have been.
func (p Part) channel() Channel {
	switch {
	case p.Channel != "":
		return p.Channel
	case p.Want == kiosk.ServedRemotely:
		return ByVideo
	case p.Want == kiosk.ServedByExpert:
		return ByExpert
	}
	return ByAdvisor
}
