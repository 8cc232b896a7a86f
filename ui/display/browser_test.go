package display_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"log/slog"
	"math"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/ui/display"
)

// screens are those on which everything is looked at.
var screens = map[string]display.Screen{
	"lying at 3 m":   fullHD,
	"lying at 5 m":   {WidthPx: 1920, HeightPx: 1080, DiagonalIn: 43, DistanceM: 5},
	"upright at 3 m": upright,
	"upright at 5 m": {WidthPx: 1080, HeightPx: 1920, DiagonalIn: 43, DistanceM: 5},
}

// widest are calls that need the most room.
func widest() []display.Call {
	way := []point.Direction{point.Down, point.Right, point.Left, point.Straight, point.Up}
	paint := []kiosk.Paint{kiosk.BrownDoor, kiosk.RedDoor, kiosk.GreenDoor, kiosk.BlueDoor, kiosk.RedDoor}
	var list []display.Call
	for i := range 5 {
		list = append(list, display.Call{
			Series: 'W', Number: 9999 - i, Sign: fmt.Sprintf("W9%d", i), Room: i%2 == 0, Direction: way[i], Paint: paint[i], At: morning.Add(-time.Duration(i) * time.Minute),
		})
	}
	return list
}

// show opens the display in a window of the screen's size, once its fonts are there.
func show(t testing.TB, w *wall, s display.Screen) *tab {
	t.Helper()
	b := open(t, serve(t, handler(t, w.options(t, s)))+"/display", int64(s.WidthPx), int64(s.HeightPx))
	b.Until(`document.fonts.status === "loaded" && document.getElementById("clock").textContent`)
	return b
}

// sunLines is how many lines of pixels, within the height of an element, have the colour
// of the latest call.
func sunLines(b *tab, element string) int {
	b.Helper()
	shot, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	if dir := os.Getenv("DISPLAY_SHOTS"); dir != "" {
		_ = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(b.Name(), "/", "_")+".png"), shot, 0o600)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		b.Fatal(err)
	}
	at := eval[[]float64](b, `(r => [r.left, r.top, r.right, r.bottom])(document.querySelector("`+element+`").getBoundingClientRect())`)
	lines := 0
	for y := int(at[1]); y < int(at[3]); y++ {
		for x := int(at[0]); x < int(at[2]); x++ {
			if r, g, blue, _ := picture.At(x, y).RGBA(); r>>8 > 0xF0 && g>>8 > 0xB8 && blue>>8 < 0x60 {
				lines++
				break
			}
		}
	}
	return lines
}

func TestTheNumbersAreAsHighOnTheGlassAsTheDistanceNeeds(t *testing.T) {
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			calls := four()
			calls[0].Series, calls[0].Number = 'E', 111 // no round letter or digit, which would be higher
			b := show(t, newWall(calls...), s)
			mm := s.DiagonalIn * 25.4 / math.Hypot(float64(s.WidthPx), float64(s.HeightPx))
			got, want := float64(sunLines(b, ".latest .number"))*mm, s.CapHeight()
			if layout, err := s.Layout(); err != nil || got < want || math.Abs(got-layout.Cap) > 1.5*mm {
				t.Errorf("the number is %.1f mm high: laid out are %.1f mm, and needed %.1f mm", got, layout.Cap, want)
			}
			t.Logf("%.1f mm, needed %.1f mm", got, want)
		})
	}
}

// overflows lists what is wider or higher than its place, or reaches out of the window.
const overflows = `[...document.querySelectorAll("header p, time, .call, .number, .sign, .words span, .heads p, #message p, #notice, #hint")].filter((e) => {
	if (!e.textContent || !e.checkVisibility()) return false;
	const r = e.getBoundingClientRect(), p = (e.closest(".call") || e.closest("header, main, footer")).getBoundingClientRect();
	return r.right > p.right + 1 || r.left < p.left - 1 || r.top < p.top - 1 || r.bottom > p.bottom + 1 || r.right > innerWidth || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0;
}).map((e) => document.documentElement.lang + " " + (e.id || e.className || e.tagName) + ": " + e.textContent)`

