package ui_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/faulttree"
	"kundterminal/ui"
	"kundterminal/ui/texts"
	"kundterminal/ui/tour"
)

// frames are the screens that the terminal must fit.
func frames() map[string]ui.Frame {
	list := map[string]ui.Frame{}
	for _, inch := range []float64{21.5, 24, 27, 32} {
		pitch := ui.Pitch(1080, 1920, inch)
		list[fmt.Sprintf("portrait %g inch", inch)] = ui.Frame{W: 1080 * pitch, H: 1920 * pitch}
		list[fmt.Sprintf("landscape %g inch", inch)] = ui.Frame{W: 1920 * pitch, H: 1080 * pitch}
	}
	return list
}

func presenter(t testing.TB) (*ui.Presenter, *kiosk.Catalogue) {
	t.Helper()
	words, err := texts.Load(assets.Texts())
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	return &ui.Presenter{
		Texts: words, Font: font(t), Languages: kiosk.Languages(),
		Place: kiosk.Text{
			kiosk.Finnish: "Pelkosenniemen asiointipiste", kiosk.Swedish: "Pelkosenniemi servicepunkt",
			kiosk.English: "Pelkosenniemi service point",
		},
	}, c
}

func trees(t testing.TB) []kiosk.FaultTree {
	t.Helper()
	list, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func font(t testing.TB) *ui.Font {
	t.Helper()
	var data [2][]byte
	for i, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		b, err := os.ReadFile("../assets/fonts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		data[i] = b
	}
	f, err := ui.NewFont(data[0], data[1])
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// everyScene calls check with every screen in every language on every frame.
func everyScene(t *testing.T, check func(t *testing.T, s ui.Scene)) {
	t.Helper()
	for frame, scenes := range laidOut(t) {
		t.Run(frame, func(t *testing.T) {
			for _, s := range scenes {
				check(t, s)
			}
		})
	}
}

var (
	layOut sync.Once
	scenes map[string][]ui.Scene // by name of the frame
)

// laidOut lays all screens out, once for all tests.
func laidOut(t *testing.T) map[string][]ui.Scene {
	t.Helper()
	p, c := presenter(t)
	layOut.Do(func() {
		scenes = map[string][]ui.Scene{}
		eight := *p
		eight.Languages = kiosk.AllLanguages()
		many := &eight
		for name, f := range frames() {
			for _, l := range kiosk.AllLanguages() {
				scenes[name] = append(scenes[name], visited(t, p, many, c, l, name)...)
			}
			for _, l := range kiosk.Languages() {
				for _, s := range samples(l) {
					scene := ui.Arrange(s, f, p.Font)
					scene.Name = fmt.Sprintf("sample %s %s", s.Name, l)
					scenes[name] = append(scenes[name], scene)
				}
			}
		}
	})
	return scenes
}

// visited are the scenes of one language on the frame of that name. Those of the
// languages that every text has are laid out on all frames, for a terminal with
// these three; the others, whose texts are shorter or have fallbacks, on the frames
// with the least room. The screens that show all languages at once are laid out on
// all frames for a terminal with eight.
func visited(t *testing.T, few, many *ui.Presenter, c *kiosk.Catalogue, l kiosk.Language, frame string) []ui.Scene {
	t.Helper()
	whole := slices.Contains(kiosk.Languages(), l)
	var list []ui.Scene
	add := func(p *ui.Presenter, stop tour.Stop, terminal string) {
		scene := p.Scene(stop.State, frames()[frame])
		scene.Name = fmt.Sprintf("%s %s%s", stop.Name, l, terminal)
		list = append(list, scene)
	}
	stops := tour.Stops(c, l)
	for _, stop := range stops {
		if whole {
			add(few, stop, "")
		} else if frame == "portrait 21.5 inch" || frame == "landscape 21.5 inch" {
			add(many, stop, "")
		}
		if slices.Contains([]string{"idle", "idle-offer", "out-of-order", "language", "languages", "card-left"}, stop.Name) {
			add(many, stop, " of eight")
		}
	}
	if !whole {
		return list
	}
	for _, stop := range tour.Technician(trees(t), l) {
		add(few, stop, "")
	}
	return list
}

func TestEveryTextFindsItsRoomOnEveryScreen(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		for _, fault := range s.Faults {
			t.Errorf("%s: %s", s.Name, fault)
		}
		for _, item := range s.Items {
			for _, line := range item.Lines {
				if line.X < item.Box.X-0.1 || line.X+line.W > item.Box.X+item.Box.W+0.1 {
					t.Errorf("%s: %q leaves %s at its side", s.Name, line.Text, item.ID)
				}
				if top := line.Y - line.Em*ui.CapHeight; top < item.Box.Y-0.5 || line.Y > item.Box.Y+item.Box.H+0.5 {
					t.Errorf("%s: %q leaves %s above or below", s.Name, line.Text, item.ID)
				}
			}
		}
	})
}

