package gallery

import (
	"strings"
	"testing"

	"kundterminal/kiosk"
)

func TestModesAreReadAsWordsWithCommas(t *testing.T) {
	m, err := ParseMode("largest,contrast,low,simple,left")
	want := Mode{"largest+contrast+low+simple+left", kiosk.Comfort{Text: kiosk.TextLargest, Contrast: true, Low: true, Simple: true, LeftHand: true}}
	if err != nil || m != want {
		t.Fatalf("%+v, %v", m, err)
	}
	for _, text := range []string{"", "big", "large,", "large contrast"} {
		if _, err := ParseMode(text); err == nil || !strings.Contains(err.Error(), "write plain, large, largest, contrast, low, simple, left") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestFramesAreReadAsAWordOrPixelsAndInches(t *testing.T) {
	f, err := ParseFrame("1080x1920@21.5")
	if err != nil || f.WidthPx != 1080 || f.HeightPx != 1920 || f.Glass.W < 267 || f.Glass.W > 268 {
		t.Fatalf("%+v, %v", f, err)
	}
	if f, err = ParseFrame("landscape"); err != nil || f.Glass.W < f.Glass.H {
		t.Fatalf("%+v, %v", f, err)
	}
	for _, text := range []string{"", "tall", "1080x1920", "10x10@27", "1080x1920@NaN", "1080x1920@7", "1080@27"} {
		if _, err := ParseFrame(text); err == nil || !strings.Contains(err.Error(), "1080x1920@21.5") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestATextIsFoundAlthoughALineBreaksIt(t *testing.T) {
	said := []Source{{Key: "whole", bare: bare("Anmälan som arbetssökande")}, {Key: "part", bare: bare("Anmälan")}, {Key: "short", bare: "å"}}
	if got := sourcesOf("Anmälan som arbets- sökande", said); len(got) != 1 || got[0].Key != "whole" {
		t.Errorf("%+v", got)
	}
	if got := sourcesOf("Anmälan på nytt", said); len(got) != 1 || got[0].Key != "part" {
		t.Errorf("%+v", got)
	}
}

func TestAPressIsNamedWithoutItsMark(t *testing.T) {
	for want, p := range map[string]kiosk.Press{
		"BackPressed":               kiosk.BackPressed{},
		"ErrandToggled{Service:k1}": kiosk.ErrandToggled{Service: "k1"},
		"BothPressed{First:ErrandToggled{Service:k1} Then:PageTurned{To:2}}": kiosk.BothPressed{
			First: kiosk.ErrandToggled{Service: "k1"}, Then: kiosk.PageTurned{To: 2},
		},
	} {
		if got := pressName(p); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
