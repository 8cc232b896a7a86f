package queue

import (
	"errors"
	"testing"
	"time"

	"kundterminal/kiosk"
)

// lobby is a point that a test plays with.
type lobby struct {
	*testing.T
	*point
}

func newLobby(t *testing.T) lobby { return lobby{t, newPoint()} }

func (l lobby) wait(d time.Duration) { l.now = l.now.Add(d) }

func (l lobby) open(d DeskID, login Login) Who {
	w := Who{d, StaffID("s-" + d)}
	l.ok(l.book.Open(w, login, l.now))
	return w
}

func (l lobby) ok(list []Change, err error) {
	l.Helper()
	if l.do(list, err); err != nil {
		l.Fatal(err)
	}
}

func (l lobby) fails(want error, list []Change, err error) {
	l.Helper()
	if !errors.Is(err, want) || list != nil {
		l.Fatalf("%v, %v; want %v", list, err, want)
	}
}

func (l lobby) comes(class kiosk.Class, parts ...kiosk.TicketPart) PartID {
	t := l.ticket(class, kiosk.ServedByAdvisor, kiosk.Finnish, parts...)
	l.join(t)
	return PartID{t.Name, 1}
}

func (l lobby) booked(in time.Duration) PartID {
	t := l.ticket(kiosk.ByAppointment, "", kiosk.Finnish)
	t.Booking = kiosk.Booking{Key: "k", From: l.now.Add(in)}
	l.join(t)
	return PartID{t.Name, 1}
}

// calls has a desk call, and wants to see whom.
func (l lobby) calls(w Who, want PartID) {
	l.Helper()
	l.ok(l.book.Next(w, l.settings, l.now))
	if got := l.book.posts[w.Desk].Holds; got != want {
		l.Fatalf("desk %s called %s, want %s", w.Desk, got, want)
	}
}

func (l lobby) serves(w Who, want PartID, d time.Duration) {
	l.Helper()
	l.calls(w, want)
	l.ok(l.book.Start(w, l.now))
	l.wait(d)
	l.ok(l.book.Finish(w, Settled, false, l.now))
}

func (l lobby) part(id PartID) *Part {
	p, ok := l.book.Part(id)
	if !ok {
		l.Fatalf("there is no %s", id)
	}
	return p
}

func of(a kiosk.AuthorityID) kiosk.TicketPart { return kiosk.TicketPart{Authority: a} }

func TestAppointmentsThenPriorityThenWhoWaitsLongest(t *testing.T) {
	l := newLobby(t)
	first, second := l.comes(kiosk.WalkIn), l.comes(kiosk.WalkIn)
	l.wait(time.Minute)
	third, frail := l.comes(kiosk.WalkIn), l.comes(kiosk.WalkIn)
	soon, later := l.booked(5*time.Minute), l.booked(30*time.Minute)
	l.ok(l.book.Prefer(Who{}, frail.Visit, Frail, l.now))
	w := l.open("1", Login{})
	l.serves(w, frail, 2*time.Minute)
	l.serves(w, first, time.Minute)
	l.serves(w, soon, time.Minute) // two minutes before its time
	l.serves(w, second, time.Minute)
	l.serves(w, third, time.Minute)
	l.serves(w, later, time.Minute) // nobody else waits
	list, err := l.book.Next(w, l.settings, l.now)
	l.fails(ErrNobody, list, err)
}

func TestNobodyWaitsForEver(t *testing.T) {
	l := newLobby(t)
	patient := l.comes(kiosk.WalkIn)
	w := l.open("1", Login{})
	for range 59 {
		l.wait(time.Minute)
		l.serves(w, l.comes(kiosk.Priority), 0)
	}
	l.wait(time.Minute)
	l.comes(kiosk.Priority)
	l.serves(w, patient, 0)
}

func TestWhoDoesNotComeIsCalledThreeTimesAndThenNoMore(t *testing.T) {
	l := newLobby(t)
	absent, next := l.comes(kiosk.WalkIn), l.comes(kiosk.WalkIn)
	w := l.open("1", Login{})
	l.calls(w, absent)
	list, err := l.book.Repeat(w, l.settings, l.now)
	l.fails(ErrTooSoon, list, err)
	l.wait(time.Minute)
	l.ok(l.book.Repeat(w, l.settings, l.now))
	l.ok(l.book.NotHere(w, l.settings, l.now))
	l.serves(w, next, time.Minute)
	list, err = l.book.Next(w, l.settings, l.now)
	l.fails(ErrNobody, list, err) // not at once again
	l.wait(4 * time.Minute)
	l.comes(kiosk.WalkIn)
	l.calls(w, absent) // after five minutes, at the old place
	l.ok(l.book.NotHere(w, l.settings, l.now))
	for range 3 { // or after three calls of the desk
		l.comes(kiosk.WalkIn)
		l.ok(l.book.Next(w, l.settings, l.now))
		l.ok(l.book.Start(w, l.now))
		l.ok(l.book.Finish(w, Settled, false, l.now))
	}
	l.calls(w, absent)
	l.ok(l.book.NotHere(w, l.settings, l.now))
	if p := l.part(absent); p.Stage != NoShow || p.Waited != 0 {
		t.Fatalf("after three calls, the first at once: %s, waited for %s", p.Stage, p.Waited)
	}
	l.wait(10 * time.Minute)
	l.ok(l.book.Revive(w, absent, l.settings, l.now))
	l.comes(kiosk.Priority)
	if p := l.part(absent); p.Stage != Waiting || !p.Effective.Before(l.now) {
		t.Errorf("revived: %+v", p)
	}
}

