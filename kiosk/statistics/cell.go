package statistics

import (
	"slices"

	"kundterminal/kiosk/queue"
)

// Stages lists the stages in which a part of a visit can have ended, in the order of
// tables.
func Stages() []queue.Stage {
	return []queue.Stage{queue.Done, queue.NoShow, queue.Left, queue.Transferred, queue.Expired}
}

// Cell is what is counted of some parts of visits.
type Cell struct {
	Visits   int    `json:"v,omitempty"` // by their first parts
	Parts    int    `json:"p,omitempty"`
	Ended    [5]int `json:"s,omitzero"`  // parts by Stages; fewer than Parts today, while some go on
	Outcomes [4]int `json:"o,omitzero"`  // of those that were served, by queue.Outcomes
	Wrong    int    `json:"x,omitempty"` // whose times are in none of the following

	Wait    Minutes `json:"w,omitzero"` // until the first call, of those who were called
	Walk    Minutes `json:"k,omitzero"` // from the last call to the desk, of those who came to it
	Service Minutes `json:"m,omitzero"` // at the desk
}

func (c *Cell) add(r queue.Record) {
	c.Parts++
	if r.First {
		c.Visits++
	}
	i := slices.Index(Stages(), r.Stage)
	if i < 0 { // it goes on
		return
	}
	c.Ended[i]++
	if i := slices.Index(queue.Outcomes(), r.Outcome); i >= 0 && r.Begun {
		c.Outcomes[i]++
	}
	if r.Wrong {
		c.Wrong++
		return
	}
	if r.Reached {
		c.Wait.Add(r.Waited)
	}
	if r.Begun {
		if r.Walked > 0 { // else they were at the desk without a call
			c.Walk.Add(r.Walked)
		}
		c.Service.Add(r.Served)
	}
}

// Over is how many parts have ended.
func (c *Cell) Over() int {
	n := 0
	for _, k := range c.Ended {
		n += k
	}
	return n
}

// Merge adds what another cell has counted.
func (c *Cell) Merge(o *Cell) {
	c.Visits += o.Visits
	c.Parts += o.Parts
	c.Wrong += o.Wrong
	for i, n := range o.Ended {
		c.Ended[i] += n
	}
	for i, n := range o.Outcomes {
		c.Outcomes[i] += n
	}
	c.Wait.Merge(o.Wait)
	c.Walk.Merge(o.Walk)
	c.Service.Merge(o.Service)
}

// Ledger is promises beside what happened. Made is more than what is held, early and
// late together: some people went before they were called.
type Ledger struct {
	Made  int     `json:"n,omitempty"`
	Held  int     `json:"h,omitempty"` // it happened within the range that was told
	Early int     `json:"e,omitempty"`
	Late  int     `json:"l,omitempty"`
	Error Minutes `json:"d,omitzero"` // between the middle of the range and what happened
}

// Merge adds what another ledger has counted.
func (l *Ledger) Merge(o *Ledger) {
	l.Made += o.Made
	l.Held += o.Held
	l.Early += o.Early
	l.Late += o.Late
	l.Error.Merge(o.Error)
}

// Known is how many promises have been proved right or wrong.
func (l Ledger) Known() int { return l.Held + l.Early + l.Late }
