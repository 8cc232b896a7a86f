package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
)

var today = kiosk.Date{Year: 2026, Month: 11, Day: 26}

func found(c *kiosk.Catalogue, query string, l kiosk.Language) []string {
	var ids []string
	for _, s := range c.Search(query, l, today) {
		ids = append(ids, string(s.ID))
	}
	return ids
}

func TestPeopleFindServicesByTheirOwnWords(t *testing.T) {
	c := shipped(t)
	for _, q := range []struct {
		words string
		in    kiosk.Language
		first string // must come first
		also  string // must be found, by space
	}{
		{"muutto", kiosk.Finnish, "d-move", "k-abroad v-abroad"},
		{"flytt", kiosk.Swedish, "d-move", "k-abroad v-abroad"},
		{"verokort", kiosk.Finnish, "v-card", ""},
		{"VEROKORTTI", kiosk.Finnish, "v-card", ""},
		{"passi", kiosk.Finnish, "p-pass", ""},
		{"asumistuki", kiosk.Finnish, "k-housing", "k-penshousing"},
		{"tyokkari", kiosk.Finnish, "w-register", "w-plan w-training w-integration w-startup w-pay"},
		{"työkkäri", kiosk.Finnish, "w-register", ""},
		{"TE-toimisto", kiosk.Finnish, "w-register", ""},
		{"te toimisto", kiosk.Finnish, "w-register", ""},
		{"tetoimisto", kiosk.Finnish, "w-register", ""},
		{"maistraatti", kiosk.Finnish, "d-move", "d-cert d-marry"},
		{"magistraten", kiosk.Swedish, "d-move", ""},
		{"verokotti", kiosk.Finnish, "v-card", ""},
		{"passsi", kiosk.Finnish, "p-pass", ""},
		{"pasport", kiosk.English, "p-pass", ""},
		{"skattekotr", kiosk.Swedish, "v-card", ""},
		{"kortti", kiosk.Finnish, "k-card", "v-card p-id"},
		{"kelakortti", kiosk.Finnish, "k-card", ""},
		{"suomifi", kiosk.English, "d-suomifi", ""},
		{"dole", kiosk.English, "k-unemp", ""},
		{"peruspäiväraha", kiosk.Finnish, "k-unemp", ""},
		{"dagis", kiosk.Swedish, "m-daycare", ""},
		{"passport", kiosk.Finnish, "p-pass", ""},
		{"kela perhe-eläke", kiosk.Finnish, "k-survivor", ""},
		{"eläke", kiosk.Finnish, "k-disab", "k-pension k-penshousing k-survivor"},
		{"fo-nummer", kiosk.Swedish, "b-register", ""},
		{"vouti", kiosk.Finnish, "u-enforce", ""},
	} {
		ids := found(c, q.words, q.in)
		if len(ids) == 0 || ids[0] != q.first {
			t.Errorf("%q in %s finds %v, want %s first", q.words, q.in, ids, q.first)
		}
		for _, id := range strings.Fields(q.also) {
			if !strings.Contains(" "+strings.Join(ids, " ")+" ", " "+id+" ") {
				t.Errorf("%q in %s finds %v, want %s too", q.words, q.in, ids, id)
			}
		}
	}
}

// words is a catalogue of three services in which every place of a word differs.
func words() *kiosk.Catalogue {
	text := func(fi, sv string) kiosk.Text {
		return kiosk.Text{kiosk.Finnish: fi, kiosk.Swedish: sv, kiosk.English: "-"}
	}
	authority := []kiosk.Authority{{ID: "a", Name: text("Kuutamovirasto", "Månverket")}, {ID: "b", Name: text("Muu", "Annat")}}
	return kiosk.NewCatalogue(authority, []kiosk.Service{
		{ID: "by-authority", Authority: "a", Name: text("Yksi", "Ett")},
		{ID: "by-note", Authority: "b", Name: text("Kaksi", "Två"), Note: text("Vain kuutamolla.", "Bara i månsken.")},
		{ID: "by-errand", Authority: "b", Name: text("Kolme", "Tre"), Errands: []kiosk.Text{text("Pyydä kuutamoa", "Begär månsken")}},
		{ID: "by-keyword", Authority: "b", Name: text("Neljä", "Fyra"), Keywords: text("yö kuutamo", "natt månsken")},
		{ID: "by-name-inside", Authority: "b", Name: text("Syyskuutamo", "Höstmånsken")},
		{ID: "by-name", Authority: "b", Name: text("Hieno kuutamo", "Fint månsken")},
		{ID: "by-name-start", Authority: "b", Name: text("Kuutamolupa", "Månskenstillstånd")},
		{ID: "gone", Authority: "b", Name: text("Kuutamo", "Månsken"), ValidTo: kiosk.Date{Year: 2020, Month: 1, Day: 1}},
	}, nil, nil)
}

