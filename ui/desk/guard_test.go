package desk_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kundterminal/ui/desk"
)

// refused fails where a request was not refused, or not counted as that.
func (b *browser) refused(t *testing.T, kind desk.Refusal, status int, send func() answer) {
	t.Helper()
	before := b.server.Refusals()[string(kind)]
	a := send()
	if a.status != status {
		t.Errorf("%s is answered with %d, not %d: %s", kind, a.status, status, a.body)
	}
	if n := b.server.Refusals()[string(kind)] - before; n != 1 {
		t.Errorf("%s was counted %d times", kind, n)
	}
}

func TestEveryAnswerForbidsWhatNoPageNeeds(t *testing.T) {
	b := newPoint(t).browser()
	for _, path := range []string{"/desk/login", "/desk", "/nothing", "/desk/assets/nothing.js"} {
		h := b.get(path).header
		if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
			t.Errorf("%s: the policy is %q", path, p)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, not %q", path, name, got, want)
			}
		}
	}
}

func TestTheSessionsCookieIsOnlyForThisHostAndNoScript(t *testing.T) {
	b := newPoint(t).browser()
	a := b.try("s-014", password)
	cookie := a.header.Get("Set-Cookie")
	for _, want := range []string{"__Host-desk=", "Path=/", "HttpOnly", "Secure", "SameSite=Strict"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("%q is not in %q", want, cookie)
		}
	}
	if strings.Contains(cookie, "Domain") || strings.Contains(cookie, "Max-Age") {
		t.Errorf("the cookie is for more than this host and browser: %q", cookie)
	}
}

func TestWhoHasNotLoggedInSeesNothing(t *testing.T) {
	b := newPoint(t, desk.Mount{Path: "/statistics/", Role: desk.Lead, Handler: told("numbers")}).browser()
	for _, path := range []string{"/desk", "/desk/choose", "/desk/queues", "/desk/find?code=A1", "/statistics/"} {
		if a := b.get(path); a.status != http.StatusSeeOther || a.header.Get("Location") != "/desk/login" {
			t.Errorf("%s is answered with %d to %q", path, a.status, a.header.Get("Location"))
		}
	}
	if a := b.get("/desk/events"); a.status != http.StatusUnauthorized {
		t.Errorf("the stream is answered with %d", a.status)
	}
	if a := b.post("/desk/do", url.Values{"verb": {"next"}}); a.status != http.StatusSeeOther {
		t.Errorf("a verb is answered with %d", a.status)
	}
}

func told(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) })
}

func TestForgedCookiesAreRefusedAndTakenAway(t *testing.T) {
	b := newPoint(t).browser()
	for _, value := range []string{"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", strings.Repeat("A", 3000)} {
		b.refused(t, desk.ForgedCookie, http.StatusSeeOther, func() answer {
			r := b.request(http.MethodGet, "/desk", "")
			r.Header.Set("Cookie", "__Host-desk="+value)
			a := b.send(r)
			if !strings.Contains(a.header.Get("Set-Cookie"), "Max-Age=0") {
				t.Errorf("the cookie is left: %q", a.header.Get("Set-Cookie"))
			}
			return a
		})
	}
}

