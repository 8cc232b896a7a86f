//go:build fyne

package touch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2/app"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// Terminal is what the screen shows and reports to.
type Terminal interface {
	// Watch returns the state now and after each change, until stop is called.
	Watch() (states <-chan kiosk.State, stop func())
	// Press reports what was pressed.
	Press(kiosk.Press)
}

// Options are how the screen is to be drawn.
type Options struct {
	Scene         func(kiosk.State, ui.Frame) ui.Scene // lays a state out; called on one goroutine, not Fyne's
	PixelPitch    float64                              // mm from one pixel to the next, from the configuration
	Glass         ui.Frame                             // mm; shown in a window, fitted. Zero: 1080 × 1920 pixels. Not for FullScreen
	Icons         fs.FS                                // "name.svg", drawn in #10243A
	Regular, Bold []byte                               // TrueType
	FullScreen    bool                                 // no decorations, no cursor, cannot be closed
	Heartbeat     func()                               // called each second by the goroutine that draws, from the first picture on; may be nil
	Log           *slog.Logger                         // nil: slog.Default
}

// check returns what is missing.
func (o Options) check() error {
	switch {
	case o.Scene == nil:
		return errors.New("touch: Options.Scene is missing")
	case o.Icons == nil:
		return errors.New("touch: Options.Icons is missing")
	case !(o.PixelPitch >= 0.01 && o.PixelPitch <= 5):
		return fmt.Errorf("touch: a pixel pitch of %g mm is none of a screen; set it between 0.01 and 5", o.PixelPitch)
	case os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "":
		return errors.New("touch: there is no display; set DISPLAY to that of an X server")
	}
	return nil
}

// Run shows the terminal's screen until ctx ends, or the window is closed, which
// it cannot be in full screen. It must be called on the main goroutine, once in
// a process.
func Run(ctx context.Context, t Terminal, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	f, err := newFonts(o.Regular, o.Bold)
	if err != nil {
		return err
	}
	if o.FullScreen {
		pixelForPixel()
	}
	a := app.NewWithID("") // without an id Fyne stores nothing
	a.Settings().SetTheme(look{fonts: f})
	s, err := openScreen(a, t, o, f)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var watching sync.WaitGroup
	watching.Go(func() { s.watch(ctx) })
	watching.Go(func() { s.forward(ctx) })
	a.Run()
	s.closed.Store(true)
	cancel()
	watching.Wait()
	return nil
}

// pixelForPixel keeps Fyne from scaling. Millimetres would come out the same, but
// between pixels.
func pixelForPixel() {
	os.Setenv("FYNE_SCALE", "1")
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
}

// The times between heartbeats. The first follows the first picture when it has
// been drawn.
const (
	firstBeat = 50 * time.Millisecond
	beat      = time.Second
)

// pressLook is how long something looks pressed of which nothing comes.
const pressLook = 200 * time.Millisecond
