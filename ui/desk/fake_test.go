package desk_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"log/slog"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/hall"
	plans "kundterminal/kiosk/point"
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

// lobby is a queue in memory.
type lobby struct {
	settings queue.Settings
	fault    error

	mu       sync.Mutex
	book     queue.Book
	watchers []chan struct{}
}

func (l *lobby) Do(_ context.Context, decide hall.Decide) ([]queue.Change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fault != nil {
		return nil, l.fault
	}
	list, err := decide(&l.book, l.settings, time.Now())
	for _, c := range list {
		l.book.Apply(c)
	}
	l.tell()
	return list, err
}

func (l *lobby) Read(read func(*queue.Book, time.Time)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	read(&l.book, time.Now())
}

func (l *lobby) Watch() (<-chan struct{}, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := make(chan struct{}, 1)
	l.watchers = append(l.watchers, c)
	return c, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.watchers = slices.DeleteFunc(l.watchers, func(w chan struct{}) bool { return w == c })
	}
}

func (l *lobby) tell() {
	for _, c := range l.watchers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// point is a service point with three desks, on a Tuesday morning.
type point struct {
	testing.TB
	hall      *lobby
	crew      *crew
	catalogue *kiosk.Catalogue
	server    *desk.Server
	web       *httptest.Server
	last      int // number that was taken
	log       logged
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
	rules, err := texts.Load(assets.PointTexts())
	if err != nil {
		t.Fatal(err)
	}
	p := &point{TB: t, catalogue: c, crew: &crew{people: []desk.Person{
		{ID: "s-001", Role: desk.Lead}, {ID: "s-014", Role: desk.Advisor}, {ID: "s-015", Role: desk.Advisor}, {ID: "t-001", Role: desk.Technician},
	}}}
	settings := queue.DefaultSettings()
	settings.Repeats = 0
	settings.Rooms = []queue.RoomID{"V1"}
	p.hall = &lobby{settings: settings}
	plan := &plans.Plan{Points: []plans.Elsewhere{{ID: "kiminge", Name: kiosk.Text{kiosk.Swedish: "Kiminge"}}}}
	for _, id := range []queue.DeskID{"3", "7", "12"} {
		plan.Desks = append(plan.Desks, plans.Desk{ID: id, Door: id == "12"})
	}
	secure := &tls.Config{MinVersion: tls.VersionTLS12}
	p.server = desk.New(desk.Options{
		TLS:  secure,
		Hall: p.hall, Settings: func() queue.Settings { return settings }, Staff: p.crew,
		Plan:      func() *plans.Plan { return plan },
		Catalogue: func() *kiosk.Catalogue { return c }, Texts: words, RuleTexts: rules, Languages: kiosk.Languages(),
		Place: kiosk.Text{kiosk.Finnish: "Asiointipiste", kiosk.Swedish: "Servicepunkt", kiosk.English: "Service point"},
		Log:   slog.New(slog.NewTextHandler(&p.log, nil)),
		Icons: assets.Icons(), Fonts: assets.Fonts(), Mounts: mounts,
	})
	p.web = httptest.NewTLSServer(p.server.Handler())
	secure.Certificates = p.web.TLS.Certificates
	t.Cleanup(p.web.Close)
	return p
}

// arrive has somebody take a number so long ago.
func (p *point) arrive(ago time.Duration, l kiosk.Language, errands ...kiosk.ServiceID) kiosk.Ticket {
	p.Helper()
	q, ok := p.catalogue.QueueFor(errands)
	if !ok {
		p.Fatalf("no queue for %v", errands)
	}
	p.hall.mu.Lock()
	defer p.hall.mu.Unlock()
	p.last++
	at := time.Now().Add(-ago)
	t := kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1, Epoch: "TEST", Seq: uint64(p.last)}, Series: q.Series, Number: p.last, Date: kiosk.DateOf(at),
		Queue: q.ID, Class: kiosk.WalkIn, Errands: errands, Language: l, IssuedAt: at, Parts: p.catalogue.PartsOf(errands),
	}
	p.hall.book.Join(t)
	p.hall.tell()
	return t
}

// logged is a log in memory.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// renew gives somebody another password.
func (c *crew) renew(id queue.StaffID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range c.people {
		if c.people[i].ID == id {
			c.people[i].Proof = "another"
		}
	}
}

// desks counts those that are open.
func (p *point) desks() (n int) {
	p.hall.Read(func(b *queue.Book, _ time.Time) { n = len(b.Posts()) })
	return n
}