func TestWhatOtherSitesSendIsRefused(t *testing.T) {
	b := newPoint(t).browser().in("s-014").sit("7")
	token := b.token()
	post := func(change func(http.Header)) func() answer {
		return func() answer {
			r := b.request(http.MethodPost, "/desk/do", url.Values{"token": {token}, "verb": {"next"}}.Encode())
			change(r.Header)
			return b.send(r)
		}
	}
	b.refused(t, desk.CrossSite, http.StatusForbidden, post(func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site") }))
	b.refused(t, desk.CrossSite, http.StatusForbidden, post(func(h http.Header) { h.Set("Sec-Fetch-Site", "same-site") }))
	b.refused(t, desk.CrossSite, http.StatusForbidden, post(func(h http.Header) {
		h.Del("Sec-Fetch-Site")
		h.Set("Origin", "https://elsewhere.example")
	}))
	b.refused(t, desk.CrossSite, http.StatusForbidden, func() answer {
		r := b.request(http.MethodGet, "/desk/queues", "")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Sec-Fetch-Mode", "no-cors")
		return b.send(r)
	})
}

func TestFormsWithoutTheirSessionsTokenAreRefused(t *testing.T) {
	p := newPoint(t)
	b, other := p.browser().in("s-014").sit("7"), p.browser().in("s-015")
	for _, token := range []string{"", "x", other.token()} {
		b.refused(t, desk.BadToken, http.StatusForbidden, func() answer {
			return b.post("/desk/do", url.Values{"token": {token}, "verb": {"next"}})
		})
		b.refused(t, desk.BadToken, http.StatusForbidden, func() answer { return b.post("/desk/logout", url.Values{"token": {token}}) })
	}
}

func TestNamesThatAreNotThePointsAreRefused(t *testing.T) {
	b := newPoint(t).browser()
	b.refused(t, desk.WrongHost, http.StatusMisdirectedRequest, func() answer {
		r := b.request(http.MethodGet, "/desk/login", "")
		r.Host = "elsewhere.example"
		return b.send(r)
	})
}

func TestOversizedAndMalformedRequestsAreRefused(t *testing.T) {
	b := newPoint(t).browser().in("s-014").sit("7")
	token := b.token()
	large := url.Values{"token": {token}, "verb": {"note"}, "text": {strings.Repeat("a", 17<<10)}}
	b.refused(t, desk.Oversized, http.StatusRequestEntityTooLarge, func() answer { return b.post("/desk/do", large) })
	b.refused(t, desk.Oversized, http.StatusRequestEntityTooLarge, func() answer {
		r := b.request(http.MethodPost, "/desk/do", large.Encode())
		r.ContentLength = -1 // sent in pieces
		return b.send(r)
	})
	b.refused(t, desk.Malformed, http.StatusUnsupportedMediaType, func() answer {
		r := b.request(http.MethodPost, "/desk/do", `{"verb":"next"}`)
		r.Header.Set("Content-Type", "application/json")
		return b.send(r)
	})
	b.refused(t, desk.Malformed, http.StatusBadRequest, func() answer {
		return b.send(b.request(http.MethodPost, "/desk/do", "token=%zz"))
	})
	for _, form := range []string{
		"verb=", "verb=dance", "verb=call", "verb=call&part=x", "verb=take&part=1.A.0/0", "verb=hold&why=none",
		"verb=transfer&part=1.A.1/1&to=a:nobody", "verb=staff&n=many", "verb=staff&n=-1", "verb=prefer&visit=1.1", "verb=add&to=s:none",
	} {
		b.refused(t, desk.Malformed, http.StatusBadRequest, func() answer {
			return b.send(b.request(http.MethodPost, "/desk/do", form+"&token="+token))
		})
	}
	b.refused(t, desk.Malformed, http.StatusBadRequest, func() answer {
		return b.post("/desk/choose", url.Values{"token": {token}, "desk": {"99"}})
	})
	b.refused(t, desk.Malformed, http.StatusBadRequest, func() answer {
		return b.post("/desk/choose", url.Values{"token": {token}, "desk": {"7"}, "authority": {"nobody"}})
	})
}

func TestARoleOpensWhatIsItsOwnAndNoMore(t *testing.T) {
	p := newPoint(t, desk.Mount{Path: "/display", Handler: told("calls")}, desk.Mount{Path: "/statistics/", Role: desk.Lead, Handler: told("numbers"), Name: "link_statistics"})
	advisor, lead, technician := p.browser().in("s-014").sit("7"), p.browser().in("s-001").sit("3"), p.browser().in("t-001")
	for _, b := range []*browser{advisor, technician} {
		b.refused(t, desk.NotAllowed, http.StatusForbidden, func() answer { return b.get("/statistics/") })
	}
	if a := lead.get("/statistics/"); a.body != "numbers" {
		t.Errorf("the lead reads %q", a.body)
	}
	if a := lead.get("/desk/queues?lang=sv"); !strings.Contains(a.body, `<a href="/statistics/?lang=sv">Statistik</a>`) {
		t.Error("the lead finds no way to the statistics in Swedish")
	}
	if a := p.browser().get("/display"); a.body != "calls" {
		t.Errorf("a display reads %q", a.body)
	}
	technician.refused(t, desk.NotAllowed, http.StatusForbidden, func() answer { return technician.do("next") })
	technician.refused(t, desk.NotAllowed, http.StatusForbidden, func() answer { return technician.get("/desk/choose") })
	if a := technician.get("/desk/queues"); a.status != http.StatusOK || strings.Contains(a.body, `value="pause"`) {
		t.Errorf("a technician does not see the queues, or can change them: %d", a.status)
	}
	queue := string(p.catalogue.Queues[0].ID)
	for _, verb := range []string{"pause", "shut", "resume"} {
		advisor.refused(t, desk.NotAllowed, http.StatusForbidden, func() answer { return advisor.do(verb, "queue", queue) })
		if a := lead.do(verb, "queue", queue); a.status != http.StatusOK {
			t.Errorf("a lead's %s is answered with %d", verb, a.status)
		}
	}
}

func TestWhenNothingCanBeProvedNobodyIsLetInAndNoTryIsCounted(t *testing.T) {
	p := newPoint(t)
	p.crew.err = errors.New("the disk is gone")
	b := p.browser()
	for range 6 {
		if a := b.try("s-014", password); a.status != http.StatusServiceUnavailable {
			t.Fatalf("the login is answered with %d", a.status)
		}
	}
	p.crew.err = nil
	b.in("s-014")
}

func TestWhatIsRefusedIsLoggedByItsKindAndWithoutItsContent(t *testing.T) {
	p := newPoint(t)
	b := p.browser()
	const secret = "Liisa131052-308T"
	b.try(secret, secret+secret)
	b.get("/desk/find?code=" + secret)
	r := b.request(http.MethodGet, "/desk?visit="+secret, "")
	r.Header.Set("Cookie", "__Host-desk="+secret)
	r.Header.Set("User-Agent", secret)
	b.send(r)
	b.in("s-014").sit("7")
	b.do(secret)
	b.do("note", "part", "1.TEST.1/1", "text", secret)
	log := p.log.String()
	for _, want := range []string{"refusal=bad_login", "refusal=forged_cookie", "refusal=malformed", "staff=s-014"} {
		if !strings.Contains(log, want) {
			t.Errorf("%q is not in the log:\n%s", want, log)
		}
	}
	if strings.Contains(log, "Liisa") || strings.Contains(log, "131052") {
		t.Errorf("what was sent is in the log:\n%s", log)
	}
}
