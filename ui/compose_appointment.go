package ui

import (
	"strings"

	"kundterminal/kiosk"
)

// appointment asks for the code of a booking, which is shown to a reader or
// typed. Nothing but the keys changes its place while one types.
func (c composer) appointment() Screen {
	enter := c.button("enter", "appointment_enter", "ui-check", kiosk.CodeEntered{})
	enter.Off = len(c.session.Entered) != kiosk.AppointmentCodeLength
	do := "appointment_do"
	if c.state.Reader == kiosk.ReaderReady {
		do = "appointment_show"
	}
	s := Screen{
		Title: c.say("appointment_title"), Hint: c.say(do), Back: c.back(), Next: &enter,
		Parts: []Part{Field{Text: groups(c.session.Entered), Placeholder: c.say("appointment_field"), Code: true, Secret: true}},
	}
	switch t := c.session.Trouble; t {
	case kiosk.ReadWell:
	case kiosk.ReadBadly:
		s.Parts = append(s.Parts, Paragraph{Text: c.say("appointment_badly"), Tone: Attention, Large: true})
	default:
		s.Parts = append(s.Parts, Paragraph{Text: c.say("misread_" + t.String()), Tone: Attention, Large: true})
	}
	s.Parts = append(s.Parts, c.appointmentKeys())
	return s
}

// groups writes a code as people read it: three characters, three, and one.
func groups(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%3 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// appointmentKeys are the characters that can stand at the next place of a
// booking's code.
func (c composer) appointmentKeys() Keyboard {
	rows := []string{"01234567", "89ABCDEF", "GHJKMNPQ", "RSTVWXYZ", "       <"}
	entered := len(c.session.Entered)
	if entered == kiosk.AppointmentCodeLength-1 {
		rows[4] = kiosk.AppointmentChecks + "  <"
	}
	remove := c.button("key:delete", "key_delete", "ui-delete", kiosk.CharacterDeleted{})
	remove.Off = entered == 0
	whole := entered == kiosk.AppointmentCodeLength
	return keypad(rows, remove, func(b byte) Button { return Button{Event: kiosk.CharacterTyped{Character: b}, Off: whole} })
}

// checkIn shows an appointment, and what can be done with it now: when and where
// it is, and never what it is for where it is private.
func (c composer) checkIn() Screen {
	a, arrival := c.state.Arrival()
	s := Screen{
		Title: c.say("check_in_" + arrival.String()), Calm: true, Back: c.back(),
	}
	if arrival == kiosk.ArrivalEarly {
		s.Hint = c.personal(c.comeBack(a))
	} else {
		s.Hint = c.say("check_in_" + arrival.String() + "_do")
	}
	ways := c.button("ways", "take_number", "ui-ticket", kiosk.WayChosen{Way: kiosk.StepWay})
	switch arrival {
	case kiosk.ArrivalUnknown:
		retype := c.button("retype", "appointment_type", "ui-calendar", kiosk.WayChosen{Way: kiosk.StepAppointment})
		s.Parts = []Part{Drawing{Icon: "ui-calendar"}, Tiles{Wide: true, Tiles: []Tile{{Button: retype}}}}
		s.Next = &ways
	case kiosk.ArrivalCancelled:
		s.Parts = []Part{c.bookedTime(a)}
		s.Next = &ways
	case kiosk.ArrivalEarly:
		s.Parts = append([]Part{c.bookedTime(a)}, c.bookedFor(a)...)
		s.Next = c.finish("done", "ui-check")
	case kiosk.ArrivalCheckedIn:
		s = c.checkedIn(s, a)
	case kiosk.ArrivalLate:
		take := c.button("check-in", "take_number", "ui-ticket", kiosk.CheckInPressed{})
		s.Parts, s.Next = []Part{c.bookedTime(a)}, &take
	default:
		in := c.button("check-in", "check_in", "ui-check", kiosk.CheckInPressed{})
		s.Parts = append([]Part{c.bookedTime(a)}, c.bookedFor(a)...)
		s.Next = &in
	}
	return s
}

// checkedIn gives the number again.
func (c composer) checkedIn(s Screen, a kiosk.Appointment) Screen {
	t, _ := c.state.CheckedIn(a.Key)
	q, _ := c.state.Catalogue.Queue(t.Queue)
	s.Parts = []Part{
		Number{Caption: c.say("your_number"), Label: t.Label()},
		Paragraph{Text: c.text(q.Place), Large: true},
	}
	if c.state.Printer.Condition == kiosk.PrinterReady {
		again := c.button("again", "print_again", "ui-printer", kiosk.CopyRequested{Ticket: t.Name})
		s.Back = &again
	}
	s.Next = c.finish("done", "ui-check")
	return s
}

// bookedTime is the time of an appointment, and whether it is today.
func (c composer) bookedTime(a kiosk.Appointment) Part {
	key := "time_today"
	if kiosk.DateOf(a.From) != c.state.Today() {
		key = "time_tomorrow"
	}
	return Number{Caption: c.say(key), Label: c.personal(c.lang.Clock(a.From))}
}

// comeBack says from when on one can check in.
func (c composer) comeBack(a kiosk.Appointment) string {
	key := "come_back"
	if kiosk.DateOf(a.From) != c.state.Today() {
		key = "come_back_tomorrow"
	}
	return c.say(key, "time", c.languageOf(key).Clock(c.state.Opens(a)))
}

// bookedFor says what an appointment is for and where it is.
func (c composer) bookedFor(a kiosk.Appointment) []Part {
	var parts []Part
	line := func(text string) { parts = append(parts, Paragraph{Text: c.personal(text), Large: true}) }
	if service, ok := c.state.Catalogue.Service(a.Service); ok && !a.Private && !service.Private {
		line(c.text(service.Name))
	}
	if a.Remote {
		line(c.say("appointment_remote"))
	}
	if a.Place != "" {
		line(c.say("appointment_place", "place", a.Place))
	}
	return parts
}

// slipBooking is what a ticket says of an appointment that it was given for.
func (p *Presenter) slipBooking(t kiosk.Ticket) []SlipLine {
	b := t.Booking
	if b.From.IsZero() {
		return nil
	}
	say := func(key string, args ...string) SlipLine {
		return SlipLine{Text: p.Texts.Say(t.Language, key, args...), Centre: true}
	}
	_, in := p.Texts.In(t.Language, "slip_appointment")
	first := say("slip_appointment", "time", in.Clock(b.From))
	first.Bold = true
	lines := []SlipLine{{Kind: SlipGap}, first}
	if b.Remote {
		lines = append(lines, say("appointment_remote"))
	}
	if b.Place != "" {
		lines = append(lines, say("appointment_place", "place", b.Place))
	}
	return lines
}
