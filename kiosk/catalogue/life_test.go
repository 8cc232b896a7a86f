package catalogue_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

// loaded loads the small catalogue with more files.
func loaded(more map[string]string) (*kiosk.Catalogue, error) {
	files := small()
	maps.Copy(files, more)
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return catalogue.Load(tree)
}

const fresh = `[[service]]
id = "k-fresh"
authority = "kela"
life_events = ["KE4"]
after = ["v-card"]
bring = [{ fi = "Kirje", sv = "Brev", en = "The letter" }]
name = { fi = "Uusi tuki", sv = "Nytt stöd", en = "New support" }
class = "P10"
ways = ["OnsiteGuidance"]
queue = "kela"
valid_from = 2026-12-01
valid_to = 2026-12-31

[[notice]]
id = "fresh"
from = 2026-12-01T08:00:00
until = 2026-12-31
severity = "attention"
text = { sv = "Nytt stöd i december." }
`

func TestASupportOfLastWeekIsOneFile(t *testing.T) {
	c, err := loaded(map[string]string{
		"additions/fresh.toml": fresh,
		"papers.toml":          "[[paper]]\nid = \"identity\"\nname = { fi = \"A\", sv = \"B\", en = \"C\" }\nservices = [\"k-fresh\"]\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := c.Service("k-fresh")
	if s.Authority != "kela" || len(s.Bring) != 2 || s.Bring[0]["sv"] != "B" || s.Bring[1]["sv"] != "Brev" || s.After[0] != "v-card" {
		t.Errorf("it is read as %+v", s)
	}
	for day, want := range map[int]bool{30: false, 31: true, 61: true, 62: false} { // of November
		on := kiosk.Date{Year: 2026, Month: 11}.Add(day)
		found := false
		for _, s := range c.Bundle("KE4", on) {
			found = found || s.ID == "k-fresh"
		}
		if found != want {
			t.Errorf("on %s it is proposed: %t", on, found)
		}
	}
	n := c.Notices[0]
	if n.Severity != kiosk.SeverityAttention || !n.From.Equal(time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)) || !n.Until.Equal(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the notice is read as %+v", n)
	}
}

func TestFaultsSayWhereAndWhatToDo(t *testing.T) {
	long := strings.Repeat("å", catalogue.MaxNotice+1)
	kela := small()["authorities/kela.toml"]
	for name, x := range map[string]struct{ file, text, want string }{
		"an unknown owner":      {"additions/x.toml", strings.Replace(fresh, `"kela"`, `"fpa"`, 1), `additions/x.toml:3: service[k-fresh].authority: "fpa" is the id of no authority`},
		"no owner":              {"additions/x.toml", strings.Replace(fresh, `authority = "kela"`, ``, 1), "authority: is missing"},
		"an unknown life event": {"additions/x.toml", strings.Replace(fresh, "KE4", "KE99", 1), `"KE99" is the id of no life event`},
		"an unknown errand":     {"additions/x.toml", strings.Replace(fresh, `["v-card"]`, `["v-none"]`, 1), `after[0]: "v-none" is the id of no service`},
		"a circle":              {"authorities/kela.toml", strings.Replace(kela, "class =", "after = [\"k-housing\"]\nclass =", 1), "after: goes in a circle, k-housing after k-housing: remove one"},
		"an unknown paper":      {"papers.toml", "[[paper]]\nid = \"a\"\nname = { fi = \"A\", sv = \"B\", en = \"C\" }\nservices = [\"none\"]\n", `papers.toml:4: paper[a].services[0]: "none" is the id of no service`},
		"a notice in no tongue": {"notices.toml", "[[notice]]\nid = \"a\"\ntext = {}\n", "notices.toml:3: notice[a].text: has no language"},
		"a long notice":         {"notices.toml", "[[notice]]\nid = \"a\"\ntext.sv = \"" + long + "\"\n", "two lines: make it shorter"},
		"seconds":               {"notices.toml", "[[notice]]\nid = \"a\"\nfrom = 2026-12-01T08:00:30\ntext.sv = \"x\"\n", "notices.toml:3: notice[a].from: must be a day"},
		"a zone":                {"notices.toml", "[[notice]]\nid = \"a\"\nfrom = 2026-12-01T08:00:00Z\ntext.sv = \"x\"\n", "from: must be a day"},
		"the end first":         {"notices.toml", "[[notice]]\nid = \"a\"\nfrom = 2026-12-02\nuntil = \"2026-12-01T10:00\"\ntext.sv = \"x\"\n", "until: is not after from"},
		"a severity":            {"notices.toml", "[[notice]]\nid = \"a\"\nseverity = \"high\"\ntext.sv = \"x\"\n", `"high" is no severity: use info or attention`},
		"a form's line":         {"forms.toml", "[[form]]\nid = \"a\"\nname = { fi = \"A\", sv = \"B\", en = \"C\" }\nlines = [{ bar = { fi = \"A\" } }]\n", `forms.toml:4: form[a].lines[0]: "bar" is no kind of line`},
		"an empty form":         {"forms.toml", "[[form]]\nid = \"a\"\nname = { fi = \"A\", sv = \"B\", en = \"C\" }\n", "lines: has no line"},
		"a stray reason": {
			"life-events.toml", "[[event]]\nid = \"KE8\"\nname = { fi = \"A\", sv = \"B\", en = \"C\" }\nservices = [\"v-card\"]\nwhy.k-housing = { fi = \"A.\", sv = \"B.\", en = \"C.\" }\n",
			`why.k-housing: "k-housing" is not among the services`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := loaded(map[string]string{x.file: x.text})
			if err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("the error lacks %q:\n%v", x.want, err)
			}
		})
	}
}

// TestTheShippedOrderIsKept also proves that nobody has to come with nothing.
func TestTheShippedOrderIsKept(t *testing.T) {
	c := shipped(t)
	for _, s := range c.Services {
		if len(s.Bring) == 0 || len(s.Bring) > 6 {
			t.Errorf("%s names %d things to bring", s.ID, len(s.Bring))
		}
	}
	for _, e := range c.LifeEvents {
		order := c.InOrder(e.Services, e.ID)
		for i := range order {
			if order[i] != e.Services[i] {
				t.Errorf("%s comes as %v, want %v", e.ID, order, e.Services)
				break
			}
		}
	}
	e, _ := c.LifeEvent("KE8")
	if got := e.Why["w-register"]["en"]; got != "Do this first: on the first day without work." {
		t.Errorf("a job loss begins with %q", got)
	}
	if len(c.Forms) != 2 || len(c.FormsFor(nil)) != 2 {
		t.Errorf("%d forms", len(c.Forms))
	}
}
