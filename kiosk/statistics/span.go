package statistics

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"kundterminal/kiosk"
)

var errSpan = errors.New("a span is one of today, week, month, quarter, half, year, 2026-11-26, 2026-W48, 2026-11, 2026-Q4, 2026-H2, 2026, or 2026-11-02..2026-11-20")

// longestSpan is how many days a span has at most.
const longestSpan = 4 * 366

// unit is what a span is one of.
type unit uint8

const (
	anyDays unit = iota
	oneDay
	oneWeek
	oneMonth
	oneQuarter
	halfYear
	oneYear
)

// Span is the dates from From to To, both included.
type Span struct {
	Name string     `json:"name"` // as ParseSpan reads it
	From kiosk.Date `json:"from"`
	To   kiosk.Date `json:"to"`

	unit unit
}

// Days returns how many days the span has.
func (s Span) Days() int {
	return int(midnight(s.To).Sub(midnight(s.From))/(24*time.Hour)) + 1
}

// Has reports whether a date is in the span.
func (s Span) Has(d kiosk.Date) bool { return d.Compare(s.From) >= 0 && d.Compare(s.To) <= 0 }

func midnight(d kiosk.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

func date(year int, month time.Month, day int) kiosk.Date {
	return kiosk.DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseSpan reads the name of a span. A word means the one that a day is in. A span
// that has begun ends with the day.
func ParseSpan(text string, today kiosk.Date) (Span, error) {
	s, err := parseSpan(text, today)
	if err != nil {
		return Span{}, fmt.Errorf("%q: %w", text, err)
	}
	if s.Has(today) {
		s.To = today
	}
	return s, nil
}

func parseSpan(text string, today kiosk.Date) (Span, error) {
	var year, n int
	var rest string
	switch text {
	case "today":
		return spanAt(oneDay, today), nil
	case "week":
		return spanAt(oneWeek, today), nil
	case "month":
		return spanAt(oneMonth, today), nil
	case "quarter":
		return spanAt(oneQuarter, today), nil
	case "half":
		return spanAt(halfYear, today), nil
	case "year":
		return spanAt(oneYear, today), nil
	}
	if from, to, ok := strings.Cut(text, ".."); ok {
		return between(from, to)
	}
	if d, err := kiosk.ParseDate(text); err == nil && d.Year > 0 {
		return spanAt(oneDay, d), nil
	}
	for _, form := range []struct {
		form string
		unit unit
		most int
		size int // months
	}{{"%d-W%d%s", oneWeek, 53, 0}, {"%d-Q%d%s", oneQuarter, 4, 3}, {"%d-H%d%s", halfYear, 2, 6}, {"%d-%d%s", oneMonth, 12, 1}} {
		if k, _ := fmt.Sscanf(text+" ", form.form, &year, &n, &rest); k != 2 || n < 1 || n > form.most || year < 1 || year > 9999 {
			continue
		}
		if form.unit == oneWeek {
			s := spanAt(oneWeek, date(year, 1, 4).Add(7*(n-1)))
			if y, _ := midnight(s.From).ISOWeek(); y != year {
				return Span{}, errSpan
			}
			return s, nil
		}
		return spanAt(form.unit, date(year, time.Month((n-1)*form.size+1), 1)), nil
	}
	if k, _ := fmt.Sscanf(text+" ", "%d%s", &year, &rest); k == 1 && year >= 1 && year <= 9999 {
		return spanAt(oneYear, date(year, 1, 1)), nil
	}
	return Span{}, errSpan
}

func between(from, to string) (Span, error) {
	first, err := kiosk.ParseDate(from)
	last, err2 := kiosk.ParseDate(to)
	s := Span{Name: from + ".." + to, From: first, To: last}
	switch {
	case err != nil || err2 != nil || first.Year < 1:
		return Span{}, errSpan
	case s.Days() < 1:
		return Span{}, errors.New("the span ends before it begins")
	case s.Days() > longestSpan:
		return Span{}, fmt.Errorf("the span has more than %d days", longestSpan)
	}
	return s, nil
}

// spanAt is the span of a unit that a day is in.
func spanAt(u unit, d kiosk.Date) Span {
	s := Span{unit: u, From: d, To: d}
	months := map[unit]int{oneMonth: 1, oneQuarter: 3, halfYear: 6, oneYear: 12}[u]
	switch u {
	case oneDay:
		s.Name = d.String()
	case oneWeek:
		s.From = d.Add(1 - weekday(d))
		s.To, s.Name = s.From.Add(6), kiosk.WeekOf(d).String()
	default:
		first := (int(d.Month) - 1) / months * months
		s.From = date(d.Year, time.Month(first+1), 1)
		s.To = date(d.Year, time.Month(first+months+1), 0)
		n := first/months + 1
		s.Name = map[unit]string{
			oneMonth:   fmt.Sprintf("%04d-%02d", d.Year, n),
			oneQuarter: fmt.Sprintf("%04d-Q%d", d.Year, n),
			halfYear:   fmt.Sprintf("%04d-H%d", d.Year, n),
			oneYear:    fmt.Sprintf("%04d", d.Year),
		}[u]
	}
	return s
}

// Comparison is what a span is shown beside.
type Comparison string

// The comparisons.
const (
	WithNothing  Comparison = "none"
	WithBefore   Comparison = "before" // the span just before
	WithLastYear Comparison = "year"   // the same a year before
	WithTwoYears Comparison = "years"  // the same one and two years before
)

// Comparisons lists the comparisons, in the order of the page.
func Comparisons() []Comparison {
	return []Comparison{WithNothing, WithBefore, WithLastYear, WithTwoYears}
}

// Against returns the span and those that it is compared with. Where it has begun and
// is not over, the others end as many days after their beginning.
func (s Span) Against(c Comparison) []Span {
	list := []Span{s}
	switch c {
	case WithBefore:
		list = append(list, s.before())
	case WithLastYear:
		list = append(list, s.yearsBefore(1))
	case WithTwoYears:
		list = append(list, s.yearsBefore(1), s.yearsBefore(2))
	}
	return list
}

// as cuts a span short as another one of its unit is.
func (s Span) as(o Span) Span {
	if whole := spanAt(o.unit, o.From); o.unit != anyDays && whole.To != o.To && s.Days() > o.Days() {
		s.To = s.From.Add(o.Days() - 1)
	}
	return s
}

func (s Span) before() Span {
	if s.unit == anyDays {
		o := Span{From: s.From.Add(-s.Days()), To: s.From.Add(-1)}
		o.Name = o.From.String() + ".." + o.To.String()
		return o
	}
	return spanAt(s.unit, s.From.Add(-1)).as(s)
}

// yearsBefore keeps the date, and of days and weeks the day of the week.
func (s Span) yearsBefore(n int) Span {
	switch s.unit {
	case oneDay, oneWeek:
		return spanAt(s.unit, s.From.Add(-364*n)).as(s)
	case anyDays:
		o := Span{From: yearsBefore(s.From, n), To: yearsBefore(s.To, n)}
		o.Name = o.From.String() + ".." + o.To.String()
		return o
	}
	o := spanAt(s.unit, yearsBefore(s.From, n))
	if whole := spanAt(s.unit, s.From); whole.To != s.To {
		o.To = yearsBefore(s.To, n)
	}
	return o
}

// yearsBefore is the same date; of 29 February the day before 1 March.
func yearsBefore(d kiosk.Date, n int) kiosk.Date {
	last := date(d.Year-n, d.Month+1, 0)
	return kiosk.Date{Year: d.Year - n, Month: d.Month, Day: min(d.Day, last.Day)}
}
