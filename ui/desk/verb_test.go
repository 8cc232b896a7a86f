package desk_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// part is a part of the book, by its name.
func (p *point) part(id string) queue.Part {
	p.Helper()
	name, err := queue.ParsePartID(id)
	if err != nil {
		p.Fatal(err)
	}
	var part queue.Part
	p.hall.Read(func(b *queue.Book, _ time.Time) {
		if found, ok := b.Part(name); ok {
			part = *found
		}
	})
	return part
}

// says sends a verb and fails where something else is said.
func (b *browser) says(want, verb string, fields ...string) {
	b.Helper()
	if a := b.do(verb, fields...); a.status != http.StatusOK || !strings.Contains(a.body, want) {
		b.Errorf("%s %v is answered with %d %.200s, not %q", verb, fields, a.status, a.body, want)
	}
}

func TestEveryVerbDoesWhatItsButtonSays(t *testing.T) {
	p := newPoint(t)
	one := p.arrive(30*time.Minute, kiosk.Swedish, "k-housing", "v-card").Name.String()
	two := p.arrive(20*time.Minute, kiosk.Finnish, "p-id").Name.String()
	b, other := p.browser().in("s-014").sit("7"), p.browser().in("s-015").sit("3")
	b.get("/desk?lang=en")
	other.get("/desk?lang=en")
	first, second := one+"/1", two+"/1"

	b.says("A 001 is called", "next")
	b.says("A 001 is called again", "again", "part", first)
	b.says("showed somebody else", "start", "part", second) // a page that is behind
	b.says("You serve A 001", "start", "part", first)
	b.says("have somebody already", "next")
	other.says("A 001 is already here: Desk 7", "take", "part", one+"/2")
	b.says("The note is kept", "note", "part", first, "phrase", "interpreter")
	b.says("personal data", "note", "part", first, "text", "call 040 123 4567")
	b.says("too long", "note", "part", first, "text", strings.Repeat("a ", 90))
	b.says("count in no average", "wrong", "part", first)
	b.says("You added an errand to A 001", "add", "visit", one, "to", "s:d-move")
	b.says("A 001 has priority", "prefer", "visit", one, "why", "infant")
	b.says("no priority any more", "prefer", "visit", one, "why", "")
	b.says("A 001 is on hold", "hold", "part", first, "why", "photo")
	other.says("You serve A 001", "take", "part", first)
	other.says("A 001 is in the queue", "return", "part", first)

	b.says("C 002 is called", "call", "part", second)
	for range 2 {
		b.says("You call them again later", "absent", "part", second)
		b.says("C 002 is called", "call", "part", second)
	}
	b.says("did not come", "absent", "part", second)
	b.says("C 002 waits again", "revive", "part", second)
	b.says("Choose something first", "transfer", "part", second, "to", "")
	b.says("C 002 is transferred", "transfer", "part", second, "to", "p:s-015", "place", "back")
	if got := p.part(two + "/2"); got.ForStaff != "s-015" || time.Since(got.Effective) > time.Minute {
		t.Errorf("the transfer to a person and to the back made %+v", got)
	}
	other.says("C 002 is transferred", "transfer", "part", two+"/2", "to", "o:kiminge")
	if got := p.part(two + "/2"); got.Away != "kiminge" {
		t.Errorf("the transfer to another point made %+v", got)
	}
	b.says("A 001: this errand has ended", "leave", "part", first)
	b.says("Undone", "undo")
	b.says("on a break", "break")
	b.says("End it first", "next")
	b.says("break is over", "work")
}

func TestAnExpertByVideoHasARoomAndALinkThatFailsKeepsThePlace(t *testing.T) {
	p := newPoint(t)
	ticket := p.arrive(20*time.Minute, kiosk.English, "k-housing").Name.String()
	advisor := p.browser().in("s-014").sit("7")
	expert := p.browser().in("s-015").sit("3", "way", "remote", "authority", "kela")
	expert.get("/desk?lang=en")
	advisor.do("transfer", "part", ticket+"/1", "to", "r:kela")
	expert.says("B 001 is called", "next")
	if a := expert.get("/desk"); !strings.Contains(a.body, "room V1") {
		t.Error("the room is not on the page")
	}
	expert.says("waits again, at the old place", "link", "part", ticket+"/2")
	if got := p.part(ticket + "/2"); got.Stage != queue.AwaitingExpert || got.Fails != 1 {
		t.Errorf("after the link failed the part is %+v", got)
	}
}

