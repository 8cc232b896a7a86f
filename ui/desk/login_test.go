package desk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui/desk"
)

// call sends a request past the network, so that time can be a test's own.
func (p *point) call(method, path, from, cookie string, form url.Values) *http.Response {
	r := httptest.NewRequest(method, "https://127.0.0.1"+path, strings.NewReader(form.Encode()))
	r.RemoteAddr = from
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if cookie != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-desk", Value: cookie})
	}
	w := httptest.NewRecorder()
	p.server.Handler().ServeHTTP(w, r)
	return w.Result()
}

func (p *point) tryFrom(from, account, word string) *http.Response {
	return p.call(http.MethodPost, "/desk/login", from, "", url.Values{"account": {account}, "password": {word}})
}

// cookieOf logs somebody in and returns the cookie's value.
func (p *point) cookieOf(account string) string {
	p.Helper()
	for _, c := range p.tryFrom("192.0.2.1:9", account, password).Cookies() {
		if c.Name == "__Host-desk" {
			return c.Value
		}
	}
	p.Fatalf("%s is not let in", account)
	return ""
}

func TestAfterFiveWrongTriesAnAccountWaitsLongerEachTimeWhereverTheyComeFrom(t *testing.T) {
	for _, account := range []string{"s-014", "nobody"} { // an account that is not there is told from none that is
		p := newPoint(t)
		synctest.Test(t, func(t *testing.T) {
			from := func(i int) string { return "192.0.2." + string(rune('0'+i)) + ":1" }
			for i := range 5 {
				if got := p.tryFrom(from(i), account, "wrong wrong").StatusCode; i < 4 && got != http.StatusUnauthorized || i == 4 && got != http.StatusTooManyRequests {
					t.Errorf("%s: try %d is answered with %d", account, i+1, got)
				}
			}
			for i, pause := range []time.Duration{15, 30, 60, 120} {
				pause *= time.Second
				time.Sleep(pause - time.Millisecond)
				asked := p.crew.asked
				if r := p.tryFrom(from(5), account, password); r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") != "1" {
					t.Errorf("%s: a try within pause %d is answered with %d, again after %q s", account, i+1, r.StatusCode, r.Header.Get("Retry-After"))
				}
				if p.crew.asked != asked {
					t.Errorf("%s: a password was proved while it waits", account)
				}
				time.Sleep(time.Millisecond)
				p.tryFrom(from(6+i%3), account, "wrong wrong")
			}
		})
	}
}

func TestAfterFiveWrongTriesAnAddressWaitsWhateverAccountsItTries(t *testing.T) {
	p := newPoint(t)
	synctest.Test(t, func(t *testing.T) {
		for i := range 5 {
			p.tryFrom("[2001:db8::"+string(rune('1'+i))+"]:1", "guess-"+string(rune('a'+i)), "wrong wrong")
		}
		if got := p.tryFrom("[2001:db8::99]:1", "s-014", password).StatusCode; got != http.StatusTooManyRequests {
			t.Errorf("another address of the network is answered with %d", got)
		}
		if got := p.tryFrom("192.0.2.9:1", "s-014", password).StatusCode; got != http.StatusSeeOther {
			t.Errorf("an advisor elsewhere is answered with %d", got)
		}
		if n := p.server.Refusals()[string(desk.LockedOut)]; n != 1 {
			t.Errorf("%d lock-outs are counted", n)
		}
	})
}

func TestARightPasswordForgetsTheWrongOnes(t *testing.T) {
	p := newPoint(t)
	for range 3 {
		for range 4 {
			p.tryFrom("192.0.2.1:1", "s-014", "wrong wrong")
		}
		p.cookieOf("s-014")
	}
}

func TestWhatIsWrongWithALoginIsNotTold(t *testing.T) {
	p := newPoint(t)
	b := p.browser()
	strip := func(a answer, account string) string { return strings.ReplaceAll(a.body, account, "") }
	if got, want := strip(b.try("nobody", "wrong wrong"), "nobody"), strip(b.try("s-014", "wrong wrong"), "s-014"); got != want {
		t.Errorf("an account that is not there is told from one that is:\n%s\n%s", got, want)
	}
	for _, form := range []url.Values{{}, {"account": {"s-014"}}, {"password": {password}}, {"account": {strings.Repeat("a", 65)}, "password": {password}}, {"account": {"s-014"}, "password": {strings.Repeat("a", 257)}}} {
		if a := b.post("/desk/login", form); a.status != http.StatusUnauthorized {
			t.Errorf("%.40v is answered with %d", form, a.status)
		}
	}
}

