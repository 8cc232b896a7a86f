package catalogue_test

import (
	"slices"
	"testing"

	"kundterminal/kiosk"
)

// hardWeek are words that people type when something bad has happened, and the
// services that must be among the first three.
var hardWeek = map[kiosk.Language]map[string][]string{
	kiosk.Finnish: {
		"hautajaiset": {"v-estate", "k-basic"}, "rahat loppu": {"k-basic"}, "varastettu": {"p-report", "p-lost"},
		"väkivaltaa": {"p-report", "h-social"}, "koditon": {"k-basic", "m-rental", "h-social"}, "asunnoton": {"m-rental", "h-social"},
		"päihteet": {"h-social"}, "mielenterveys": {"h-social"}, "turvapaikka": {"g-permit"}, "kuljetuspalvelu": {"h-social"},
	},
	kiosk.Swedish: {
		"begravning": {"v-estate", "k-basic"}, "begravningen": {"v-estate"}, "pengar": {"k-basic"}, "socialen": {"k-basic", "h-social"},
		"stulet": {"p-report", "p-lost"}, "våld": {"p-report", "h-social"}, "hemlös": {"k-basic", "m-rental", "h-social"},
		"missbruk": {"h-social"}, "mentalvård": {"h-social"}, "asyl": {"g-permit"}, "färdtjänst": {"h-social"},
	},
	kiosk.English: {
		"funeral": {"v-estate", "k-basic"}, "no money": {"k-basic"}, "stolen": {"p-report"}, "violence": {"p-report", "h-social"},
		"homeless": {"k-basic", "m-rental", "h-social"}, "alcohol": {"h-social"}, "mental health": {"h-social"}, "asylum": {"g-permit"},
	},
}

func TestTheWordsOfAHardWeekFindWhoHelps(t *testing.T) {
	c := shipped(t)
	for l, words := range hardWeek {
		for word, want := range words {
			ids := found(c, word, l)
			first := ids[:min(3, len(ids))]
			for _, id := range want {
				if !slices.Contains(first, id) {
					t.Errorf("%q in %s finds %v, want %s among the first three", word, l, first, id)
				}
			}
		}
	}
}
