package catalogue_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

// everyday are queries as people type them: whole sentences, other forms of words,
// compounds that nobody put into a catalogue, and slips. The service must be among
// the first three.
var everyday = map[kiosk.Language][][2]string{
	kiosk.Finnish: {
		{"passi", "p-pass"},
		{"passin", "p-pass"},
		{"passia", "p-pass"},
		{"passihakemus", "p-pass"},
		{"passin uusiminen", "p-pass"},
		{"haluan uuden passin", "p-pass"},
		{"pasis", "p-pass"},
		{"henkkarit", "p-id"},
		{"henkkareita", "p-id"},
		{"henkilökorti", "p-id"},
		{"henkilokortin", "p-id"},
		{"verokortin", "v-card"},
		{"verokortit", "v-card"},
		{"verokotti", "v-card"},
		{"vreokorrti", "v-card"},
		{"vekrokorti", "v-card"},
		{"veroprosentin muutos", "v-card"},
		{"asumistukea", "k-housing"},
		{"asumistuen", "k-housing"},
		{"asumistukihakemus", "k-housing"},
		{"asumstuki", "k-housing"},
		{"asmuistkui", "k-housing"},
		{"miten haen asumistukea", "k-housing"},
		{"toimeentulotuki", "k-basic"},
		{"toimentulotukea", "k-basic"},
		{"sossu", "k-basic"},
		{"lapsilisää", "k-child"},
		{"lapsilisän", "k-child"},
		{"opintotuen", "k-study"},
		{"opintotukihakemus", "k-study"},
		{"muutto", "d-move"},
		{"muuton", "d-move"},
		{"muuttoilmoituksen", "d-move"},
		{"osoitteenmuutosilmoitus", "d-move"},
		{"muutoilmotus", "d-move"},
		{"työttömäksi", "k-unemp"},
		{"työtön", "k-unemp"},
		{"ilmoittautuminen työttömäksi", "w-register"},
		{"eläkettä", "k-pension"},
		{"kansaneläkettä", "k-pension"},
		{"leskeneläke", "k-survivor"},
		{"kuntoutuksen", "k-rehab"},
		{"päiväkotiin", "m-daycare"},
		{"päivähoitopaikka", "m-daycare"},
		{"rakennuslupaa", "m-build"},
		{"oleskelulupaa", "g-permit"},
		{"oleskelulvan", "g-permit"},
		{"velkaneuvonta", "o-debt"},
		{"velkaa", "o-debt"},
		{"kirjastokortti", "m-library"},
		{"parkkiluvan", "m-parking"},
		{"apteekista", "k-medicine"},
		{"lääkkeistä", "k-medicine"},
		{"sairaslomaa", "k-sick"},
		{"rikosilmoituksen", "p-report"},
		{"äänestämään", "m-vote"},
		{"perunkirjoituksen", "v-estate"},
		{"avioeron", "h-family"},
		{"adoptoida", "h-family"},
		{"häät", "d-marry"},
	},
	kiosk.Swedish: {
		{"pass", "p-pass"},
		{"passet", "p-pass"},
		{"passansökan", "p-pass"},
		{"nytt pass", "p-pass"},
		{"jag behöver ett nytt pass", "p-pass"},
		{"legitimationen", "p-id"},
		{"skattekortet", "v-card"},
		{"skattekrot", "v-card"},
		{"skattkorte", "v-card"},
		{"flytta", "d-move"},
		{"flyttanmälning", "d-move"},
		{"flytanmalan", "d-move"},
		{"adressändringen", "d-move"},
		{"bostadsbidraget", "k-housing"},
		{"bostadbidrag", "k-housing"},
		{"ansöka om bostadsbidrag", "k-housing"},
		{"arbetslös", "k-unemp"},
		{"arbetslösa", "k-unemp"},
		{"arbetslöshetsersättningen", "k-unemp"},
		{"barnbidraget", "k-child"},
		{"bernbidrga", "k-child"},
		{"dagisplats", "m-daycare"},
		{"uppehållstillståndet", "g-permit"},
		{"uppehalstilstand", "g-permit"},
		{"bygglovet", "m-build"},
		{"skulderna", "o-debt"},
		{"rösträtten", "m-vote"},
		{"bouppteckningen", "v-estate"},
		{"begravning dödsfall", "v-estate"},
		{"studiestödet", "k-study"},
		{"pensionen", "k-pension"},
		{"läkemedlen", "k-medicine"},
		{"biblotek", "m-library"},
	},
	kiosk.English: {
		{"passport", "p-pass"},
		{"passports", "p-pass"},
		{"pasport", "p-pass"},
		{"pssaport", "p-pass"},
		{"paspotr", "p-pass"},
		{"I need a new passport", "p-pass"},
		{"how do I get a passport", "p-pass"},
		{"tax card", "v-card"},
		{"taxcard", "v-card"},
		{"tax crad", "v-card"},
		{"moving house", "d-move"},
		{"change my address", "d-move"},
		{"adress", "d-move"},
		{"housing benefit", "k-housing"},
		{"help with rent", "k-housing"},
		{"unemployed", "k-unemp"},
		{"unemploymnet", "k-unemp"},
		{"unemplyomnet", "k-unemp"},
		{"child benefits", "k-child"},
		{"student loan", "k-study"},
		{"students loans", "k-study"},
		{"daycare", "m-daycare"},
		{"kindergarden", "m-daycare"},
		{"residence permit", "g-permit"},
		{"residence permit renewal", "g-permit"},
		{"citizenship", "g-citizen"},
		{"citzenshp", "g-citizen"},
		{"voting", "m-vote"},
		{"vote", "m-vote"},
		{"lost wallet", "p-lost"},
		{"I lost my keys", "p-lost"},
		{"getting married", "d-marry"},
		{"weding", "d-marry"},
		{"divorce", "h-family"},
		{"library card", "m-library"},
		{"debts", "o-debt"},
		{"lawyers", "o-legal"},
		{"theraphy", "k-rehab"},
		{"pensions", "k-pension"},
	},
}

