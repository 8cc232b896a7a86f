package kiosk

// AppointmentsChanged brings the booked times of today and tomorrow.
type AppointmentsChanged struct {
	happening
	Appointments *Appointments
}

// AppointmentScanned tells that the code of a booking was shown to a scanner.
type AppointmentScanned struct {
	happening
	Code AppointmentCode // empty: it could not be read well
}

// CheckInsFound brings tickets that appointments have got already: at the start,
// and in answer to IssueTicket where the appointment has its ticket.
type CheckInsFound struct {
	happening
	Ask     uint64 // of the effect that it answers; 0: of none
	Tickets []Ticket
}

// CheckInPressed takes the ticket of the session's appointment: while its time
// is not over, that of the appointment, and else an ordinary number for it.
type CheckInPressed struct{ pressed }
