package kiosk

import (
	"slices"
	"strings"
)

// What finding a word costs, beside its place.
const (
	unfinished = 1    // the word found goes on: "pass" in "passi"
	insideWord = 20   // within a compound: "kortti" in "verokortti"
	otherForm  = 400  // another form of the word, and otherEnd for each letter of both ends
	otherEnd   = 60   //
	withTypo   = 1000 // one slip
	withTypos  = 1800 // two
	asHead     = 1500 // the word is a compound, and begins with the one found
)

// Letters that a word needs for more than its own spelling.
const (
	minSlip   = 4 // to be forgiven one slip, or be a form of another word
	minSlips  = 7 // to be forgiven two
	minPart   = 6 // to be forgiven one inside a compound
	maxPlural = 2 // most letters of the ending of a plural
	maxEnd    = 5 // most letters of an ending: "lääkkeitä" of "lääke" has the longest of everyday words
)

// matcher looks for one word of a query.
type matcher struct {
	word    []rune // in lower case
	key     string // of the word
	letters letterSet
	stem    letterSet // of the letters that any form of the word begins with
	slips   int       // that are forgiven
	known   [256]bool // bytes of the key
}

func matcherOf(word []rune) *matcher {
	m := &matcher{word: word, key: keyOf(word), letters: lettersOf(word), stem: lettersOf(word[:min(minSlip, len(word))])}
	for _, b := range []byte(m.key) {
		m.known[b] = true
	}
	switch {
	case len(word) >= minSlips:
		m.slips = 2
	case len(word) >= minSlip:
		m.slips = 1
	}
	return m
}

// match returns what finding the word in x costs, and whether it is found inside a
// compound only, where no joiner shows the part.
func (m *matcher) match(x *lexeme) (cost int, inner bool) {
	if m.letters&^x.has != 0 || len(x.low) < len(m.word) {
		return m.number(x), false
	}
	if !strings.Contains(x.key, m.key) {
		return m.number(x), false
	}
	if m.same(x, 0) == len(m.word) {
		return m.rest(x, 0), false
	}
	for _, at := range x.joints {
		if m.same(x, at) == len(m.word) {
			return insideWord + m.rest(x, at), false
		}
	}
	if len(m.word) < minInner {
		return nowhere, false
	}
	if cost := m.inside(x); cost < nowhere {
		return cost, true
	}
	return m.number(x), false
}

// inside is what it costs to find the word in the midst of x.
func (m *matcher) inside(x *lexeme) int {
	best := nowhere
	for from := 1; from < len(x.key); {
		at := strings.Index(x.key[from:], m.key)
		if at < 0 {
			break
		}
		if at += from; m.same(x, at) == len(m.word) {
			best = min(best, insideWord+m.rest(x, at))
		}
		from = at + 1
	}
	return best
}

// mayMatch reports whether a word of these letters can be what match finds.
func (m *matcher) mayMatch(has letterSet) bool {
	missing := m.letters &^ has
	return missing == 0 || m.stem&^has == 0 && missing.count() <= maxPlural
}

// mayBeNear reports whether a word of these letters can be what nearly finds.
func (m *matcher) mayBeNear(has letterSet) bool {
	return m.stem&^has == 0 || (m.letters&^has).count() <= m.slips
}

// same counts the first letters of the word that x has from one letter on.
func (m *matcher) same(x *lexeme, at int) int {
	n := 0
	for n < len(m.word) && at+n < len(x.low) && m.is(n, x, at+n) {
		n++
	}
	return n
}

// is reports whether the i-th letter of the word finds the j-th of x.
func (m *matcher) is(i int, x *lexeme, j int) bool {
	return m.word[i] == x.low[j] || m.word[i] == x.flat[j]
}

// rest is what it costs that the word found goes on. A part before a joiner is whole.
func (m *matcher) rest(x *lexeme, at int) int {
	if end := at + len(m.word); end < len(x.low) && !slices.Contains(x.joints, end) {
		return unfinished
	}
	return 0
}

// nearly returns what it costs to take the word for x, as match does.
func (m *matcher) nearly(x *lexeme) (cost int, inner bool) {
	cost = m.head(x)
	if x.key[0] == m.key[0] {
		cost = min(cost, m.form(x, 0))
	}
	missing := (m.letters &^ x.has).count()
	if missing <= m.slips && m.strange(x) <= m.slips {
		cost = min(cost, m.slipped(x, 0, m.slips))
	}
	if cost < nowhere || len(m.word) < minPart {
		return cost, false
	}
	for from := 1; from < len(x.key); { // the stem must be there
		at := strings.Index(x.key[from:], m.key[:minSlip])
		if at < 0 {
			break
		}
		cost = min(cost, m.form(x, from+at))
		from += at + 1
	}
	if missing <= 1 && m.halved(x) {
		for at := 1; at+minSlip <= len(x.low); at++ {
			cost = min(cost, m.slipped(x, at, 1))
		}
	}
	return min(nowhere, cost+insideWord), true
}

