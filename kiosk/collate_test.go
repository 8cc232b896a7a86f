package kiosk_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

func TestEveryLanguageHasItsOwnAlphabet(t *testing.T) {
	for l, want := range map[kiosk.Language]string{
		"fi":            "aamu vesi zeniitti åbo äiti öljy",
		"sv":            "adoption vatten zon ålder ärende öppet",
		"en":            "advice Årsta benefit öljy zone",
		"se":            "ášši beaivi cealkit čalbmi dáhpi đuo nuorra ŋuolli sátni šaddat tuku ŧa zebra žilli åka äiti öljy",
		"smn":           "aašij čälled kielâ zebra åka äšši öljy",
		"sms":           "aauto âkk báá cââlam čõõđ ʒeeu ǯuu daa đââ ei ǧiõl ǩiõll lââ õhtt zeä žââ åås äkk öö",
		"sv-x-lattlast": "adoption vatten zon ålder ärende öppet",
	} {
		words := strings.Fields(want)
		shuffled := slices.Clone(words)
		slices.Reverse(shuffled)
		var got []string
		for _, i := range l.Sorted(shuffled) {
			got = append(got, shuffled[i])
		}
		if !slices.Equal(got, words) {
			t.Errorf("%s sorts %q, want %q", l, got, words)
		}
	}
}

func TestTheSoftenerCountsOnlyWhereAllElseIsEqual(t *testing.T) {
	words := []string{"saaʹz", "saaʹm", "saaʹ", "saa", "saam"}
	want := []int{3, 2, 4, 1, 0}
	if got := kiosk.SkoltSami.Sorted(words); !slices.Equal(got, want) {
		t.Errorf("sorted to %v, want %v", got, want)
	}
}

func TestSortingLosesNothingAndIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(append(kiosk.AllLanguages(), "et")).Draw(t, "language")
		words := rapid.SliceOf(rapid.StringMatching(`[a-cA-CäÄʹǯ 0-9]{0,4}`)).Draw(t, "words")
		order := l.Sorted(words)
		sorted := slices.Clone(order)
		slices.Sort(sorted)
		for i, at := range sorted {
			if i != at {
				t.Fatalf("%v is no order of %d texts", order, len(words))
			}
		}
		for i := 1; i < len(order); i++ {
			if words[order[i-1]] == words[order[i]] && order[i-1] > order[i] {
				t.Fatalf("%q changed places in %v", words[order[i]], order)
			}
		}
	})
}

func TestAuthoritiesOfOneOrderStandByTheAlphabetOfTheLanguage(t *testing.T) {
	day := kiosk.Date{Year: 2026, Month: 11, Day: 26}
	authority := func(id string, order int, fi, sv string) kiosk.Authority {
		return kiosk.Authority{ID: kiosk.AuthorityID(id), Order: order, Name: kiosk.Text{"fi": fi, "sv": sv}}
	}
	c := kiosk.NewCatalogue([]kiosk.Authority{
		authority("first", 1, "Öljy", "Zon"), authority("x", 2, "Äiti", "Vatten"), authority("y", 2, "Auto", "Älg"), authority("idle", 0, "A", "A"),
	}, []kiosk.Service{{ID: "a", Authority: "first"}, {ID: "b", Authority: "x"}, {ID: "c", Authority: "y"}}, nil, nil)
	for l, want := range map[kiosk.Language]string{"fi": "first y x", "sv": "first x y", "smn": "first y x"} {
		var got []string
		for _, a := range c.AuthoritiesOn(day, l) {
			got = append(got, string(a.ID))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s lists %v, want %s", l, got, want)
		}
	}
}
