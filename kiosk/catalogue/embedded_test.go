package catalogue_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

func shipped(t testing.TB) *kiosk.Catalogue {
	t.Helper()
	c, err := catalogue.Load(os.DirFS("../../assets/catalogue"))
	if err != nil {
		t.Fatalf("the shipped catalogue has faults:\n%v", err)
	}
	return c
}

func TestTheShippedCatalogueIsWhole(t *testing.T) {
	c := shipped(t)
	if a, s, e, q := len(c.Authorities), len(c.Services), len(c.LifeEvents), len(c.Queues); a != 16 || s != 77 || e != 23 || q != 9 {
		t.Errorf("%d authorities, %d services, %d life events and %d queues, want 16, 77, 23 and 8", a, s, e, q)
	}
	for id, want := range map[kiosk.AuthorityID]int{
		"kela": 19, "dvv": 9, "vero": 8, "poliisi": 6, "tyo": 6, "migri": 3, "kunta": 14, "hva": 4,
		"oikeus": 3, "uosl": 1, "lvv": 0, "evk": 0, "mml": 1, "traficom": 1, "kkv": 1, "prh": 1,
	} {
		if n := len(c.ServicesOf(id, today)); n != want {
			t.Errorf("%s has %d services, want %d", id, n, want)
		}
	}
}

// everyText calls f with every text of the catalogue that people see or hear,
// and what it is the text of.
func everyText(c *kiosk.Catalogue, f func(of string, t kiosk.Text)) {
	for _, a := range c.Authorities {
		f(string(a.ID)+" name", a.Name)
		f(string(a.ID)+" tile", a.Tile)
	}
	for _, s := range c.Services {
		f(string(s.ID)+" name", s.Name)
		f(string(s.ID)+" note", s.Note)
		for _, b := range s.Bring {
			f(string(s.ID)+" bring", b)
		}
		for _, e := range s.Errands {
			f(string(s.ID)+" errand", e)
		}
	}
	for _, e := range c.LifeEvents {
		f(string(e.ID)+" name", e.Name)
		for id, why := range e.Why {
			f(string(e.ID)+" "+string(id)+" note", why)
		}
	}
	for _, form := range c.Forms {
		f(string(form.ID)+" name", form.Name)
		for _, l := range form.Lines {
			if l.Kind == kiosk.FormText {
				f(string(form.ID)+" note", l.Text)
			} else {
				f(string(form.ID)+" line", l.Text)
			}
		}
	}
	for _, q := range c.Queues {
		f(string(q.ID)+" name", q.Name)
		f(string(q.ID)+" place", q.Place)
	}
}

func TestEveryShippedTextCanBePrintedAndRead(t *testing.T) {
	everyText(shipped(t), func(of string, text kiosk.Text) {
		for l, s := range text {
			if _, err := charmap.CodePage858.NewEncoder().String(s); err != nil && slices.Contains(kiosk.Languages(), l) { // a Sámi letter is drawn
				t.Errorf("%s in %s: %q has a letter that printers lack", of, l, s)
			}
			if strings.ContainsAny(s, "*()") && !strings.HasSuffix(of, "name") && !strings.HasSuffix(of, "tile") {
				t.Errorf("%s in %s: %q has a mark in it", of, l, s)
			}
			if first, _ := utf8.DecodeRuneInString(s); strings.ToUpper(string(first)) != string(first) {
				t.Errorf("%s in %s: %q begins with a small letter", of, l, s)
			}
			if words := len(strings.Fields(s)); words > 12 {
				t.Errorf("%s in %s: %q has %d words, want 12 at most", of, l, s, words)
			}
			if ends, is := strings.HasSuffix(s, "."), strings.HasSuffix(of, "note") || strings.HasSuffix(of, "place"); ends != is {
				t.Errorf("%s in %s: %q is a sentence: %v, ends with a full stop: %v", of, l, s, is, ends)
			}
		}
	})
}

func TestNamesOfServicesFitAListRow(t *testing.T) {
	for _, s := range shipped(t).Services {
		for l, name := range s.Name {
			if n := utf8.RuneCountInString(name); n > 52 || strings.ContainsAny(name, "*()") {
				t.Errorf("%s in %s: %q has %d characters, want 52 at most and no brackets", s.ID, l, name, n)
			}
		}
	}
}

func TestLosingAJobBeginsWithRegistering(t *testing.T) {
	c := shipped(t)
	e := c.LifeEvents[0]
	if e.ID != "KE8" || e.Services[0] != "w-register" {
		t.Errorf("the first life event is %s with %s first, want KE8 with w-register", e.ID, e.Services[0])
	}
	if len(c.Bundle("KE8", today)) != 6 {
		t.Errorf("KE8 bundles %d services, want 6", len(c.Bundle("KE8", today)))
	}
}

func TestMovingAbroadIsFromFinlandInSwedish(t *testing.T) {
	e, _ := shipped(t).LifeEvent("KE4.3")
	if e.Name["sv"] != "Flyttning från Finland" {
		t.Errorf("KE4.3 is %q", e.Name["sv"])
	}
}

func TestTheGeneralBenefitAppearsInMay2026(t *testing.T) {
	s, _ := shipped(t).Service("k-unemp")
	if s.ValidOn(kiosk.Date{Year: 2026, Month: 4, Day: 30}) || !s.ValidOn(kiosk.Date{Year: 2026, Month: 5, Day: 1}) {
		t.Errorf("it is valid from %s, want 2026-05-01", s.ValidFrom)
	}
}

func TestWhatIsNobodyElsesBusinessIsPrivate(t *testing.T) {
	c := shipped(t)
	for _, id := range []kiosk.ServiceID{
		"k-basic", "k-maint", "k-sick", "k-rehab", "k-disab", "d-paternity", "p-report", "p-weapon", "h-clinic",
		"h-family", "h-carer", "h-social", "o-legal", "o-debt", "o-guard", "u-enforce",
	} {
		if s, ok := c.Service(id); !ok || !s.Private {
			t.Errorf("%s may be named on paper", id)
		}
	}
	room, _ := c.Queue("room")
	for _, id := range []kiosk.ServiceID{"o-legal", "o-debt", "o-guard", "u-enforce"} {
		if s, _ := c.Service(id); s.Queue != room.ID || !slices.Contains([]string{"Servicerum"}, room.Name["sv"]) {
			t.Errorf("%s waits in the queue %s", id, s.Queue)
		}
	}
}

func TestErrandsOfSeveralAuthoritiesGoToTheServiceAdvisor(t *testing.T) {
	q, _ := shipped(t).QueueFor([]kiosk.ServiceID{"w-register", "v-card"})
	if q.Series != 'A' || !q.Joint {
		t.Errorf("they go to %+v", q)
	}
}

func TestTheReportCountsServices(t *testing.T) {
	report := catalogue.Report(shipped(t), kiosk.Swedish, today)
	for _, want := range []string{"FPA (Folkpensionsanstalten)", "Servicerådgivare (joint)", "16 authorities, 77 services (77 on 2026-11-26), 23 life events, 9 queues"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q:\n%s", want, report)
		}
	}
}