func TestNothingLeavesTheGlass(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		for _, item := range s.Items {
			b := item.Box
			if b.X < -0.1 || b.Y < -0.1 || b.X+b.W > s.Frame.W+0.1 || b.Y+b.H > s.Frame.H+0.1 {
				t.Errorf("%s: %s at %+v leaves the glass of %+v", s.Name, item.ID, b, s.Frame)
			}
		}
	})
}

func TestTargetsAreLargeAndApart(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		presses := pressesOf(s)
		for i, item := range presses {
			if item.Box.W < ui.TargetMin-0.01 || item.Box.H < ui.TargetMin-0.01 {
				t.Errorf("%s: %s is %.1f × %.1f mm", s.Name, item.ID, item.Box.W, item.Box.H)
			}
			for _, other := range presses[:i] {
				if other.Kind == ui.Hidden {
					continue // nobody sees it, and what lies over it has the touch
				}
				if d := apart(item.Box, other.Box); d < ui.TargetGap-0.01 {
					t.Errorf("%s: %s and %s are %.1f mm apart", s.Name, item.ID, other.ID, d)
				}
			}
		}
	})
}

func pressesOf(s ui.Scene) []ui.Item {
	var list []ui.Item
	for _, item := range s.Items {
		if item.Button != nil && (!s.Covered() || item.Region == ui.RegionOver) {
			list = append(list, item)
		}
	}
	return list
}

// apart is the larger of the horizontal and the vertical distance.
func apart(a, b ui.Box) float64 {
	dx := max(a.X-(b.X+b.W), b.X-(a.X+a.W))
	dy := max(a.Y-(b.Y+b.H), b.Y-(a.Y+a.H))
	return max(dx, dy)
}

func TestEveryLetterIsLegibleAgainstWhatIsBehindIt(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		for i, item := range s.Items {
			if item.Kind == ui.Specimen {
				continue // a test picture shows what cannot be read, too
			}
			for _, line := range item.Lines {
				ground := groundOf(s.Items[:i+1], line)
				if c := ui.Contrast(line.Ink.RGB(), ground.RGB()); c < 4.5 {
					t.Errorf("%s: %q is %s on %s: %.2f", s.Name, line.Text, line.Ink, ground, c)
				}
				least := ui.CapMin * 0.8
				if item.Fine {
					least = ui.CapFine
				}
				if cap := line.Em * ui.CapHeight; cap < least-0.01 {
					t.Errorf("%s: %q has capitals of %.2f mm", s.Name, line.Text, cap)
				}
			}
			if item.Icon != "" {
				ground := groundOf(s.Items[:i+1], ui.Line{X: item.IconBox.X, Y: item.IconBox.Y + 1})
				if c := ui.Contrast(item.IconInk.RGB(), ground.RGB()); c < 3 {
					t.Errorf("%s: icon %s is %s on %s: %.2f", s.Name, item.Icon, item.IconInk, ground, c)
				}
			}
		}
	})
}

// groundOf returns the colour of the topmost filled item below a line.
func groundOf(items []ui.Item, l ui.Line) ui.Color {
	for _, item := range slices.Backward(items) {
		b := item.Box
		if item.Fill != ui.None && l.X >= b.X && l.X <= b.X+b.W && l.Y >= b.Y && l.Y <= b.Y+b.H {
			return item.Fill
		}
	}
	return ui.None
}

func TestEveryButtonStandsOutFromTheRoom(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		for _, item := range pressesOf(s) {
			if item.Region == ui.RegionBar {
				continue // the bar is a part of its own; its buttons are told by icon and word
			}
			ground := ui.Mist
			if item.Region == ui.RegionOver {
				ground = ui.Paper
			}
			mark := item.Fill
			if item.Edge != ui.None {
				mark = item.Edge
			}
			if c := ui.Contrast(mark.RGB(), ground.RGB()); c < 3 {
				t.Errorf("%s: %s: %s on %s is %.2f", s.Name, item.ID, mark, ground, c)
			}
		}
	})
}

func TestEveryIdIsUniqueAndEveryIconExists(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		seen := map[string]bool{}
		for _, item := range s.Items {
			if seen[item.ID] {
				t.Errorf("%s: %s stands twice", s.Name, item.ID)
			}
			seen[item.ID] = true
			if item.Icon == "" {
				continue
			}
			if f, err := assets.Icons().Open(item.Icon + ".svg"); err != nil {
				t.Errorf("%s: %s: %v", s.Name, item.ID, err)
			} else {
				f.Close()
			}
		}
	})
}

func TestEveryLetterIsInTheTypeface(t *testing.T) {
	f := font(t)
	everyScene(t, func(t *testing.T, s ui.Scene) {
		for _, item := range s.Items {
			for _, line := range item.Lines {
				if i := strings.IndexFunc(line.Text, func(r rune) bool { return !f.Has(r) }); i >= 0 {
					t.Errorf("%s: %q: the typeface lacks %q", s.Name, line.Text, []rune(line.Text[i:])[0])
				}
			}
		}
	})
}
