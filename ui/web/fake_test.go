package web_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"testing/fstest"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/web"
)

// terminal is a web.Terminal whose state the test sets. It notes presses, and
// carries them out where it is alive.
type terminal struct {
	alive bool

	mu       sync.Mutex
	state    kiosk.State
	presses  []kiosk.Press
	watchers map[chan kiosk.State]struct{}
}

func newTerminal(state kiosk.State) *terminal {
	return &terminal{state: state, watchers: map[chan kiosk.State]struct{}{}}
}

func (t *terminal) Watch() (<-chan kiosk.State, func()) {
	ch := make(chan kiosk.State, 1)
	t.mu.Lock()
	defer t.mu.Unlock()
	ch <- t.state
	t.watchers[ch] = struct{}{}
	return ch, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.watchers, ch)
	}
}

func (t *terminal) Press(p kiosk.Press) {
	t.mu.Lock()
	t.presses = append(t.presses, p)
	state := t.state
	t.mu.Unlock()
	if t.alive {
		state, _ = kiosk.Update(state, p)
		t.set(state)
	}
}

func (t *terminal) set(state kiosk.State) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = state
	for ch := range t.watchers {
		select {
		case <-ch:
		default:
		}
		ch <- state
	}
}

func (t *terminal) change(f func(*kiosk.State)) {
	t.mu.Lock()
	state := t.state
	t.mu.Unlock()
	f(&state)
	t.set(state)
}

func (t *terminal) pressed() []kiosk.Press {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]kiosk.Press(nil), t.presses...)
}

func (t *terminal) watching() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.watchers)
}

// bench is a web.Bench of two switches and the tickets that the test gives it.
type bench struct {
	mu       sync.Mutex
	out      bool
	held     int // times that the card was held before the reader
	paper    []byte
	version  int
	tickets  [][]byte
	watchers map[chan struct{}]struct{}
}

func newBench() *bench { return &bench{watchers: map[chan struct{}]struct{}{}} }

func (b *bench) Switches() []web.Switch {
	b.mu.Lock()
	defer b.mu.Unlock()
	return []web.Switch{{ID: "paper-out", Label: "Paper out", On: b.out}, {ID: "mute", Label: "Mute"}}
}

func (b *bench) Set(id string, on bool) error {
	if id != "paper-out" {
		return errors.New("there is no such fault")
	}
	b.change(func() { b.out = on })
	return nil
}

func (b *bench) Acts() []web.Act { return []web.Act{{ID: "card", Label: "An identity card"}} }

func (b *bench) Act(id string) error {
	if id != "card" {
		return errors.New("there is nothing of the kind to hold")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held++
	return nil
}

func (b *bench) Paper() ([]byte, int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.paper, b.version
}

func (b *bench) Tickets() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.tickets)
}

func (b *bench) Ticket(i int) ([]byte, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i < 0 || i >= len(b.tickets) {
		return nil, false
	}
	return b.tickets[i], true
}

func (b *bench) Watch() (<-chan struct{}, func()) {
	ch := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watchers[ch] = struct{}{}
	return ch, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.watchers, ch)
	}
}

func (b *bench) change(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f()
	b.version++
	for ch := range b.watchers {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// sheet draws paper of so many dots.
func sheet(w, h int) []byte {
	var b bytes.Buffer
	picture := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black})
	for x := range w {
		picture.SetColorIndex(x, h/2, 1)
	}
	_ = png.Encode(&b, picture) // a buffer takes everything
	return b.Bytes()
}

