package desk

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

var templates = template.Must(template.ParseFS(static, "static/*.html"))

// notice is one sentence about what was just done.
type notice struct {
	Text  string
	Fault bool // it was not done
}

// page is what all pages have.
type page struct {
	s      *Server
	L      kiosk.Language
	Title  string
	Here   string // address of the page without its language
	Notice *notice
	Token  string
	Me     Person
	Desk   queue.DeskID
	At     time.Time // in the point's location
	State  uint64    // the queue's count of changes when the page was made
}

func (s *Server) page(l kiosk.Language, title, here string) page {
	p := page{s: s, L: l, Here: here, At: time.Now().In(s.opt.Location)}
	p.Title = p.T(title)
	return p
}

// pageOf is the page of somebody who is logged in.
func (s *Server) pageOf(v visitor, title, here string) page {
	p := s.page(v.language, title, here)
	p.Token, p.Me, p.Desk = v.token, v.Person, v.at()
	return p
}

// T is a text of the page, with names replaced.
func (p page) T(key string, args ...string) string { return p.s.opt.Texts.Say(p.L, key, args...) }

// Count is a text with a number, in its plural form.
func (p page) Count(key string, n int) string { return p.s.opt.Texts.Count(p.L, key, n) }

// Asset is the address of a file.
func (p page) Asset(name string) string { return p.s.assets.Href[name] }

// Place is the service point's name.
func (p page) Place() string { return p.s.opt.Place.String(p.L) }

// Clock is a time of day.
func (p page) Clock(t time.Time) string { return p.L.Clock(t.In(p.s.opt.Location)) }

// Languages are those that the page can be read in.
func (p page) Languages() []kiosk.Language { return p.s.opt.Languages }

// LanguageName is a language's own name.
func (p page) LanguageName(l kiosk.Language) string { return p.s.opt.Texts.Say(l, "language_name") }

// In is the address of the page in another language.
func (p page) In(l kiosk.Language) string {
	u, err := url.Parse(p.Here)
	if err != nil {
		return "?lang=" + string(l)
	}
	q := u.Query()
	q.Set("lang", string(l))
	u.RawQuery = q.Encode()
	return u.String()
}

// Links are the pages of others that the role opens.
func (p page) Links() []Mount {
	var list []Mount
	for _, m := range p.s.opt.Mounts {
		if m.Name != "" && p.Me.Role != Everybody && p.Me.Role.May(m.Role) {
			list = append(list, m)
		}
	}
	return list
}

// Works reports whether whoever looks at the page serves people.
func (p page) Works() bool { return p.Me.Role.May(Advisor) }

// Leads reports whether they decide on the queues.
func (p page) Leads() bool { return p.Me.Role.May(Lead) }

// DeskName is a desk's name in the language of the page.
func (p page) DeskName(id queue.DeskID) string {
	if d, ok := p.s.opt.Plan().Desk(id); ok && len(d.Name) > 0 {
		return p.T("desk_named", "desk", string(id)) + " · " + d.Name.String(p.L)
	}
	return p.T("desk_named", "desk", string(id))
}

// Minutes is a span of time in whole minutes.
func (p page) Minutes(d time.Duration) string {
	return p.T("minutes", "n", strconv.Itoa(int(max(0, d)/time.Minute)))
}

// show answers with a page.
func (s *Server) show(w http.ResponseWriter, status int, name string, data any) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		logbook.Write(s.opt.Log, logbook.PageNotWritten{Page: name, Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the reader went away
}

// tell answers with a page of one sentence, or with the sentence for a script.
func (s *Server) tell(w http.ResponseWriter, r *http.Request, v visitor, status int, key string) {
	if wantsData(r) {
		http.Error(w, s.opt.Texts.Say(v.language, key), status)
		return
	}
	p := s.pageOf(v, "desk_title", "/desk")
	p.Notice = &notice{Text: p.T(key), Fault: true}
	s.show(w, status, "told.html", p)
}
