package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/web"
)

// eventually waits for a press to arrive.
func eventually(t testing.TB, on *terminal, want ...kiosk.Press) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if slices.Equal(on.pressed(), want) {
			return
		}
	}
	t.Fatalf("pressed %v, not %v", on.pressed(), want)
}

func TestAPressInABrowserReachesTheTerminalAndTheScreenFollows(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	b := open(t, serve(t, on, web.Options{}).URL, 600, 900)
	b.click("life")
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents})
	on.change(func(s *kiosk.State) { s.Session.Language = kiosk.English; s.Session.Step = kiosk.StepLifeEvents })
	b.Until(`document.querySelector("[name=screen]").value === "life_events" && document.documentElement.lang === "en"`)
	if got := b.focus(); got != "title" {
		t.Errorf("a new screen is read from %q, not from its question", got)
	}
	b.click("off")
	b.click("next")
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.NextPressed{})
}

func TestPressesArriveInTheOrderInWhichTheyWereMade(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	answer := server.Config.Handler
	var slowed atomic.Bool
	server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && !slowed.Swap(true) {
			time.Sleep(200 * time.Millisecond) // a busy moment, in which the next would overtake
		}
		answer.ServeHTTP(w, r)
	})
	b := open(t, server.URL, 600, 900)
	b.click("life")
	b.click("next")
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.NextPressed{})
}

func TestAFingerThatIsDownSurvivesAnUpdateAndOneThatSlidesOffPressesNothing(t *testing.T) {
	state := at(kiosk.StepWay)
	state.Session.Overlay = kiosk.WarningOverlay
	on := newTerminal(state)
	b := open(t, serve(t, on, web.Options{}).URL, 600, 900)
	second := func(n int) {
		on.change(func(s *kiosk.State) { s.Up = time.Duration(n) * time.Second })
		b.Until(fmt.Sprintf(`document.getElementById("countdown").textContent === "%ds"`, n))
	}
	second(1)
	x, y := b.middle("close")
	b.mouse("down", x, y)
	second(2)
	b.mouse("up", x, y)
	eventually(t, on, kiosk.OverlayClosed{})
	b.mouse("down", x, y)
	b.mouse("move", x, y-200)
	b.mouse("up", x, y-200)
	b.click("stop-yes") // comes after whatever the slide could have pressed
	eventually(t, on, kiosk.OverlayClosed{}, kiosk.StopConfirmed{})
}

func TestFocusStaysOverUpdatesAndReturnsAfterADialog(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	b := open(t, serve(t, on, web.Options{}).URL, 600, 900)
	b.Until(`document.querySelector("#kt-places").sheet`)
	b.Key("Tab", "Tab")
	if got := b.focus(); got != "authority" {
		t.Fatalf("focus is on %q", got)
	}
	on.change(func(s *kiosk.State) { s.Session.Language = kiosk.Finnish })
	b.Until(`document.documentElement.lang === "fi"`)
	if got := b.focus(); got != "authority" {
		t.Errorf("after an update focus is on %q", got)
	}
	on.change(func(s *kiosk.State) { s.Session.Overlay = kiosk.WarningOverlay })
	b.Until(`document.getElementById("kt-over")`)
	if got := b.focus(); got != "kt-over" {
		t.Errorf("a dialog opens with focus on %q", got)
	}
	for range 12 {
		b.Key("Tab")
		if eval[bool](b, `!!document.activeElement.closest("[inert]")`) {
			t.Fatalf("focus left the dialog for %q", b.focus())
		}
		on.change(func(s *kiosk.State) { s.Up += time.Second })
	}
	b.Key("Tab")
	on.change(func(s *kiosk.State) { s.Session.Overlay = kiosk.NoOverlay })
	b.Until(`!document.getElementById("kt-over")`)
	if got := b.focus(); got != "authority" {
		t.Errorf("after the dialog focus is on %q", got)
	}
}