func TestASessionEndsAfterThirtyIdleMinutesAndTwelveHours(t *testing.T) {
	p := newPoint(t)
	synctest.Test(t, func(t *testing.T) {
		cookie := p.cookieOf("s-001")
		token := tokenIn(t, p.call(http.MethodGet, "/desk/queues", "192.0.2.1:1", cookie, nil))
		press := func() int {
			return p.call(http.MethodPost, "/desk/awake", "192.0.2.1:1", cookie, url.Values{"token": {token}}).StatusCode
		}
		for range 24 { // 11 h 36 min
			time.Sleep(29 * time.Minute)
			if got := press(); got != http.StatusNoContent {
				t.Fatalf("a press within 30 minutes is answered with %d", got)
			}
		}
		time.Sleep(24 * time.Minute)
		r := p.call(http.MethodGet, "/desk", "192.0.2.1:1", cookie, nil)
		if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/desk/login?why=too_long" {
			t.Errorf("after 12 hours the page is answered with %d to %q", r.StatusCode, r.Header.Get("Location"))
		}
		cookie = p.cookieOf("s-001")
		time.Sleep(15 * time.Minute)
		p.call(http.MethodGet, "/desk/queues", "192.0.2.1:1", cookie, nil) // to look is no press
		time.Sleep(15 * time.Minute)
		r = p.call(http.MethodGet, "/desk/queues", "192.0.2.1:1", cookie, nil)
		if r.Header.Get("Location") != "/desk/login?why=idle" {
			t.Errorf("after 30 idle minutes the page leads to %q", r.Header.Get("Location"))
		}
		if n := p.server.Refusals()[string(desk.ForgedCookie)]; n != 0 {
			t.Errorf("%d cookies of ended sessions were taken for forged ones", n)
		}
	})
}

func tokenIn(t *testing.T, r *http.Response) string {
	t.Helper()
	body := make([]byte, 64<<10)
	n, _ := r.Body.Read(body)
	m := tokenField.FindSubmatch(body[:n])
	if m == nil {
		t.Fatalf("no token on a page of %d bytes, status %d", n, r.StatusCode)
	}
	return string(m[1])
}

func TestWhoIsRemovedFromTheStaffOrHasAnotherPasswordIsOutAtOnce(t *testing.T) {
	p := newPoint(t)
	removed, changed := p.browser().in("s-014").sit("7"), p.browser().in("s-015").sit("3")
	p.crew.remove("s-014")
	p.crew.renew("s-015")
	for _, b := range []*browser{removed, changed} {
		if a := b.get("/desk"); a.header.Get("Location") != "/desk/login?why=removed" {
			t.Errorf("the page is answered with %d to %q", a.status, a.header.Get("Location"))
		}
	}
}

func TestLoggingOutEndsTheSessionAndTheDeskWhileNobodyIsAtIt(t *testing.T) {
	p := newPoint(t)
	b := p.browser().in("s-014").sit("7")
	cookies := b.client.Jar.Cookies(must(url.Parse(p.web.URL)))
	if a := b.post("/desk/logout", url.Values{"token": {b.token()}}); a.status != http.StatusSeeOther {
		t.Fatalf("logging out is answered with %d", a.status)
	}
	if n := p.desks(); n != 0 {
		t.Errorf("%d desks are open", n)
	}
	r := b.request(http.MethodGet, "/desk", "")
	for _, c := range cookies {
		r.AddCookie(c)
	}
	if a := b.send(r); a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), "/desk/login") {
		t.Errorf("the old cookie is answered with %d", a.status)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestADeskThatSomebodyLeftIsClosedUnlessAPersonIsAtIt(t *testing.T) {
	p := newPoint(t)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		swept := make(chan struct{})
		go func() { p.server.Sweep(ctx); close(swept) }()
		p.arrive(time.Minute, kiosk.Finnish, "p-id")
		for account, desk := range map[string]string{"s-014": "7", "s-015": "3"} {
			cookie := p.cookieOf(account)
			token := tokenIn(t, p.call(http.MethodGet, "/desk/queues", "192.0.2.1:1", cookie, nil))
			p.call(http.MethodPost, "/desk/choose", "192.0.2.1:1", cookie, url.Values{"token": {token}, "desk": {desk}})
			if account == "s-014" {
				p.call(http.MethodPost, "/desk/do", "192.0.2.1:1", cookie, url.Values{"token": {token}, "verb": {"next"}})
			}
		}
		time.Sleep(29 * time.Minute)
		if n := p.desks(); n != 2 {
			t.Errorf("%d desks are open before half an hour is over", n)
		}
		time.Sleep(2 * time.Minute)
		if n := p.desks(); n != 1 {
			t.Errorf("%d desks are open, not the one with a person", n)
		}
		if log := p.log.String(); strings.Count(log, "why=idle") != 2 {
			t.Errorf("the log does not say that two were idle:\n%s", log)
		}
		cancel()
		<-swept
	})
}
