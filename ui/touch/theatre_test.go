//go:build fyne

package touch

import (
	"image"
	"image/color"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// boxes are icons of which only one exists: a full square.
var boxes = fstest.MapFS{"box.svg": {Data: []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#10243A"><path d="M0 0H24V24H0Z"/></svg>`)}}

// theatre is a stage in a window of the toolkit's own test driver.
type theatre struct {
	*stage
	window  fyne.Window
	painter *painter
	pressed []kiosk.Press
}

// newTheatre opens a window with 3 pixels a millimetre on the sample's glass.
func newTheatre(t testing.TB) *theatre {
	t.Helper()
	return newTheatreOf(t, image.Pt(600, 900), 1.0/3)
}

func newTheatreOf(t testing.TB, size image.Point, pitch float64) *theatre {
	t.Helper()
	f, err := newFonts(fontFile(t, "NotoSans-Regular.ttf"), fontFile(t, "NotoSans-Bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(look{fonts: f})
	w := test.NewTempWindow(t, canvas.NewRectangle(color.Black))
	h := &theatre{stage: newStage(w.Canvas()), window: w, painter: newPainter(newIcons(boxes), f)}
	h.stage.press = func(p kiosk.Press) { h.pressed = append(h.pressed, p) }
	h.stage.measure = func(size image.Point, unit float32) glass { return wholeGlass(size, pitch, unit) }
	w.SetPadded(false)
	w.SetContent(h.stage)
	w.Resize(fyne.NewSize(float32(size.X), float32(size.Y)))
	w.Canvas().Focus(h.stage)
	return h
}

func fontFile(t testing.TB, name string) []byte {
	t.Helper()
	f, err := assets.Fonts().Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	data := make([]byte, info.Size())
	if _, err := f.Read(data); err != nil {
		t.Fatal(err)
	}
	return data
}

// play shows a scene.
func (h *theatre) play(t testing.TB, s ui.Scene) picture {
	t.Helper()
	p, err := h.painter.picture(s, h.stage.glass)
	if err != nil {
		t.Fatal(err)
	}
	h.show(p)
	return p
}

// mouse sends a press and a release at points in millimetres.
func (h *theatre) mouse(button desktop.MouseButton, x, y, upX, upY float64) {
	h.MouseDown(h.event(button, x, y))
	h.MouseMoved(h.event(button, upX, upY))
	h.MouseUp(h.event(button, upX, upY))
}

func (h *theatre) event(button desktop.MouseButton, x, y float64) *desktop.MouseEvent {
	g := h.stage.glass
	at := fyne.NewPos(float32(x*g.perMM)/g.unit, float32(y*g.perMM)/g.unit)
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: button}
}

func (h *theatre) tap(x, y float64) { h.mouse(desktop.MouseButtonPrimary, x, y, x, y) }

func (h *theatre) key(names ...fyne.KeyName) {
	for _, name := range names {
		h.KeyDown(&fyne.KeyEvent{Name: name})
		h.KeyUp(&fyne.KeyEvent{Name: name})
	}
}

// at returns the colour of the window at a point in millimetres.
func (h *theatre) at(img image.Image, x, y float64) color.NRGBA {
	p := h.stage.glass.point(x, y)
	return color.NRGBAModel.Convert(img.At(p.X, p.Y)).(color.NRGBA)
}