func TestEverythingFitsInEveryLanguage(t *testing.T) {
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			w := newWall(widest()...)
			long := strings.Repeat("Palvelupiste on kiinni. ", 4) + "Tervetuloa!"
			w.board.Notices = []kiosk.Notice{{Text: kiosk.Text{"fi": long, "sv": long, "en": long}}}
			b := show(t, w, s)
			for turn := range 6 {
				if turn == 3 {
					w.change(func(w *wall) { w.board.Calls, w.board.Closed, w.board.Opens = nil, true, morning })
					b.Until(`!document.getElementById("message").hidden`)
				}
				for _, fault := range eval[[]string](b, overflows) {
					t.Errorf("it does not fit: %s", fault)
				}
				before := eval[string](b, `document.documentElement.lang`)
				w.change(func(w *wall) { w.now = w.now.Add(8 * time.Second) })
				b.Until(`document.documentElement.lang !== "` + before + `"`)
			}
		})
	}
}

func TestTheLanguagesTakeTurnsAndNothingMoves(t *testing.T) {
	w := newWall(four()...)
	w.board.Notices = []kiosk.Notice{
		{Text: kiosk.Text{"fi": "Suljemme tänään kello 14.", "sv": "Vi stänger i dag kl. 14."}},
		{Text: kiosk.Text{"fi": "Hissi on rikki.", "sv": "Hissen är sönder.", "en": "The lift is out of order."}},
	}
	b := show(t, w, fullHD)
	const seen = `[document.documentElement.lang, document.getElementById("head-place").textContent, document.querySelector(".words").textContent,
		document.getElementById("clock").textContent, document.getElementById("notice").textContent, document.getElementById("notice").lang].join("|")`
	const places = `JSON.stringify([...document.querySelectorAll(".number, .arrow, .sign, header, footer, .call")].map((e) => e.getBoundingClientRect()))`
	still := eval[string](b, places)
	want := []string{
		"fi|Palvelupiste|oikeallesininen|09.00|", "sv|Disk|åt högerblå|09.00|", "en|Desk|rightblue|09:00|",
	}
	notices := []string{"Suljemme tänään kello 14.|fi", "Vi stänger i dag kl. 14.|sv", "Suljemme tänään kello 14.|fi", "Hissi on rikki.|fi", "Hissen är sönder.|sv", "The lift is out of order.|en"}
	var order []string
	for range 6 {
		got := eval[string](b, seen)
		order = append(order, got)
		if !slices.ContainsFunc(want, func(w string) bool {
			rest, ok := strings.CutPrefix(got, w)
			return ok && slices.Contains(notices, rest)
		}) {
			t.Errorf("it shows %s", got)
		}
		if now := eval[string](b, places); now != still {
			t.Errorf("something moved in %s:\n%s\n%s", got[:2], still, now)
		}
		w.change(func(w *wall) { w.now = w.now.Add(8 * time.Second) })
		b.Until(`document.documentElement.lang !== "` + got[:2] + `"`)
	}
	slices.Sort(order)
	if len(slices.Compact(order)) != 6 {
		t.Errorf("in six turns it shows %q", order)
	}
}

// listening has the page tell what it plays, and how much at once.
const listening = `(() => {
	window.played = []; window.most = 0;
	let now = 0;
	const play = HTMLMediaElement.prototype.play;
	HTMLMediaElement.prototype.play = function () {
		window.played.push(this.src.replace(/.*(gong|voice)\b.*-?([A-Z]\d{3,4})?.*/, "$1") + (this.src.match(/-([A-Z]\d+)\.wav/)?.[1] ?? ""));
		window.most = Math.max(window.most, ++now);
		this.addEventListener("pause", () => now--, {once: true});
		return play.call(this);
	};
})()`