// drawings are icons for hand-made scenes.
var drawings = fstest.MapFS{
	"box.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" stroke="#10243A"><rect x="2" y="2" width="20" height="20"/></svg>`)},
}

var glass = ui.Frame{W: 200, H: 300}

// serve starts a server for a terminal.
func serve(t testing.TB, on *terminal, o web.Options) *httptest.Server {
	t.Helper()
	if o.Frame == (ui.Frame{}) {
		o.Frame = glass
	}
	if o.Icons == nil {
		o.Icons = drawings
	}
	if o.Fonts == nil {
		o.Fonts = os.DirFS("../../assets/fonts")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Scene == nil {
		o.Scene = func(s kiosk.State, f ui.Frame) ui.Scene { return sample(s, f) }
	}
	server := httptest.NewServer(web.New(on, o).Handler())
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	return server
}

// sample is a hand-made scene of the state: its step is its name, help and the
// warning lie over it.
func sample(s kiosk.State, f ui.Frame) ui.Scene {
	scene := ui.Scene{Focus: s.Session.Focus, Name: s.Session.Step.String(), Language: s.Session.Language, Frame: f}
	if scene.Language == "" {
		scene.Language = kiosk.Finnish
	}
	add := func(r ui.Region, i ui.Item) { i.Region = r; scene.Items = append(scene.Items, i) }
	line := func(x, y float64, s string) []ui.Line {
		return []ui.Line{{X: x, Y: y, W: 40, Em: 8, Ink: ui.Ink, Text: s}}
	}
	press := func(r ui.Region, id string, box ui.Box, p kiosk.Press, off bool) {
		add(r, ui.Item{
			ID: id, Kind: ui.Press, Box: box, Fill: ui.Paper, Edge: ui.Rim, EdgeWidth: 1, Radius: 3, Icon: "box", IconInk: ui.Lake,
			IconBox: ui.Box{X: box.X + 5, Y: box.Y + 5, W: 12, H: 12}, Lines: line(box.X+20, box.Y+14, id),
			Button: &ui.Button{ID: id, Label: id, Event: p, Off: off},
		})
	}
	add(ui.RegionTop, ui.Item{ID: "top", Box: ui.Box{W: f.W, H: 22}, Fill: ui.Deep})
	add(ui.RegionTop, ui.Item{ID: "clock", Kind: ui.Status, Box: ui.Box{X: 160, Y: 5, W: 30, H: 10}, Lines: line(160, 13, "10.15")})
	add(ui.RegionBody, ui.Item{ID: "title", Kind: ui.Heading, Box: ui.Box{X: 10, Y: 30, W: 180, H: 24}, Lines: append(line(10, 40, "Vad vill du"), line(10, 52, "sköta <nu>?")...)})
	press(ui.RegionBody, "life", ui.Box{X: 10, Y: 60, W: 85, H: 40}, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, false)
	press(ui.RegionBody, "authority", ui.Box{X: 105, Y: 60, W: 85, H: 40}, kiosk.WayChosen{Way: kiosk.StepAuthorities}, false)
	press(ui.RegionBody, "off", ui.Box{X: 10, Y: 110, W: 85, H: 40}, kiosk.NumberRequested{}, true)
	add(ui.RegionBody, ui.Item{
		ID: "code", Kind: ui.Bars, Box: ui.Box{X: 105, Y: 110, W: 80, H: 20}, Modules: []bool{false, true, true, false, true, false},
	})
	add(ui.RegionBody, ui.Item{ID: "code-text", Kind: ui.Copy, Box: ui.Box{X: 105, Y: 132, W: 80, H: 9}, Lines: line(105, 139, "8F2K 1Q0A 77ZT")})
	add(ui.RegionBody, ui.Item{ID: "field", Kind: ui.Entry, Box: ui.Box{X: 10, Y: 160, W: 180, H: 20}, Fill: ui.Paper, Lines: line(14, 173, "pas|")})
	press(ui.RegionWay, "back", ui.Box{X: 10, Y: 220, W: 60, H: 30}, kiosk.BackPressed{}, false)
	press(ui.RegionWay, "next", ui.Box{X: 76, Y: 220, W: 114, H: 30}, kiosk.NextPressed{}, false)
	press(ui.RegionBar, "help", ui.Box{X: 10, Y: 260, W: 60, H: 30}, kiosk.HelpPressed{}, false)
	if s.Session.Overlay != kiosk.NoOverlay {
		add(ui.RegionOver, ui.Item{ID: "veil", Box: ui.Box{W: f.W, H: f.H}, Fill: ui.Veil})
		add(ui.RegionOver, ui.Item{ID: "panel", Box: ui.Box{X: 10, Y: 80, W: 180, H: 120}, Fill: ui.Paper, Radius: 5})
		add(ui.RegionOver, ui.Item{ID: "panel-title", Kind: ui.Heading, Box: ui.Box{X: 20, Y: 90, W: 160, H: 12}, Lines: line(20, 100, "Hjälp")})
		add(ui.RegionOver, ui.Item{ID: "countdown", Kind: ui.Status, Box: ui.Box{X: 20, Y: 110, W: 160, H: 12}, Lines: line(20, 120, s.Up.String())})
		press(ui.RegionOver, "close", ui.Box{X: 20, Y: 160, W: 70, H: 30}, kiosk.OverlayClosed{}, false)
		press(ui.RegionOver, "stop-yes", ui.Box{X: 100, Y: 160, W: 70, H: 30}, kiosk.StopConfirmed{}, false)
	}
	return scene
}

func at(step kiosk.Step) kiosk.State {
	return kiosk.State{Session: kiosk.Session{Language: kiosk.Swedish, Place: kiosk.Place{Step: step}}}
}
