package queue

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

// point is a service point with a queue that tests use.
type point struct {
	book     Book
	settings Settings
	now      time.Time
	tickets  int
	log      []any // tickets and changes, as a journal keeps them
}

func newPoint() *point {
	s := DefaultSettings()
	s.Rooms = []RoomID{"V1", "V2"}
	s.Rules[3].Weights = []int{2, 1}
	return &point{settings: s, now: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)}
}

func (p *point) ticket(class kiosk.Class, want kiosk.Served, l kiosk.Language, parts ...kiosk.TicketPart) kiosk.Ticket {
	p.tickets++
	t := kiosk.Ticket{
		Name:   kiosk.EventName{Terminal: 1, Epoch: "E", Seq: uint64(p.tickets)},
		Series: 'A', Number: p.tickets, Date: kiosk.DateOf(p.now), Queue: "a", Class: class, Language: l, IssuedAt: p.now, Served: want, Parts: parts,
	}
	return t
}

func (p *point) join(t kiosk.Ticket) {
	p.log = append(p.log, t)
	p.book.Join(t)
}

// do applies what was decided.
func (p *point) do(list []Change, err error) error {
	for _, c := range list {
		p.log = append(p.log, c)
		p.book.Apply(c)
	}
	return err
}

var (
	someAuthorities = []kiosk.AuthorityID{"kela", "vero", "poliisi"}
	someServices    = []kiosk.ServiceID{"k-1", "k-2", "v-1"}
	someLanguages   = []kiosk.Language{kiosk.Finnish, kiosk.Swedish, "se"}
)

func anyTicket(t *rapid.T, p *point) kiosk.Ticket {
	var parts []kiosk.TicketPart
	for _, a := range someAuthorities {
		if rapid.IntRange(0, 2).Draw(t, "part") == 0 {
			parts = append(parts, kiosk.TicketPart{Authority: a, Services: []kiosk.ServiceID{rapid.SampledFrom(someServices).Draw(t, "service")}, Private: rapid.IntRange(0, 4).Draw(t, "private") == 0})
		}
	}
	class := rapid.SampledFrom([]kiosk.Class{kiosk.WalkIn, kiosk.WalkIn, kiosk.ByAppointment, kiosk.Priority}).Draw(t, "class")
	want := rapid.SampledFrom([]kiosk.Served{"", kiosk.ServedByAdvisor, kiosk.ServedByAdvisor, kiosk.ServedByExpert, kiosk.ServedRemotely}).Draw(t, "want")
	ticket := p.ticket(class, want, rapid.SampledFrom(someLanguages).Draw(t, "language"), parts...)
	if mid := time.Duration(rapid.IntRange(0, 40).Draw(t, "promise")) * time.Minute; mid > 0 {
		span := kiosk.Span{Least: mid / 2, Most: 2 * mid, Mid: mid}
		ticket.Estimate = kiosk.Estimate{Wait: span, Visit: span}
	}
	if class == kiosk.ByAppointment {
		ticket.Booking = kiosk.Booking{Key: fmt.Sprint(p.tickets), From: p.now.Add(time.Duration(rapid.IntRange(-15, 30).Draw(t, "booked")) * time.Minute)}
	}
	return ticket
}

func anyLogin(t *rapid.T) Login {
	l := Login{Expert: rapid.Bool().Draw(t, "expert"), Remote: rapid.IntRange(0, 3).Draw(t, "remote") == 0, Door: rapid.Bool().Draw(t, "door")}
	if rapid.Bool().Draw(t, "some") {
		l.Authorities = rapid.SliceOfNDistinct(rapid.SampledFrom(someAuthorities), 1, 3, rapid.ID).Draw(t, "authorities")
	}
	if rapid.Bool().Draw(t, "tongues") {
		l.Languages = []kiosk.Language{kiosk.Finnish}
	}
	return l
}

// parts lists the parts of all visits.
func parts(b *Book) []*Part {
	var list []*Part
	for _, v := range b.Visits() {
		list = append(list, v.Parts...)
	}
	return list
}

