package ui

import (
	"testing"

	"kundterminal/kiosk"
)

func TestNumbersWithAUnitHaveTheCommaOfTheLanguage(t *testing.T) {
	for value, want := range map[string]string{
		"0.0 m": "0,0 m", "1.83 s": "1,83 s", "0.277 mm": "0,277 mm", "12.5 GB": "12,5 GB", "+0.3 mm": "+0,3 mm",
		"x +0.3 mm, y -1.2 mm": "x +0,3 mm; y -1,2 mm",
		"log.jsonl  4.4 kB":    "log.jsonl  4,4 kB",
		"9 s":                  "9 s", "30.06": "30.06", "192.168.1.7": "192.168.1.7", "/dev/tty.5 m": "/dev/tty.5 m", "v1.2 s": "v1.2 s",
		"TM-T20 1.5 m": "TM-T20 1.5 m", "1.5 m, 192.168.1.7": "1.5 m, 192.168.1.7", "26.11.2026 12.30": "26.11.2026 12.30", "": "",
	} {
		for _, l := range []kiosk.Language{kiosk.Finnish, kiosk.Swedish} {
			if got := decimals(l, value); got != want {
				t.Errorf("%s: %q is written %q", l, value, got)
			}
		}
		if got := decimals(kiosk.English, value); got != value {
			t.Errorf("%q is written %q", value, got)
		}
	}
}

func TestNumbersInTheFactsOfATechnicianHaveTheCommaOfTheLanguage(t *testing.T) {
	texts := NewTexts(map[kiosk.Language]map[string]string{kiosk.Finnish: {"sound": "ehjä ({size}, {seconds} s) {path}"}})
	c := composer{Presenter: &Presenter{Texts: texts}, lang: kiosk.Finnish, tongues: Tongues{}}
	rows := c.facts([]kiosk.Fact{
		{Name: "a", Value: "61.4 m"},
		{Name: "b", Text: "sound", Args: []string{"size", "1.5 MB", "seconds", "0.1", "path", "/a/1.5"}},
		{Name: "c", Value: "30.06"},
	})
	for i, want := range []string{"61,4 m", "ehjä (1,5 MB, 0,1 s) /a/1.5", "30.06"} {
		if rows[i].Value != want {
			t.Errorf("%s is %q, want %q", rows[i].Name, rows[i].Value, want)
		}
	}
}
