package queue

import (
	"encoding/json"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

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
