package catalogue_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

// small is a catalogue without faults, to be broken in one place.
func small() map[string]string {
	return map[string]string{
		"authorities/kela.toml": `id = "kela"
name = { fi = "Kela", sv = "FPA", en = "Kela" }

[[service]]
id = "k-housing"
name.fi = "Yleinen asumistuki"
name.sv = "Allmänt bostadsbidrag"
name.en = "General housing allowance"
errands = [
  { fi = "Hae", sv = "Ansök", en = "Apply" },
]
class = "P1.4"
ways = ["OnsiteGuidance", "RemoteGuidance"]
queue = "kela"
`,
		"authorities/vero.toml": `id = "vero"
order = 5
name = { fi = "Verohallinto", sv = "Skatteförvaltningen", en = "Tax Administration" }

[[service]]
id = "v-card"
name = { fi = "Verokortti", sv = "Skattekort", en = "Tax card" }
class = "P14.1"
ways = ["OnsiteGuidance"]
queue = "advisor"
days = ["mon", "sat"]
valid_from = 2026-01-01
valid_to = "2026-12-31"
private = true
`,
		"life-events.toml": `[[event]]
id = "KE4"
name = { fi = "Muuttaminen", sv = "Flyttning", en = "Moving" }
services = ["k-housing", "v-card"]
`,
		"queues.toml": `[[queue]]
id = "advisor"
series = "A"
name = { fi = "Palveluneuvoja", sv = "Servicerådgivare", en = "Service advisor" }
joint = true

[[queue]]
id = "kela"
series = "B"
name = { fi = "Kela", sv = "FPA", en = "Kela" }
`,
	}
}