func TestKeysMoveFocusByPlaceAndPress(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	b := open(t, serve(t, on, web.Options{}).URL, 600, 900)
	for _, step := range []struct{ key, want string }{
		{"Down", "life"},
		{"Right", "authority"},
		{"Right", "authority"},
		{"Left", "life"},
		{"Down", "back"},
		{"Right", "next"},
		{"Left", "back"},
		{"Down", "help"},
		{"Up", "back"},
		{"Up", "life"},
	} {
		b.Key(step.key)
		if got := b.focus(); got != step.want {
			t.Fatalf("%s leads to %q, not %q", step.key, got, step.want)
		}
	}
	ring := eval[[]float64](b, `(s => [parseFloat(s.outlineWidth), s.outlineStyle === "solid" ? 1 : 0])(getComputedStyle(document.activeElement))`)
	if scale := 900.0 / 300; ring[0] < 1*scale || ring[1] != 1 {
		t.Errorf("the ring of focus is %g pixels, at %g a millimetre", ring[0], scale)
	}
	b.Key("Enter")
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents})
	b.Key("Right", "Space")
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.WayChosen{Way: kiosk.StepAuthorities})
	b.Key("Escape")
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.WayChosen{Way: kiosk.StepAuthorities}, kiosk.BackPressed{})
}

func TestWithoutScriptFormsPressAndALinkLoadsThePageAnew(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	b := blank(t, 600, 900)
	if _, err := chromedp.Call(b.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.Do(chromedp.Navigate(server.URL + "/?frame=landscape"))
	b.Do(chromedp.Click(chromedp.CSS("#life")))
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepLifeEvents})
	b.Do(chromedp.WaitVisible(chromedp.CSS("#life")))
	at, err := chromedp.Run(b.Ctx, chromedp.Location())
	if err != nil || at != server.URL+"/?frame=landscape" {
		t.Errorf("the press led to %s, %v", at, err)
	}
	on.change(func(s *kiosk.State) { s.Session.Step = kiosk.StepSummary })
	b.Do(chromedp.Click(chromedp.CSS("a.again")), chromedp.WaitReady(chromedp.CSS("[name=screen][value=summary]")))
}

func TestALostConnectionIsSaidAndComesBackByItself(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	on := newTerminal(at(kiosk.StepWay))
	run := func(l net.Listener) (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		s := web.New(on, web.Options{Scene: func(s kiosk.State, f ui.Frame) ui.Scene { return sample(s, f) }, Frame: glass, Log: slog.New(slog.DiscardHandler)})
		go func() { ended <- s.Serve(ctx, l) }()
		return func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
	stop := run(l)
	b := open(muted{t}, "http://"+l.Addr().String(), 600, 900)
	b.Until(`document.getElementById("kt-lost").hidden`)
	stop()
	b.Until(`!document.getElementById("kt-lost").hidden && document.querySelector("form").inert`)
	if l, err = net.Listen("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	on.set(at(kiosk.StepSummary))
	defer run(l)()
	b.Until(`document.getElementById("kt-lost").hidden && document.querySelector("[name=screen]").value === "summary"`)
}

// muted is a test whose page may complain: its server goes away.
type muted struct{ *testing.T }

func (muted) Errorf(string, ...any) {}

func TestTheBenchFollowsThePaperAndThrowsSwitches(t *testing.T) {
	dev, on := newBench(), newTerminal(at(kiosk.StepWay))
	b := open(t, serve(t, on, web.Options{Dev: dev, BenchFirst: true}).URL, 1366, 768)
	dev.change(func() { dev.paper = sheet(576, 200) })
	b.Until(`document.querySelector("#kt-growing img")?.naturalHeight === 200`)
	dev.change(func() { dev.paper = sheet(576, 300) })
	b.Until(`document.querySelector("#kt-growing img")?.naturalHeight === 300`)
	dev.change(func() { dev.paper, dev.tickets = nil, [][]byte{sheet(576, 320)} })
	b.Until(`!document.querySelector("#kt-growing img") && document.querySelector("#kt-ticket-1 img")?.naturalHeight === 320`)
	b.click("kt-switch-paper-out")
	b.Until(`document.getElementById("kt-switch-paper-out").ariaChecked === "true"`)
	b.Key("Space") // focus is still on it
	b.Until(`document.getElementById("kt-switch-paper-out").ariaChecked === "false"`)
	if got := eval[float64](b, "document.documentElement.scrollWidth"); got > 1366 {
		t.Errorf("the bench is %g pixels wide", got)
	}
}

func TestTheScriptStaysSmall(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{})
	for _, path := range scriptOf.FindAllString(page(t, server.URL), -1) {
		if code := mustGet(t, server.URL+path).StatusCode; code != http.StatusOK {
			t.Errorf("%s: %d", path, code)
		}
		if n := lines(page(t, server.URL+path)); n >= 150 {
			t.Errorf("%s has %d lines", path, n)
		}
	}
}

var scriptOf = regexp.MustCompile(`/assets/[^"]+\.js`)

func lines(text string) int { return strings.Count(text, "\n") }
