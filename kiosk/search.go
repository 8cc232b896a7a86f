package kiosk

import (
	"cmp"
	"slices"
	"unicode"
)

// Limits of a search. A query longer than maxSought runes is cut: nobody types
// that much at a terminal.
const (
	maxFound  = 20
	maxSought = 64
	minInner  = 3 // letters that a word needs to be looked for inside compounds
	minTypo   = 5 // letters that a word needs to be forgiven one slip
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

	unfinished    = 1   // added when the word found goes on: "pass" in "passi"
	insideWord    = 20  // added when found within a compound: "kortti" in "verokortti"
	otherLanguage = 100 // added when found only in another language than the chosen one
	withTypo      = 1000
)

// Search finds the services that exist on the day d by words, at most 20, best
// first and otherwise in the order of the catalogue. Every word of the query
// must be found, in the chosen language or else in another: at the start of a
// word of the name, keywords, errands, note or authority's name, or inside a
// compound of the first three. Case does not matter, and å, ä and ö are found by a and o, but not
// the other way round. A word that is nowhere to be found may have one slip:
// a letter too many, too few, wrong, or two exchanged. An empty query finds
// nothing.
func (c *Catalogue) Search(query string, l Language, d Date) []Service {
	words := queryWords(query)
	if len(words) == 0 {
		return nil
	}
	s := searcher{catalogue: c, languages: searched(l), own: ownLanguages(l), day: d}
	costs := make([]int, len(c.Services))
	for _, w := range words {
		s.add(costs, w)
	}
	return s.best(costs)
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
	languages []Language
	own       int // of the first of them
	day       Date
}

// add adds to each service's cost that of finding one word in it. Only where no
// service has the word is it taken for a slip, so that good spelling is never
// drowned in near misses.
func (s searcher) add(costs []int, word []rune) {
	found := make([]int, len(costs))
	for _, slip := range []bool{false, true} {
		m := matcher{word: word, slip: slip}
		hit := false
		for i := range s.catalogue.Services {
			if found[i] = nowhere; costs[i] < nowhere || !hit {
				found[i] = s.cost(m, &s.catalogue.Services[i])
			}
			hit = hit || found[i] < nowhere
		}
		if hit || len(word) < minTypo {
			break
		}
	}
	for i := range costs {
		costs[i] += found[i]
	}
}

// cost is that of the best place where m finds its word in the service.
func (s searcher) cost(m matcher, service *Service) int {
	if !service.ValidOn(s.day) {
		return nowhere
	}
	authority, _ := s.catalogue.Authority(service.Authority)
	for i, l := range s.languages {
		best := m.in(service.Name[l], inName, nowhere)
		best = m.in(service.Keywords[l], inKeywords, best)
		for _, e := range service.Errands {
			best = m.in(e[l], inErrands, best)
		}
		best = m.in(service.Note[l], inNote, best)
		best = m.in(authority.Name[l], inAuthority, best)
		best = m.in(authority.Tile[l], inAuthority, best)
		if best < nowhere {
			if i >= s.own {
				best += otherLanguage
			}
			if m.slip {
				best += withTypo
			}
			return best
		}
	}
	return nowhere
}

// best lists the services that have all words, cheapest first.
func (s searcher) best(costs []int) []Service {
	var order []int
	for i, cost := range costs {
		if cost < nowhere {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(costs[a], costs[b]) })
	list := make([]Service, 0, min(len(order), maxFound))
	for _, i := range order[:min(len(order), maxFound)] {
		list = append(list, s.catalogue.Services[i])
	}
	return list
}

// queryWords splits a query into words in lower case. "Kela-kortti" and
// "suomi.fi" are one word each, without what joins them.
func queryWords(query string) [][]rune {
	var words [][]rune
	var word []rune
	n := 0
	for _, r := range query {
		if n++; n > maxSought {
			break
		}
		switch {
		case isLetter(r):
			word = append(word, unicode.ToLower(r))
		case isJoiner(r) || unicode.Is(unicode.Mn, r): // also the dots of a decomposed ä: it is an a then
		case len(word) > 0:
			words = append(words, word)
			word = nil
		}
	}
	if len(word) > 0 {
		words = append(words, word)
	}
	return words
}

func isLetter(r rune) bool { return unicode.IsLetter(r) && r != softener || unicode.IsDigit(r) }

