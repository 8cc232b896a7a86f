//go:build fyne

package touch

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// terminal is a Terminal with a state in its hand.
type terminal struct {
	states chan kiosk.State
	mu     sync.Mutex
	got    []kiosk.Press
	left   bool
}

func (t *terminal) Watch() (<-chan kiosk.State, func()) { return t.states, func() { t.left = true } }

func (t *terminal) Press(p kiosk.Press) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.got = append(t.got, p)
}

// recorder is a window that remembers what it was told to be.
type recorder struct {
	fyne.Window
	full      bool
	intercept func()
}

func (w *recorder) SetFullScreen(full bool)    { w.full = full }
func (w *recorder) SetCloseIntercept(f func()) { w.intercept = f }
func (w *recorder) SetMainMenu(*fyne.MainMenu) { panic("the screen has a menu") }
func (w *recorder) Close()                     { panic("the screen closed") }

func options(t *testing.T) Options {
	return Options{
		Scene:      func(kiosk.State, ui.Frame) ui.Scene { return sample() },
		PixelPitch: 1.0 / 3, Icons: boxes, FullScreen: true, Log: slog.New(slog.DiscardHandler),
		Regular: fontFile(t, "NotoSans-Regular.ttf"), Bold: fontFile(t, "NotoSans-Bold.ttf"),
	}
}

// open makes a screen in a window of the test driver.
func open(t *testing.T, term Terminal, o Options) (*screen, *recorder) {
	t.Helper()
	f, err := newFonts(o.Regular, o.Bold)
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(look{fonts: f})
	w := &recorder{Window: test.NewTempWindow(t, nil)}
	return newScreen(term, o, w, f), w
}

func TestTheFullScreenCannotBeClosedAndHasNoCursor(t *testing.T) {
	s, w := open(t, &terminal{}, options(t))
	if !w.full || w.intercept == nil || w.Padded() {
		t.Errorf("full screen %t, close intercepted %t, padded %t", w.full, w.intercept != nil, w.Padded())
	}
	w.intercept() // does not close: recorder would panic
	if s.stage.Cursor() != desktop.HiddenCursor {
		t.Error("the cursor is seen")
	}
}

func TestAWindowOnADesktopCanBeClosedAndHasACursor(t *testing.T) {
	o := options(t)
	o.FullScreen = false
	s, w := open(t, &terminal{}, o)
	if w.full || w.intercept != nil || s.stage.Cursor() != desktop.DefaultCursor {
		t.Error("a demonstration behaves as a terminal")
	}
	w.Resize(fyne.NewSize(540, 960))
	g := <-s.glasses
	if g.frame.W != 360 || g.frame.H != 640 || g.perMM != 1.5 {
		t.Errorf("1080 by 1920 pixels of a third of a millimetre are shown as %+v", g)
	}
}

// rehearsal is a screen whose toolkit does what it is told only when asked.
type rehearsal struct {
	*screen
	terminal *terminal
	tasks    chan func()
	beats    int
	quit     bool
}

// rehearse runs a test with the screen's goroutines in virtual time.
func rehearse(t *testing.T, test func(t *testing.T, r *rehearsal)) {
	t.Helper()
	r := &rehearsal{terminal: &terminal{}}
	o := options(t)
	o.Heartbeat = func() { r.beats++ }
	s, w := open(t, r.terminal, o)
	r.screen = s
	w.Resize(fyne.NewSize(600, 900))
	g := <-s.glasses
	synctest.Test(t, func(t *testing.T) { // channels belong to the bubble they are made in
		r.tasks = make(chan func(), 16)
		r.terminal.states = make(chan kiosk.State, 1)
		s.glasses, s.presses = make(chan glass, 1), make(chan kiosk.Press, 8)
		s.do = func(f func()) { r.tasks <- f }
		s.quit = func() { r.quit = true }
		s.glasses <- g
		ctx, cancel := context.WithCancel(t.Context())
		go s.watch(ctx)
		go s.forward(ctx)
		test(t, r)
		cancel()
		synctest.Wait()
		for len(r.tasks) > 0 {
			(<-r.tasks)()
		}
	})
	if !r.quit || !r.terminal.left {
		t.Errorf("at the end the toolkit ended %t, and watching %t", r.quit, r.terminal.left)
	}
}

// perform has the toolkit do the next thing.
func (r *rehearsal) perform() {
	synctest.Wait()
	(<-r.tasks)()
}

