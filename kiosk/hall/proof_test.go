package hall

import (
	"encoding/json"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// prove shows that nobody was called twice, that nobody is lost, and that the book is
// what the journal says.
func (s *storm) prove() {
	s.t.Helper()
	s.wantReplayed()
	s.wantNobodyTwice()
	s.wantEverybody()
	s.wantAllCallable()
}

// floor is an account of who is at which desk, kept from the journal alone.
type floor struct {
	desk map[queue.DeskID]queue.PartID
	at   map[kiosk.EventName]queue.DeskID // of each person
	last map[queue.DeskID]step            // what can be undone
}

// step is what a desk did last.
type step struct {
	part queue.PartID
	held bool // before, the desk had the part
}

// wantNobodyTwice reads the journal: no person is at two desks, no desk has two.
func (p *point) wantNobodyTwice() {
	p.t.Helper()
	f := floor{map[queue.DeskID]queue.PartID{}, map[kiosk.EventName]queue.DeskID{}, map[queue.DeskID]step{}}
	for e, err := range p.store.QueueLog(ctx, 0) {
		must(p.t, err)
		if e.Change == nil {
			continue
		}
		var c queue.Change
		must(p.t, json.Unmarshal(e.Change, &c))
		if fault := f.take(c); fault != "" {
			p.t.Fatalf("entry %s: %s %s at desk %s: %s", e.Name, c.Kind, c.Part, c.Desk, fault)
		}
	}
}

func (f *floor) take(c queue.Change) string {
	step := step{c.Part, f.desk[c.Desk] == c.Part}
	switch c.Kind {
	case queue.PartCalled, queue.Taken:
		f.last[c.Desk] = step
		return f.seat(c.Desk, c.Part)
	case queue.NobodyCame, queue.PutOnHold, queue.LinkFailed, queue.Finished:
		if !step.held {
			return "the desk has not got them"
		}
		fallthrough
	case queue.PutBack, queue.Moved, queue.WentAway:
		f.last[c.Desk] = step
		if step.held {
			f.rise(c.Desk)
		} else if d, busy := f.at[c.Part.Visit]; busy && f.desk[d] == c.Part {
			return "another desk has them: " + string(d)
		}
	case queue.Arrived, queue.Revived, queue.PartAdded:
		f.last[c.Desk] = step
	case queue.Undone:
		was := f.last[c.Desk]
		delete(f.last, c.Desk)
		switch {
		case was.held && f.desk[c.Desk] != was.part:
			return f.seat(c.Desk, was.part)
		case !was.held && f.desk[c.Desk] == was.part:
			f.rise(c.Desk)
		}
	case queue.DayClosed:
		clear(f.desk)
		clear(f.at)
		clear(f.last)
	case queue.DeskClosed:
		delete(f.last, c.Desk)
	}
	return ""
}

func (f *floor) seat(d queue.DeskID, id queue.PartID) string {
	if other, busy := f.at[id.Visit]; busy {
		return "the person is at desk " + string(other)
	}
	if has, busy := f.desk[d]; busy {
		return "the desk has " + has.String()
	}
	f.desk[d], f.at[id.Visit] = id, d
	return ""
}

func (f *floor) rise(d queue.DeskID) {
	delete(f.at, f.desk[d].Visit)
	delete(f.desk, d)
}

// wantEverybody wants every ticket that was given in the book.
func (s *storm) wantEverybody() {
	s.t.Helper()
	s.hall.Read(func(b *queue.Book, _ time.Time) {
		if len(b.Visits()) != len(s.tickets) {
			s.t.Errorf("%d visits of %d tickets", len(b.Visits()), len(s.tickets))
		}
		for _, name := range s.tickets {
			if _, ok := b.Visit(name); !ok {
				s.t.Errorf("ticket %s is not in the queue", name)
			}
		}
	})
}

// wantAllCallable has desks that can do everything call people until nobody waits: then
// nobody does.
func (s *storm) wantAllCallable() {
	s.t.Helper()
	s.set.Rooms = append(s.set.Rooms, "V4", "V5")
	called := 0
	_, err := s.hall.Do(ctx, func(b *queue.Book, set queue.Settings, at time.Time) ([]queue.Change, error) {
		var copied queue.Book
		text, err := b.MarshalJSON()
		if err == nil {
			err = copied.UnmarshalJSON(text)
		}
		if err != nil {
			return nil, err
		}
		called = empty(&copied, set, at)
		for _, p := range copied.Queue() {
			if p.Stage != queue.OnHold {
				s.t.Errorf("%s is %s, and nobody can call it", p.ID, p.Stage)
			}
		}
		return nil, nil
	})
	must(s.t, err)
	s.t.Logf("%d more could be called", called)
}

// empty serves everybody of a book, and returns how many.
func empty(b *queue.Book, s queue.Settings, at time.Time) (called int) {
	do := func(list []queue.Change, err error) bool {
		for _, c := range list {
			b.Apply(c)
		}
		return err == nil
	}
	at = at.Add(time.Hour) // nobody is left alone any more
	for _, post := range b.Posts() {
		w := queue.Who{Desk: post.Desk, Staff: post.Login.Staff}
		do(b.Start(w, at))
		do(b.Finish(w, queue.Settled, true, at))
		do(b.Close(w, at))
	}
	for _, desk := range []queue.DeskID{"1", "3"} { // some wait for desk 3 alone
		for _, staff := range []queue.StaffID{"s-1", "s-4"} { // and some for s-4
			for kind := range 4 {
				w := queue.Who{Desk: desk, Staff: staff}
				do(b.Open(w, queue.Login{Door: true, Expert: kind&1 > 0, Remote: kind&2 > 0}, at))
				for do(b.Next(w, s, at)) {
					called++
					do(b.Start(w, at))
					do(b.Finish(w, queue.Settled, true, at))
				}
				do(b.Close(w, at))
			}
		}
	}
	return called
}
