package web_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

// post sends a form as the page's script does, or as a browser without it.
func post(t testing.TB, address string, form url.Values, script bool) (code int, body, location string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html,*/*")
	if script {
		r.Header.Set("Accept", "text/plain")
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), answer.Header.Get("Location")
}

func TestAPressMeansWhatTheNewestSceneSays(t *testing.T) {
	help := at(kiosk.StepWay)
	help.Session.Overlay = kiosk.HelpOverlay
	for name, c := range map[string]struct {
		state   kiosk.State
		form    url.Values
		want    int
		presses []kiosk.Press
	}{
		"on the screen":         {at(kiosk.StepWay), url.Values{"id": {"life"}, "screen": {"way"}}, 204, []kiosk.Press{kiosk.WayChosen{Way: kiosk.StepLifeEvents}}},
		"a program":             {at(kiosk.StepWay), url.Values{"id": {"next"}}, 204, []kiosk.Press{kiosk.NextPressed{}}},
		"not on the screen":     {at(kiosk.StepWay), url.Values{"id": {"take"}}, 409, nil},
		"nothing":               {at(kiosk.StepWay), url.Values{}, 409, nil},
		"not a button":          {at(kiosk.StepWay), url.Values{"id": {"title"}}, 409, nil},
		"off":                   {at(kiosk.StepWay), url.Values{"id": {"off"}}, 409, nil},
		"another screen by now": {at(kiosk.StepSummary), url.Values{"id": {"next"}, "screen": {"services"}}, 409, nil},
		"covered":               {help, url.Values{"id": {"next"}}, 409, nil},
		"over the others":       {help, url.Values{"id": {"close"}}, 204, []kiosk.Press{kiosk.OverlayClosed{}}},
	} {
		t.Run(name, func(t *testing.T) {
			on := newTerminal(c.state)
			code, body, _ := post(t, serve(t, on, web.Options{}).URL+"/press", c.form, true)
			if code != c.want {
				t.Errorf("status %d, not %d", code, c.want)
			}
			if code == 409 && strings.TrimSpace(body) != "Vyn hann ändras. Välj på nytt." {
				t.Errorf("it says %q", body)
			}
			if !slices.Equal(c.presses, on.pressed()) {
				t.Errorf("pressed %v, not %v", on.pressed(), c.presses)
			}
		})
	}
}

func TestWithoutScriptAPressLeadsBackToItsPage(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{Dev: newBench()})
	for page, want := range map[string]string{
		"/": "/", "/terminal": "/terminal", "/demo": "/demo", "https://evil.example/": "/", "//evil.example": "/", "": "/",
	} {
		code, _, location := post(t, server.URL+"/press", url.Values{"id": {"life"}, "page": {page}}, false)
		if code != http.StatusSeeOther || location != want {
			t.Errorf("%q: %d to %q, not %q", page, code, location, want)
		}
	}
	_, _, location := post(t, server.URL+"/press", url.Values{"id": {"life"}, "page": {"/demo"}, "frame": {"landscape"}}, false)
	if location != "/demo?frame=landscape" {
		t.Errorf("the frame is lost: %q", location)
	}
	code, body, _ := post(t, server.URL+"/press", url.Values{"id": {"gone"}}, false)
	if code != http.StatusConflict || !strings.Contains(body, `<h1>Vyn hann ändras. Välj på nytt.</h1>`) || !strings.Contains(body, `<a href="/">Uppdatera vyn</a>`) {
		t.Errorf("refused with %d %s", code, body)
	}
}

func TestAPressIsASmallForm(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	if code, _, _ := post(t, server.URL+"/press", url.Values{"id": {"life"}, "x": {strings.Repeat("x", 4096)}}, true); code != http.StatusBadRequest {
		t.Errorf("5 KB: %d", code)
	}
	answer, err := http.Post(server.URL+"/press", "application/json", strings.NewReader(`{"id":"life"}`))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("JSON: %s", answer.Status)
	}
	if code := mustGet(t, server.URL+"/press?id=life").StatusCode; code != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", code)
	}
	if len(on.pressed()) > 0 {
		t.Errorf("pressed %v", on.pressed())
	}
}

func mustGet(t testing.TB, address string) *http.Response {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

func TestHealthTellsOfTheStepAndTheDevicesAndNothingElse(t *testing.T) {
	state := at(kiosk.StepSearch)
	state.Session.Query = "toimeentulotuki"
	if got := page(t, serve(t, newTerminal(state), web.Options{}).URL+"/healthz"); got != "ok search printer absent store ready\n" {
		t.Errorf("%q", got)
	}
}
