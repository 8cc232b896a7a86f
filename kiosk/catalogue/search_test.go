package catalogue_test

import (
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
