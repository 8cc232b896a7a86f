package kiosk

// The ways in which an appointment was found, in the journal.
const (
	foundByCode     = "code"
	foundByBarcode  = "barcode"
	foundByDocument = "document"
)

// appointmentEvent handles what calendars, scanners and the journal tell of
// booked times.
func (s State) appointmentEvent(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case AppointmentsChanged:
		s.Appointments = e.Appointments
	case AppointmentScanned:
		next, effects := s.scanned(e.Code)
		return next, effects, true
	case CheckInsFound:
		for _, t := range e.Tickets {
			s = s.withCheckIn(t)
		}
		if e.Ask != 0 && e.Ask == s.Session.Ask && s.Session.Step == StepIssuing {
			s = s.become(StepCheckIn, 0)
		}
	default:
		return s, nil, false
	}
	return s, nil, true
}

// scanned goes straight to the appointment whose code was shown: from the idle
// screen, and from wherever errands can still be chosen.
func (s State) scanned(code AppointmentCode) (State, []Effect) {
	idle := s.Session.Idle()
	if s.Appointments == nil || s.Technician.Here() || !idle && !s.Session.Step.choosing() || idle && s.Store != StoreReady {
		return s, nil
	}
	s = s.lively()
	var effects []Effect
	if s.Session.Step.identifying() {
		s, effects = s.toSummary(), s.forgetTyped()
	}
	a, _ := s.Appointments.WithCode(code)
	if s.Session.Language == "" {
		s = s.greeted(a.Language)
	}
	if code != "" {
		return s.booked(a.Key, foundByBarcode), effects
	}
	s = s.toAppointment()
	s.Session.Trouble = ReadBadly
	return s, effects
}

// greeted chooses a language for a person who has not: theirs, where the
// appointment tells it.
func (s State) greeted(l Language) State {
	if !known(l) {
		l = s.Rules.Language
	}
	if s.Session.Idle() {
		return s.begin(l, StepWay)
	}
	s.Session.Language = l
	return s
}

// toAppointment goes to where the code of a booking is shown or typed.
func (s State) toAppointment() State {
	if s.Session.Step == StepCheckIn || s.Session.Step == StepAppointment { // the way back stays as it was
		s.Session.Place, s.Session.Overlay = Place{Step: StepAppointment}, NoOverlay
		if last := len(s.Session.Trail) - 1; last >= 0 && s.Session.Trail[last].Step == StepAppointment {
			s.Session.Trail = s.Session.Trail[:last:last]
		}
	} else {
		s = s.goTo(Place{Step: StepAppointment})
	}
	s.Session.Entered, s.Session.Trouble, s.Session.Booked = "", ReadWell, ""
	return s
}

// leftAppointment forgets, on the way back, what the step was about. What was
// typed stays until the step where it was typed is left, to be corrected.
func (s State) leftAppointment() State {
	switch s.Session.Step {
	case StepAppointment:
		s.Session.Entered, s.Session.Trouble = "", ReadWell
	case StepCheckIn:
		s.Session.Booked, s.Session.Found = "", ""
	}
	return s
}

// booked goes to an appointment; no key means that there is none.
func (s State) booked(key, how string) State {
	s.Session.Booked, s.Session.Found, s.Session.Trouble = key, how, ReadWell
	if s.Session.Step == StepCheckIn {
		s.Session.Overlay = NoOverlay
		return s
	}
	return s.goTo(Place{Step: StepCheckIn})
}

// shownDocument finds the appointment of the person whose document was shown.
// Who it is serves for nothing else, and is not kept.
func (s State) shownDocument(r Reading) State {
	switch {
	case r.Trouble != ReadWell:
		s.Session.Trouble = r.Trouble
		return s
	case r.Identity.Pseudonym == "":
		s.Session.Trouble = ReadWithoutCode
		return s
	}
	return s.booked(s.nearest(s.Appointments.OfPerson(r.Identity.Pseudonym)), foundByDocument)
}

