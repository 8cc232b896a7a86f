package ui_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// keyedScenes calls check with every screen that a person at the keypad meets.
func keyedScenes(t *testing.T, check func(t *testing.T, name string, p *ui.Presenter, s kiosk.State, f ui.Frame)) {
	t.Helper()
	p, c := presenter(t)
	for _, l := range kiosk.Languages() {
		for mode, comfort := range map[string]kiosk.Comfort{
			"portrait 27 inch": {}, "landscape 21.5 inch": {Text: kiosk.TextLargest, Low: true, Contrast: true},
		} {
			for _, stop := range tour.In(comfort, tour.Stops(c, l)) {
				if !stop.State.Session.Idle() {
					stop.State.Session.Keyed = true
					check(t, fmt.Sprintf("%s %s %s", stop.Name, l, mode), p, stop.State, frames()[mode])
				}
			}
		}
	}
}

// pressed are the ids of what can be pressed on a scene, and seen to be pressed.
func pressed(s ui.Scene) map[string]bool {
	list := map[string]bool{}
	for _, item := range s.Items {
		if _, ok := s.Press(item.ID); ok && item.Kind != ui.Hidden {
			list[item.ID] = true
		}
	}
	return list
}

// around walks by one key until it is where it began, into each row on its way, and
// counts the keys to each stop.
func around(t *testing.T, name string, s ui.Scene, k ui.Key) map[string]int {
	t.Helper()
	reached := map[string]int{}
	begin := s.Focus
	for n := 0; ; n++ {
		if n > 200 {
			t.Fatalf("%s: walking never comes back to %q", name, begin)
		}
		if _, ok := s.Focused(); !ok {
			t.Fatalf("%s: %q is not on the screen", name, s.Focus)
		}
		reached[s.Focus] = n
		if to, ok := s.Key(ui.KeySelect).(kiosk.FocusMoved); ok {
			row := s
			row.Focus = to.To
			for i := 1; slices.ContainsFunc(s.Groups, func(g ui.Group) bool { return g.ID == s.Focus && slices.Contains(g.Keys, row.Focus) }); i++ {
				reached[row.Focus] = n + i
				row.Focus = moved(t, name, row, ui.KeyNext)
			}
		}
		if s.Focus = moved(t, name, s, k); s.Focus == begin {
			return reached
		}
	}
}

func moved(t *testing.T, name string, s ui.Scene, k ui.Key) string {
	t.Helper()
	to, ok := s.Key(k).(kiosk.FocusMoved)
	if !ok {
		t.Fatalf("%s: from %q a key moves nowhere", name, s.Focus)
	}
	return to.To
}

func TestEveryButtonOfEveryScreenIsReachedByNextAndByPreviousFromAnyOther(t *testing.T) {
	screens, total, most, where := 0, 0, 0, ""
	keyedScenes(t, func(t *testing.T, name string, p *ui.Presenter, s kiosk.State, f ui.Frame) {
		scene := p.Scene(s, f)
		buttons := pressed(scene)
		if len(buttons) == 0 {
			return // it only tells something
		}
		if scene.Focus == "" {
			t.Fatalf("%s: the keypad is nowhere", name)
		}
		forth, back := around(t, name, scene, ui.KeyNext), around(t, name, scene, ui.KeyPrevious)
		for id := range buttons {
			n, ok := forth[id]
			m, also := back[id]
			if !ok || !also {
				t.Errorf("%s: %s is reached by next: %t, by previous: %t", name, id, ok, also)
			}
			total += min(n, m)
			if d := min(n, m); d > most {
				most, where = d, name+" "+id
			}
			at := scene
			at.Focus = id
			if want, _ := scene.Press(id); at.Key(ui.KeySelect) != want {
				t.Errorf("%s: selecting %s is %v, and pressing it %v", name, id, at.Key(ui.KeySelect), want)
			}
			if out := around(t, name+" within a row", outside(at), ui.KeyNext); out[scene.Focus] == 0 && outside(at).Focus != scene.Focus {
				t.Errorf("%s: no way leads from %s back to %s", name, id, scene.Focus)
			}
		}
		screens += len(buttons)
	})
	t.Logf("%d buttons are %.1f keys away on average; at most %d: %s", screens, float64(total)/float64(screens), most, where)
	if most > 16 {
		t.Errorf("%s is %d keys away", where, most)
	}
}

// outside walks out of a row of keys.
func outside(s ui.Scene) ui.Scene {
	for slices.ContainsFunc(s.Groups, func(g ui.Group) bool { return slices.Contains(g.Keys, s.Focus) }) {
		s.Focus = s.Key(ui.KeyNext).(kiosk.FocusMoved).To
	}
	return s
}

func TestWhatIsOffIsGoneToAndNotPressed(t *testing.T) {
	off := 0
	keyedScenes(t, func(t *testing.T, name string, p *ui.Presenter, s kiosk.State, f ui.Frame) {
		scene := p.Scene(s, f)
		covered := scene.Covered()
		gone := map[string]int{}
		if scene.Focus != "" {
			gone = around(t, name, scene, ui.KeyNext)
		}
		for _, item := range scene.Items {
			if item.Button == nil || !item.Button.Off || covered && item.Region != ui.RegionOver {
				continue
			}
			off++
			if _, ok := gone[item.ID]; !ok {
				t.Errorf("%s: %s is off, and nobody is told of it", name, item.ID)
			}
			at := scene
			at.Focus = item.ID
			if p := at.Key(ui.KeySelect); p != nil {
				t.Errorf("%s: %s is off, and selecting it is %v", name, item.ID, p)
			}
		}
	})
	if off == 0 {
		t.Error("nothing was off")
	}
}

