package catalogue_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

const roster = `
[[shift]]
authority = "kela"
by = "remote"
days = ["mon", "thu"]
hours = "09:00-15:30"
from = 2026-11-01
`

const rooms = `
[[floor]]
number = 1
size = [40, 20.5]
here = [18, 19]

[[room]]
id = "lobby"
name = { fi = "Aula", sv = "Aula", en = "Lobby" }
floor = 1
wing = "west"
colour = "green"
at = [0, 0]
size = [14, 12]
door = [10, 12]
route = [[18, 19], [18, 16], [10, 16], [10, 12]]
`

func withWays() map[string]string {
	texts := small()
	texts["roster.toml"], texts["places.toml"] = roster, rooms
	texts["queues.toml"] += "room = \"lobby\"\nprivate = true\n"
	return texts
}

func TestARosterAndAPlanAreRead(t *testing.T) {
	c, err := catalogue.Load(files(withWays()))
	if err != nil {
		t.Fatal(err)
	}
	want := kiosk.Shift{
		Authority: "kela", By: kiosk.ServedRemotely, Days: kiosk.WeekdaysOf(time.Monday, time.Thursday),
		From: 9 * time.Hour, To: 15*time.Hour + 30*time.Minute, First: kiosk.Date{Year: 2026, Month: 11, Day: 1},
	}
	if len(c.Roster) != 1 || c.Roster[0] != want {
		t.Errorf("the roster is %+v", c.Roster)
	}
	room, _ := c.Room("lobby")
	if room.Wing != kiosk.WestEnd || room.Paint != kiosk.GreenDoor || len(room.Route) != 4 || room.Door != (kiosk.Point{X: 10, Y: 12}) {
		t.Errorf("the room is %+v", room)
	}
	if f, ok := c.Floor(1); !ok || !f.Home || f.Size.Y != 20.5 {
		t.Errorf("the floor is %+v", f)
	}
	if q := c.Queues[len(c.Queues)-1]; q.Room != "lobby" || !q.Private {
		t.Errorf("the queue is %+v", q)
	}
}

func TestFaultsOfRosterPlanAndAddressesAreNamed(t *testing.T) {
	for _, test := range []struct{ file, old, new, key, reason string }{
		{"roster.toml", `"kela"`, `"kella"`, "shift[0].authority", "is the id of no authority"},
		{"roster.toml", `"remote"`, `"telephone"`, "shift[0].by", `write "on_site" or "remote"`},
		{"roster.toml", "09:00-15:30", "15:30-09:00", "shift[0].hours", "ends before it begins"},
		{"roster.toml", "09:00-15:30", "nine", "shift[0].hours", "is not like 09:00-16:15"},
		{"roster.toml", "from = 2026-11-01", "from = 2026-11-01\nto = 2026-10-01", "shift[0].to", "is before from"},
		{"places.toml", "floor = 1", "floor = 3", "room[lobby].floor", "is no floor"},
		{"places.toml", `"west"`, `"left"`, "room[lobby].wing", "is none of"},
		{"places.toml", "door = [10, 12]", "door = [10, 120]", "room[lobby].door", "lies outside its floor"},
		{"places.toml", "door = [10, 12]", `door = "here"`, "room[lobby].door", "must be two numbers"},
		{"places.toml", "[18, 16], [10, 16]", "[18, 16], [9, 15]", "room[lobby].route[2]", "right angles"},
		{"places.toml", "size = [40, 20.5]", "size = [400, 20]", "floor[0].size", "in metres"},
		{"queues.toml", `room = "lobby"`, `room = "cellar"`, "queue[kela].room", "is the id of no room"},
		{"authorities/kela.toml", "[[service]]", "e_service = { fi = \"http://kela.fi\", sv = \"https://fpa.fi\", en = \"https://kela.fi\" }\n[[service]]", "e_service.fi", "https://"},
		{"authorities/kela.toml", "[[service]]", "e_service = { fi = \"https://me@kela.fi\", sv = \"https://fpa.fi\", en = \"https://kela.fi\" }\n[[service]]", "e_service.fi", "https://"},
		{"authorities/kela.toml", "[[service]]", "e_service = { fi = \"https://kela.fi/" + strings.Repeat("x", 60) + "\", sv = \"https://fpa.fi\", en = \"https://kela.fi\" }\n[[service]]", "e_service.fi", "characters and may have"},
	} {
		texts := withWays()
		if !strings.Contains(texts[test.file], test.old) {
			t.Fatalf("%s has no %q", test.file, test.old)
		}
		texts[test.file] = strings.Replace(texts[test.file], test.old, test.new, 1)
		found := false
		for _, f := range faultsOf(t, texts) {
			found = found || f.File == test.file && f.Key == test.key && strings.Contains(f.Reason, test.reason) && f.Line > 0
		}
		if !found {
			t.Errorf("%s, %q: the faults are\n%v", test.file, test.new, faultsOf(t, texts))
		}
	}
}

func TestEveryShippedAddressIsThatOfAnAuthorityInEveryLanguage(t *testing.T) {
	n := 0
	for _, s := range shipped(t).Services {
		if !s.Online() {
			continue
		}
		n++
		for _, l := range kiosk.Languages() {
			if a := s.EService.String(l); !strings.HasPrefix(a, "https://") || len(a) > catalogue.MaxAddress {
				t.Errorf("%s in %s: %q", s.ID, l, a)
			}
		}
	}
	if n < 40 {
		t.Errorf("%d services have an e-service", n)
	}
}

func TestTheExampleOfAPointFitsTheShippedCatalogue(t *testing.T) {
	over := fstest.MapFS{}
	for _, name := range []string{"roster.toml", "places.toml", "desks.toml"} {
		text, err := os.ReadFile("../../assets/example/" + name)
		if err != nil {
			t.Fatal(err)
		}
		over[name] = &fstest.MapFile{Data: text}
	}
	if _, err := catalogue.Load(catalogue.Overlay(os.DirFS("../../assets/catalogue"), over)); err != nil {
		t.Error(err)
	}
}