// anyWish decides what anybody may want of the queue.
func anyWish(t *rapid.T, p *point) ([]Change, error) {
	b, s, at := &p.book, p.settings, p.now
	w := Who{rapid.SampledFrom([]DeskID{"1", "2", "10"}).Draw(t, "desk"), rapid.SampledFrom([]StaffID{"s-1", "s-1", "s-2"}).Draw(t, "staff")}
	id := PartID{kiosk.EventName{Terminal: 1, Epoch: "E", Seq: uint64(rapid.IntRange(0, p.tickets+1).Draw(t, "visit"))}, rapid.IntRange(0, 4).Draw(t, "n")}
	if open := parts(b); len(open) > 0 && rapid.IntRange(0, 9).Draw(t, "open") > 0 {
		id = rapid.SampledFrom(open).Draw(t, "id").ID
	}
	to := Target{
		Authority: rapid.SampledFrom([]kiosk.AuthorityID{"", "kela", "vero"}).Draw(t, "to"), Private: rapid.Bool().Draw(t, "private"),
		Desk:  rapid.SampledFrom([]DeskID{"", "", "2", "99"}).Draw(t, "for desk"),
		Want:  rapid.SampledFrom([]kiosk.Served{"", kiosk.ServedByExpert, kiosk.ServedRemotely}).Draw(t, "wants"),
		Point: rapid.SampledFrom([]string{"", "", "", "turku"}).Draw(t, "point"),
	}
	back := rapid.Bool().Draw(t, "back")
	wishes := []func() ([]Change, error){
		func() ([]Change, error) { return b.Open(w, anyLogin(t), at) },
		func() ([]Change, error) { return b.Close(w, at) },
		func() ([]Change, error) { return b.Pause(w, back, at) },
		func() ([]Change, error) { return b.Next(w, s, at) },
		func() ([]Change, error) { return b.Next(w, s, at) },
		func() ([]Change, error) { return b.Next(w, s, at) },
		func() ([]Change, error) { return b.Call(w, id, s, at) },
		func() ([]Change, error) { return b.Repeat(w, s, at) },
		func() ([]Change, error) { return b.NotHere(w, s, at) },
		func() ([]Change, error) { return b.Start(w, at) },
		func() ([]Change, error) { return b.Start(w, at) },
		func() ([]Change, error) { return b.Take(w, id, s, at) },
		func() ([]Change, error) { return b.Finish(w, Settled, back, at) },
		func() ([]Change, error) { return b.Finish(w, Partly, false, at) },
		func() ([]Change, error) { return b.Hold(w, "paper", at) },
		func() ([]Change, error) { return b.Return(w, id, at) },
		func() ([]Change, error) { return b.LinkFailed(w, at) },
		func() ([]Change, error) { return b.Move(w, id, to, back, at) },
		func() ([]Change, error) { return b.Leave(w, id, at) },
		func() ([]Change, error) { return b.Revive(w, id, s, at) },
		func() ([]Change, error) {
			return b.Prefer(w, id.Visit, rapid.SampledFrom([]Precedence{"", Frail, "?"}).Draw(t, "why"), at)
		},
		func() ([]Change, error) { return b.Add(w, id.Visit, to, at) },
		func() ([]Change, error) { return b.Note(w, id, "called_home", at) },
		func() ([]Change, error) { return b.Mistime(w, id, at) },
		func() ([]Change, error) { return b.Undo(w, at) },
		func() ([]Change, error) { return b.Undo(w, at) },
		func() ([]Change, error) { return b.PauseQueue(w, "a", back, at) },
		func() ([]Change, error) { return b.CloseQueue(w, "a", at) },
		func() ([]Change, error) { return b.SetQuota(w, "a", rapid.IntRange(-1, 9).Draw(t, "quota"), at) },
		func() ([]Change, error) { return b.CountStaff(w, rapid.IntRange(-1, 9).Draw(t, "staff"), at) },
		func() ([]Change, error) { return b.CallHelp(w, at) },
		func() ([]Change, error) { return b.AnswerHelp(w, "1", at) },
		func() ([]Change, error) { return b.EndHelp(w, "1", at) },
		func() ([]Change, error) {
			if rapid.IntRange(0, 5).Draw(t, "closes") > 0 {
				return nil, nil
			}
			return b.CloseDay(kiosk.DateOf(at).Add(rapid.IntRange(-1, 0).Draw(t, "day")), at), nil
		},
	}
	return rapid.SampledFrom(wishes).Draw(t, "wish")()
}

func TestWhateverDesksDoNobodyIsLostAndNobodyIsAtTwoDesks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newPoint()
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			p.now = p.now.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "s")) * time.Second)
			if rapid.IntRange(0, 3).Draw(t, "joins") == 0 {
				p.join(anyTicket(t, p))
			} else if err := p.do(anyWish(t, p)); err != nil && !known(err) {
				t.Fatalf("an error without a name: %v", err)
			}
			sound(t, &p.book)
			if rapid.IntRange(0, 9).Draw(t, "looks") == 0 {
				expects(t, p)
			}
		}
		same(t, p)
		emptied(t, p)
	})
}

// expects proves that looking ahead changes nothing, and promises nothing absurd.
func expects(t *rapid.T, p *point) {
	before, _ := json.Marshal(&p.book)
	f := p.book.Forecast(p.settings, p.now)
	ticket := anyTicket(t, p)
	e := f.Estimate(kiosk.Prospect{Queue: "a", Class: ticket.Class, Parts: ticket.Parts, Served: ticket.Served, Language: ticket.Language, Booked: ticket.Booking.From}, p.now)
	if e.Visit.Known() && (!e.Wait.Known() || e.Visit.Mid < e.Wait.Mid) || e.Ahead < 0 || e.Wait != (kiosk.Span{}) && !e.Wait.Known() {
		t.Fatalf("an estimate of %+v", e)
	}
	f.Admit(kiosk.Prospect{Queue: "a"}, p.now)
	p.book.Records(kiosk.DateOf(p.now), rapid.Bool().Draw(t, "closing"), p.now)
	if after, _ := json.Marshal(&p.book); string(after) != string(before) {
		t.Fatal("looking ahead changed the book")
	}
	sound(t, &p.book)
}

func known(err error) bool {
	for _, e := range []error{
		ErrNoLogin, ErrOther, ErrOnBreak, ErrDeskBusy, ErrNothing, ErrNobody, ErrNoPart, ErrTaken, ErrStage,
		ErrCompetence, ErrNoRoom, ErrTooSoon, ErrNoUndo, ErrMeanwhile, ErrTarget, ErrWord, ErrNoAlarm,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