func TestALeadPausesClosesAndLimitsAQueue(t *testing.T) {
	p := newPoint(t)
	lead := p.browser().in("s-001").sit("3")
	lead.get("/desk?lang=en")
	id := p.catalogue.Queues[0].ID
	gate := func() (g queue.Gate) {
		p.hall.Read(func(b *queue.Book, _ time.Time) { g = b.Gate(id) })
		return g
	}
	for _, step := range []struct {
		verb, n string
		want    queue.Gate
	}{
		{"pause", "", queue.Gate{Paused: true}},
		{"resume", "", queue.Gate{}},
		{"quota", "40", queue.Gate{Quota: 40}},
		{"shut", "", queue.Gate{Quota: 40, Closed: true}},
	} {
		lead.do(step.verb, "queue", string(id), "n", step.n, "back", "/desk/queues")
		if got := gate(); got != step.want {
			t.Errorf("%s made %+v, not %+v", step.verb, got, step.want)
		}
	}
	lead.says("The number is kept", "staff", "n", "4")
	lead.says("Check the number", "quota", "queue", string(id), "n", "99999")
}

func TestTheVerbsWorkWithoutScripts(t *testing.T) {
	p := newPoint(t)
	p.arrive(5*time.Minute, kiosk.Finnish, "p-id")
	b := p.browser().in("s-014").sit("7")
	b.get("/desk?lang=en")
	a := b.post("/desk/do", url.Values{"token": {b.token()}, "verb": {"next"}, "back": {"https://elsewhere.example/"}})
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/desk" {
		t.Fatalf("the verb is answered with %d to %q", a.status, a.header.Get("Location"))
	}
	if page := b.get("/desk").body; !strings.Contains(page, "C 001 is called.") || !strings.Contains(page, `class="number called"`) {
		t.Error("the page does not say what was done")
	}
	if page := b.get("/desk").body; strings.Contains(page, "C 001 is called.") {
		t.Error("it is said twice")
	}
}

func TestATicketIsFoundByItsCodeHoweverItIsTypedAndByItsNumber(t *testing.T) {
	p := newPoint(t)
	ticket := p.arrive(5*time.Minute, kiosk.Finnish, "p-id")
	b := p.browser().in("s-014").sit("7")
	code := string(ticket.Code())
	for _, typed := range []string{code, strings.ToLower(code), ticket.Code().Spaced(), "C 001", "c1", "C001", " c 01 "} {
		if a := b.get("/desk/find?code=" + url.QueryEscape(typed)); a.header.Get("Location") != "/desk?visit="+url.QueryEscape(ticket.Name.String()) {
			t.Errorf("%q leads to %q", typed, a.header.Get("Location"))
		}
	}
	for _, typed := range []string{"", "C 002", "A 001", code[:11] + "0", strings.Repeat("x", 500)} {
		if a := b.get("/desk/find?code=" + url.QueryEscape(typed)); a.header.Get("Location") != "/desk" {
			t.Errorf("%.20q leads to %q", typed, a.header.Get("Location"))
		}
	}
}

func TestAQueueThatCannotBeChangedIsToldKindlyAndLogged(t *testing.T) {
	p := newPoint(t)
	b := p.browser().in("s-014").sit("7")
	b.get("/desk?lang=sv")
	p.hall.fault = errors.New("no space left on device")
	b.says("Det gick inte. Försök igen.", "next")
	if !strings.Contains(p.log.String(), "no space left on device") {
		t.Error("the cause is not in the log")
	}
}

func TestAnAdvisorWhoLogsInAgainFindsTheDeskAsItWas(t *testing.T) {
	p := newPoint(t)
	p.arrive(5*time.Minute, kiosk.Finnish, "p-id")
	p.browser().in("s-014").sit("7").do("next")
	if page := p.browser().in("s-014").get("/desk").body; !strings.Contains(page, `class="number called"`) {
		t.Error("the page shows no number that was called")
	}
}
