package simulate

import (
	"maps"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
)

// Day is a day of a service point, as it is assumed to be.
type Day struct {
	Name      kiosk.Text
	Assumes   kiosk.Text // what the figures rest on, in a sentence or two
	Date      kiosk.Date
	Opens     time.Duration // of the doors, since midnight
	Closes    time.Duration
	Stays     time.Duration // desks serve those who wait when the doors close for so long
	Terminals int           // that give numbers
	Visits    [24]int       // people who come in each hour of the day
	Errands   []Errand
	Shifts    []Shift
	Rooms     []queue.RoomID // with a video link
	Habits    Habits
	Measured  bool // the point knows the minutes of the file; else it begins with the catalogue's
	Seed      uint64

	Plan point.Plan // whose rules and limits hold
}

// Errand is what a share of the people come for.
type Errand struct {
	Services []kiosk.ServiceID // of one authority or of several
	Event    kiosk.LifeEventID // or one to three services of a life situation
	Share    float64           // of the people, beside the shares of the others
	Minutes  float64           // that one of its services takes on average; 0: as the catalogue says
	Served   kiosk.Served      // empty: by an advisor
}

// Shift is a desk with somebody at it.
type Shift struct {
	Desk        queue.DeskID
	From, Until time.Duration // since midnight
	Breaks      []kiosk.OpenDay
	Login       queue.Login
	Absent      bool // who should be there is missing
}

// Habits are how people behave. Shares are between 0 and 1.
type Habits struct {
	Appointments float64 // of the people have one
	Priority     float64 // are given priority by an advisor
	NoShow       float64 // never come when called
	Away         float64 // miss their first call
	Transferred  float64 // of the parts go on with another errand's people
	Held         float64 // of the parts stand still while the person fetches something
	LinkFails    float64 // of the parts by video are cut off

	GivesUp time.Duration // the median of how long people wait before they go without a word; 0: nobody does
	Walk    time.Duration // from the call to the desk, on average
	Waits   time.Duration // an advisor waits for somebody who does not come
	Between time.Duration // an advisor needs between two people
	Spread  float64       // of service times: the standard deviation of their logarithm

	Languages map[kiosk.Language]float64 // shares
}

// standardHabits are those of a day whose file says nothing of them.
func standardHabits() Habits {
	return Habits{
		Priority: 0.01, NoShow: 0.03, Away: 0.03, Transferred: 0.04, Held: 0.01, LinkFails: 0.05,
		Walk: 40 * time.Second, Waits: time.Minute, Between: 20 * time.Second, Spread: 0.6,
		Languages: map[kiosk.Language]float64{kiosk.Finnish: 0.84, kiosk.Swedish: 0.08, kiosk.English: 0.08},
	}
}

// Settings are the limits of the queue on the day.
func (d Day) Settings(c *kiosk.Catalogue) queue.Settings {
	var hours kiosk.OpenHours
	hours[d.Date.Weekday()] = kiosk.OpenDay{Opens: d.Opens, Closes: d.Closes}
	s := d.Plan.Settings(c, hours)
	s.Rooms = d.Rooms
	s.Shifts = map[queue.DeskID]queue.Shift{}
	for _, k := range d.Shifts {
		if _, twice := s.Shifts[k.Desk]; twice { // of two people at one desk nothing is known beforehand
			s.Shifts[k.Desk] = queue.Shift{}
			continue
		}
		s.Shifts[k.Desk] = queue.Shift{Until: k.Until, Breaks: k.Breaks}
	}
	if d.Measured {
		maps.Copy(s.Minutes, d.minutes(c))
	}
	return s
}

// minutes is how long services take on the day on average, where the file says it. What
// people come for alone goes before what they come for with others.
func (d Day) minutes(c *kiosk.Catalogue) map[kiosk.ServiceID]time.Duration {
	m := map[kiosk.ServiceID]time.Duration{}
	for _, alone := range []bool{false, true} {
		for _, e := range d.Errands {
			services := e.Services
			if event, ok := c.LifeEvent(e.Event); ok {
				services = event.Services
			}
			if e.Minutes == 0 || alone != (len(services) == 1) {
				continue
			}
			for _, id := range services {
				m[id] = time.Duration(e.Minutes * float64(time.Minute))
			}
		}
	}
	return m
}

// People is how many come on the day.
func (d Day) People() int {
	sum := 0
	for _, n := range d.Visits {
		sum += n
	}
	return sum
}
