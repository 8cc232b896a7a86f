package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// helped is a terminal with a person at the summary, and a desk's mirror of it.
type helped struct {
	*terminal
	server *httptest.Server
	desk   string
	posted []kiosk.Event
}

func mirrored(t *testing.T, events ...kiosk.Event) *helped {
	t.Helper()
	h, mirror := mirrorOf(t, events...)
	h.server = httptest.NewServer(http.StripPrefix("/assist", mirror))
	t.Cleanup(h.server.Close)
	return h
}

// mirrorOf is a mirror that no server answers for yet.
func mirrorOf(t *testing.T, events ...kiosk.Event) (*helped, http.Handler) {
	t.Helper()
	p, c := presenter(t)
	h := &helped{terminal: newTerminal(kiosk.State{}), desk: "7"}
	h.alive = true
	stop := slices.IndexFunc(tour.Stops(c, kiosk.English), func(s tour.Stop) bool { return s.Name == "summary" })
	state := tour.Stops(c, kiosk.English)[stop].State
	h.state = state
	h.do(events...)
	return h, web.Mirror(h, web.MirrorOptions{
		Scene: p.Mirrored, Frame: upright, Icons: assets.Icons(), Fonts: assets.Fonts(),
		Post: func(e kiosk.Event) {
			h.posted = append(h.posted, e)
			h.do(e)
		},
		Desk:     func(*http.Request) string { return h.desk },
		Language: func(*http.Request) kiosk.Language { return kiosk.English },
		Home:     "/desk",
	})
}

// do has things happen, each a second after the one before.
func (h *helped) do(events ...kiosk.Event) {
	for _, e := range events {
		h.pass()
		state, _ := kiosk.Update(h.newest(), e)
		h.set(state)
	}
}

// pass lets a second pass.
func (h *helped) pass() {
	s := h.newest()
	s, _ = kiosk.Update(s, kiosk.TimePassed{Now: s.Now.Add(time.Second), Up: s.Up + time.Second})
	h.set(s)
}

func (h *helped) newest() kiosk.State {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.state
}

func (h *helped) at() kiosk.Session { return h.newest().Session }

