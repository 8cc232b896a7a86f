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

// sound proves the invariants of a book.
func sound(t *rapid.T, b *Book) {
	held := map[PartID]DeskID{}
	rooms := map[RoomID]PartID{}
	for _, post := range b.Posts() {
		if post.Holds == (PartID{}) {
			continue
		}
		if p, ok := b.Part(post.Holds); !ok || !p.Stage.atDesk() || p.Desk != post.Desk {
			t.Fatalf("desk %s holds %s, which is %+v", post.Desk, post.Holds, p)
		}
		if other, twice := held[post.Holds]; twice {
			t.Fatalf("%s is held by desks %s and %s", post.Holds, other, post.Desk)
		}
		held[post.Holds] = post.Desk
	}
	reachable := map[*Part]int{}
	for _, l := range b.lines.list {
		for _, list := range [][]*Part{l.walkIns, l.first, l.booked} {
			for i, p := range list {
				reachable[p]++
				if p.in != l || keyOf(p) != l.key || i > 0 && byPlace(list[i-1], p) >= 0 {
					t.Fatalf("%s lies in the wrong line or place", p.ID)
				}
			}
		}
	}
	for _, p := range b.cooling {
		reachable[p]++
	}
	for _, v := range b.Visits() {
		busy := v.AtDesk()
		for _, p := range v.Parts {
			want := 0
			if p.Stage.queued() && busy == nil {
				want = 1
			}
			if p.Stage.atDesk() && (p != busy || held[p.ID] != p.Desk) {
				t.Fatalf("%s is %s at desk %q, which holds %v", p.ID, p.Stage, p.Desk, held)
			}
			if reachable[p] != want {
				t.Fatalf("%s (%s) can be called from %d places, want %d", p.ID, p.Stage, reachable[p], want)
			}
			if p.Stage.atDesk() && p.Room != "" {
				if other, twice := rooms[p.Room]; twice {
					t.Fatalf("room %s has %s and %s", p.Room, other, p.ID)
				}
				rooms[p.Room] = p.ID
			}
			if p.Waited < 0 || p.Walked < 0 || p.Served < 0 || p.HeldFor < 0 || p.Stage.Ended() == p.Ended.IsZero() {
				t.Fatalf("times of %+v", p)
			}
		}
	}
}

// same proves that a replay and a snapshot give the same book.
func same(t *rapid.T, p *point) {
	want, err := json.Marshal(&p.book)
	if err != nil {
		t.Fatal(err)
	}
	cut := rapid.IntRange(0, len(p.log)).Draw(t, "snapshot")
	var replayed, restored Book
	for i, e := range p.log {
		if i == cut {
			restored = reread(t, &replayed)
		}
		if i >= cut {
			repeat(&restored, e)
		}
		repeat(&replayed, e)
	}
	if cut == len(p.log) {
		restored = reread(t, &replayed)
	}
	for name, b := range map[string]*Book{"replayed": &replayed, "restored": &restored} {
		sound(t, b)
		if got, _ := json.Marshal(b); string(got) != string(want) {
			t.Fatalf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func repeat(b *Book, e any) {
	switch e := e.(type) {
	case kiosk.Ticket:
		b.Join(e)
	case Change:
		var read Change
		data, _ := json.Marshal(e)
		_ = json.Unmarshal(data, &read)
		b.Apply(read)
	}
}

func reread(t *rapid.T, b *Book) Book {
	data, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var read Book
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

// emptied has a desk that can do everything, and one by video, serve until nobody is
// left: everybody can be called in the end.
func emptied(t *rapid.T, p *point) {
	for _, post := range p.book.Posts() {
		w := Who{post.Desk, post.Login.Staff}
		if post.Holds != (PartID{}) {
			must(t, p.do(p.book.Return(w, post.Holds, p.now)))
		}
		must(t, p.do(p.book.Close(w, p.now)))
	}
	desks := []Who{{"99", "s-1"}, {"2", "s-2"}, {"50", "s-3"}, {"51", "s-4"}}
	for i, w := range desks {
		must(t, p.do(p.book.Open(w, Login{Expert: true, Door: true, Remote: i > 1}, p.now)))
	}
	for _, part := range p.book.Queue() {
		if part.ForStaff != "" || part.Want == kiosk.ServedRemotely && (part.ForDesk == "99" || part.ForDesk == "2") {
			must(t, p.do(p.book.Leave(desks[0], part.ID, p.now))) // waits for somebody who is not here
		} else if part.Stage == OnHold {
			must(t, p.do(p.book.Return(desks[0], part.ID, p.now)))
		}
	}
	for idle := 0; idle < 3; {
		idle++
		p.now = p.now.Add(20 * time.Minute)
		for _, w := range desks {
			if err := p.do(p.book.Next(w, p.settings, p.now)); err != nil {
				continue
			}
			idle = 0
			must(t, p.do(p.book.Start(w, p.now)))
			must(t, p.do(p.book.Finish(w, Settled, false, p.now)))
		}
	}
	for _, part := range p.book.Queue() {
		t.Fatalf("left over: %+v", part)
	}
}

func must(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