func TestEverydayWordsFindTheirServiceAmongTheFirstThree(t *testing.T) {
	c := shipped(t)
	for l, list := range everyday {
		for _, q := range list {
			if ids := found(c, q[0], l); !slices.Contains(ids[:min(3, len(ids))], q[1]) {
				t.Errorf("%q in %s finds %v, want %s among the first three", q[0], l, ids[:min(6, len(ids))], q[1])
			}
		}
	}
}

// slip makes one wrong letter of a word: one too many, too few, another, or two
// exchanged, at one of the letters from and to and in between.
func slip(t *rapid.T, word []rune, from, to int) []rune {
	at := rapid.IntRange(from, to).Draw(t, "at")
	letter := rapid.SampledFrom([]rune("abdefghijklmnoprstuvyäöåqwxz")).Draw(t, "letter")
	word = slices.Clone(word)
	switch kind := rapid.IntRange(0, 3).Draw(t, "kind"); {
	case kind == 0:
		return slices.Insert(word, at, letter)
	case kind == 1:
		return slices.Delete(word, at, at+1)
	case kind == 2 && at > from:
		word[at-1], word[at] = word[at], word[at-1]
	default:
		word[at] = letter
	}
	return word
}

// TestTwoWrongLettersOfALongWordAreForgiven takes the first word of any name. What
// slips make of it may stand in a word that there is: then that one is meant.
func TestTwoWrongLettersOfALongWordAreForgiven(t *testing.T) {
	c := shipped(t)
	text := allText(c)
	rapid.Check(t, func(t *rapid.T) {
		service := rapid.SampledFrom(c.Services).Draw(t, "service")
		l := rapid.SampledFrom(kiosk.Languages()).Draw(t, "language")
		word := []rune(folded(strings.Fields(service.Name[l])[0]))
		half, last := len(word)/2, len(word)-1
		switch {
		case len(word) < 6:
			return
		case len(word) < 9: // two might make it shorter than is forgiven two
			word = slip(t, word, 0, last)
		default: // the end first, which moves no letter of the beginning
			word = slip(t, slip(t, word, half+1, last), 0, half-1)
		}
		near := found(c, string(word), l)
		if !slices.Contains(near, string(service.ID)) && len(near) < 20 && !strings.Contains(text, folded(string(word))) {
			t.Fatalf("%q finds %v and not %s", string(word), near, service.ID)
		}
	})
}

// folded is a text without the dots of its letters and without what joins words.
func folded(text string) string {
	return strings.NewReplacer("ä", "a", "å", "a", "ö", "o", "-", "", ".", "", ",", "", "'", "", ":", "").Replace(strings.ToLower(text))
}

// allText is every text in which services are looked for.
func allText(c *kiosk.Catalogue) string {
	var b strings.Builder
	write := func(t kiosk.Text) {
		for _, l := range kiosk.AllLanguages() {
			b.WriteString(folded(t[l]) + " ")
		}
	}
	for _, s := range c.Services {
		write(s.Name)
		write(s.Keywords)
		write(s.Note)
		for _, e := range s.Errands {
			write(e)
		}
	}
	for _, a := range c.Authorities {
		write(a.Name)
		write(a.Tile)
	}
	return b.String()
}

// TestALetterMoreNeverFindsMore holds for letters that spell a word: whoever types
// on sees a list that only shrinks.
func TestALetterMoreNeverFindsMore(t *testing.T) {
	c := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		service := rapid.SampledFrom(c.Services).Draw(t, "service")
		l := rapid.SampledFrom(kiosk.Languages()).Draw(t, "language")
		name := []rune(service.Name[l])
		for n := 3; n <= len(name) && name[n-1] != ' '; n++ {
			if !slices.Contains(found(c, string(name[:n]), l), string(service.ID)) && len(found(c, string(name[:n]), l)) < 20 {
				t.Fatalf("%q does not find %s", string(name[:n]), service.ID)
			}
		}
	})
}

const searchLimit = 10 * time.Millisecond // for each key

// BenchmarkSearchByTheKey types every everyday query, key by key, in the shipped
// catalogue and in one of 5,000 services. The limit of its p99 is 10 ms.
func BenchmarkSearchByTheKey(b *testing.B) {
	for name, c := range map[string]*kiosk.Catalogue{"shipped": shipped(b), "5000": catalogue.Grown(shipped(b), 5000)} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				took = append(took, typed(c)...)
			}
			slices.Sort(took)
			ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(len(c.Services)), "services")
			b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
			b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
			b.ReportMetric(ms(took[len(took)-1]), "max-ms")
			b.ReportMetric(ms(searchLimit), "limit-ms")
		})
	}
}

// typed types all everyday queries and returns what each key took.
func typed(c *kiosk.Catalogue) []time.Duration {
	var took []time.Duration
	for l, list := range everyday {
		for _, q := range list {
			for i := range q[0] {
				if i == 0 {
					continue
				}
				begun := time.Now()
				c.Search(q[0][:i], l, today)
				took = append(took, time.Since(begun))
			}
		}
	}
	return took
}
