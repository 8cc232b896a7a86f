package kiosk

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
)

// lexeme is a word that services have in their texts, with every place of it.
type lexeme struct {
	low    []rune // its letters in lower case, without joiners
	flat   []rune // the same as people type them who lack some on their keyboard
	key    string // the same with a byte for each letter
	joints []int  // letters behind a joiner: 4 in "Kela-kortti"
	has    letterSet
	places []place
}

// lexicon is all words of a catalogue, each once.
type lexicon struct {
	words []lexeme
	has   []letterSet // of each of them: most words are passed over by their letters
}

// place is where a word stands.
type place struct {
	service  int32 // of the catalogue
	place    uint8 // inNameStart and so on
	language uint8 // of AllLanguages
}

// lexiconOf collects the words of all services, so that a search looks at each
// word once, however many services have it.
func lexiconOf(c *Catalogue) *lexicon {
	b := lexicographer{known: map[string]int{}}
	for i := range c.Services {
		b.service(c, i)
	}
	x := &lexicon{words: b.list, has: make([]letterSet, len(b.list))}
	for i := range b.list {
		x.has[i] = b.list[i].has
	}
	return x
}

type lexicographer struct {
	known map[string]int // places in list, by letters and joiners
	list  []lexeme
}

func (b *lexicographer) service(c *Catalogue, i int) {
	s := &c.Services[i]
	authority, _ := c.Authority(s.Authority)
	for n, l := range AllLanguages() {
		p := place{service: int32(i), language: uint8(n)}
		b.text(s.Name[l], p, inName)
		if l == English { // whose compounds are often written as one word
			b.joined(s.Name[l], p)
		}
		b.text(s.Keywords[l], p, inKeywords)
		for _, e := range s.Errands {
			b.text(e[l], p, inErrands)
		}
		b.text(s.Note[l], p, inNote)
		b.text(authority.Name[l], p, inAuthority)
		b.text(authority.Tile[l], p, inAuthority)
	}
}

// text notes the words of one text.
func (b *lexicographer) text(text string, p place, in uint8) {
	start := -1
	for i, r := range text {
		switch inWord := isLetter(r) || start >= 0 && joins(r); {
		case inWord && start < 0:
			start = i
		case !inWord && start >= 0:
			b.word(text[start:i], p, in, start)
			start = -1
		}
	}
	if start >= 0 {
		b.word(text[start:], p, in, start)
	}
}

// joined notes each two words of a name as one.
func (b *lexicographer) joined(name string, p place) {
	words := strings.Fields(name)
	for i := 1; i < len(words); i++ {
		if !strings.ContainsFunc(words[i-1], func(r rune) bool { return !isLetter(r) && !joins(r) }) {
			b.text(words[i-1]+"-"+words[i], p, inKeywords)
		}
	}
}

func (b *lexicographer) word(word string, p place, in uint8, at int) {
	p.place = in
	if in == inName && at == 0 {
		p.place = inNameStart
	}
	n, ok := b.known[word]
	if !ok {
		n = len(b.list)
		b.known[word] = n
		b.list = append(b.list, lexemeOf(word))
	}
	x := &b.list[n]
	for _, have := range x.places[max(0, len(x.places)-8):] { // most that repeat stand near
		if have.service == p.service && have.language == p.language && have.place <= p.place {
			return
		}
	}
	x.places = append(x.places, p)
}

func lexemeOf(word string) lexeme {
	var x lexeme
	joint := false
	for _, r := range word {
		if !isLetter(r) {
			joint = true
			continue
		}
		if joint && len(x.low) > 0 {
			x.joints = append(x.joints, len(x.low))
		}
		joint = false
		r = unicode.ToLower(r)
		x.low = append(x.low, r)
		if to, ok := plain[r]; ok {
			r = to
		}
		x.flat = append(x.flat, r)
	}
	x.key, x.has = keyOf(x.flat), lettersOf(x.flat)
	return x
}

// fillers are words that people write around what they seek.
var fillers = func() map[string]bool {
	m := map[string]bool{}
	for _, words := range []string{
		"ja tai miten mistä missä mihin haluan haluaisin tarvitsen hakea haen hae saada saan saanko voinko voiko uusi uuden uutta uudet uusia uusinta uusiminen minun oma oman omat apua",
		"och eller hur var vart jag vill skulle behöver kan får man söka ansöka hämta förnya förnyelse ny nytt nya min mitt mina en ett den det om för till med att hjälp",
		"and or how where what i want need would like can do get getting apply renew renewal new my a an the of for to in with help",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = true
		}
	}
	return m
}()

// sought are the words of a query that say what is sought: all of them where they
// are fillers only.
func sought(query string) [][]rune {
	words := queryWords(query)
	kept := slices.DeleteFunc(slices.Clone(words), func(w []rune) bool { return fillers[string(w)] })
	if len(kept) == 0 {
		return words
	}
	return kept
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
		case joins(r):
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

// joins reports whether r may stand inside a word and be left out of it; so may the
// dots of a decomposed ä, which is an a then.
func joins(r rune) bool {
	return r == '-' || r == '.' || r == '\'' || r == '’' || r == softener || unicode.Is(unicode.Mn, r)
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

// letterSet is a set of letters. Those outside a to z share six bits, so that it
// may hold one that is not meant, and never lacks one that is.
type letterSet uint32

func lettersOf(word []rune) letterSet {
	var s letterSet
	for _, r := range word {
		if to, ok := plain[r]; ok {
			r = to
		}
		if r >= 'a' && r <= 'z' {
			s |= 1 << (r - 'a')
		} else {
			s |= 1 << (26 + r%6)
		}
	}
	return s
}

// keyOf writes a word without dots with a byte for each letter. Letters outside a to
// z share a few, so that words whose keys are alike may differ, and none whose keys
// differ is found by the other.
func keyOf(word []rune) string {
	key := make([]byte, len(word))
	for i, r := range word {
		if to, ok := plain[r]; ok {
			r = to
		}
		if key[i] = byte(r); r >= 128 {
			key[i] = byte(128 + r%128)
		}
	}
	return string(key)
}

func (s letterSet) count() int { return bits.OnesCount32(uint32(s)) }
