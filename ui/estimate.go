package ui

import (
	"math"
	"time"

	"kundterminal/kiosk"
)

// spans are what is known of how long a visit takes, in sentences: the wait as a
// range and until what time, and the whole visit. What is not known is not said.
func (p *Presenter) spans(e kiosk.Estimate, at time.Time, l kiosk.Language) (texts []string, in []kiosk.Language) {
	say := func(key string, s kiosk.Span) {
		if !s.Known() {
			return
		}
		_, tongue := p.Texts.In(l, key)
		text, tongue := p.Texts.In(l, key,
			"least", itoa(int(s.Least/time.Minute)), "most", itoa(int(math.Ceil(s.Most.Minutes()))), "time", tongue.Clock(at.Add(s.Most)))
		texts, in = append(texts, text), append(in, tongue)
	}
	say("wait_span", e.Wait)
	say("visit_span", e.Visit)
	return texts, in
}

// estimate is the same on a screen.
func (c composer) estimate(e kiosk.Estimate, at time.Time) []Part {
	var parts []Part
	texts, in := c.spans(e, at, c.lang)
	for i, text := range texts {
		parts = append(parts, Paragraph{Text: c.note(text, in[i]), Large: true})
	}
	return parts
}

// estimateNow is how long the visit on the summary would take.
func (c composer) estimateNow() []Part {
	q, ok := c.state.Catalogue.QueueFor(c.session.Errands)
	if !ok {
		return nil
	}
	return c.estimate(c.state.Estimate(q.ID, ""), c.state.Now)
}

// estimateGiven is what was known of it when the session's ticket was given.
func (c composer) estimateGiven() []Part {
	return c.estimate(c.session.Ticket.Estimate, c.session.Ticket.IssuedAt)
}

// slipEstimate is what was known of it when the ticket was given.
func (p *Presenter) slipEstimate(t kiosk.Ticket) []SlipLine {
	var lines []SlipLine
	texts, _ := p.spans(t.Estimate, t.IssuedAt, t.Language)
	for _, text := range texts {
		lines = append(lines, SlipLine{Text: text, Centre: true})
	}
	return lines
}