func TestTheScreenFollowsTheStateAndBeatsFromTheToolkitsGoroutine(t *testing.T) {
	rehearse(t, func(t *testing.T, r *rehearsal) {
		time.Sleep(3 * time.Second)
		if len(r.tasks) != 0 {
			t.Fatal("a heartbeat without a picture")
		}
		r.terminal.states <- kiosk.State{}
		r.perform()
		if r.stage.picture.scene.Name != "sample" {
			t.Error("the state is not on the stage")
		}
		time.Sleep(firstBeat + time.Millisecond)
		r.perform()
		if r.beats != 1 {
			t.Errorf("%d heartbeats after the first picture", r.beats)
		}
		time.Sleep(10 * time.Second) // the toolkit hangs
		if len(r.tasks) != 1 {
			t.Errorf("%d heartbeats wait for a toolkit that hangs", len(r.tasks))
		}
	})
}

func TestAPressIsForwardedAndLooksSoOnlyForAMoment(t *testing.T) {
	rehearse(t, func(t *testing.T, r *rehearsal) {
		r.stage.finger.done = "next"
		r.pressed(kiosk.NextPressed{})
		synctest.Wait()
		if len(r.terminal.got) != 1 {
			t.Errorf("the terminal was told of %v", r.terminal.got)
		}
		time.Sleep(pressLook + time.Millisecond)
		r.perform()
		if r.stage.finger.done != "" {
			t.Error("a press that led nowhere still looks pressed")
		}
	})
}

func TestATerminalThatDoesNotListenDoesNotStopTheScreen(t *testing.T) {
	s, _ := open(t, &terminal{}, options(t))
	for range 100 {
		s.pressed(kiosk.NextPressed{}) // nobody forwards them
	}
}

func TestTheLogNamesScreensAndNoTexts(t *testing.T) {
	var log bytes.Buffer
	o := options(t)
	o.Log = slog.New(slog.NewJSONHandler(&log, nil))
	o.Scene = func(kiosk.State, ui.Frame) ui.Scene {
		s := sample()
		s.Faults = []string{"\"secret search\" finds no room"}
		return s
	}
	s, w := open(t, &terminal{}, o)
	w.Resize(fyne.NewSize(600, 900))
	s.do = func(func()) {}
	s.show(kiosk.State{}, <-s.glasses, true)
	if out := log.String(); strings.Contains(out, "secret") || !strings.Contains(out, `"screen":"sample"`) {
		t.Errorf("the log says %s", out)
	}
}

func TestWrongOptionsAreRefusedBeforeAWindowOpens(t *testing.T) {
	t.Setenv("DISPLAY", ":0")
	for name, spoil := range map[string]func(*Options){
		"Scene": func(o *Options) { o.Scene = nil }, "Icons": func(o *Options) { o.Icons = nil },
		"pitch": func(o *Options) { o.PixelPitch = 0 }, "Regular": func(o *Options) { o.Regular = []byte("no font") },
		"display": func(*Options) { t.Setenv("DISPLAY", ""); t.Setenv("WAYLAND_DISPLAY", "") },
	} {
		o := options(t)
		spoil(&o)
		if err := Run(t.Context(), &terminal{}, o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
		t.Setenv("DISPLAY", ":0")
	}
}

func TestTheToolkitsOwnColoursAndFontsAreOurs(t *testing.T) {
	l := look{fonts: fonts{regular: fyne.NewStaticResource("r", nil), bold: fyne.NewStaticResource("b", nil)}}
	contrast := func(a, b fyne.ThemeColorName) float64 {
		rgb := func(n fyne.ThemeColorName) ui.RGB {
			r, g, b, _ := l.Color(n, theme.VariantDark).RGBA()
			return ui.RGB{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}
		}
		return ui.Contrast(rgb(a), rgb(b))
	}
	for _, c := range []struct {
		a, b  fyne.ThemeColorName
		least float64
	}{
		{theme.ColorNameForeground, theme.ColorNameBackground, 4.5},
		{theme.ColorNameForeground, theme.ColorNameButton, 4.5},
		{theme.ColorNameForeground, theme.ColorNameInputBackground, 4.5},
		{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning, 4.5},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess, 4.5},
		{theme.ColorNameForegroundOnError, theme.ColorNameError, 4.5},
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 4.5},
		{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, 4.5},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton, 4.5},
		{theme.ColorNameInputBorder, theme.ColorNameBackground, 3},
		{theme.ColorNameSeparator, theme.ColorNameBackground, 3},
		{theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground, 3},
	} {
		if got := contrast(c.a, c.b); got < c.least {
			t.Errorf("%s on %s has a contrast of %.2f", c.a, c.b, got)
		}
	}
	if l.Font(fyne.TextStyle{Bold: true}).Name() != "b" || l.Font(fyne.TextStyle{Monospace: true}).Name() != "r" {
		t.Error("a style has another font")
	}
}
