package kiosk_test

import (
	"slices"
	"testing"

	"kundterminal/kiosk"
)

func TestATextFallsBackInTheOrderOfTheRequirements(t *testing.T) {
	for _, test := range []struct {
		chosen kiosk.Language
		has    []kiosk.Language
		want   kiosk.Language
	}{
		{"se", []kiosk.Language{"se", "fi", "sv", "en"}, "se"},
		{"se", []kiosk.Language{"fi", "sv", "en"}, "fi"},
		{"smn", []kiosk.Language{"se", "fi", "sv", "en"}, "fi"},
		{"sms", []kiosk.Language{"sv", "en"}, "en"},
		{"sms", []kiosk.Language{"sv"}, "sv"},
		{"sv", []kiosk.Language{"fi", "en"}, "fi"},
		{"fi", []kiosk.Language{"sv", "en"}, "en"},
		{"en", []kiosk.Language{"fi", "sv"}, "fi"},
		{"fi-x-selko", []kiosk.Language{"fi", "sv", "en"}, "fi"},
		{"sv-x-lattlast", []kiosk.Language{"fi", "sv", "en"}, "sv"},
		{"sv-x-lattlast", []kiosk.Language{"fi", "fi-x-selko", "en"}, "fi"},
		{"et", []kiosk.Language{"fi", "sv", "en"}, "fi"},
	} {
		text := kiosk.Text{}
		for _, l := range test.has {
			text[l] = "in " + string(l)
		}
		if got, in := text.In(test.chosen); in != test.want || got != "in "+string(test.want) {
			t.Errorf("%s of a text in %v is %q in %s, want %s", test.chosen, test.has, got, in, test.want)
		}
	}
}

func TestEveryLanguageFallsBackToOneThatEveryTextHasAndAVoiceSpeaks(t *testing.T) {
	for _, l := range kiosk.AllLanguages() {
		list := l.Fallbacks()
		if list[0] != l {
			t.Errorf("%s falls back to %s first", l, list[0])
		}
		for _, must := range kiosk.Languages() {
			if !slices.Contains(list, must) {
				t.Errorf("%s never falls back to %s", l, must)
			}
		}
		if !slices.Contains(kiosk.Languages(), l.Voice()) || !slices.Contains(kiosk.Languages(), l.Plain()) && l.Plain() != l {
			t.Errorf("%s is spoken as %s and is an easy %s", l, l.Voice(), l.Plain())
		}
	}
}