func TestANewCallIsTheLatestAndIsHeardAfterAGongAndNeverOverAnother(t *testing.T) {
	w := newWall(four()...)
	b := show(t, w, fullHD)
	eval[any](b, listening)
	if got := eval[string](b, `document.querySelector(".latest .number").textContent`); got != "B 017" {
		t.Errorf("the latest is %s", got)
	}
	at := morning.Add(time.Second)
	w.change(func(w *wall) {
		w.board.Calls = append([]display.Call{{Series: 'C', Number: 2, Sign: "9", At: at.Add(1)}, {Series: 'C', Number: 1, Sign: "8", At: at}}, w.board.Calls...)
	})
	b.Until(`window.played.length === 4`)
	if got := eval[string](b, `window.played.join()`); got != "gong,voiceC001,gong,voiceC002" {
		t.Errorf("it plays %s", got)
	}
	if got := eval[string](b, `[...document.querySelectorAll(".latest")].map((e) => e.querySelector(".number").textContent).join()`); got != "C 002" {
		t.Errorf("the latest are %s", got)
	}
	sun := eval[string](b, `getComputedStyle(document.querySelector(".latest .number")).color`)
	white := eval[string](b, `getComputedStyle(document.querySelectorAll(".number")[1]).color`)
	if sun != "rgb(255, 200, 69)" || white != "rgb(255, 255, 255)" {
		t.Errorf("the latest is %s, the others %s", sun, white)
	}
	w.change(func(w *wall) { // the first of them is called again
		w.now = w.now.Add(20 * time.Second)
		again := w.board.Calls[1]
		again.At = w.now
		w.board.Calls = append([]display.Call{again}, slices.Delete(w.board.Calls, 1, 2)...)
	})
	b.Until(`window.played.length === 6`)
	if got := eval[string](b, `window.played.slice(4).join() + " " + document.querySelector(".latest .number").textContent`); got != "gong,voiceC001 C 001" {
		t.Errorf("called again: %s", got)
	}
	if most := eval[int](b, `window.most`); most != 1 {
		t.Errorf("%d sounds are heard at once", most)
	}
}

func TestASilencedBrowserIsSaidAndAPressMendsIt(t *testing.T) {
	w := newWall(four()...)
	b := show(t, w, fullHD)
	eval[any](b, `window.play = HTMLMediaElement.prototype.play; HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("", "NotAllowedError")); 0`)
	w.call(display.Call{Series: 'C', Number: 1, Sign: "8"})
	b.Until(`!document.getElementById("hint").hidden && document.getElementById("hint").textContent.length > 10`)
	eval[any](b, `HTMLMediaElement.prototype.play = window.play; 0`)
	b.Do(chromedp.MouseClickXY(500, 500))
	b.Until(`document.getElementById("hint").hidden`)
}

func TestWhenTheServerIsGoneThePageGoesOnAndWhenItIsBackSoIsThePage(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := newWall(four()...)
	o := w.options(t, fullHD)
	run := func(o display.Options) (stop func()) {
		h := handler(t, o)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func(l net.Listener) { ended <- display.Serve(ctx, l, h, slog.New(slog.DiscardHandler)) }(l)
		return func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
	stop := run(o)
	b := open(muted{t}, "http://"+l.Addr().String()+"/display", 1920, 1080)
	b.Until(`document.querySelectorAll(".call").length === 4`)
	eval[any](b, listening)
	stop()
	if n := eval[int](b, `document.querySelectorAll(".call").length`); n != 4 || !eval[bool](b, `document.getElementById("hint").hidden`) {
		t.Errorf("at once it shows %d calls, or complains", n)
	}
	eval[any](b, `(real => Date.now = () => real() + 31000)(Date.now); 0`) // half a minute later
	b.Until(`document.getElementById("hint").textContent.match(/09[.:]00/)`)
	if n := eval[int](b, `document.querySelectorAll(".call").length`); n != 4 {
		t.Errorf("after half a minute it shows %d calls", n)
	}
	w.call(display.Call{Series: 'C', Number: 1, Sign: "8"})
	again := func() {
		t.Helper()
		if l, err = net.Listen("tcp", l.Addr().String()); err != nil {
			t.Fatal(err)
		}
	}
	again()
	stop = run(o)
	b.Until(`document.getElementById("hint").hidden && document.querySelector(".latest .number").textContent === "C 001" && window.played.length === 2`)
	stop()
	o.Place = kiosk.Text{"fi": "Kemi", "sv": "Kemi", "en": "Kemi"}
	again()
	defer run(o)()
	b.Until(`document.getElementById("place")?.textContent === "Kemi" && !window.played && document.querySelectorAll(".call").length === 5`)
}

// muted is a test whose page may complain: its server goes away.
type muted struct{ *testing.T }

func (muted) Errorf(string, ...any) {}