func TestATransferKeepsThePlaceUnlessItGoesToTheBack(t *testing.T) {
	l := newLobby(t)
	moved, back := l.comes(kiosk.WalkIn, of("kela")), l.comes(kiosk.WalkIn, of("kela"))
	l.wait(time.Minute)
	waits := l.comes(kiosk.WalkIn, of("vero"))
	kela, vero := l.open("1", Login{Authorities: []kiosk.AuthorityID{"kela"}}), l.open("2", Login{Authorities: []kiosk.AuthorityID{"vero"}})
	for _, toBack := range []bool{false, true} {
		l.ok(l.book.Next(kela, l.settings, l.now))
		l.ok(l.book.Start(kela, l.now))
		l.wait(time.Minute)
		l.ok(l.book.Move(kela, l.book.posts["1"].Holds, Target{Authority: "vero"}, toBack, l.now))
	}
	if p := l.part(moved); p.Stage != Transferred || p.Served != time.Minute || p.Next != 2 {
		t.Errorf("what was transferred: %+v", p)
	}
	l.serves(vero, PartID{moved.Visit, 2}, 0)
	l.serves(vero, waits, 0)
	l.serves(vero, PartID{back.Visit, 2}, 0)
}

func TestAnAppointmentThatIsTransferredBeforeItsTimeHasThePlaceOfItsArrival(t *testing.T) {
	l := newLobby(t)
	early := l.booked(40 * time.Minute)
	one := l.open("1", Login{})
	l.calls(one, early) // nobody else waits
	l.ok(l.book.Start(one, l.now))
	l.wait(time.Minute)
	later := l.comes(kiosk.WalkIn, of("vero"))
	l.ok(l.book.Move(one, early, Target{Authority: "vero"}, false, l.now))
	vero := l.open("2", Login{Authorities: []kiosk.AuthorityID{"vero"}})
	l.serves(vero, PartID{early.Visit, 2}, 0)
	l.serves(vero, later, 0)
}

func TestUndoPutsTheLastActionBackWithItsPlace(t *testing.T) {
	l := newLobby(t)
	first, second := l.comes(kiosk.WalkIn, of("kela")), l.comes(kiosk.WalkIn, of("kela"))
	w := l.open("1", Login{})
	l.calls(w, first)
	l.wait(time.Minute)
	l.ok(l.book.Undo(w, l.now))
	list, err := l.book.Undo(w, l.now)
	l.fails(ErrNoUndo, list, err)
	l.calls(w, first)
	l.ok(l.book.Start(w, l.now))
	l.wait(time.Minute)
	l.ok(l.book.Finish(w, Settled, false, l.now))
	l.wait(time.Minute)
	l.ok(l.book.Undo(w, l.now))
	if p := l.part(first); p.Stage != Serving || l.book.posts["1"].Holds != first {
		t.Fatalf("a finish undone: %+v", p)
	}
	l.ok(l.book.Finish(w, Settled, false, l.now))
	if p := l.part(first); p.Served != 2*time.Minute {
		t.Errorf("served for %s", p.Served)
	}
	l.calls(w, second)
	l.ok(l.book.Start(w, l.now))
	l.ok(l.book.Move(w, second, Target{Authority: "vero"}, false, l.now))
	other := l.open("2", Login{})
	l.calls(other, PartID{second.Visit, 2})
	list, err = l.book.Undo(w, l.now)
	l.fails(ErrMeanwhile, list, err)
}

func TestWhatIsUndoneTeachesNothingAboutPromises(t *testing.T) {
	l := newLobby(t)
	ticket := l.ticket(kiosk.WalkIn, "", kiosk.Finnish)
	span := kiosk.Span{Least: 5 * time.Minute, Most: 15 * time.Minute, Mid: 10 * time.Minute}
	ticket.Estimate = kiosk.Estimate{Wait: span, Visit: span}
	l.join(ticket)
	w := l.open("1", Login{})
	learned := func(waits, visits int) {
		t.Helper()
		if got := l.book.trust; len(got.Waits[0]) != waits || len(got.Visits[0]) != visits {
			t.Errorf("of waits %d are known, of visits %d", len(got.Waits[0]), len(got.Visits[0]))
		}
	}
	l.calls(w, PartID{ticket.Name, 1})
	learned(1, 0)
	l.ok(l.book.Undo(w, l.now))
	learned(0, 0)
	l.wait(8 * time.Minute)
	l.serves(w, PartID{ticket.Name, 1}, time.Minute)
	learned(1, 1)
	l.ok(l.book.Undo(w, l.now))
	learned(1, 0)
}

func TestTwoDesksNeverHoldOnePerson(t *testing.T) {
	l := newLobby(t)
	both := l.comes(kiosk.WalkIn, of("kela"), of("vero"))
	one, two := l.open("1", Login{}), l.open("2", Login{})
	l.calls(one, both)
	list, err := l.book.Call(two, both, l.settings, l.now)
	l.fails(ErrTaken, list, err)
	list, err = l.book.Take(two, PartID{both.Visit, 2}, l.settings, l.now)
	l.fails(ErrTaken, list, err)
	list, err = l.book.Next(two, l.settings, l.now)
	l.fails(ErrNobody, list, err)
	l.ok(l.book.Start(one, l.now))
	l.ok(l.book.Hold(one, "paper", l.now))
	l.ok(l.book.Take(two, both, l.settings, l.now)) // taken over
	if p := l.part(both); p.Desk != "2" || p.Stage != Serving {
		t.Errorf("taken over: %+v", p)
	}
}