// halved reports whether x may have the word with one slip: half of it is there, or
// all but the two letters in its middle.
func (m *matcher) halved(x *lexeme) bool {
	half := len(m.key) / 2
	return strings.Contains(x.key, m.key[:half]) || strings.Contains(x.key, m.key[half:]) ||
		strings.Contains(x.key, m.key[:half-1]) && strings.Contains(x.key, m.key[half+1:])
}

// form takes the word for another form of x from one letter on: in Finnish and
// Swedish the end of a word changes, and with it the last letters of its stem.
func (m *matcher) form(x *lexeme, at int) int {
	stem := m.same(x, at)
	mine, its := len(m.word)-stem, len(x.low)-at-stem
	if stem < minSlip || 9*stem < 5*len(m.word) || mine > maxEnd || its > maxEnd {
		return nowhere
	}
	return otherForm + otherEnd*(mine+its)
}

// number takes the word for x with an ending of one or two letters more, as of a
// plural: it is found beside what is spelt so.
func (m *matcher) number(x *lexeme) int {
	if x.key[0] != m.key[0] {
		return nowhere
	}
	stem := m.same(x, 0)
	if stem <= minSlip || len(m.word)-stem > maxPlural || len(x.low)-stem > 1 {
		return nowhere
	}
	return otherForm + otherEnd*(len(m.word)+len(x.low)-2*stem)
}

// head takes the word for a compound that begins with x.
func (m *matcher) head(x *lexeme) int {
	rest := len(m.word) - len(x.low)
	if x.key[0] != m.key[0] || len(x.low) < minSlip || rest < minInner || m.same(x, 0) < len(x.low) {
		return nowhere
	}
	return asHead + rest
}

// strange counts the first letters of x that are nowhere in the word: each of them is
// a slip.
func (m *matcher) strange(x *lexeme) int {
	n := 0
	for _, b := range []byte(x.key[:min(len(x.key), max(0, len(m.word)-m.slips))]) {
		if !m.known[b] {
			n++
		}
	}
	return n
}

// slipped takes the word for x from one letter on, or for its beginning, with at
// most so many slips.
func (m *matcher) slipped(x *lexeme, at, most int) int {
	slips, whole := m.distance(x, at, most)
	if slips > most {
		return nowhere
	}
	cost := withTypo
	if slips > 1 {
		cost = withTypos
	}
	if !whole {
		cost += unfinished
	}
	return cost
}

// distance counts the slips that lie between the word and a beginning of x from
// one letter on, up to one more than the most: the optimal string alignment
// distance, of which only the cells near the diagonal are counted. Whole reports
// whether all of x is meant.
func (m *matcher) distance(x *lexeme, at, most int) (slips int, whole bool) {
	n := len(x.low) - at
	if n < len(m.word)-most {
		return most + 1, false
	}
	var rows [3][maxSought + 4]int // of the last two letters and this one
	for j := range min(n, most) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(m.word); i++ {
		row, above, above2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		least := most + 1
		from := max(0, i-most)
		for j := from; j <= min(n, i+most); j++ {
			d := most + 1
			if j < i+most { // a letter too many
				d = min(d, above[j]+1)
			}
			if j > from { // one too few
				d = min(d, row[j-1]+1)
			}
			if j > 0 && m.is(i-1, x, at+j-1) {
				d = min(d, above[j-1])
			} else if j > 0 { // a wrong one
				d = min(d, above[j-1]+1)
			}
			if i > 1 && j > 1 && m.is(i-1, x, at+j-2) && m.is(i-2, x, at+j-1) { // two exchanged
				d = min(d, above2[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > most {
			return least, false
		}
	}
	return m.ending(&rows[len(m.word)%3], n, most)
}

// ending is the best cell of the last row; where several are as good, the whole word.
func (m *matcher) ending(row *[maxSought + 4]int, n, most int) (slips int, whole bool) {
	slips = most + 1
	for j := max(0, len(m.word)-most); j <= min(n, len(m.word)+most); j++ {
		if row[j] < slips || row[j] == slips && j == n {
			slips, whole = row[j], j == n
		}
	}
	return slips, whole
}
