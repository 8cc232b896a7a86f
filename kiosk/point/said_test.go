package point_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
	"kundterminal/ui"
	"kundterminal/ui/texts"
)

func words(t *testing.T) *ui.Texts {
	t.Helper()
	words, err := texts.Load(os.DirFS("../../assets/texts/point"))
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestTheRulesAreSaidInWordsAsTheyAreTried(t *testing.T) {
	rules := queue.DefaultRules()
	rules[3].Weights = []int{2, 1, 1}
	for l, want := range map[kiosk.Language]string{
		kiosk.English: "We call people with an appointment from 2 minutes before their time.\n" +
			"We call whoever has waited 60 minutes, in any class.\n" +
			"We call people with priority.\n" +
			"We call the person who has waited longest. The authorities of the desk take turns 2 : 1 : 1. The last is for the rest.\n" +
			"We call people with a later appointment when nobody else waits.",
		kiosk.Swedish: "Vi kallar den som bokat tid från 2 minuter före tiden.\n" +
			"Vi kallar den som har väntat 60 minuter, i alla klasser.\n" +
			"Vi kallar den som har företräde.\n" +
			"Vi kallar den som har väntat längst. Diskens myndigheter turas om 2 : 1 : 1. Den sista siffran gäller de övriga.\n" +
			"Vi kallar den som har en senare tid när ingen annan väntar.",
		kiosk.Finnish: "Kutsumme ajanvaranneen aikaisintaan 2 minuuttia ennen hänen aikaansa.\n" +
			"Kutsumme 60 minuuttia odottaneen luokasta riippumatta.\n" +
			"Kutsumme sen, jolla on etusija.\n" +
			"Kutsumme sen, joka on odottanut pisimpään. Pisteen viranomaiset vuorottelevat 2 : 1 : 1. Viimeinen luku koskee muita.\n" +
			"Kutsumme myöhemmän ajan varanneen, kun muita ei ole jonossa.",
	} {
		if got := strings.Join(point.Rules(rules, l, words(t)), "\n"); got != want {
			t.Errorf("%s: the rules are\n%s\nand not\n%s", l, got, want)
		}
	}
	rules[0].Before, rules[1].After = 0, time.Minute
	got := point.Rules(rules[:2], kiosk.English, words(t))
	if want := []string{"We call people with an appointment when their time has come.", "We call whoever has waited 1 minute, in any class."}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestNoSentenceHasMoreThanTwelveWords(t *testing.T) {
	said := words(t)
	for _, l := range kiosk.Languages() {
		for _, key := range said.Keys(l) {
			for _, sentence := range strings.FieldsFunc(said.Say(l, key), func(r rune) bool { return r == '.' || r == ':' }) {
				if n := len(strings.Fields(sentence)); n > 12 {
					t.Errorf("%s: %s has a sentence of %d words: %q", l, key, n, sentence)
				}
			}
		}
	}
}

func TestTheLimitsAreSaidInWordsAsFarAsThereAreSome(t *testing.T) {
	s := queue.DefaultSettings()
	for _, l := range kiosk.Languages() {
		said := point.Limits(s, l, words(t))
		if len(said) != 4 {
			t.Errorf("%s: %q", l, said)
		}
		for _, sentence := range said {
			if strings.ContainsAny(sentence, "{_") {
				t.Errorf("%s: a text is missing: %q", l, sentence)
			}
		}
	}
	s.KeepsPlace, s.Closing = 0, false
	got := strings.Join(point.Limits(s, kiosk.English, words(t)), "\n")
	if want := "We call a person 3 times at most.\nWe wait 5 minutes before the next call. 3 other calls of the desk are enough too."; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