// softener is the modifier letter of Skolt Sámi, which few keyboards have.
const softener = 'ʹ'

// isJoiner reports whether r may stand inside a word and be left out of it.
func isJoiner(r rune) bool { return r == '-' || r == '.' || r == '\'' || r == '’' || r == softener }

// matcher looks for one word of a query in texts.
type matcher struct {
	word []rune // in lower case
	slip bool   // forgive one slip; then only at the start of words
}

// in returns the cost of the best match in the text, or best where that is less.
func (m matcher) in(text string, place, best int) int {
	before := ' '
	for i, r := range text {
		if m.slip && isLetter(r) && !isLetter(before) || !m.slip && sameLetter(m.word[0], r) {
			if cost := m.costBehind(before, place, i); cost < best {
				best = min(best, cost+m.match(text[i:]))
			}
		}
		before = r
	}
	return best
}

// costBehind is the cost of a match at the i-th byte of a place, behind the
// letter before.
func (m matcher) costBehind(before rune, place, i int) int {
	switch {
	case isJoiner(before): // "kortti" in "Kela-kortti"
		return place + insideWord
	case isLetter(before): // "kortti" in "verokortti"
		if m.slip || place >= inNote || len(m.word) < minInner {
			return nowhere
		}
		return place + insideWord
	case place == inName && i == 0:
		return inNameStart
	}
	return place
}

// match is 0 when the text begins with the whole word, unfinished when it begins
// with a longer one, else nowhere.
func (m matcher) match(text string) int {
	if m.slip {
		if m.nearly(text) {
			return 0
		}
		return nowhere
	}
	n := 0
	for _, r := range text {
		switch {
		case n == len(m.word):
			if isLetter(r) {
				return unfinished
			}
			return 0
		case n > 0 && isJoiner(r):
		case !sameLetter(m.word[n], r):
			return nowhere
		default:
			n++
		}
	}
	if n < len(m.word) {
		return nowhere
	}
	return 0
}

// nearly reports whether the text begins with the word but for one slip.
func (m matcher) nearly(text string) bool {
	var room [maxSought + 1]rune
	letters := room[:0]
	for _, r := range text {
		if isJoiner(r) {
			continue
		}
		if len(letters) > len(m.word) || !isLetter(r) {
			break
		}
		letters = append(letters, r)
	}
	if len(letters) < len(m.word)-1 { // more than one letter is missing
		return false
	}
	same := 0
	for same < min(len(m.word), len(letters)) && sameLetter(m.word[same], letters[same]) {
		same++
	}
	word, rest := m.word[same:], letters[same:]
	switch {
	case len(word) == 0 || begins(rest, word[1:]): // all there, or one too many
		return true
	case len(rest) == 0:
		return false
	case begins(rest[1:], word), begins(rest[1:], word[1:]): // one too few, or a wrong one
		return true
	}
	return len(rest) > 1 && len(word) > 1 && // two exchanged
		sameLetter(word[0], rest[1]) && sameLetter(word[1], rest[0]) && begins(rest[2:], word[2:])
}

func begins(letters, word []rune) bool {
	if len(letters) < len(word) {
		return false
	}
	for i, q := range word {
		if !sameLetter(q, letters[i]) {
			return false
		}
	}
	return true
}

// sameLetter reports whether the lower-case letter q of a query finds r.
func sameLetter(q, r rune) bool {
	if r < unicode.MaxASCII {
		return q == r || 'A' <= r && r <= 'Z' && q == r+'a'-'A'
	}
	r = unicode.ToLower(r)
	return q == r || q == plain[r]
}

// plain gives the letter that people type who do not have another on their
// keyboard, in Finnish, Swedish and the Sámi languages and in names.
var plain = func() map[rune]rune {
	m := map[rune]rune{}
	for letter, others := range map[rune]string{
		'a': "åäáàâãæ", 'c': "čç", 'd': "đð", 'e': "éèêë", 'g': "ǧǥ", 'i': "íìîï", 'k': "ǩ", 'n': "ŋñ",
		'o': "öóòôõø", 's': "š", 't': "ŧ", 'u': "úùûü", 'z': "žʒǯ",
	} {
		for _, other := range others {
			m[other] = letter
		}
	}
	return m
}()
