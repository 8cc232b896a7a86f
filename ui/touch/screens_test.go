//go:build fyne

package touch

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/faulttree"
	"kundterminal/ui"
	"kundterminal/ui/texts"
	"kundterminal/ui/tour"
)

// pitch is that of a 27-inch screen of 1080 by 1920 pixels.
const pitch = 0.3113

var (
	portrait  = image.Pt(1080, 1920)
	landscape = image.Pt(1920, 1080)
)

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
	font, err := ui.NewFont(fontFile(t, "NotoSans-Regular.ttf"), fontFile(t, "NotoSans-Bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	return &ui.Presenter{
		Texts: words, Font: font, Languages: kiosk.Languages(),
		Place: kiosk.Text{
			kiosk.Finnish: "Mikkelin asiointipiste", kiosk.Swedish: "Servicepunkten i S:t Michel",
			kiosk.English: "Mikkeli service point",
		},
	}, c
}

// everyScreen plays every screen in every language, upright and lying.
func everyScreen(t *testing.T, check func(t *testing.T, h *theatre, s ui.Scene)) {
	t.Helper()
	p, c := presenter(t)
	for _, size := range []image.Point{portrait, landscape} {
		t.Run(fmt.Sprintf("%dx%d", size.X, size.Y), func(t *testing.T) {
			h := newTheatreOf(t, size, pitch)
			h.painter.icons = newIcons(assets.Icons())
			for _, l := range kiosk.AllLanguages() {
				stops := tour.Stops(c, l)
				if p.Languages = kiosk.Languages(); !slices.Contains(p.Languages, l) {
					p.Languages, stops = kiosk.AllLanguages(), someOf(stops)
				}
				if l == map[image.Point]kiosk.Language{portrait: kiosk.Swedish, landscape: kiosk.Finnish}[size] {
					stops = append(stops, technician(t, l)...)
				}
				for _, stop := range stops {
					s := p.Scene(stop.State, h.stage.glass.frame)
					h.play(t, s)
					s.Name = fmt.Sprintf("%s-%s", stop.Name, l)
					check(t, h, s)
				}
			}
		})
	}
}

// someOf are the stops that show what is particular to a language that few texts
// are written in: where languages are chosen, and where its own and other texts meet.
func someOf(stops []tour.Stop) []tour.Stop {
	names := []string{"idle", "idle-offer", "languages", "language", "way", "services-kela-1", "summary", "take", "help"}
	return slices.DeleteFunc(stops, func(s tour.Stop) bool { return !slices.Contains(names, s.Name) })
}

// technician returns the screens of a technician, of fault trees only where they
// begin: the steps are lists as others are.
func technician(t testing.TB, l kiosk.Language) []tour.Stop {
	t.Helper()
	trees, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(tour.Technician(trees, l), func(s tour.Stop) bool {
		return strings.Count(s.Name, "-") > 1 && strings.HasPrefix(s.Name, "tree-")
	})
}

func TestEveryObjectIsInsideTheWindow(t *testing.T) {
	everyScreen(t, func(t *testing.T, h *theatre, s ui.Scene) {
		size := h.window.Canvas().Size()
		for _, o := range h.objects {
			at, end := o.Position(), o.Position().Add(o.Size())
			if at.X < -0.5 || at.Y < -0.5 || end.X > size.Width+0.5 || end.Y > size.Height+0.5 {
				t.Errorf("%s: a %T lies from %v to %v in a window of %v", s.Name, o, at, end, size)
			}
		}
	})
}

func TestEveryTextIsAsWideAsItWasLaidOut(t *testing.T) {
	everyScreen(t, func(t *testing.T, h *theatre, s ui.Scene) {
		for _, item := range s.Items {
			for _, line := range item.Lines {
				wide := 0.0
				for _, r := range line.Text {
					wide += h.painter.text.advance(r, line.Bold) * line.Em
				}
				if d := wide - line.W; d > 0.01 || d < -0.01 {
					t.Errorf("%s: %q is %.2f mm wide, and has %.2f", s.Name, line.Text, wide, line.W)
				}
			}
		}
	})
}

// TestTheToolkitWouldFindNoTextTooWide holds for what Fyne writes by itself,
// were it ever to: it rounds sizes up.
func TestTheToolkitWouldFindNoTextTooWide(t *testing.T) {
	everyScreen(t, func(t *testing.T, h *theatre, s ui.Scene) {
		for _, item := range s.Items {
			for _, line := range item.Lines {
				size := float32(line.Em * h.stage.glass.perMM)
				width := float64(fyne.MeasureText(line.Text, size, fyne.TextStyle{Bold: line.Bold}).Width) / h.stage.glass.perMM
				if width > line.W*max(1.03, 1+1/float64(size)) { // up to the next whole pixel
					t.Errorf("%s: %q is %.1f mm wide, and has %.1f", s.Name, line.Text, width, line.W)
				}
			}
		}
	})
}

func TestEveryTargetIsLargeEnoughInPixelsAndReportsItsPress(t *testing.T) {
	everyScreen(t, func(t *testing.T, h *theatre, s ui.Scene) {
		for _, item := range inReach(s) {
			box := h.stage.glass.rect(item.Box)
			least := int(ui.TargetMin * h.stage.glass.perMM)
			if box.Dx() < least || box.Dy() < least {
				t.Errorf("%s: %s has %v pixels, 20 mm are %d", s.Name, item.ID, box.Size(), least)
			}
			if item.Kind == ui.Hidden {
				continue // others may lie over it
			}
			h.pressed = nil
			want, _ := s.PressAt(item.ID, 1-item.Box.W/2, item.Box.H/2-1)
			h.tap(item.Box.X+1, item.Box.Y+item.Box.H-1)
			if !slices.Equal(h.pressed, []kiosk.Press{want}) {
				t.Errorf("%s: %s reports %v", s.Name, item.ID, h.pressed)
			}
		}
	})
}

func TestEveryScreenCanBeDoneByKeys(t *testing.T) {
	everyScreen(t, func(t *testing.T, h *theatre, s ui.Scene) {
		h.focus = focus{}
		h.pressed = nil
		for range inOrder(s) {
			h.key(fyne.KeyTab, fyne.KeyReturn)
		}
		for i, item := range inOrder(s) {
			if i >= len(h.pressed) || !slices.Contains(h.pressed, item.Button.Event) {
				t.Errorf("%s: no key reaches %s", s.Name, item.ID)
			}
		}
	})
}

// captured are screens with every kind of item among them.
var captured = []string{"idle-fi", "pin-sv", "monitor-fi", "picture-steps-sv", "search-sv", "summary-en", "shown-sv", "warning-en"}

// TestScreensAreDrawn captures these screens, or all of them, and puts them into the folder
// that KUNDTERMINAL_PICTURES names, to be looked at.
func TestScreensAreDrawn(t *testing.T) {
	folder := os.Getenv("KUNDTERMINAL_PICTURES")
	everyScreen(t, func(t *testing.T, h *theatre, s ui.Scene) {
		if folder == "" && !slices.Contains(captured, s.Name) {
			return // the toolkit's painter in memory takes a quarter of a second
		}
		img := h.window.Canvas().Capture()
		if top, bottom := inkRows(img); top < 0 || bottom-top < h.stage.glass.size.Y/10 {
			t.Errorf("%s: there is ink from row %d to %d only", s.Name, top, bottom)
		}
		if folder != "" {
			savePicture(t, filepath.Join(folder, fmt.Sprintf("%s-%d.png", s.Name, h.stage.glass.size.X)), img)
		}
	})
}

func savePicture(t *testing.T, name string, img image.Image) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
