package simulate

import (
	"fmt"
	"strconv"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
)

// mostPeople is how many may come on a day: as many as there are numbers of a series.
const mostPeople = kiosk.MaxNumber

// Load reads a day from the text of its file. A day without rules of its own has those
// of the point. The error is catalogue.Faults: everything that is wrong with it.
func Load(name, text string, c *kiosk.Catalogue, p point.Plan) (Day, error) {
	var faults catalogue.Faults
	r := &reading{catalogue: c, day: Day{Plan: p, Habits: standardHabits(), Terminals: 1, Stays: 30 * time.Minute, Seed: 1, Measured: true}}
	if t, ok := catalogue.Parse(name, text, &faults); ok {
		r.read(t)
	}
	if err := faults.Err(); err != nil {
		return Day{}, err
	}
	return r.day, nil
}

type reading struct {
	catalogue *kiosk.Catalogue
	day       Day
}

func (r *reading) read(t *catalogue.Table) {
	d := &r.day
	d.Name, d.Assumes = t.Text("name", false), t.Text("assumes", true)
	if text, ok := catalogue.Required[string](t, "date", `a day in quotes: "2026-11-26"`); ok {
		var err error
		if d.Date, err = kiosk.ParseDate(text); err != nil {
			t.Fault("date", "%v: correct it", err)
		}
	}
	hours := openDay(t, "doors", true)
	d.Opens, d.Closes = hours.Opens, hours.Closes
	minutes(t, "stays_min", 0, 240, &d.Stays)
	t.Whole("terminals", 1, 99, &d.Terminals)
	if known, ok := catalogue.Value[bool](t, "measured", "true or false"); ok {
		d.Measured = known
	}
	seed := int(d.Seed)
	t.Whole("seed", 0, 1<<31-1, &seed)
	d.Seed = uint64(seed)
	for _, room := range t.Strings("rooms", "rooms with a video link") {
		d.Rooms = append(d.Rooms, queue.RoomID(room))
	}
	r.readVisits(t)
	for _, c := range t.Children("errand") {
		d.Errands = append(d.Errands, r.readErrand(c))
	}
	if len(d.Errands) == 0 {
		t.Fault("errand", "there is none: add an [[errand]] for each thing that people come for")
	}
	r.readHabits(t)
	r.readDesks(t)
	if p, ok := point.Embedded(t, r.catalogue); ok {
		d.Plan = p
	}
	t.Done()
}

// readVisits reads how many come in each hour.
func (r *reading) readVisits(t *catalogue.Table) {
	c, ok := t.Child("visits")
	if !ok {
		t.Fault("visits", "is missing: add [visits], and in it how many come in each hour: 09 = 30")
		return
	}
	for _, key := range c.Keys() {
		n := 0
		c.Whole(key, 0, mostPeople, &n)
		hour, err := strconv.Atoi(key)
		begins := time.Duration(hour) * time.Hour
		switch {
		case err != nil || hour < 0 || hour > 23:
			c.Fault(key, "%q is no hour of the day: use 00 to 23", key)
		case n > 0 && (begins >= r.day.Closes || begins+time.Hour <= r.day.Opens):
			c.Fault(key, "the doors are closed in this hour: remove it, or change doors")
		default:
			r.day.Visits[hour] = n
		}
	}
	if n := r.day.People(); n < 1 || n > mostPeople {
		t.Fault("visits", "%d people come: let it be 1 to %d", n, mostPeople)
	}
	c.Done()
}

func (r *reading) readErrand(t *catalogue.Table) Errand {
	var e Errand
	for i, id := range t.Strings("services", "ids of services") {
		if _, ok := r.catalogue.Service(kiosk.ServiceID(id)); !ok {
			t.Fault(fmt.Sprintf("services[%d]", i), "%q is the id of no service: correct it, or add the service to the catalogue", id)
		}
		e.Services = append(e.Services, kiosk.ServiceID(id))
	}
	if id, ok := catalogue.Value[string](t, "event", "the code of a life situation, in quotes"); ok {
		if event, known := r.catalogue.LifeEvent(kiosk.LifeEventID(id)); !known || len(event.Services) == 0 {
			t.Fault("event", "%q is the code of no life situation with services: correct it", id)
		}
		e.Event = kiosk.LifeEventID(id)
	}
	if (len(e.Services) == 0) == (e.Event == "") {
		t.Fault("services", `give either services = ["d-move"] or event = "KE4"`)
	}
	if e.Event == "" {
		if _, ok := r.catalogue.QueueFor(e.Services); !ok && len(e.Services) > 0 {
			t.Fault("services", "they lead to no queue: correct queues.toml")
		}
	}
	e.Share = 1
	decimal(t, "share", 0, 1e6, &e.Share)
	decimal(t, "minutes", 0.1, 240, &e.Minutes)
	e.Served = optional(t, "served", []kiosk.Served{kiosk.ServedByAdvisor, kiosk.ServedByExpert, kiosk.ServedRemotely})
	t.Done()
	return e
}

func (r *reading) readHabits(t *catalogue.Table) {
	h := &r.day.Habits
	c, ok := t.Child("people")
	if !ok {
		return
	}
	for key, share := range map[string]*float64{
		"appointments_pct": &h.Appointments, "priority_pct": &h.Priority, "no_show_pct": &h.NoShow, "away_pct": &h.Away,
		"transferred_pct": &h.Transferred, "held_pct": &h.Held, "link_fails_pct": &h.LinkFails,
	} {
		percent := *share * 100
		decimal(c, key, 0, 90, &percent)
		*share = percent / 100
	}
	minutes(c, "gives_up_min", 0, 480, &h.GivesUp)
	seconds(c, "walk_s", 1, 600, &h.Walk)
	seconds(c, "waits_s", 5, 600, &h.Waits)
	seconds(c, "between_s", 0, 600, &h.Between)
	decimal(c, "spread", 0, 1.5, &h.Spread)
	if l, ok := c.Child("languages"); ok {
		h.Languages = map[kiosk.Language]float64{}
		for _, key := range l.Keys() {
			if !known(kiosk.Language(key)) {
				l.Fault(key, "is no language of the terminal: use fi, sv, en")
			}
			share := 0.0
			decimal(l, key, 0, 1e6, &share)
			h.Languages[kiosk.Language(key)] = share
		}
		l.Done()
	}
	c.Done()
}
