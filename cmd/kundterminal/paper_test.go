package main

import (
	"testing"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusans"
	"golang.org/x/image/font/sfnt"

	"kundterminal/assets"
	"kundterminal/devices"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/ui/texts"
)

func TestEveryFaultOfTheDeviceIsOneThatAScreenExplains(t *testing.T) {
	for _, f := range devices.Faults() {
		if c := conditionOf(f); c == kiosk.PrinterReady {
			t.Errorf("%s counts as ready", f)
		}
	}
	if c := conditionOf(devices.FaultNone); c != kiosk.PrinterReady {
		t.Errorf("no fault counts as %s", c)
	}
}

// TestEveryLetterCanBeOnPaper holds the texts and the catalogue against the
// typeface that the driver draws with where the printer lacks a letter.
func TestEveryLetterCanBeOnPaper(t *testing.T) {
	font, err := sfnt.Parse(dejavusans.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var buf sfnt.Buffer
	check := func(where, text string) {
		for _, r := range text {
			if i, err := font.GlyphIndex(&buf, r); unicode.IsPrint(r) && (err != nil || i == 0) {
				t.Errorf("%s: %q: the typeface lacks %q", where, text, r)
			}
		}
	}
	words, err := texts.Load(assets.Texts())
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range kiosk.AllLanguages() {
		for _, key := range words.Keys(l) {
			check(key, words.Say(l, key))
		}
		for _, s := range c.Services {
			check(string(s.ID), s.Name.String(l))
		}
		for _, q := range c.Queues {
			check(string(q.ID), q.Place.String(l))
		}
	}
	check("the Sámi languages", "áâčđǧǥǩŋõšŧžʒǯåäöÁÂČĐǦǤǨŊÕŠŦŽƷǮÅÄÖʹ")
}