func TestBackLeavesEveryScreenThatHasAWayBackAndAllThatLiesOverOne(t *testing.T) {
	keyedScenes(t, func(t *testing.T, name string, p *ui.Presenter, s kiosk.State, f ui.Frame) {
		press := p.Keyed(s, f, ui.KeyBack)
		screen := p.Screen(s)
		if press == nil {
			if screen.Over != nil || screen.Back != nil && screen.Back.Event == (kiosk.BackPressed{}) {
				t.Errorf("%s: back means nothing", name)
			}
			return
		}
		s, _ = kiosk.Update(s, kiosk.TimePassed{Now: s.Now, Up: s.Up + time.Second})
		after, _ := kiosk.Update(s, kiosk.KeyPressed{Press: press})
		was, is := s.Session.Advised(), after.Session.Advised()
		if is.Advisor.View == was.Advisor.View && is.Assist.Stage == was.Assist.Stage && is.Step == was.Step && is.Overlay == was.Overlay &&
			is.Page == was.Page && (is.Trail == nil) == (was.Trail == nil) {
			t.Errorf("%s: back stays", name)
		}
	})
}

func TestBackLeadsOutOfARowOfKeysFirst(t *testing.T) {
	rows := 0
	keyedScenes(t, func(t *testing.T, name string, p *ui.Presenter, s kiosk.State, f ui.Frame) {
		scene := p.Scene(s, f)
		if scene.Covered() {
			return
		}
		for _, g := range scene.Groups {
			rows++
			for _, key := range g.Keys {
				if scene.Focus = key; scene.Key(ui.KeyBack) != (kiosk.FocusMoved{To: g.ID}) {
					t.Errorf("%s: back from %s is %v", name, key, scene.Key(ui.KeyBack))
				}
			}
			if scene.Focus = g.ID; scene.Key(ui.KeyBack) != (kiosk.BackPressed{}) {
				t.Errorf("%s: back from %s is %v", name, g.ID, scene.Key(ui.KeyBack))
			}
		}
	})
	if rows == 0 {
		t.Error("there were no rows")
	}
}

func TestTheKeypadBeginsAtTheFirstChoiceAndOnAPanelAtWhatMostPeopleNeed(t *testing.T) {
	p, c := presenter(t)
	f := frames()["portrait 27 inch"]
	want := map[string]string{
		"language": "language:fi", "way": "way:life", "languages": "language:fi", "stop": "stop-no", "warning": "stay",
		"take": "finish", "search": "keys:0",
	}
	for _, stop := range tour.Stops(c, kiosk.Finnish) {
		stop.State.Session.Keyed = true
		if id, named := want[stop.Name]; named && p.Scene(stop.State, f).Focus != id {
			t.Errorf("on %s it begins at %q, want %q", stop.Name, p.Scene(stop.State, f).Focus, id)
		}
	}
}

func TestOnAnIdleTerminalAnyKeyIsATouchAndATechnicianHasTheGlass(t *testing.T) {
	p, c := presenter(t)
	f := frames()["portrait 27 inch"]
	idle := tour.Stops(c, kiosk.Finnish)[0].State
	for k := ui.KeyPrevious; k <= ui.KeySofter; k++ {
		if got := p.Keyed(idle, f, k); got != (kiosk.Started{}) {
			t.Errorf("key %d of an idle terminal is %v", k, got)
		}
	}
	if idle.Session.Keyed = true; p.Scene(idle, f).Key(0) != nil {
		t.Error("no key means something")
	}
	for _, stop := range tour.Technician(trees(t), kiosk.Finnish) {
		if stop.State.Technician.Here() && p.Keyed(stop.State, f, ui.KeySelect) != nil {
			t.Errorf("%s: a technician's screen is walked", stop.Name)
		}
	}
}

func TestTheRingIsWideAndStandsOutFromWhateverItIsRound(t *testing.T) {
	keyedScenes(t, func(t *testing.T, name string, p *ui.Presenter, s kiosk.State, f ui.Frame) {
		scene := p.Scene(s, f)
		on, ok := scene.Focused()
		if !ok {
			return
		}
		inner, outer := scene.Ring()
		grounds := []ui.Color{roundAbout(scene, on)}
		if on.Fill != ui.None {
			grounds = append(grounds, on.Fill)
		}
		for _, ground := range grounds {
			if best := max(ui.Contrast(inner.RGB(), ground.RGB()), ui.Contrast(outer.RGB(), ground.RGB())); best < 3 {
				t.Errorf("%s: round %s the ring has %.1f on %s", name, on.ID, best, ground)
			}
		}
	})
	if ui.RingInner < 1 || ui.RingOuter < 1 {
		t.Errorf("the ring is %g and %g mm wide", ui.RingInner, ui.RingOuter)
	}
}

// roundAbout is the colour on which an item lies.
func roundAbout(s ui.Scene, on ui.Item) ui.Color {
	ground := ui.Mist
	for _, item := range s.Items {
		b := item.Box
		if item.ID == on.ID {
			break
		}
		if item.Fill != ui.None && item.Fill != ui.Veil && b.X <= on.Box.X && b.Y <= on.Box.Y && b.X+b.W >= on.Box.X+on.Box.W && b.Y+b.H >= on.Box.Y+on.Box.H {
			ground = item.Fill
		}
	}
	return ground
}
