package catalogue

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// Grown returns a catalogue of n services, to measure how a terminal bears them:
// those of c, and others that are invented from their words, with names and
// keywords of which many stand nowhere else. The same n gives the same catalogue.
// Where c has n services or none, it is returned as it is.
func Grown(c *kiosk.Catalogue, n int) *kiosk.Catalogue {
	if len(c.Services) == 0 || len(c.Services) >= n {
		return c
	}
	g := grower{from: c, rng: rand.New(rand.NewPCG(1, uint64(n))), words: map[kiosk.Language][]string{}}
	for _, l := range kiosk.AllLanguages() {
		for _, s := range c.Services {
			g.words[l] = append(g.words[l], strings.Fields(s.Name[l]+" "+s.Keywords[l])...)
		}
	}
	services := slices.Clone(c.Services)
	for len(services) < n {
		services = append(services, g.service(len(services)))
	}
	services = slices.Clip(services)
	slices.SortStableFunc(services, func(a, b kiosk.Service) int { return strings.Compare(string(a.Authority), string(b.Authority)) })
	return kiosk.NewCatalogue(c.Authorities, services, c.LifeEvents, c.Queues)
}

type grower struct {
	from  *kiosk.Catalogue
	rng   *rand.Rand
	words map[kiosk.Language][]string
}

// service is one of the real ones under another name.
func (g grower) service(i int) kiosk.Service {
	s := g.from.Services[g.rng.IntN(len(g.from.Services))]
	s.ID = kiosk.ServiceID(fmt.Sprintf("grown-%d", i))
	s.Name = g.text(s.Name, func(l kiosk.Language) string { return g.compound(l) + " " + g.word(l) })
	s.Keywords = g.text(s.Keywords, func(l kiosk.Language) string {
		return strings.Join([]string{g.compound(l), g.word(l), g.word(l), g.compound(l), g.word(l)}, " ")
	})
	return s
}

// text is a text in the languages that another has.
func (g grower) text(like kiosk.Text, in func(kiosk.Language) string) kiosk.Text {
	t := kiosk.Text{}
	for _, l := range kiosk.AllLanguages() {
		if like[l] != "" {
			t[l] = in(l)
		}
	}
	return t
}

func (g grower) word(l kiosk.Language) string { return g.words[l][g.rng.IntN(len(g.words[l]))] }

// compound is a word of two, no longer than the catalogue's own.
func (g grower) compound(l kiosk.Language) string {
	a, b := []rune(strings.Trim(g.word(l), ",:-")), []rune(strings.ToLower(g.word(l)))
	return string(append(a[:min(len(a), 10):min(len(a), 10)], b[:min(len(b), 9)]...))
}
