package kiosk

import "time"

// DefaultTicketMM is how long a ticket is taken to be, in millimetres, before
// enough of them have been printed on a roll to know.
const DefaultTicketMM = 130

const (
	enoughTickets = 5         // for a mean, and for a rate
	enoughHours   = time.Hour // open today, for a rate
	furthest      = 366       // days; nothing is said of what is further off
)

// Roll is the paper roll in the printer.
type Roll struct {
	LengthMM float64   `json:"length_mm,omitzero"` // when it was put in; 0: not known
	At       time.Time `json:"at,omitzero"`        // when it was put in; zero: before anybody counted
}

// PaperUse is what has been used of a roll.
type PaperUse struct {
	RollMM    float64 // moved since it was put in, for whatever reason
	Tickets   int     // printed on it
	TicketsMM float64 // how long they were altogether
	Today     int     // tickets printed today, on this roll or the one before
}

// OpenHours are when a service point is open, for each day of the week.
type OpenHours [7]OpenDay

// OpenDay is when a service point is open on one day of the week, counted from
// midnight. It is closed where Closes is not after Opens.
type OpenDay struct{ Opens, Closes time.Duration }

// WorkingDays are the same hours from Monday to Friday, and closed at the weekend.
func WorkingDays(opens, closes time.Duration) OpenHours {
	var h OpenHours
	for day := time.Monday; day <= time.Friday; day++ {
		h[day] = OpenDay{Opens: opens, Closes: closes}
	}
	return h
}

// On returns the open hours of the day of t, in t's location. On a day on which the
// point is closed, both are alike.
func (h OpenHours) On(t time.Time) (opens, closes time.Time) { return h.on(t, 0) }

// on returns the open hours of the day that is so many days after that of t, in
// t's location.
func (h OpenHours) on(t time.Time, days int) (opens, closes time.Time) {
	y, m, d := t.Date()
	at := func(since time.Duration) time.Time { // by the clock on the wall, on days of 23 or 25 hours too
		return time.Date(y, m, d+days, 0, 0, int(since/time.Second), 0, t.Location())
	}
	day := h[at(12*time.Hour).Weekday()]
	return at(day.Opens), at(max(day.Opens, day.Closes))
}

// PaperForecast is what is to be expected of a roll.
type PaperForecast struct {
	Known    bool      // how long the roll was; else only TicketMM is said
	LeftMM   float64   // not below 0
	TicketMM float64   // mean length of a ticket that was reckoned with
	Tickets  int       // so many more fit
	Ends     time.Time // at today's rate; zero: too little is known of today
}

// Forecast says how long a roll will last. The rate is that of the tickets of today
// so far over the hours that the service point has been open today; now carries
// its location.
func Forecast(roll Roll, use PaperUse, hours OpenHours, now time.Time) PaperForecast {
	f := PaperForecast{TicketMM: DefaultTicketMM}
	if use.Tickets >= enoughTickets && use.TicketsMM >= float64(use.Tickets) {
		f.TicketMM = use.TicketsMM / float64(use.Tickets)
	}
	if roll.LengthMM <= 0 {
		return f
	}
	f.Known = true
	f.LeftMM = max(0, roll.LengthMM-use.RollMM)
	f.Tickets = int(f.LeftMM / f.TicketMM)
	each, known := ticketEvery(use.Today, hours, now)
	if open := float64(each) * f.LeftMM / f.TicketMM; known && open < float64(furthest*24*time.Hour) {
		f.Ends = hours.after(now, time.Duration(open))
	}
	return f
}

// ticketEvery is the open time between two tickets today.
func ticketEvery(today int, hours OpenHours, now time.Time) (time.Duration, bool) {
	opens, closes := hours.on(now, 0)
	if now.Before(closes) {
		closes = now
	}
	open := closes.Sub(opens)
	if today < enoughTickets || open < enoughHours {
		return 0, false
	}
	return open / time.Duration(today), true
}

// after is when the service point will have been open for so much longer; zero
// when that is too far off.
func (h OpenHours) after(now time.Time, open time.Duration) time.Time {
	for days := range furthest {
		from, until := h.on(now, days)
		if from.Before(now) {
			from = now
		}
		left := until.Sub(from)
		if left > 0 && open <= left {
			return from.Add(open)
		}
		open -= max(0, left)
	}
	return time.Time{}
}
