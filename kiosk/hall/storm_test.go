package hall

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

// storm is many desks at once, each of which wants things by chance.
type storm struct {
	*point
	desks int

	mu      sync.Mutex
	done    int
	made    int // changes
	refused map[string]int
	tickets []kiosk.EventName
}

// rage has all desks want so many things together.
func (s *storm) rage(wishes int) {
	s.refused = map[string]int{}
	var all sync.WaitGroup
	for d := range s.desks {
		who := queue.Who{Desk: queue.DeskID(strconv.Itoa(d + 1)), Staff: queue.StaffID(fmt.Sprintf("s-%d", d+1))}
		rng := rand.New(rand.NewPCG(7, uint64(d)))
		all.Go(func() {
			for range wishes / s.desks {
				s.one(who, rng)
			}
		})
	}
	all.Wait()
}

// one does one thing.
func (s *storm) one(who queue.Who, rng *rand.Rand) {
	if rng.IntN(8) == 0 {
		t, err := s.issue(kiosk.Series('A'+rng.IntN(6)), func(r *kiosk.TicketRequest) { anyVisit(r, rng) })
		s.count(0, err)
		if err == nil {
			s.mu.Lock()
			s.tickets = append(s.tickets, t.Name)
			s.mu.Unlock()
		}
		return
	}
	list, err := s.hall.Do(ctx, func(b *queue.Book, set queue.Settings, at time.Time) ([]queue.Change, error) {
		return anyWish(b, set, at, who, rng)
	})
	s.count(len(list), err)
}

func (s *storm) count(made int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done++
	s.made += made
	if err == nil {
		return
	}
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		err = cause
	}
	s.refused[err.Error()]++
}

var authorities = []kiosk.AuthorityID{"kela", "vero", "poliisi", "migri"}

func pick[T any](rng *rand.Rand, list ...T) T { return list[rng.IntN(len(list))] }

func anyVisit(r *kiosk.TicketRequest, rng *rand.Rand) {
	r.Parts = nil
	for range 1 + rng.IntN(3) {
		a := pick(rng, authorities...)
		r.Parts = append(r.Parts, kiosk.TicketPart{Authority: a, Services: []kiosk.ServiceID{kiosk.ServiceID(a) + "-1"}, Private: rng.IntN(5) == 0})
	}
	r.Class = pick(rng, kiosk.WalkIn, kiosk.WalkIn, kiosk.WalkIn, kiosk.Priority, kiosk.ByAppointment)
	r.Served = pick(rng, "", "", kiosk.ServedByAdvisor, kiosk.ServedByExpert, kiosk.ServedRemotely)
	r.Language = pick(rng, kiosk.Finnish, kiosk.Swedish)
	if r.Class == kiosk.ByAppointment {
		r.Booking = kiosk.Booking{From: r.At.Add(time.Duration(rng.IntN(60)-20) * time.Minute)}
	}
}

func anyLogin(rng *rand.Rand) queue.Login {
	l := queue.Login{Expert: rng.IntN(2) == 0, Remote: rng.IntN(6) == 0, Door: rng.IntN(2) == 0}
	if rng.IntN(2) == 0 {
		l.Authorities = authorities[rng.IntN(2):][:2]
	}
	if rng.IntN(3) == 0 {
		l.Languages = []kiosk.Language{kiosk.Finnish}
	}
	return l
}

// anyPart is a part of a visit of late, or the desk's own.
func anyPart(b *queue.Book, w queue.Who, rng *rand.Rand) queue.PartID {
	if post, ok := b.Post(w.Desk); ok && post.Holds.N > 0 && rng.IntN(2) == 0 {
		return post.Holds
	}
	all := b.Visits()
	if len(all) == 0 {
		return queue.PartID{}
	}
	v := all[len(all)-1-rng.IntN(min(len(all), 300))]
	return v.Parts[rng.IntN(len(v.Parts))].ID
}

// anyWish decides one of all the things that somebody at a desk can want.
func anyWish(b *queue.Book, s queue.Settings, at time.Time, w queue.Who, rng *rand.Rand) ([]queue.Change, error) {
	if _, in := b.Post(w.Desk); !in {
		return b.Open(w, anyLogin(rng), at)
	}
	switch id := anyPart(b, w, rng); rng.IntN(40) {
	case 0:
		return b.Open(w, anyLogin(rng), at)
	case 1:
		return b.Close(w, at)
	case 2:
		return b.Pause(w, rng.IntN(3) == 0, at)
	case 3:
		return b.Call(w, id, s, at)
	case 4:
		return b.Take(w, id, s, at)
	case 5:
		return b.Repeat(w, s, at)
	case 6, 7:
		return b.NotHere(w, s, at)
	case 8, 9:
		return b.Hold(w, "paper", at)
	case 10:
		return b.Return(w, id, at)
	case 11:
		return b.LinkFailed(w, at)
	case 12, 13:
		return b.Move(w, id, anyTarget(rng), rng.IntN(2) == 0, at)
	case 14:
		return b.Leave(w, id, at)
	case 15:
		return b.Revive(w, id, s, at)
	case 16:
		return b.Prefer(w, id.Visit, pick(rng, "", queue.Frail, queue.Deadline), at)
	case 17:
		return b.Add(w, id.Visit, queue.Target{Authority: pick(rng, authorities...)}, at)
	case 18, 19, 20:
		return b.Undo(w, at)
	case 21:
		return anyAside(b, at, w, id, rng)
	case 22, 23, 24, 25, 26, 27:
		return b.Start(w, at)
	case 28, 29, 30, 31, 32, 33:
		return b.Finish(w, pick(rng, queue.Outcomes()...), rng.IntN(20) == 0, at)
	}
	return b.Next(w, s, at)
}