func files(texts map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range texts {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func faultsOf(t *testing.T, texts map[string]string) catalogue.Faults {
	t.Helper()
	c, err := catalogue.Load(files(texts))
	if (c == nil) != (err != nil) {
		t.Fatalf("Load returned catalogue %v and error %v", c, err)
	}
	faults, ok := errors.AsType[catalogue.Faults](err)
	if err != nil && !ok {
		t.Fatalf("Load returned a %T, want Faults", err)
	}
	return faults
}

func TestACatalogueIsReadAsItIsWritten(t *testing.T) {
	c, err := catalogue.Load(files(small()))
	if err != nil {
		t.Fatal(err)
	}
	if c.Authorities[0].ID != "vero" || c.Authorities[1].ID != "kela" {
		t.Errorf("authorities come as %v, want those with an order first", c.Authorities)
	}
	if tile := c.Authorities[0].Tile["sv"]; tile != "Skatteförvaltningen" {
		t.Errorf("tile %q, want the name where no tile is given", tile)
	}
	card, _ := c.Service("v-card")
	if !card.Private || card.ValidFrom.String() != "2026-01-01" || card.ValidTo.String() != "2026-12-31" || card.Authority != "vero" {
		t.Errorf("read %+v", card)
	}
	if card.Days != kiosk.WeekdaysOf(1, 6) {
		t.Errorf("days %b, want Monday and Saturday", card.Days)
	}
	housing, _ := c.Service("k-housing")
	if housing.Days != kiosk.WeekdaysOf(1, 2, 3, 4, 5) || housing.Errands[0]["sv"] != "Ansök" || len(housing.Ways) != 2 {
		t.Errorf("read %+v", housing)
	}
}

const (
	kela   = "authorities/kela.toml"
	tax    = "authorities/vero.toml"
	events = "life-events.toml"
	queues = "queues.toml"
)

// breaks are the small catalogue's faults: what is replaced in which file, and
// the line, key and part of the reason that must be named.
var breaks = []struct {
	name, file, old, new string
	line                 int
	key, reason          string
}{
	{"bad TOML", kela, `id = "kela"`, `id = kela"`, 1, "", "is not TOML"},
	{"impossible day in TOML", tax, "2026-01-01", "2026-02-30", 12, "", "is not TOML"},
	{"unknown key", kela, "class", "klass", 12, "service[k-housing].klass", "is unknown"},
	{"unknown key of the file", kela, "[[service]]", "colour = 3\n[[service]]", 4, "colour", "is unknown"},
	{"missing translation", kela, "name.sv = \"Allmänt bostadsbidrag\"\n", "", 4, "service[k-housing].name.sv", "write the text in Swedish too"},
	{"missing translation of an errand", kela, `, en = "Apply"`, "", 9, "service[k-housing].errands[0].en", "write the text in English too"},
	{"unknown language", kela, "name.en", "name.no = \"Nei\"\nname.en", 8, "service[k-housing].name.no", "is no language"},
	{"empty name", kela, `"Yleinen asumistuki"`, `" "`, 6, "service[k-housing].name.fi", "is empty"},
	{"line break in a name", kela, `"Yleinen asumistuki"`, `"Yleinen\nasumistuki"`, 6, "service[k-housing].name.fi", "line break"},
	{"number for a name", kela, `"Yleinen asumistuki"`, `7`, 6, "service[k-housing].name.fi", "must be a text"},
	{"no name", kela, `name = { fi = "Kela", sv = "FPA", en = "Kela" }`, "", 0, "name", "is missing"},
	{"text for texts", kela, `{ fi = "Kela", sv = "FPA", en = "Kela" }`, `"Kela"`, 2, "name", "must be a text in all languages"},
	{"over-long tile", kela, `[[service]]`, "tile = { fi = \"Kansaneläkelaitos, Kela\", sv = \"FPA\", en = \"Kela\" }\n[[service]]", 4, "tile.fi", "has 23 characters"},
	{"over-long name without a tile", kela, `fi = "Kela",`, `fi = "Kansaneläkelaitos eli Kela",`, 2, "name.fi", "write a shorter tile"},
	{"id is not the file's", kela, `id = "kela"`, `id = "fpa"`, 1, "id", "is not the name of its file"},
	{"id of a wrong form", kela, `"k-housing"`, `"K Housing"`, 5, "service[K Housing].id", "lower-case letters"},
	{"no id", kela, "id = \"k-housing\"\n", "", 4, "service[0].id", "is missing"},
	{"id given twice", tax, `"v-card"`, `"k-housing"`, 6, "service[k-housing].id", "in authorities/kela.toml:5 and in authorities/vero.toml:6"},
	{"no class", kela, "class = \"P1.4\"\n", "", 4, "service[k-housing].class", "is missing"},
	{"class of a wrong form", kela, "P1.4", "housing", 12, "service[k-housing].class", "is no service class"},
	{"unknown way", kela, `"RemoteGuidance"`, `"Pigeon"`, 13, "service[k-housing].ways[1]", `"Pigeon" is no way of service`},
	{"no ways", kela, "ways = [\"OnsiteGuidance\", \"RemoteGuidance\"]\n", "", 4, "service[k-housing].ways", "is missing"},
	{"unknown queue", kela, `queue = "kela"`, `queue = "fpa"`, 14, "service[k-housing].queue", `"fpa" is the id of no queue`},
	{"bad weekday", tax, `"sat"`, `"la"`, 11, "service[v-card].days[1]", `"la" is no day`},
	{"no weekday", tax, `["mon", "sat"]`, `[]`, 11, "service[v-card].days", "is empty"},
	{"bad date", tax, "2026-12-31", "31.12.2026", 13, "service[v-card].valid_to", "in the form 2026-11-26"},
	{"impossible day", tax, "2026-12-31", "2026-02-30", 13, "service[v-card].valid_to", "in the form 2026-11-26"},
	{"date with a time", tax, "2026-01-01", "2026-01-01T10:00:00Z", 12, "service[v-card].valid_from", "a day without a time"},
	{"ends before it begins", tax, "2026-12-31", "2025-12-31", 13, "service[v-card].valid_to", "is before valid_from 2026-01-01"},
	{"private is a word", tax, "private = true", `private = "yes"`, 14, "service[v-card].private", "must be true or false"},
	{"unknown service in a bundle", events, `"v-card"`, `"v-cart"`, 4, "event[KE4].services[1]", `"v-cart" is the id of no service`},
	{"service twice in a bundle", events, `"v-card"`, `"k-housing"`, 4, "event[KE4].services[1]", "named twice"},
	{"empty bundle", events, `["k-housing", "v-card"]`, `[]`, 4, "event[KE4].services", "names no service"},
	{"code of a wrong form", events, `"KE4"`, `"moving"`, 2, "event[moving].id", "such as"},
	{"series of two letters", queues, `"B"`, `"BB"`, 9, "queue[kela].series", "is not one letter"},
	{"series beyond the letters", queues, `"B"`, `"Å"`, 9, "queue[kela].series", "is not one letter"},
	{"series used twice", queues, `"B"`, `"A"`, 9, "queue[kela].series", "is the letter of queue advisor already"},
	{"no joint queue", queues, "joint = true", "", 0, "queue", "none is joint"},
	{"two joint queues", queues, `series = "B"`, "series = \"B\"\njoint = true", 10, "queue[kela].joint", "queue advisor is joint already"},
}

func TestEveryFaultIsNamedWithFileLineKeyAndReason(t *testing.T) {
	for _, x := range breaks {
		t.Run(x.name, func(t *testing.T) {
			texts := small()
			broken := strings.Replace(texts[x.file], x.old, x.new, 1)
			if broken == texts[x.file] {
				t.Fatalf("%q is not in %s", x.old, x.file)
			}
			texts[x.file] = broken
			for _, f := range faultsOf(t, texts) {
				if f.File == x.file && f.Line == x.line && f.Key == x.key && strings.Contains(f.Reason, x.reason) {
					return
				}
			}
			t.Errorf("faults\n%v\nwant %s:%d: %s: … %s …", faultsOf(t, texts), x.file, x.line, x.key, x.reason)
		})
	}
}

func TestAllFaultsAreNamedAtOnce(t *testing.T) {
	texts := small()
	texts["authorities/kela.toml"] = strings.NewReplacer("P1.4", "?", `"Ansök"`, `""`, "RemoteGuidance", "Pigeon").Replace(texts["authorities/kela.toml"])
	texts["authorities/vero.toml"] = "id = "
	texts["queues.toml"] = strings.Replace(texts["queues.toml"], `"B"`, `"A"`, 1)
	texts["life-event.toml"] = ""
	delete(texts, "life-events.toml")
	faults := faultsOf(t, texts)
	var at []string
	for _, f := range faults {
		at = append(at, f.File+" "+f.Key)
	}
	want := []string{
		"authorities/kela.toml service[k-housing].errands[0].sv",
		"authorities/kela.toml service[k-housing].class",
		"authorities/kela.toml service[k-housing].ways[1]",
		"authorities/vero.toml ",
		"life-event.toml ",
		"life-events.toml ",
		"queues.toml queue[kela].series",
	}
	if !slices.Equal(at, want) {
		t.Errorf("faults\n%s\nwant\n%s", strings.Join(at, "\n"), strings.Join(want, "\n"))
	}
	if lines := strings.Split(faults.Error(), "\n"); len(lines) != len(want) || lines[0] !=
		"authorities/kela.toml:9: service[k-housing].errands[0].sv: is empty: write the text in Swedish" {
		t.Errorf("the error reads\n%s", faults.Error())
	}
}

func TestAnEmptyFolderLacksEverythingByName(t *testing.T) {
	var missing []string
	for _, f := range faultsOf(t, nil) {
		missing = append(missing, f.File)
	}
	if want := []string{"authorities", "life-events.toml", "queues.toml"}; !slices.Equal(missing, want) {
		t.Errorf("faults in %v, want %v", missing, want)
	}
}

func TestOtherFilesAreLeftAlone(t *testing.T) {
	texts := small()
	texts["README.md"], texts["authorities/kela.toml~"], texts["authorities/.kela.toml"] = "x", "x = ", "x = "
	if faults := faultsOf(t, texts); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestAHugeFileIsRefused(t *testing.T) {
	texts := small()
	texts["queues.toml"] += strings.Repeat("#", 300<<10)
	if faults := faultsOf(t, texts); !strings.Contains(faults.Error(), "queues.toml: is larger than") {
		t.Errorf("faults\n%v", faults)
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	for _, name := range slices.Sorted(maps.Keys(small())) {
		f.Add(name, small()[name])
	}
	f.Add("queues.toml", "queue = [1, {id = 3, series = []}]\njoint = 1979-05-27T07:32:00Z")
	f.Add("life-events.toml", "[[event]]\nid.x = 1\n[event.name]\nfi = [[[]]]")
	f.Add("authorities/kela.toml", "service = {id = \"k\"}\n[tile]\nfi.fi.fi = nan")
	f.Fuzz(func(t *testing.T, name, text string) {
		texts := small()
		if _, known := texts[name]; !known {
			name = "authorities/kela.toml"
		}
		texts[name] = text
		c, err := catalogue.Load(files(texts))
		if (c == nil) != (err != nil) {
			t.Fatalf("catalogue %v with error %v", c, err)
		}
		if err != nil && strings.TrimSpace(err.Error()) == "" {
			t.Fatal("an error without words")
		}
	})
}
