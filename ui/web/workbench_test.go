package web_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/web"
)

// showing lays one screen out whatever the state.
func showing(t testing.TB, screen ui.Screen) web.Options {
	t.Helper()
	p, _ := presenter(t)
	screen.Language = kiosk.Finnish
	return web.Options{
		Scene: func(_ kiosk.State, f ui.Frame) ui.Scene { return ui.Arrange(screen, f, p.Font) },
		Icons: assets.Icons(), Frame: ui.Frame{W: 300, H: 450},
	}
}

// presses waits until so many have arrived.
func presses(t testing.TB, on *terminal, n int) []kiosk.Press {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got := on.pressed(); len(got) >= n {
			return got
		}
	}
	t.Fatalf("pressed %v, and not %d times", on.pressed(), n)
	return nil
}

func targets() ui.Screen {
	return ui.Screen{Name: "targets", Title: "Kosketa", Parts: []ui.Part{ui.Targets{Cols: 2, Rows: 3, Next: 3, Label: "Kohde"}}}
}

func TestAPressTellsWhereOnATargetTheFingerCameDown(t *testing.T) {
	on := newTerminal(kiosk.State{})
	b := open(t, serve(t, on, showing(t, targets())).URL, 600, 900) // 2 pixels a millimetre
	x, y := b.middle("target:3")
	b.mouse("down", x+21, y-14)
	b.mouse("up", x+3, y) // it slid a little
	presses(t, on, 1)
	eval[any](b, `document.getElementById("target:4").focus()`)
	b.Key("Enter")
	got := presses(t, on, 2)
	first := got[0].(kiosk.TargetTouched)
	if first.Target != 3 || math.Abs(float64(first.DX)-105) > 3 || math.Abs(float64(first.DY)+70) > 3 {
		t.Errorf("10.5 mm to the right and 7 mm above the middle is %+v", first)
	}
	if got[1] != (kiosk.TargetTouched{Target: 4}) {
		t.Errorf("a key presses %+v, and has no place", got[1])
	}
}

func TestAPlaceThatAFormMakesUpStaysOnItsTarget(t *testing.T) {
	for value, want := range map[string]int16{"": 0, "12.34": 123, "-1e300": -735, "NaN": 0, "Inf": 735, "x": 0} {
		on := newTerminal(kiosk.State{})
		server := serve(t, on, showing(t, targets()))
		post(t, server.URL+"/press", url.Values{"id": {"target:0"}, "dx": {value}}, true)
		if got := presses(t, on, 1); got[0] != (kiosk.TargetTouched{DX: want}) {
			t.Errorf("dx=%q is pressed as %+v, want %d tenths of a millimetre", value, got, want)
		}
	}
}

func TestHiddenCornersAreTouchedAndNotToldOf(t *testing.T) {
	on := newTerminal(kiosk.State{})
	screen := ui.Screen{
		Name: "idle", Title: "Tervetuloa", Corners: true, Calm: true,
		Parts: []ui.Part{ui.Paragraph{Text: strings.Repeat("Tietoja ei jätetä laitteelle. ", 40)}},
	}
	b := open(t, serve(t, on, showing(t, screen)).URL, 600, 900)
	var want []kiosk.Press
	for i, at := range [][2]float64{{3, 3}, {597, 3}, {597, 897}, {3, 897}, {35, 865}} {
		b.mouse("down", at[0], at[1])
		b.mouse("up", at[0], at[1])
		want = append(want, kiosk.CornerTouched{Corner: min(i, 3)})
	}
	eventually(t, on, want...)
	for _, condition := range []string{
		`[...document.querySelectorAll(".hidden")].length === 4`,
		`[...document.querySelectorAll(".hidden")].every((b) => b.tabIndex === -1 && b.ariaHidden === "true" && !b.textContent)`,
		`[...document.querySelectorAll(".hidden")].every((b) => getComputedStyle(b).cursor === "default")`,
	} {
		if !eval[bool](b, condition) {
			t.Errorf("not true: %s", condition)
		}
	}
	b.Key("Tab")
	if got := b.focus(); strings.HasPrefix(got, "corner") {
		t.Errorf("the focus is on %s", got)
	}
}

func TestTestPicturesAreDrawnPixelByPixelAndTheWholeOfEachIsOnePress(t *testing.T) {
	for name, dark := range map[string]func(x, y, h int) bool{
		"checker": func(x, y, _ int) bool { return (x+y)%2 == 0 },
		"lines": func(x, y, h int) bool {
			if y < h/2 {
				return x%2 == 0
			}
			return (y-h/2)%2 == 0
		},
		"black": func(_, _, _ int) bool { return true },
		"white": func(_, _, _ int) bool { return false },
	} {
		on := newTerminal(kiosk.State{})
		next := ui.Button{ID: "picture", Label: "Jatka", Event: kiosk.PictureSeen{}}
		b := open(t, serve(t, on, showing(t, ui.Screen{Name: name, Parts: []ui.Part{ui.Pattern{Name: name, Button: next}}})).URL, 600, 900)
		b.Until(`document.getElementById("kt-stage").style.getPropertyValue("--dot") === "1px"`)
		picture := b.picture()
		wrong := 0
		for y := range 900 {
			for x := range 600 {
				r, g, _, _ := picture.At(x, y).RGBA()
				if want := dark(x, y, 900); r != g || want != (r == 0) || !want != (r == 0xffff) {
					wrong++
				}
			}
		}
		if wrong > 0 {
			t.Errorf("%s: %d of %d pixels are wrong", name, wrong, 600*900)
		}
		b.mouse("down", 599, 1)
		b.mouse("up", 599, 1)
		eventually(t, on, kiosk.PictureSeen{})
		if title := eval[string](b, "document.title"); title != "Jatka" {
			t.Errorf("%s: the page is called %q", name, title)
		}
	}
}

// picture is what the window shows.
func (b *tab) picture() image.Image {
	b.Helper()
	data, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	return img
}