func anyTarget(rng *rand.Rand) queue.Target {
	return queue.Target{
		Authority: pick[kiosk.AuthorityID](rng, "", "kela", "vero"), Desk: pick[queue.DeskID](rng, "", "", "3"), Staff: pick[queue.StaffID](rng, "", "", "s-4"),
		Want: pick(rng, "", kiosk.ServedRemotely), Point: pick(rng, "", "", "", "turku"),
	}
}

// anyAside is what is wanted beside the people who wait.
func anyAside(b *queue.Book, at time.Time, w queue.Who, id queue.PartID, rng *rand.Rand) ([]queue.Change, error) {
	q := kiosk.QueueID("q-" + string(rune('A'+rng.IntN(6))))
	switch rng.IntN(9) {
	case 0:
		return b.Note(w, id, "called_home", at)
	case 1:
		return b.Mistime(w, id, at)
	case 2:
		return b.PauseQueue(w, q, rng.IntN(4) == 0, at)
	case 3:
		return b.SetQuota(w, q, pick(rng, 0, 9000), at)
	case 4:
		return b.CountStaff(w, rng.IntN(9), at)
	case 5:
		return b.CallHelp(w, at)
	case 6:
		return b.AnswerHelp(w, "3", at)
	case 7:
		return b.EndHelp(w, "3", at)
	}
	if rng.IntN(10) == 0 {
		return b.CloseQueue(w, q, at)
	}
	return b.PauseQueue(w, q, false, at)
}

func TestAHundredThousandWishesOfFiftyDesksLoseNobodyAndCallNobodyTwice(t *testing.T) {
	wishes := 100_000
	if raceEnabled {
		wishes = 6000
	}
	s := &storm{point: newPoint(t), desks: 50}
	begun := time.Now()
	s.rage(wishes)
	took := time.Since(begun)
	s.prove()
	t.Logf("%d wishes of %d desks in %v: %d tickets, %d changes (%.0f a second), refused %v",
		s.done, s.desks, took.Round(time.Millisecond), len(s.tickets), s.made, float64(s.made+len(s.tickets))/took.Seconds(), s.refused)
}

func TestTwoDesksAndAFewTicketsAtATimeKeepTheirOrder(t *testing.T) {
	s := &storm{point: newPoint(t), desks: 3}
	s.rage(3000)
	s.prove()
}

func TestAStoreThatHasNoRoomNowAndThenKeepsTheQueueAsItWas(t *testing.T) {
	p := newPoint(t)
	sometimes := &moody{Store: p.store, rng: rand.New(rand.NewPCG(1, 2))}
	p.hall.store, p.hall.Journal = sometimes, sometimes
	s := &storm{point: p, desks: 50}
	s.rage(5000)
	if s.refused[engine.ErrFull.Error()] == 0 {
		t.Error("it always had room")
	}
	s.prove()
	t.Logf("%d wishes, %d changes, refused %v", s.done, s.made, s.refused)
}

// moody is a store that has no room now and then.
type moody struct {
	Store
	mu  sync.Mutex
	rng *rand.Rand
}

func (m *moody) full() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.rng.IntN(12) == 0
}

func (m *moody) KeepQueue(c context.Context, q kiosk.QueueCommit) ([]kiosk.EventName, error) {
	if m.full() {
		return nil, engine.ErrFull
	}
	return m.Store.KeepQueue(c, q)
}

func (m *moody) Issue(c context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error) {
	if m.full() {
		return kiosk.Ticket{}, engine.ErrFull
	}
	return m.Store.Issue(c, r)
}

func TestAQueueWhoseStoreIsFullIsReadAnewAndGoesOnWithMoreRoom(t *testing.T) {
	p := newPoint(t)
	p.crash()
	p.options.MaxSize = 512 << 10
	p.open()
	s := &storm{point: p, desks: 50}
	s.rage(4000)
	if s.refused[engine.ErrFull.Error()] == 0 {
		t.Error("the store took everything")
	}
	p.wantReplayed()
	before := p.written()
	p.crash()
	p.options.MaxSize = 1 << 30
	p.open()
	if after := p.written(); after != before {
		t.Fatal(difference(before, after))
	}
	s.rage(2000)
	s.prove()
}
