package point

import (
	"fmt"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
)

// readShift reads when a desk is to be closed for breaks, and for the day.
func readShift(t *catalogue.Table) queue.Shift {
	var s queue.Shift
	if text, ok := catalogue.Value[string](t, "until", `a time in quotes: "15:30"`); ok {
		at, err := time.Parse("15:04", text)
		if err != nil {
			t.Fault("until", `%q is no time of the day: write it as "15:30"`, text)
		}
		s.Until = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	}
	s.Breaks = Breaks(t)
	if n := len(s.Breaks); n > 0 && s.Until > 0 && s.Breaks[n-1].Closes > s.Until {
		t.Fault("breaks", "the last ends after the desk closes: correct one of them")
	}
	return s
}

// Breaks reads the planned breaks of a desk, in the order of the day.
func Breaks(t *catalogue.Table) []kiosk.OpenDay {
	var list []kiosk.OpenDay
	for i, text := range t.Strings("breaks", `times: "11:00-11:30"`) {
		b, err := kiosk.ParseOpenDay(text)
		switch {
		case err == nil && b.Closes == 0:
			err = fmt.Errorf("%q is not like 11:00-11:30", text)
			fallthrough
		case err != nil:
			t.Fault(fmt.Sprintf("breaks[%d]", i), "%v: write it so", err)
		default:
			list = append(list, b)
		}
	}
	slices.SortFunc(list, func(a, b kiosk.OpenDay) int { return int(a.Opens - b.Opens) })
	for i := 1; i < len(list); i++ {
		if list[i].Opens < list[i-1].Closes {
			t.Fault("breaks", "two of them overlap: correct one of them")
		}
	}
	return list
}
