package statistics

import (
	"fmt"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Axis is by what parts are told apart.
type Axis string

// The axes. Keys of a pair have a bar between them: "kela|remote", "1|09".
const (
	ByAuthority Axis = "authority"
	ByService   Axis = "service"       // errands; private ones are under the empty key
	BySort      Axis = "service_class" // of the Finnish Service Catalogue: "P10.1"
	ByChannel   Axis = "channel"
	ByLanguage  Axis = "language"
	ByClass     Axis = "class" // walk-in, appointment, priority
	ByHour      Axis = "hour"  // of the arrival: "09"
	ByTerminal  Axis = "terminal"
	ByBoth      Axis = "authority_channel"
	ByWeek      Axis = "weekday_hour" // Monday is 1
)

// Figures are what adds up over days.
type Figures struct {
	Days int     `json:"n,omitempty"` // on which anybody came
	All  Cell    `json:"all"`
	Stay Minutes `json:"stay,omitzero"` // of whole visits, from the ticket to the end

	By map[Axis]map[string]*Cell `json:"by,omitempty"`

	Waits    Ledger             `json:"waits,omitzero"`  // promises of the time until the first call
	Wholes   Ledger             `json:"wholes,omitzero"` // promises of the time until all is done
	Hours    map[string]*Ledger `json:"waits_hour,omitempty"`
	Services map[string]*Ledger `json:"waits_service,omitempty"`

	Terminals map[kiosk.TerminalID]*Terminal `json:"terminals,omitempty"`
}

// Day is the figures of one local date.
type Day struct {
	Date kiosk.Date `json:"date"`
	Figures
}

// NewDay counts the parts of visits: how many there are and, of those that have ended, how
// they did and how long they took. The catalogue tells the service class of an errand; it may be nil.
func NewDay(date kiosk.Date, records []queue.Record, c *kiosk.Catalogue) Day {
	d := Day{Date: date}
	for _, r := range records {
		d.add(r, c)
		d.Days = 1
	}
	return d
}

func (f *Figures) add(r queue.Record, c *kiosk.Catalogue) {
	f.All.add(r)
	hour := fmt.Sprintf("%02d", r.Hour)
	f.cell(ByAuthority, string(r.Authority)).add(r)
	f.cell(ByChannel, string(r.Channel)).add(r)
	f.cell(ByBoth, string(r.Authority)+"|"+string(r.Channel)).add(r)
	f.cell(ByLanguage, string(r.Language)).add(r)
	f.cell(ByClass, string(r.Class)).add(r)
	f.cell(ByHour, hour).add(r)
	f.cell(ByTerminal, fmt.Sprint(r.Terminal)).add(r)
	if r.First {
		f.cell(ByWeek, fmt.Sprintf("%d|%s", weekday(r.Date), hour)).Visits++
	}
	services := r.Services
	if len(services) == 0 {
		services = []kiosk.ServiceID{""}
	}
	var sorts []string
	for _, id := range services {
		f.cell(ByService, string(id)).add(r)
		if s := sortOf(c, id); !slices.Contains(sorts, s) {
			sorts = append(sorts, s)
			f.cell(BySort, s).add(r)
		}
	}
	f.promised(r, hour, string(services[0]))
}

// weekday counts from Monday, 1, to Sunday, 7.
func weekday(d kiosk.Date) int { return (int(d.Weekday())+6)%7 + 1 }

func sortOf(c *kiosk.Catalogue, id kiosk.ServiceID) string {
	if c == nil {
		return ""
	}
	s, _ := c.Service(id)
	return s.Class
}

func (f *Figures) cell(a Axis, key string) *Cell {
	if f.By == nil {
		f.By = map[Axis]map[string]*Cell{}
	}
	if f.By[a] == nil {
		f.By[a] = map[string]*Cell{}
	}
	c := f.By[a][key]
	if c == nil {
		c = &Cell{}
		f.By[a][key] = c
	}
	return c
}

// promised enters what was promised with a ticket, and what came of it.
func (f *Figures) promised(r queue.Record, hour, service string) {
	if r.Wrong || !r.Stage.Ended() {
		return
	}
	if r.First && r.Promise.Known() {
		happened := r.Had > 0 || r.Reached
		for _, l := range []*Ledger{&f.Waits, ledger(&f.Hours, hour), ledger(&f.Services, service)} {
			l.add(r.Promise, r.Had, happened)
		}
	}
	if r.Last && r.Stage == queue.Done {
		f.Stay.Add(r.Stayed)
	}
	if r.Last && r.Whole.Known() {
		f.Wholes.add(r.Whole, r.Stayed, r.Stage == queue.Done)
	}
}

func ledger(m *map[string]*Ledger, key string) *Ledger {
	if *m == nil {
		*m = map[string]*Ledger{}
	}
	if (*m)[key] == nil {
		(*m)[key] = &Ledger{}
	}
	return (*m)[key]
}

func (l *Ledger) add(promise kiosk.Span, had time.Duration, happened bool) {
	l.Made++
	switch {
	case !happened:
		return
	case had < promise.Least:
		l.Early++
	case had > promise.Most:
		l.Late++
	default:
		l.Held++
	}
	l.Error.Add((had - (promise.Least+promise.Most)/2).Abs())
}

// Merge adds the figures of other visits.
func (f *Figures) Merge(o Figures) {
	f.Days += o.Days
	f.All.Merge(&o.All)
	f.Stay.Merge(o.Stay)
	for a, cells := range o.By {
		for key, c := range cells {
			f.cell(a, key).Merge(c)
		}
	}
	f.Waits.Merge(&o.Waits)
	f.Wholes.Merge(&o.Wholes)
	for key, l := range o.Hours {
		ledger(&f.Hours, key).Merge(l)
	}
	for key, l := range o.Services {
		ledger(&f.Services, key).Merge(l)
	}
	for id, t := range o.Terminals {
		f.Terminal(id).Merge(t)
	}
}

// Merge adds the figures of more visits of the same date, such as those of another
// terminal. The date is counted once.
func (d *Day) Merge(o Day) {
	days := max(d.Days, o.Days)
	d.Figures.Merge(o.Figures)
	d.Days = days
}

// Sum adds up days.
func Sum(days []Day) Figures {
	var f Figures
	for _, d := range days {
		f.Merge(d.Figures)
	}
	return f
}
