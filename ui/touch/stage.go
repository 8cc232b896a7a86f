//go:build fyne

package touch

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// stage is the one widget in the window. It is used on Fyne's goroutine only.
type stage struct {
	widget.BaseWidget

	window  fyne.Canvas
	measure func(size image.Point, unit float32) glass
	resized func(glass)
	press   func(kiosk.Press)
	hidden  bool // the cursor

	picture picture
	glass   glass // that the window has now
	parts   map[string]*part
	objects []fyne.CanvasObject

	around *canvas.Rectangle // the window, where the frame does not fill it
	marks  *marks

	finger finger
	focus  focus
	keyed  bool   // the keypad has the ring
	shift  bool   // the key is held
	held   string // what a held key will press
}

// newStage returns an empty stage for a window's canvas.
func newStage(window fyne.Canvas) *stage {
	s := &stage{
		window: window, parts: map[string]*part{},
		around: canvas.NewRectangle(ink(ui.Deep)), marks: newMarks(),
	}
	s.compose(nil)
	s.ExtendBaseWidget(s)
	return s
}

// show brings a picture onto the stage. What has the same id and looks the same
// stays as it is.
func (s *stage) show(p picture) {
	changed := p.glass != s.picture.glass || len(p.scene.Items) != len(s.picture.scene.Items)
	before := s.picture.scene
	s.picture = p
	order := make([]*part, len(p.scene.Items))
	parts := make(map[string]*part, len(p.scene.Items))
	for i, item := range p.scene.Items {
		known := s.parts[item.ID]
		if known == nil || parts[item.ID] != nil {
			known, changed = &part{}, true
		}
		if known.draw(item, p.images[i], p.glass) {
			changed = true
		}
		if order[i] = known; parts[item.ID] == nil {
			parts[item.ID] = known
		}
		changed = changed || i >= len(before.Items) || before.Items[i].ID != item.ID
	}
	for id, p := range s.parts {
		if parts[id] != p {
			p.forget()
		}
	}
	s.parts = parts
	s.finger.keep(p.scene)
	s.focus.keep(before, p.scene)
	s.keyed = p.scene.Focus != ""
	s.mark()
	if changed {
		s.compose(order)
		s.redraw()
	}
}

// compose lists the objects from the lowest to the uppermost.
func (s *stage) compose(order []*part) {
	s.objects = append(s.objects[:0], s.around)
	for _, p := range order {
		s.objects = p.appendTo(s.objects)
	}
	s.objects = s.marks.appendTo(s.objects)
}

// mark draws the shade and the ring where they belong now.
func (s *stage) mark() {
	g := s.picture.glass
	shaded, _ := itemOf(s.picture.scene, s.finger.shaded())
	if bare(shaded) {
		shaded = ui.Item{} // the shade would be all there is to be seen of it, over a test picture
	}
	ringed, _ := itemOf(s.picture.scene, s.focus.ringed())
	at := markOf(ringed)
	if on, ok := s.picture.scene.Ringed(); ok && (s.keyed || s.picture.scene.Pointed != "") { // there is one ring
		at = mark{box: on.Box, radius: on.Radius}
	}
	inner, outer := s.picture.scene.Ring()
	if s.marks.draw(markOf(shaded), at, [2]ui.Color{inner, outer}, g) {
		s.redraw()
	}
}

// bare reports whether an item draws nothing itself.
func bare(item ui.Item) bool {
	return item.Fill == ui.None && item.Edge == ui.None && item.Icon == "" && len(item.Lines) == 0
}

// redraw has the window drawn anew, with what is on the graphics card already.
// To refresh the stage would bring all of it there again.
func (s *stage) redraw() { s.window.Refresh(s.around) }

// settle takes the shade from what was pressed and changed nothing.
func (s *stage) settle() {
	s.finger.settle()
	s.mark()
}

// pressItem reports what an item means, if it is still in reach.
func (s *stage) pressItem(id string) {
	if p, ok := s.picture.scene.Press(id); ok && s.press != nil {
		s.press(p)
	}
}

// fit measures the window and tells when it is another glass than before.
func (s *stage) fit(size fyne.Size) {
	unit := s.window.Scale()
	if unit <= 0 || s.measure == nil {
		return
	}
	px := image.Pt(pixels(float64(size.Width*unit)), pixels(float64(size.Height*unit)))
	g := s.measure(px, unit)
	if g == s.glass || !g.usable() {
		return
	}
	s.glass = g
	window := image.Rectangle{Max: px}
	place(s.around, window, unit)
	s.around.Hidden = g.whole() == window
	if s.resized != nil {
		s.resized(g)
	}
}

// Cursor hides the cursor over the whole stage.
func (s *stage) Cursor() desktop.Cursor {
	if s.hidden {
		return desktop.HiddenCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne once.
func (s *stage) CreateRenderer() fyne.WidgetRenderer { return renderer{s} }

// renderer shows the stage's objects where the stage put them.
type renderer struct{ stage *stage }

func (r renderer) Layout(size fyne.Size)        { r.stage.fit(size) }
func (renderer) MinSize() fyne.Size             { return fyne.NewSize(1, 1) }
func (r renderer) Objects() []fyne.CanvasObject { return r.stage.objects }
func (renderer) Refresh()                       {}
func (renderer) Destroy()                       {}
