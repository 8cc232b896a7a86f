package desk_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
)

// browser is somebody's browser as far as requests go. It follows no redirects.
type browser struct {
	*point
	client *http.Client
}

func (p *point) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.Fatal(err)
	}
	c := *p.web.Client()
	c.Jar = jar
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{p, &c}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (b *browser) send(r *http.Request) answer {
	b.Helper()
	resp, err := b.client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(body)}
}

func (b *browser) request(method, path, body string) *http.Request {
	b.Helper()
	r, err := http.NewRequest(method, b.web.URL+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return r
}

func (b *browser) get(path string) answer {
	b.Helper()
	return b.send(b.request(http.MethodGet, path, ""))
}

func (b *browser) post(path string, form url.Values) answer {
	b.Helper()
	return b.send(b.request(http.MethodPost, path, form.Encode()))
}

func (b *browser) try(account, word string) answer {
	b.Helper()
	return b.post("/desk/login", url.Values{"account": {account}, "password": {word}})
}

// in logs in.
func (b *browser) in(account string) *browser {
	b.Helper()
	if a := b.try(account, password); a.status != http.StatusSeeOther {
		b.Fatalf("the login of %s is answered with %d: %s", account, a.status, a.body)
	}
	return b
}

var tokenField = regexp.MustCompile(`name="token" value="([^"]+)"`)

// token is that of the session's forms.
func (b *browser) token() string {
	b.Helper()
	m := tokenField.FindStringSubmatch(b.get("/desk/queues").body)
	if m == nil {
		b.Fatal("no form of the page has a token")
	}
	return m[1]
}

// sit has an advisor choose a desk.
func (b *browser) sit(desk string, more ...string) *browser {
	b.Helper()
	form := url.Values{"token": {b.token()}, "desk": {desk}, "way": {"advisor"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	if a := b.post("/desk/choose", form); a.status != http.StatusSeeOther || a.header.Get("Location") != "/desk" {
		b.Fatalf("desk %s is answered with %d to %q", desk, a.status, a.header.Get("Location"))
	}
	return b
}

// do sends a verb as the page's script does, and returns what is said.
func (b *browser) do(verb string, fields ...string) answer {
	b.Helper()
	form := url.Values{"token": {b.token()}, "verb": {verb}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := b.request(http.MethodPost, "/desk/do", form.Encode())
	r.Header.Set("X-Desk", "1")
	return b.send(r)
}
