package idreader

import (
	"fmt"
	"time"
)

// Date is a day of the calendar. A part that a document leaves open is 0; the zero
// Date is no date at all.
type Date struct {
	Year  int16
	Month uint8
	Day   uint8
}

// DateOf is the day of t in t's own location.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: int16(year), Month: uint8(month), Day: uint8(day)}
}

// IsZero reports whether there is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// Complete reports whether year, month and day are all known.
func (d Date) Complete() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// After reports whether the first day that d can mean is later than e. Open parts
// of d count as early as they can be.
func (d Date) After(e Date) bool { return d.order() > e.order() }

// Before reports whether the last day that d can mean is earlier than e.
func (d Date) Before(e Date) bool {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = 31
	}
	return d.order() < e.order()
}

// String is the date as ISO 8601 writes it, with 00 for what is open.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

func (d Date) order() int { return int(d.Year)*10000 + int(d.Month)*100 + int(d.Day) }

// real reports whether the calendar has such a day; open parts are taken as right.
func (d Date) real() bool {
	return d.Month <= 12 && int(d.Day) <= daysIn(int(d.Year), int(d.Month))
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// twoDigits reads a number of two digits; ok is false when there is something else.
func twoDigits(b []byte) (n int, ok bool) {
	if len(b) < 2 || b[0] < '0' || b[0] > '9' || b[1] < '0' || b[1] > '9' {
		return 0, false
	}
	return int(b[0]-'0')*10 + int(b[1]-'0'), true
}
