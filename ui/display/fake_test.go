package display_test

import (
	"context"
	"encoding/binary"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/ui/display"
	"kundterminal/ui/texts"
)

// morning is a Friday at the point, in the middle of a language's turn.
var morning = time.Date(2026, 11, 27, 9, 0, 4, 0, time.FixedZone("EET", 2*3600))

// wall is a board and a clock that a test changes.
type wall struct {
	mu       sync.Mutex
	board    display.Board
	now      time.Time
	watchers map[chan struct{}]struct{}
	said     []string // what was spoken, by its language
	fails    error    // why nothing is spoken
}

func newWall(calls ...display.Call) *wall {
	return &wall{board: display.Board{Calls: calls, Waiting: true}, now: morning, watchers: map[chan struct{}]struct{}{}}
}

// change changes the board or the clock, and tells the pages.
func (w *wall) change(f func(w *wall)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f(w)
	for ch := range w.watchers {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// call puts a call before the others.
func (w *wall) call(c display.Call) {
	w.change(func(w *wall) {
		c.At = w.now
		w.board.Calls = append([]display.Call{c}, w.board.Calls...)
	})
}

func (w *wall) Board() display.Board {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.board
}

func (w *wall) Watch() (<-chan struct{}, func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := make(chan struct{}, 1)
	w.watchers[ch] = struct{}{}
	return ch, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.watchers, ch)
	}
}

func (w *wall) time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *wall) speak(_ context.Context, text string, l kiosk.Language) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, string(l)+": "+text)
	return beep(), w.fails
}

func (w *wall) spoken() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.said...)
}

// beep is a WAV file of a twentieth of a second of silence.
func beep() []byte {
	const rate, bytes = 8000, 800
	b := append([]byte("RIFF"), 0, 0, 0, 0)
	b = append(b, "WAVEfmt "...)
	for _, v := range []uint32{16, 1 | 1<<16, rate, rate * 2, 2 | 16<<16} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, bytes)
	b = append(b, make([]byte, bytes)...)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

var (
	fullHD  = display.Screen{WidthPx: 1920, HeightPx: 1080, DiagonalIn: 43, DistanceM: 3}
	upright = display.Screen{WidthPx: 1080, HeightPx: 1920, DiagonalIn: 43, DistanceM: 3}
)

func (w *wall) options(t testing.TB, s display.Screen) display.Options {
	t.Helper()
	words, err := texts.Load(os.DirFS("../../assets/texts/point"))
	if err != nil {
		t.Fatal(err)
	}
	return display.Options{
		Feed: w, Words: words, Screen: s, Fonts: assets.Fonts(), Gong: beep(), Speak: w.speak, Now: w.time,
		Place:     kiosk.Text{"fi": "Tornion asiointipiste", "sv": "Torneå servicepunkt", "en": "Tornio service point"},
		Languages: []kiosk.Language{kiosk.Finnish, kiosk.EasyFinnish, kiosk.Swedish, kiosk.NorthernSami, kiosk.English},
		Log:       slog.New(slog.DiscardHandler),
	}
}

func handler(t testing.TB, o display.Options) http.Handler {
	t.Helper()
	h, err := display.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func serve(t testing.TB, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL
}

// four are calls of an ordinary morning.
func four() []display.Call {
	return []display.Call{
		{Series: 'B', Number: 17, Sign: "4", Direction: point.Right, Paint: kiosk.BlueDoor, Language: kiosk.Swedish, At: morning.Add(-time.Minute)},
		{Series: 'G', Number: 3, Sign: "V1", Room: true, Direction: point.Up, Paint: kiosk.GreenDoor, Language: kiosk.Finnish, At: morning.Add(-3 * time.Minute)},
		{Series: 'A', Number: 42, Sign: "12", Direction: point.Left, Paint: kiosk.RedDoor, Language: kiosk.English, At: morning.Add(-5 * time.Minute)},
		{Series: 'D', Number: 8, Sign: "3", Direction: point.Straight, Language: kiosk.Finnish, At: morning.Add(-6 * time.Minute)},
	}
}