func TestNamesComeBeforeKeywordsBeforeErrandsBeforeAuthorities(t *testing.T) {
	want := "by-name-start by-name by-keyword by-errand by-note by-authority by-name-inside"
	if ids := strings.Join(found(words(), "kuutamo", kiosk.Finnish), " "); ids != want {
		t.Errorf("found %s, want %s", ids, want)
	}
}

func TestTheChosenLanguageComesFirstAndTheOthersHelp(t *testing.T) {
	c := words()
	if ids := found(c, "månsken", kiosk.Finnish); len(ids) != 6 || ids[0] != "by-name-start" {
		t.Errorf("Swedish words in Finnish find %v", ids)
	}
	if ids := found(c, "kaksi månsken", kiosk.Finnish); strings.Join(ids, " ") != "by-note" {
		t.Errorf("words of two languages find %v", ids)
	}
}

func TestDotsMayBeLeftOutButNotInvented(t *testing.T) {
	c := words()
	for query, want := range map[string]string{
		"manskenstillstand": "by-name-start", "MÅNSKENSTILLSTÅND": "by-name-start", "ma\u030anskenstillsta\u030and": "by-name-start",
		"neljä": "by-keyword", "nelja": "by-keyword",
		"yö": "by-keyword", "yo": "by-keyword", "ykä": "",
	} {
		if ids := strings.Join(found(c, query, kiosk.Swedish), " "); ids != want {
			t.Errorf("%q finds %q, want %q", query, ids, want)
		}
	}
}

func TestSlipsAreForgivenByTheLengthOfTheWord(t *testing.T) {
	c := words()
	for query, ok := range map[string]bool{
		"kutamolupa": true, "kuuutamolupa": true, "kuitamolupa": true, "kuutmaolupa": true, "xuutamolupa": true, "kuutamolupaa": true,
		"kuutmaolupx": true, "kutmolupa": true, "kuuutaamolupa": true, "xuutamxlupa": true, "ukutamolpua": true, // two
		"ktmlupa": false, "kuuuutaamolupa": false, "xuxtxmolupa": false, // three
		"yksx": true, "yxsi": true, "yxi": false, "yxxi": false, "kolxe": true, "kxlxe": false,
		"syyskxutamo": true, "hxeno kuxtamo": true,
	} {
		ids := found(c, query, kiosk.Finnish)
		if (len(ids) > 0) != ok {
			t.Errorf("%q finds %v", query, ids)
		}
	}
}

func TestAllWordsAreFoundWhereOneServiceHasThem(t *testing.T) {
	c := words()
	if ids := found(c, "hieno kuutamo", kiosk.Finnish); strings.Join(ids, " ") != "by-name" {
		t.Errorf("found %v", ids)
	}
}

func TestWhereNoServiceHasAllWordsTheLongestCount(t *testing.T) {
	c := words()
	for query, want := range map[string]string{
		"hieno aurinko": "by-name", "kuutamolupa yö": "by-name-start", "yö kuutamolupa": "by-name-start", "aurinko y": "", "haluan uuden kuutamoluvan": "by-name-start",
	} {
		ids := found(c, query, kiosk.Finnish)
		if want == "" && len(ids) > 0 || want != "" && (len(ids) == 0 || ids[0] != want) {
			t.Errorf("%q finds %q, want %q first", query, ids, want)
		}
	}
}

func TestNothingIsFoundForNothing(t *testing.T) {
	for _, query := range []string{"", " ", "- . '", "\x00\xff", "?!"} {
		if list := shipped(t).Search(query, kiosk.Finnish, today); list != nil {
			t.Errorf("%q finds %v", query, list)
		}
	}
}

func TestAtMostTwentyAreFoundInTheCataloguesOrder(t *testing.T) {
	c := shipped(t)
	ids := found(c, "k", kiosk.Finnish)
	if len(ids) != 20 {
		t.Errorf("found %d", len(ids))
	}
	for range 20 {
		if again := found(c, "k", kiosk.Finnish); strings.Join(again, " ") != strings.Join(ids, " ") {
			t.Fatalf("found %v, then %v", ids, again)
		}
	}
}

func TestEveryServiceIsFoundByItsNameAmongTheFirst(t *testing.T) {
	c := shipped(t)
	for _, s := range c.Services {
		for _, l := range kiosk.Languages() {
			if ids := found(c, s.Name[l], l); !slices.Contains(ids[:min(3, len(ids))], string(s.ID)) {
				t.Errorf("%q in %s finds %v, want %s among the first three", s.Name[l], l, ids, s.ID)
			}
		}
	}
}

func FuzzSearchNeverPanics(f *testing.F) {
	f.Add("verokotti", "fi")
	f.Add("å ä ö - . x", "sv")
	f.Add(strings.Repeat("a", 200), "")
	c := shipped(f)
	f.Fuzz(func(t *testing.T, query, l string) {
		if list := c.Search(query, kiosk.Language(l), today); len(list) > 20 {
			t.Errorf("%d found", len(list))
		}
	})
}
