package texts

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kundterminal/kiosk"
)

var easy = []kiosk.Language{kiosk.EasyFinnish, kiosk.EasySwedish}

// citizens are the keys above the mark of the Finnish file below which the texts of
// technicians begin.
func citizens(t *testing.T) []string {
	t.Helper()
	data, err := fs.ReadFile(embedded, "fi.toml")
	if err != nil {
		t.Fatal(err)
	}
	above, _, found := strings.Cut(string(data), "# For technicians.")
	if !found {
		t.Fatal("fi.toml does not say where the texts for technicians begin")
	}
	var keys []string
	for _, m := range regexp.MustCompile(`(?m)^(\w+) = `).FindAllStringSubmatch(above, -1) {
		keys = append(keys, m[1])
	}
	return keys
}

func TestEasyLanguagesHaveEveryTextOfACitizen(t *testing.T) {
	words, err := Load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range easy {
		have := words.Keys(l)
		for _, key := range citizens(t) {
			if !slices.Contains(have, key) && !slices.Contains(have, key+".other") {
				t.Errorf("%s.toml: %s: the text is missing", l, key)
			}
		}
	}
}

var (
	sentenceEnd   = regexp.MustCompile(`[.!?:](\s|$)`)
	abbreviations = regexp.MustCompile(`(?i)(^|\s)(esim|klo|ym|mm|jne|ks|puh|os|nro|t\.ex|bl\.a|kl|osv|tel|nr|s\.k|m\.m|ca)\.?(\s|$)`)
	numerals      = regexp.MustCompile(`(?i)(^|\s)(yksi|yhden|kaksi|kahden|kolme|kolmen|neljä|viisi|två|tre|fyra|fem|sex|tio)(\s|[.,!?]|$)`)
	passive       = map[kiosk.Language]*regexp.Regexp{
		kiosk.EasyFinnish: regexp.MustCompile(`(?i)(t|d|l|n|r)(aan|ään)(\s|[.,!?]|$)`),
		kiosk.EasySwedish: regexp.MustCompile(`(?i)\p{L}{2}(as|ts|rs|vs|ns|ls|ds)(\s|[.,!?]|$)|(^|\s)bliv?i?r?\s+\p{L}+(ad|at|t|d)(\s|$)`),
	}
	noPassive = []string{"enintään", "tänään", "paikallaan", "plats", "skrivarens", "minns", "finns"}
	commas    = regexp.MustCompile(`,\s*[^\d\s]`)
)

// clumsy tells what is not easy in a text.
func clumsy(l kiosk.Language, text string) (faults []string) {
	for _, sentence := range sentenceEnd.Split(text, -1) {
		if n := len(strings.Fields(sentence)); n > 12 {
			faults = append(faults, fmt.Sprintf("%q has %d words", strings.TrimSpace(sentence), n))
		}
		if len(commas.FindAllString(sentence, -1)) > 1 || strings.Contains(sentence, ";") {
			faults = append(faults, fmt.Sprintf("%q has more than one idea", strings.TrimSpace(sentence)))
		}
	}
	if m := abbreviations.FindString(text); m != "" {
		faults = append(faults, fmt.Sprintf("%q is an abbreviation", strings.TrimSpace(m)))
	}
	if m := numerals.FindString(text); m != "" {
		faults = append(faults, fmt.Sprintf("%q is a number in letters", strings.TrimSpace(m)))
	}
	for word := range strings.FieldsSeq(text) {
		plain := strings.ToLower(strings.Trim(word, ".,!?:"))
		if !slices.Contains(noPassive, plain) && passive[l].MatchString(word) {
			faults = append(faults, fmt.Sprintf("%q may be a passive", plain))
		}
	}
	return faults
}

func TestEasyLanguagesAreEasy(t *testing.T) {
	words, err := Load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range easy {
		for _, key := range words.Keys(l) {
			for _, fault := range clumsy(l, words.Say(l, key)) {
				t.Errorf("%s.toml: %s: %s", l, key, fault)
			}
		}
	}
}

func TestWhatIsNotEasyIsFound(t *testing.T) {
	for text, l := range map[string]kiosk.Language{
		"Lappusi tulostetaan.":            kiosk.EasyFinnish,
		"Odota esim. aulassa.":            kiosk.EasyFinnish,
		"Valitse kolme asiaa.":            kiosk.EasyFinnish,
		"Tule, katso, mene.":              kiosk.EasyFinnish,
		"Lappen hämtas av dig.":           kiosk.EasySwedish,
		"Kom kl. 12.":                     kiosk.EasySwedish,
		"Du har två ärenden.":             kiosk.EasySwedish,
		"a b c d e f g h i j k l m":       kiosk.EasySwedish,
		"Papperet skrivs ut i en maskin.": kiosk.EasySwedish,
	} {
		if len(clumsy(l, text)) == 0 {
			t.Errorf("%q is taken for easy", text)
		}
	}
}

func TestALanguageMayLackTextsButHasNoneOfItsOwn(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	whole := "a = \"x\"\nb = \"y {n}\"\nc = { one = \"one {n}\", other = \"many {n}\" }"
	files := fstest.MapFS{
		"fi.toml": file(whole), "sv.toml": file(whole), "en.toml": file(whole),
		"se.toml": file("c = { one = \"okta {n}\", two = \"guokte {n}\", other = \"máŋga {n}\" }"),
	}
	words, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if text, in := words.In(kiosk.NorthernSami, "b", "n", "7"); text != "y 7" || in != kiosk.Finnish {
		t.Errorf("a text that is missing is %q in %s", text, in)
	}
	for n, want := range []string{"máŋga 0", "okta 1", "guokte 2", "máŋga 3"} {
		if text, in := words.CountIn(kiosk.NorthernSami, "c", n); text != want || in != kiosk.NorthernSami {
			t.Errorf("%d is %q in %s, want %q", n, text, in, want)
		}
	}
	if text, in := words.CountIn(kiosk.SkoltSami, "c", 2); text != "many 2" || in != kiosk.Finnish {
		t.Errorf("two in a language without texts is %q in %s", text, in)
	}
	for text, want := range map[string]string{
		"d = \"z\"":                      "se.toml: d: the text is of no use",
		"c = \"z\"":                      "se.toml: c: the text is of no use",
		"c = { few = \"z\" }":            "se.toml: c.few: the plural forms are one and two and other",
		"a.two = \"z\"":                  "se.toml: a.two: the text is of no use",
		"c = { two = \"\", one = \"\" }": "se.toml: c.two: the text is empty",
	} {
		files["se.toml"] = file(text)
		if _, err := Load(files); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error lacks %q: %v", text, want, err)
		}
	}
}
