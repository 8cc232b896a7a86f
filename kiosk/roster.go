package kiosk

import "time"

// Roster tells when which authority's experts can be met.
type Roster []Shift

// Shift is a time in which an authority's expert can be met. It names no person.
type Shift struct {
	Authority AuthorityID
	By        Served // ServedByExpert or ServedRemotely
	Days      Weekdays
	From, To  time.Duration // of the clock on the wall, since midnight
	First     Date          // zero: no first day
	Last      Date          // zero: no last day
}

// Present reports whether an expert of the authority can be met in that way at a
// time, in the location of the service point.
func (r Roster) Present(a AuthorityID, by Served, at time.Time) bool {
	_, ok := r.Until(a, by, at)
	return ok
}

// Until returns until when they can be met, the longest of several; it is not ok
// where none can be met at that time.
func (r Roster) Until(a AuthorityID, by Served, at time.Time) (until time.Time, ok bool) {
	day, clock := DateOf(at), time.Duration(at.Hour())*time.Hour+time.Duration(at.Minute())*time.Minute
	for _, s := range r {
		if s.Authority != a || s.By != by || !s.Days.Has(at.Weekday()) || clock < s.From || clock >= s.To ||
			day.Compare(s.First) < 0 || !s.Last.IsZero() && day.Compare(s.Last) > 0 {
			continue
		}
		y, m, d := at.Date()
		end := time.Date(y, m, d, 0, int(s.To/time.Minute), 0, 0, at.Location()) // by the clock, on days of 23 hours too
		if end.After(until) {
			until = end
		}
		ok = true
	}
	return until, ok
}
