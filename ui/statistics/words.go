package statistics

import (
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
)

// namer returns what people call the keys of an axis.
func (h *handler) namer(l kiosk.Language) func(statistics.Axis, string) string {
	return func(a statistics.Axis, key string) string { return h.name(l, a, key) }
}

func (h *handler) name(l kiosk.Language, a statistics.Axis, key string) string {
	if key == statistics.Everything {
		return h.Say(l, "stat_all")
	}
	switch a {
	case statistics.BySpan:
		return ""
	case statistics.ByTime:
		if d, err := kiosk.ParseDate(key); err == nil {
			return l.Date(day(d))
		}
	case statistics.ByAuthority, statistics.ByService, statistics.BySort:
		if key == "" {
			return h.Say(l, "stat_untold")
		}
		if name := h.Name(l, a, key); name != "" {
			return name
		}
		return key
	case statistics.ByHour:
		if n, err := strconv.Atoi(key); err == nil {
			return strconv.Itoa(n) + "–" + strconv.Itoa(n+1)
		}
	case statistics.ByDay:
		if n, err := strconv.Atoi(key); err == nil {
			return l.ShortDays(kiosk.WeekdaysOf(time.Weekday(n % 7)))
		}
	case statistics.ByTerminal, "grade":
		return key
	}
	if key == "" {
		return h.Say(l, "stat_untold")
	}
	word := "stat_" + string(a) + "_" + strings.ReplaceAll(key, "-", "_")
	if text := h.Say(l, word); text != word {
		return text
	}
	return key
}

func day(d kiosk.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// column is the heading of a column.
func (h *handler) column(l kiosk.Language, c statistics.Column) string {
	name := ""
	if c.Axis != "" {
		name = h.name(l, c.Axis, c.Key)
	} else {
		name = h.Say(l, "stat_col_"+c.Key)
	}
	return name
}

// spanName is what people call a span: "toukokuu 2026", or its days.
func (h *handler) spanName(l kiosk.Language, s statistics.Span) string {
	name := ""
	year, part, _ := strings.Cut(s.Name, "-")
	switch {
	case len(s.Name) == 4:
		name = year
	case len(part) == 2 && (part[0] == 'H' || part[0] == 'Q'):
		name = h.Say(l, "stat_period_"+part, "year", year)
	case strings.HasPrefix(part, "W") && len(part) == 3:
		name = h.Say(l, "stat_period_W", "year", year, "n", strings.TrimLeft(part[1:], "0"))
	case len(part) == 2:
		name = h.Say(l, "stat_period_"+part) + " " + year
	case s.From == s.To:
		return l.Date(day(s.From))
	default:
		return days(l, s)
	}
	return name
}

// days are the first and the last day of a span.
func days(l kiosk.Language, s statistics.Span) string {
	if s.From == s.To {
		return l.Date(day(s.From))
	}
	return l.Date(day(s.From)) + "–" + l.Date(day(s.To))
}

// dash stands where something is hidden.
const dash = "–"

// write writes a value as a language does; hidden says that it may not be told.
func write(l kiosk.Language, u statistics.Unit, v statistics.Value) string {
	switch {
	case v.State == statistics.Hidden:
		return dash
	case v.State == statistics.None:
		return ""
	}
	switch u {
	case statistics.Share:
		digits := 0
		if v.Number > 0 && v.Number < 0.1 || v.Number > 0.9 && v.Number < 1 {
			digits = 1
		}
		space := "\u00a0"
		if l == kiosk.English {
			space = ""
		}
		return l.Number(100*v.Number, digits) + space + "%"
	case statistics.Count:
		return l.Number(v.Number, 0)
	}
	return l.Number(v.Number, 1)
}

// NameIn is what a catalogue calls an authority, a service or a service class, of which
// it is the first of its services.
func NameIn(c *kiosk.Catalogue, l kiosk.Language, a statistics.Axis, key string) string {
	switch a {
	case statistics.ByAuthority:
		if found, ok := c.Authority(kiosk.AuthorityID(key)); ok {
			return found.Short().String(l)
		}
	case statistics.ByService:
		if found, ok := c.Service(kiosk.ServiceID(key)); ok {
			return found.Name.String(l)
		}
	case statistics.BySort:
		for _, s := range c.Services {
			if s.Class == key && !s.Private {
				return key + " · " + s.Name.String(l)
			}
		}
	}
	return ""
}
