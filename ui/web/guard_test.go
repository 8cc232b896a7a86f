package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

func TestEveryAnswerHasTheHeadersThatKeepOthersOut(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{Dev: newBench()})
	for _, path := range []string{"/", "/terminal", "/demo", "/healthz", "/nowhere", "/assets/nothing.js"} {
		answer, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			"Cross-Origin-Embedder-Policy": "require-corp", "Cache-Control": "no-store",
		} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, not %q", path, name, got, want)
			}
		}
		csp := answer.Header.Get("Content-Security-Policy")
		for _, want := range []string{
			"default-src 'none'", "script-src 'self';", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
			"form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
		} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: policy %q lacks %s", path, csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q is weak", path, csp)
		}
	}
}

func TestAPagesStylesHaveItsNonceAndNoOther(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{})
	nonce := regexp.MustCompile(`nonce-([A-Z2-7]{26})'`)
	seen := map[string]bool{}
	for range 3 {
		answer, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		m := nonce.FindStringSubmatch(answer.Header.Get("Content-Security-Policy"))
		if m == nil || seen[m[1]] {
			t.Fatalf("no new nonce: %v", m)
		}
		seen[m[1]] = true
		if n := strings.Count(string(body), `<style nonce="`+m[1]+`"`); n != 2 || strings.Count(string(body), "<style") != 2 {
			t.Errorf("%d style blocks with the nonce", n)
		}
	}
}

func TestAssetsNeverChangeUnderTheirAddress(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{})
	body := page(t, server.URL)
	for _, m := range regexp.MustCompile(`/assets/[^"]+`).FindAllString(body, -1) {
		answer, err := http.Get(server.URL + m)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK || !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %s, %q", m, answer.Status, answer.Header.Get("Cache-Control"))
		}
		if !regexp.MustCompile(`-[0-9a-f]{12}\.(css|js|ttf|svg)$`).MatchString(m) {
			t.Errorf("%s has no digest", m)
		}
	}
}

func TestOnlyThisMachinesNamesAreAnsweredTo(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{Hosts: []string{"kiosk.inari.example"}})
	for host, want := range map[string]int{
		"127.0.0.1:8460": 200, "localhost": 200, "LOCALHOST.:8460": 200, "[::1]:8460": 200, "kiosk.inari.example": 200,
		"evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421, "": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/healthz", nil)
		r.Host = host
		w := httptest.NewRecorder()
		server.Config.Handler.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, not %d", host, w.Code, want)
		}
	}
}

func TestOtherSitesCanLinkHereAndNothingElse(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	for name, c := range map[string]struct {
		method, path, site, mode, dest, origin string
		want                                   int
	}{
		"own page":                   {"POST", "/press", "same-origin", "cors", "empty", "", 204},
		"another site's script":      {"POST", "/press", "cross-site", "cors", "empty", "", 403},
		"another site's form":        {"POST", "/press", "cross-site", "navigate", "document", "", 403},
		"another port":               {"POST", "/press", "same-site", "navigate", "document", "", 403},
		"an old browser, other site": {"POST", "/press", "", "", "", "https://evil.example", 403},
		"an old browser, own page":   {"POST", "/press", "", "", "", "http://127.0.0.1", 204},
		"no origin at all":           {"POST", "/press", "", "", "", "null", 403},
		"a link":                     {"GET", "/", "cross-site", "navigate", "document", "", 200},
		"a typed address":            {"GET", "/", "none", "navigate", "document", "", 200},
		"a frame":                    {"GET", "/", "cross-site", "navigate", "iframe", "", 403},
		"a stream from outside":      {"GET", "/events", "cross-site", "cors", "empty", "", 403},
		"a program":                  {"GET", "/", "", "", "", "", 200},
	} {
		body := strings.NewReader(url.Values{"id": {"life"}}.Encode())
		r := httptest.NewRequest(c.method, "http://127.0.0.1"+c.path, body)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for key, value := range map[string]string{"Sec-Fetch-Site": c.site, "Sec-Fetch-Mode": c.mode, "Sec-Fetch-Dest": c.dest, "Origin": c.origin} {
			if value != "" {
				r.Header.Set(key, value)
			}
		}
		before := len(on.pressed())
		w := httptest.NewRecorder()
		server.Config.Handler.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: %d, not %d", name, w.Code, c.want)
		}
		if pressed := len(on.pressed()) > before; pressed != (c.want == 204) {
			t.Errorf("%s: pressed %t", name, pressed)
		}
	}
}
