package kiosk

import (
	"testing"
	"time"
)

func noticeIDs(c *Catalogue, at time.Time) (ids string) {
	for _, n := range c.NoticesAt(at) {
		ids += n.ID
	}
	return ids
}

func TestANoticeIsShownFromItsBeginningUntilItsEndByTheClockOnTheWall(t *testing.T) {
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	c := &Catalogue{Notices: []Notice{
		{ID: "a", From: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC), Until: time.Date(2026, 12, 1, 12, 30, 0, 0, time.UTC)},
		{ID: "b", Severity: SeverityAttention, Until: time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC)},
	}}
	for _, x := range []struct {
		hour, minute, second int
		want                 string
	}{
		{7, 59, 59, "b"}, {8, 0, 0, "ba"}, {12, 29, 59, "ba"}, {12, 30, 0, "b"}, {23, 59, 59, "b"}, {24, 0, 0, ""},
	} {
		at := time.Date(2026, 12, 1, x.hour, x.minute, x.second, 0, helsinki)
		if got := noticeIDs(c, at); got != x.want {
			t.Errorf("at %s the notices %q are shown, want %q", at.Format(time.DateTime), got, x.want)
		}
		if wake := (State{Now: at, Catalogue: c}).NextWake(); wake > time.Duration(60-x.second)*time.Second {
			t.Errorf("at %s the terminal sleeps for %v, and the next notice may begin or end at the full minute", at.Format(time.DateTime), wake)
		}
	}
}

func TestThoseThatMatterMostComeFirstAndNoMoreThanThereIsRoomFor(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	c := &Catalogue{Notices: []Notice{
		{ID: "a", From: day(1)}, {ID: "b", From: day(3)}, {ID: "c", From: day(2), Severity: SeverityAttention}, {ID: "d"},
	}}
	if got := noticeIDs(c, day(20)); got != "cba" {
		t.Errorf("%q are shown, want cba", got)
	}
}
