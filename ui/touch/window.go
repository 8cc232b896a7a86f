//go:build fyne

package touch

import (
	"errors"
	"fmt"
	"image"
	"log/slog"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// windowed is the longer side of the window that a demonstration opens with, in
// the toolkit's units.
const windowed = 960

// openScreen opens the window and shows it. Fyne itself only logs that it could
// not, or panics where there is no X server to speak to.
func openScreen(a fyne.App, t Terminal, o Options, f fonts) (s *screen, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("touch: no window on the display %s: %v; is its X server running?", os.Getenv("DISPLAY"), r)
		}
	}()
	w := a.NewWindow("Kundterminal")
	s = newScreen(t, o, w, f)
	s.quit = a.Quit
	w.Show()
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(c any) {
			if x, ok := c.(driver.X11WindowContext); ok && x.WindowHandle == 0 {
				err = errors.New("touch: no window was opened; the display needs OpenGL (GLX), see the line before")
			}
		})
	}
	return s, err
}

// newScreen fills a window.
func newScreen(t Terminal, o Options, w fyne.Window, f fonts) *screen {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Glass.W <= 0 || o.Glass.H <= 0 {
		o.Glass = ui.Frame{W: 1080 * o.PixelPitch, H: 1920 * o.PixelPitch}
	}
	s := &screen{
		terminal: t, options: o, painter: newPainter(newIcons(o.Icons), f), do: fyne.Do,
		glasses: make(chan glass, 1), presses: make(chan kiosk.Press, 8),
		stage: newStage(w.Canvas()),
	}
	s.stage.hidden = o.FullScreen
	s.stage.resized = s.resized
	s.stage.press = s.pressed
	s.stage.measure = func(size image.Point, unit float32) glass {
		if o.FullScreen {
			return wholeGlass(size, o.PixelPitch, unit)
		}
		return fittedGlass(size, o.Glass, unit)
	}
	w.SetPadded(false)
	w.SetContent(s.stage)
	if o.FullScreen {
		w.SetFullScreen(true)
		w.SetCloseIntercept(func() { logbook.Write(o.Log, logbook.ScreenKeptOpen{}) })
	} else {
		scale := windowed / max(o.Glass.W, o.Glass.H)
		w.Resize(fyne.NewSize(float32(o.Glass.W*scale), float32(o.Glass.H*scale)))
	}
	w.Canvas().Focus(s.stage)
	return s
}
