package ui

import (
	"slices"

	"kundterminal/kiosk"
)

// refused tells why no number is given, and how it goes on.
func (c composer) refused() Screen {
	why := c.session.Refusal
	s := Screen{Title: c.say("refused_title"), Next: c.finish("stop", "ui-stop")}
	if !why.OfQueue() {
		s.Parts = append([]Part{Drawing{Icon: "drawing-out-of-order"}}, c.refusal(why)...)
		return s
	}
	s.Parts = append([]Part{Drawing{Icon: "ui-hourglass"}}, c.refusal(why)...)
	var tiles []Tile
	if len(c.session.Errands) > 0 {
		s.Back = c.back()
		tiles = slices.Concat(c.otherWays(), c.booked())
	}
	if len(tiles) > 0 {
		s.Next.Quiet = true
		s.Parts = append(s.Parts, Tiles{Wide: true, Tiles: tiles})
	}
	return s
}

// refusal says why, and when the queue takes people again where that is known.
func (c composer) refusal(why kiosk.Refusal) []Part {
	parts := []Part{Paragraph{Text: c.say("refused_" + why.String()), Large: true, Tone: Attention}}
	if opens, ok := c.state.OpensNext(); ok && why.ForToday() {
		l := c.languageOf("refused_opens")
		parts = append(parts, Paragraph{Large: true, Text: c.say(
			"refused_opens", "weekday", l.Weekday(opens.Weekday()), "date", l.Date(opens), "time", l.Clock(opens),
		)})
	}
	return parts
}

// booked is the way of whoever has an appointment, for which no number is needed.
func (c composer) booked() []Tile {
	if c.state.Appointments == nil {
		return nil
	}
	return []Tile{{Button: c.button("way:appointment", "way_appointment", "ui-calendar", kiosk.WayChosen{Way: kiosk.StepAppointment})}}
}

// refusedNow is why the errands of the summary get no number now.
func (c composer) refusedNow() kiosk.Refusal {
	if len(c.session.Errands) == 0 {
		return kiosk.NotRefused
	}
	return c.state.AdmitNow(kiosk.ServedByAdvisor)
}

// closedNow is why the summary's number cannot be had now, and the ways that are left.
func (c composer) closedNow(s *Screen, take *Button) {
	why := c.refusedNow()
	if why == kiosk.NotRefused {
		return
	}
	take.Off = true
	told := c.refusal(why)
	if c.state.CanGoOn() {
		told = append(told, Paragraph{Text: c.say("refused_others"), Large: true})
		s.Begin = "way:served"
	}
	s.Parts = append(told, s.Parts...)
}
