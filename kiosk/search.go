package kiosk

import (
	"cmp"
	"slices"
)

// Limits of a search. A query longer than maxSought runes is cut: nobody types
// that much at a terminal.
const (
	maxFound  = 20
	maxSought = 64
	minInner  = 3 // letters that a word needs to be looked for inside compounds
)

// Where a word of the query was found, best first. They are costs: the costs of
// all words are added up, and the cheapest service comes first.
const (
	inNameStart = 2 * iota
	inName
	inKeywords
	inErrands
	inNote
	inAuthority
	nowhere = 1 << 20
)

// otherLanguage is added when a word is found only in another language than the
// chosen one.
const otherLanguage = 100

// Search finds the services that exist on the day d by words, at most 20, best
// first and otherwise in the order of the catalogue. A word is found in the chosen
// language or else in another: at the start of a word of the name, keywords,
// errands, note or authority's name, or inside a compound of the first three.
// Case does not matter, and å, ä and ö are found by a and o, but not the other way
// round.
//
// A word that no service has is taken for another form of a word ("verokortin" of
// "verokortti"), for a compound that begins with one ("passihakemus"), or for a
// slip of the finger: one letter too many, too few or wrong, or two exchanged, in
// words of four letters; two of these in words of seven.
//
// Where no service has all words, those are found that lack the fewest letters of
// them. Words such as "I need a new" are left out beside others. An empty query finds
// nothing.
func (c *Catalogue) Search(query string, l Language, d Date) []Service {
	words := sought(query)
	if len(words) == 0 || c.lexicon == nil {
		return nil
	}
	s := searcher{catalogue: c, ranks: ranks(l), own: ownLanguages(l), valid: make([]bool, len(c.Services))}
	for i := range c.Services {
		s.valid[i] = c.Services[i].ValidOn(d)
	}
	sums := make([]sum, len(c.Services))
	for _, w := range words {
		s.add(sums, w)
	}
	return s.best(sums)
}

// searched is every language in which services have words: the chosen one and its
// fallbacks first.
func searched(l Language) []Language {
	list := slices.Clone(l.Fallbacks())
	for _, other := range AllLanguages() {
		if !slices.Contains(list, other) {
			list = append(list, other)
		}
	}
	return list
}

// ranks gives the languages of a lexicon their places in searched.
func ranks(l Language) []int {
	list := make([]int, len(AllLanguages()))
	for i, other := range AllLanguages() {
		list[i] = slices.Index(searched(l), other)
	}
	return list
}

// ownLanguages is how many of the first of them a person takes for their own: with
// a language that a text may lack, also the one that is shown in its place.
func ownLanguages(l Language) int {
	if slices.Contains(Languages(), l) {
		return 1
	}
	return 2
}

type searcher struct {
	catalogue *Catalogue
	ranks     []int // of the lexicon's languages
	own       int   // ranks below this are a person's own
	valid     []bool
}

// sum is what the words of a query come to for one service.
type sum struct {
	cost    int
	missed  int // letters of words that it does not have
	longest int // letters of the longest that it has
}

// add adds to each service's sum what finding one word in it costs. Only where no
// service has the word is it taken for something else, so that good spelling is
// never drowned in near misses.
func (s searcher) add(sums []sum, word []rune) {
	keys := make([]int, len(sums)) // a cost behind the rank of its language; 0: not found
	m, lexicon := matcherOf(word), s.catalogue.lexicon
	hit := false
	for i, has := range lexicon.has {
		if m.mayMatch(has) {
			cost, inner := m.match(&lexicon.words[i])
			hit = s.note(keys, &lexicon.words[i], cost, inner) && cost < otherForm || hit
		}
	}
	if !hit && m.slips > 0 {
		for i, has := range lexicon.has {
			if m.mayBeNear(has) {
				cost, inner := m.nearly(&lexicon.words[i])
				s.note(keys, &lexicon.words[i], cost, inner)
			}
		}
	}
	for i, key := range keys {
		if key == 0 {
			sums[i].missed += len(word)
			continue
		}
		cost := key&(nowhere-1) - 1
		if key/nowhere >= s.own {
			cost += otherLanguage
		}
		sums[i].cost += cost
		sums[i].longest = max(sums[i].longest, len(word))
	}
}

// note keeps the best place of a word for each service, the first language that has
// it before all others. It reports whether there is one.
func (s searcher) note(keys []int, x *lexeme, cost int, inner bool) bool {
	noted := false
	if cost >= nowhere {
		return noted
	}
	for _, p := range x.places {
		if inner && p.place >= inNote || !s.valid[p.service] {
			continue
		}
		key := s.ranks[p.language]*nowhere + cost + int(p.place) + 1
		if have := keys[p.service]; have == 0 || key < have {
			keys[p.service] = key
		}
		noted = true
	}
	return noted
}

// best lists the services that lack least of what was sought, cheapest first. One
// letter or two are no word that somebody is sure to mean.
func (s searcher) best(sums []sum) []Service {
	least := nowhere
	for _, sum := range sums {
		if sum.missed == 0 || sum.longest >= minInner {
			least = min(least, sum.missed)
		}
	}
	var order []int
	for i, sum := range sums {
		if sum.missed == least && (least == 0 || sum.longest >= minInner) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sums[a].cost, sums[b].cost) })
	list := make([]Service, 0, min(len(order), maxFound))
	for _, i := range order[:min(len(order), maxFound)] {
		list = append(list, s.catalogue.Services[i])
	}
	return list
}