// nearest returns the key of the appointment that a person most likely comes for:
// one that they can check in for now, else the next one, else the last one.
func (s State) nearest(list []Appointment) string {
	for _, wanted := range []Arrival{ArrivalOnTime, ArrivalCheckedIn, ArrivalEarly} {
		for _, a := range list {
			if s.arrivalOf(a) == wanted {
				return a.Key
			}
		}
	}
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1].Key
}

// pressedAppointment handles presses where an appointment is looked for and
// shown.
func (s State) pressedAppointment(e Event) (State, []Effect) {
	if s.Session.Step == StepAppointment {
		return s.enteredCode(e), nil
	}
	switch e := e.(type) {
	case WayChosen:
		switch e.Way {
		case StepWay:
			return s.goTo(Place{Step: StepWay}), nil
		case StepAppointment:
			return s.toAppointment(), nil
		}
	case CheckInPressed:
		return s.checkIn()
	case CopyRequested:
		if a, _ := s.Arrival(); a.Key != "" {
			if t, ok := s.CheckedIn(a.Key); ok {
				s.Session.Ticket, s.Session.Begun, s.Session.Prints = t, true, 0
				return s.print(true)
			}
		}
	case Finished:
		return s.stop()
	}
	return s, nil
}

// enteredCode takes the characters of a booking's code.
func (s State) enteredCode(e Event) State {
	entered := s.Session.Entered
	switch e := e.(type) {
	case CharacterTyped:
		if symbol, ok := appointmentSymbol(e.Character, len(entered)); ok {
			s.Session.Entered, s.Session.Trouble = entered+string(rune(symbol)), ReadWell
		}
	case CharacterDeleted:
		if last := len(entered) - 1; last >= 0 {
			s.Session.Entered, s.Session.Trouble = entered[:last], ReadWell
		}
	case CodeEntered:
		if len(entered) != AppointmentCodeLength {
			return s
		}
		code, err := ParseAppointmentCode(entered)
		if err != nil {
			s.Session.Trouble = ReadBadly
			return s
		}
		a, _ := s.Appointments.WithCode(code)
		return s.booked(a.Key, foundByCode)
	}
	return s
}

// checkIn asks for the ticket of the session's appointment. The journal gives an
// appointment one ticket only, whatever happens in between.
func (s State) checkIn() (State, []Effect) {
	a, arrival := s.Arrival()
	if arrival != ArrivalOnTime && arrival != ArrivalLate {
		return s, nil
	}
	queue, errands, ok := s.called(a)
	if !ok {
		return s.become(StepIssuing, 0).refused(RefusedNoQueue), nil
	}
	r := TicketRequest{
		Queue: queue.ID, Series: queue.Series, Class: WalkIn, Errands: errands,
		Language: s.Session.Language, At: s.Now, Booking: Booking{Key: a.Key}, Parts: s.catalogue().PartsOf(errands),
	}
	if arrival == ArrivalOnTime {
		r.Class, r.Booking.From, r.Booking.Place, r.Booking.Remote = ByAppointment, a.From, a.Place, a.Remote
	}
	if a.Remote {
		r.Served = ServedRemotely
	}
	s.Asks++
	s.Session.Ask = s.Asks
	return s.become(StepIssuing, issueDeadline), []Effect{IssueTicket{Ask: s.Asks, Request: r}}
}

// called returns the queue that an appointment is called from, and what its
// ticket is for: nothing, where it is private.
func (s State) called(a Appointment) (Queue, []ServiceID, bool) {
	c := s.catalogue()
	if service, ok := c.Service(a.Service); ok {
		queue, ok := c.Queue(service.Queue)
		if a.Private {
			return queue, nil, ok
		}
		return queue, []ServiceID{service.ID}, ok
	}
	if queue, ok := c.Queue(a.Queue); ok {
		return queue, nil, true
	}
	queue, ok := c.jointQueue()
	return queue, nil, ok
}

// noted keeps that an appointment has got its ticket, and journals it.
func (s State) noted(t Ticket, how string) (State, []Effect) {
	if t.Booking.Key == "" {
		return s, nil
	}
	detail := map[string]string{"class": string(t.Class)}
	if how != "" {
		detail["how"] = how
	}
	return s.withCheckIn(t), []Effect{s.record(Entry{Kind: CheckedIn, Of: t.Name, Detail: detail})}
}
