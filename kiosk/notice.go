package kiosk

import (
	"cmp"
	"slices"
	"time"
)

// Notice is what the point tells everybody on its first screens for a while.
type Notice struct {
	ID       string
	Severity Severity
	Text     Text      // at most two lines; it may lack languages
	From     time.Time // by the clock on the wall, in UTC; zero: since ever
	Until    time.Time // the same: from then on it is not shown; zero: for ever
}

// Severity is how much a notice matters.
type Severity uint8

// The severities.
const (
	SeverityInfo      Severity = iota // good to know
	SeverityAttention                 // changes what can be done here
)

// MaxNotices is how many notices are shown at once.
const MaxNotices = 3

// NoticesAt lists the notices that are shown at a time, in the location of the
// service point: those that matter most first, then those that began last.
func (c *Catalogue) NoticesAt(now time.Time) []Notice {
	wall := onTheWall(now)
	list := without(c.Notices, func(n Notice) bool {
		return !n.From.IsZero() && wall.Before(n.From) || !n.Until.IsZero() && !wall.Before(n.Until)
	})
	slices.SortStableFunc(list, func(a, b Notice) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), b.From.Compare(a.From))
	})
	return list[:min(len(list), MaxNotices)]
}

// onTheWall is what a clock on the wall shows, as a time that can be compared
// with others of its kind.
func onTheWall(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
