package desk_test

import (
	"context"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/desk"
	"kundterminal/ui/texts"
)

const password = "blue heron 17"

// crew is a staff whose passwords are all the same, and cost nothing to prove.
type crew struct {
	mu     sync.Mutex
	people []desk.Person
	asked  int
	err    error
}

func (c *crew) Prove(_ context.Context, id queue.StaffID, word []byte) (desk.Person, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	if c.err != nil {
		return desk.Person{}, c.err
	}
	for _, p := range c.people {
		if p.ID == id && string(word) == password {
			return p, nil
		}
	}
	return desk.Person{}, desk.ErrWrong
}

func (c *crew) Person(id queue.StaffID) (desk.Person, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.people, func(p desk.Person) bool { return p.ID == id })
	if i < 0 {
		return desk.Person{}, false
	}
	return c.people[i], true
}

func (c *crew) People() []desk.Person {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.people)
}

func (c *crew) remove(id queue.StaffID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.people = slices.DeleteFunc(c.people, func(p desk.Person) bool { return p.ID == id })
}

// numbers is a journal of tickets alone.
type numbers struct{ n int }

func (j *numbers) next(r kiosk.TicketRequest) kiosk.Ticket {
	j.n++
	return kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1, Epoch: "TEST", Seq: uint64(j.n)}, Series: r.Series, Number: j.n, Date: kiosk.DateOf(r.At),
		Queue: r.Queue, Class: r.Class, Errands: r.Errands, Language: r.Language, IssuedAt: r.At, Parts: r.Parts, Served: r.Served,
		Booking: r.Booking,
	}
}

// point is a service point with three desks, on a Tuesday morning.
type point struct {
	testing.TB
	hall      *hall.Hall
	crew      *crew
	catalogue *kiosk.Catalogue
	server    *desk.Server
	web       *httptest.Server
	numbers   numbers
}

func newPoint(t testing.TB, mounts ...desk.Mount) *point {
	t.Helper()
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	words, err := texts.Load(assets.DeskTexts())
	if err != nil {
		t.Fatal(err)
	}
	p := &point{TB: t, catalogue: c, crew: &crew{people: []desk.Person{
		{ID: "s-001", Role: desk.Lead}, {ID: "s-014", Role: desk.Advisor}, {ID: "s-015", Role: desk.Advisor}, {ID: "t-001", Role: desk.Technician},
	}}}
	settings := queue.DefaultSettings()
	settings.Repeats = 0
	settings.Rooms = []queue.RoomID{"V1"}
	p.hall = hallOf(settings)
	var places []desk.Place
	for _, id := range []queue.DeskID{"3", "7", "12"} {
		places = append(places, desk.Place{ID: id, Door: id == "12"})
	}
	p.server = desk.New(desk.Options{
		Hall: p.hall, Settings: func() queue.Settings { return settings }, Staff: p.crew,
		Desks: func() []desk.Place { return places }, Points: []string{"Kiminge"},
		Catalogue: func() *kiosk.Catalogue { return c }, Texts: words, Languages: kiosk.Languages(),
		Place: kiosk.Text{kiosk.Finnish: "Asiointipiste", kiosk.Swedish: "Servicepunkt", kiosk.English: "Service point"},
		Icons: assets.Icons(), Fonts: assets.Fonts(), Mounts: mounts,
	})
	p.web = httptest.NewTLSServer(p.server.Handler())
	t.Cleanup(p.web.Close)
	return p
}

// arrive has somebody take a number so long ago.
func (p *point) arrive(ago time.Duration, l kiosk.Language, errands ...kiosk.ServiceID) kiosk.Ticket {
	p.Helper()
	q, _ := p.catalogue.QueueFor(errands)
	at := time.Now().Add(-ago)
	return p.join(p.numbers.next(kiosk.TicketRequest{
		Queue: q.ID, Series: q.Series, Class: kiosk.WalkIn, Errands: errands, Language: l, At: at, Parts: p.catalogue.PartsOf(errands),
	}))
}
