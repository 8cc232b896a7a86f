package ui

import (
	"math"
	"time"

	"kundterminal/kiosk"
)

// longWait is a wait in which one can go out.
const longWait = 20 * time.Minute

// known is what stands in the texts of an estimate: what is not known is not said.
type known struct {
	kiosk.Estimate
	at time.Time // when it was made
}

func minutes(s kiosk.Span) (least, most string) {
	return itoa(int(s.Least / time.Minute)), itoa(int(math.Ceil(s.Most.Minutes())))
}

// span is the key and the values of a range: one that begins at nothing has a text of
// its own.
func (k known) span(s kiosk.Span, key string, clock kiosk.Language) (string, []string) {
	least, most := minutes(s)
	if s.Least < time.Minute && key != "visit_span" {
		key = map[string]string{"wait_span": "wait_most", "wait_tile": "wait_tile_most"}[key]
	}
	return key, []string{"least", least, "most", most, "time", clock.Clock(k.at.Add(s.Most))}
}

// outUntil is until when somebody who waits long can be away.
func (k known) outUntil() (time.Time, bool) {
	return k.at.Add(k.Wait.Least), k.Wait.Known() && k.Wait.Least >= longWait
}

// wait says how many are before and how long it takes, until what time.
func (c composer) wait(k known) []Part {
	var parts []Part
	if k.Wait.Known() {
		ahead := c.say("ahead_none")
		if k.Ahead > 0 {
			ahead = c.count("ahead", k.Ahead)
		}
		key, args := k.span(k.Wait, "wait_span", c.languageOf("wait_span"))
		parts = append(parts, Paragraph{Text: c.join(" ", ahead, c.say(key, args...)), Large: true})
	}
	if k.Visit.Known() {
		key, args := k.span(k.Visit, "visit_span", c.languageOf("visit_span"))
		parts = append(parts, Paragraph{Text: c.say(key, args...), Large: true})
	}
	return parts
}

// estimateNow is how long the visit on the summary would take; nothing where it would
// get no number.
func (c composer) estimateNow() []Part {
	if c.state.AdmitNow(kiosk.ServedByAdvisor) != kiosk.NotRefused {
		return nil
	}
	return c.wait(known{c.state.EstimateNow(kiosk.ServedByAdvisor), c.state.Now})
}

// waitBy is how long one waits for a way to be served, in short.
func (c composer) waitBy(by kiosk.Served) string {
	k := known{c.state.EstimateNow(by), c.state.Now}
	if !k.Wait.Known() {
		return ""
	}
	key, args := k.span(k.Wait, "wait_tile", c.lang)
	return c.say(key, args...)
}

// estimateGiven is what was known of it when the session's ticket was given.
func (c composer) estimateGiven() []Part {
	k := known{c.session.Ticket.Estimate, c.session.Ticket.IssuedAt}
	parts := c.wait(k)
	if until, long := k.outUntil(); long {
		parts = append(parts, Paragraph{Text: c.say("go_out", "time", c.languageOf("go_out").Clock(until)), Large: true})
	}
	return parts
}

// slipEstimate is the same on paper, in fewer letters: a slow line carries them while
// somebody waits.
func (p *Presenter) slipEstimate(t kiosk.Ticket) []SlipLine {
	k, l := known{t.Estimate, t.IssuedAt}, t.Language
	var lines []SlipLine
	say := func(key string, s kiosk.Span, at time.Time) {
		least, most := minutes(s)
		_, in := p.Texts.In(l, key)
		lines = append(lines, SlipLine{Centre: true, Text: p.Texts.Say(
			l, key, "n", itoa(k.Ahead), "least", least, "most", most, "time", in.Clock(at),
		)})
	}
	if k.Wait.Known() {
		key := "slip_wait"
		if k.Ahead == 0 {
			key = "slip_wait_next"
		}
		say(key, k.Wait, k.at.Add(k.Wait.Most))
	}
	if k.Visit.Known() {
		say("slip_visit", k.Visit, k.at)
	}
	if until, long := k.outUntil(); long {
		say("slip_go_out", k.Wait, until)
	}
	return lines
}