func (h *helped) post(t *testing.T, path string, form url.Values) int {
	t.Helper()
	answer, err := http.PostForm(h.server.URL+"/assist/"+path, form)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

func (h *helped) page(t *testing.T) (int, string) {
	t.Helper()
	answer, err := http.Get(h.server.URL + "/assist/")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

var allowed = []kiosk.Event{kiosk.AssistRequested{Desk: "7"}, kiosk.AssistAllowed{}}

func TestADeskSeesNothingBeforeThePersonAllowsIt(t *testing.T) {
	h := mirrored(t)
	for _, step := range []kiosk.Event{nil, kiosk.AssistRequested{Desk: "7"}, kiosk.AssistRequested{Desk: "8"}} {
		if step != nil {
			h.do(step)
		}
		if _, page := h.page(t); strings.Contains(page, "Your matters") {
			t.Errorf("after %#v the desk sees the screen", step)
		}
		if got := h.post(t, "press", url.Values{"id": {"take"}}); got != http.StatusConflict {
			t.Errorf("after %#v a press is answered with %d", step, got)
		}
	}
	h.do(kiosk.AssistAllowed{})
	if _, page := h.page(t); !strings.Contains(page, "Your matters") || !strings.Contains(page, "Stop showing") {
		t.Errorf("the person allows it, and the desk sees %s", page)
	}
	h.desk = "8"
	if _, page := h.page(t); strings.Contains(page, "Your matters") {
		t.Error("another desk sees the screen")
	}
	if got := h.post(t, "press", url.Values{"id": {"take"}}); got != http.StatusConflict {
		t.Errorf("another desk's press is answered with %d", got)
	}
}

func TestADeskPressesForThePersonAndEitherEndsIt(t *testing.T) {
	h := mirrored(t, allowed...)
	h.pass()
	if got := h.post(t, "press", url.Values{"id": {"way:bring"}, "screen": {"summary"}}); got != http.StatusNoContent && got != http.StatusOK {
		t.Errorf("a press is answered with %d", got)
	}
	if s := h.state.Session; s.Step != kiosk.StepBring || s.Assist.Presses != 1 {
		t.Errorf("the session is at %v after %d presses of the desk", s.Step, s.Assist.Presses)
	}
	if got := h.post(t, "press", url.Values{"id": {"take"}, "screen": {"summary"}}); got != http.StatusConflict {
		t.Errorf("a press on a screen that has gone is answered with %d", got)
	}
	h.post(t, "end", url.Values{})
	if h.state.Assisted() {
		t.Error("the desk ends it, and it goes on")
	}
	h.post(t, "ask", url.Values{})
	h.do(kiosk.AssistAllowed{}, kiosk.AssistStopped{})
	if _, page := h.page(t); h.state.Assisted() || strings.Contains(page, "What to bring") {
		t.Error("the person ends it, and the desk sees the screen")
	}
}

func TestWhatADeskPointsAtHasARingAndIsNotPressed(t *testing.T) {
	h := mirrored(t, allowed...)
	if got := h.post(t, "point", url.Values{"id": {"way:bring"}, "screen": {"summary"}}); got != http.StatusNoContent && got != http.StatusOK {
		t.Errorf("pointing is answered with %d", got)
	}
	if s := h.state.Session; s.Step != kiosk.StepSummary || s.Assist.Points != "way:bring" || s.Assist.Presses != 0 {
		t.Errorf("the session is at %v, and the desk points at %q", s.Step, s.Assist.Points)
	}
	if _, page := h.page(t); !strings.Contains(page, `id="kt-keypad"`) {
		t.Error("nothing has a ring")
	}
	if got := h.post(t, "point", url.Values{"id": {"nothing"}}); got != http.StatusConflict {
		t.Errorf("what is not there is pointed at, and answered with %d", got)
	}
}

func TestWhatIsTypedUnseenIsNotMirrored(t *testing.T) {
	h := mirrored(t, allowed...)
	h.state.Rules.CallBack = true
	h.do(kiosk.WayChosen{Way: kiosk.StepServed}, kiosk.CallBackPressed{}, kiosk.CallAuthorityChosen{Authority: "kela"})
	h.do(kiosk.CallWindowChosen{From: h.state.CallWindows()[0].From.Unix()}, kiosk.CharacterTyped{Character: '0'}, kiosk.CharacterTyped{Character: '4'})
	_, page := h.page(t)
	if h.state.Session.Step != kiosk.StepCallPhone || strings.Contains(page, ">04<") || strings.Contains(page, "key:4") {
		t.Errorf("at %v the desk sees %s", h.state.Session.Step, page)
	}
	if !strings.Contains(page, `value="mirror-unseen"`) {
		t.Error("the desk is not told why it sees nothing")
	}
	if got := h.post(t, "press", url.Values{"id": {"key:5"}}); got != http.StatusConflict {
		t.Errorf("the desk types, and is answered with %d", got)
	}
}

func TestWhoeverIsAtNoDeskGetsNoMirrorAndIsSentToChooseOne(t *testing.T) {
	h := mirrored(t, allowed...)
	h.desk = ""
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Get(h.server.URL + "/assist/")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if to := answer.Header.Get("Location"); answer.StatusCode != http.StatusSeeOther || to != "/desk" {
		t.Errorf("whoever is at no desk is answered with %d, and sent to %q", answer.StatusCode, to)
	}
	for _, path := range []string{"press", "ask", "end"} {
		if got := h.post(t, path, url.Values{}); got != http.StatusForbidden {
			t.Errorf("%s is answered with %d", path, got)
		}
	}
}

func TestTheMirrorAnswersOnlyItsOwnPages(t *testing.T) {
	h := mirrored(t, allowed...)
	r, _ := http.NewRequest(http.MethodPost, h.server.URL+"/assist/end", strings.NewReader(""))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://elsewhere.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden || !h.state.Assisted() {
		t.Errorf("another site's form is answered with %d", answer.StatusCode)
	}
}
