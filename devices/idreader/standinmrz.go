package idreader

import "math/rand/v2"

// standInMRZ makes up another person's MRZ of the same layout: the same checks pass
// and fail, and dates keep whether they are over.
func (key standInKey) standInMRZ(text []byte, l *layout, e finding, today Date) []byte {
	secret := make([]bool, len(text))
	for i, open := range l.openPlaces(text, e) {
		secret[i] = !open
	}
	original := Document{Kind: e.document, Checks: e.checks}
	return key.until(text, secret, func(out []byte, r *rand.Rand) {
		if secret[0] {
			standInHead(out[:5], r)
		}
		m := madeUp{layout: l, out: out, text: text, checks: &e.checks, long: e.long, r: r}
		m.person()
		m.digits()
	}, func(out []byte) bool {
		doc := ParseMRZ(out, today)
		doc.Wipe()
		return sameButTest(doc, original)
	})
}

// standInHead makes up a document code and an issuing state of which no check digit
// shows that they are none of the name. Finland stays, for its documents have checks
// of their own.
func standInHead(head []byte, r *rand.Rand) {
	finnish, formed := State(head[2:5]).Finnish(), State(head[2:5]).formed()
	alike(head[1:], r)
	switch {
	case finnish:
		copy(head[2:], "FIN")
	case formed:
		copy(head[2:], "UTO")
	}
}

// madeUp is an MRZ that is being made up.
type madeUp struct {
	*layout
	out    []byte
	text   []byte // what it stands for
	checks *Checks
	long   LongNumber
	r      *rand.Rand
}

// person makes up what stands in the fields.
func (m *madeUp) person() {
	for _, field := range [...]span{m.names, m.number, m.optional, m.optional2} {
		alike(field.of(m.out), m.r)
	}
	if m.checks.Of(CheckNationality) == Passed {
		copy(m.nation.of(m.out), "UTO")
	} else {
		alike(m.nation.of(m.out), m.r)
	}
	switch c := m.text[m.sex]; c {
	case 'M', 'F', '<':
		m.out[m.sex] = "MF"[m.r.IntN(2)]
	case 'X': // a check warns of it, and it tells of nobody without the rest
	default:
		alike(m.out[m.sex:m.sex+1], m.r)
	}
	low, high := 60, 98
	if m.checks.Of(CheckNotExpired) == Warned {
		low, high = 0, 15
	}
	birth := madeUpDate(m.r, 0, 99, wrongMonth(m.birth.of(m.text), m.checks.Of(CheckBirthDate), m.r))
	expiry := madeUpDate(m.r, low, high, wrongMonth(m.expiry.of(m.text), m.checks.Of(CheckExpiryDate), m.r))
	if m.checks.Of(CheckCodeForm) != NotApplicable {
		birth = m.code(birth)
	}
	putDate(m.birth.of(m.out), birth, m.r)
	putDate(m.expiry.of(m.out), expiry, m.r)
}

// code makes up the personal identity code in the optional data and returns the
// birth date that goes with it.
func (m *madeUp) code(birth [6]byte) [6]byte {
	code := m.optional.of(m.out)[:codeLength]
	filler := code[6] == '<'
	copy(code, m.optional.of(m.text)[:codeLength])
	if filler {
		code[6] = '-'
	}
	madeUpCode(code, m.checks, m.r)
	if m.checks.Of(CheckCodeBirth) == Passed {
		birth = [6]byte{code[4], code[5], code[2], code[3], code[0], code[1]}
	}
	if filler {
		code[6] = '<'
	}
	return birth
}

// wrongMonth is a month that there is not, in place of a date that is not real, whose
// middle is the month; -1 when the date is real. A part that is 00 makes no date at
// all.
func wrongMonth(date []byte, result Result, r *rand.Rand) int {
	switch {
	case result != Failed:
		return -1
	case string(date[2:4]) == "00" || string(date[4:]) == "00":
		return 0
	}
	return 13 + r.IntN(80)
}

// madeUpDate is YYMMDD: a real day, unless the month is given.
func madeUpDate(r *rand.Rand, low, high, month int) (d [6]byte) {
	if month < 0 {
		month = 1 + r.IntN(12)
	}
	for i, n := range [...]int{low + r.IntN(high-low+1), month, 1 + r.IntN(28)} {
		d[2*i], d[2*i+1] = '0'+byte(n/10), '0'+byte(n%10)
	}
	return d
}

// putDate puts a date where digits are. Fillers stay.
func putDate(field []byte, d [6]byte, r *rand.Rand) {
	for i, c := range field {
		if c >= '0' && c <= '9' {
			field[i] = d[i]
		} else {
			alike(field[i:i+1], r)
		}
	}
}

// digits makes the check digits right where they were, and wrong where they were
// wrong.
func (m *madeUp) digits() {
	if m.layout.long && m.text[m.number.to] == '<' {
		m.longDigit()
	} else {
		m.digit(m.number.to, checkDigit(m.number.of(m.out)), m.checks.Of(CheckNumber))
	}
	m.digit(m.birth.to, checkDigit(m.birth.of(m.out)), m.checks.Of(CheckBirth))
	m.digit(m.expiry.to, checkDigit(m.expiry.of(m.out)), m.checks.Of(CheckExpiry))
	if m.personalNo {
		m.digit(m.optional.to, checkDigit(m.optional.of(m.out)), m.checks.Of(CheckPersonalNo))
	}
	if m.layout.composite == nil {
		return
	}
	var w weighing
	for _, s := range m.layout.composite {
		w.add(s.of(m.out))
	}
	m.digit(m.compositeI, w.digit(), m.checks.Of(CheckComposite))
}

// digit puts a check digit. A filler in its place, which an empty field may have,
// stays, and so does the sort of whatever cannot be right.
func (m *madeUp) digit(at int, right byte, result Result) {
	c := m.text[at]
	switch {
	case c == '<':
	case result == Passed:
		m.out[at] = right
	case c >= '0' && c <= '9':
		m.out[at] = '0' + (right-'0'+1+byte(m.r.IntN(9)))%10
	default:
		alike(m.out[at:at+1], m.r)
	}
}

// longDigit puts the check digit of a number that goes on in the optional data.
func (m *madeUp) longDigit() {
	rest := m.optional.of(m.out)
	end := indexByte(string(rest), '<')
	if end < 0 {
		end = len(rest)
	}
	if end < 2 {
		return
	}
	var w weighing
	w.add(m.number.of(m.out))
	if m.long == LongNumberWith {
		w.add([]byte{'<'})
	}
	w.add(rest[:end-1])
	m.digit(m.optional.from+end-1, w.digit(), m.checks.Of(CheckNumber))
}
