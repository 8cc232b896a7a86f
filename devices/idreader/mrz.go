package idreader

import "strings"

// ParseMRZ reads a machine readable zone. The lines may be parted by CR, LF or
// both, or joined; spaces and control characters are left out and small letters
// taken as capitals. Nothing else is corrected. The text is copied.
//
// today decides which century a birth date is in (the latest that is not in the
// future) and whether the document has expired. The zero Date takes all births as
// 20YY and expires nothing.
func ParseMRZ(text []byte, today Date) Document {
	p := &Personal{}
	mrz, characters := gatherMRZ(p.buf[:0], text)
	l := layoutOf(mrz)
	if l == nil {
		p.Wipe()
		d := Document{Kind: KindUnreadable, Verdict: VerdictUnreadable, Length: len(text)}
		d.Checks.set(CheckLength, Failed)
		return d
	}
	r := mrzReading{layout: l, text: mrz, spare: p.buf[len(mrz):], today: today}
	r.Document = Document{Kind: l.kind, Length: len(text), Personal: p}
	r.Checks.set(CheckLength, Passed)
	r.Checks.pass(CheckCharacters, characters)
	r.head()
	r.numbers()
	r.dates()
	r.composite()
	r.code()
	r.fields()
	r.judge()
	return r.Document
}

// gatherMRZ appends the characters that count to dst, as far as there is room, and
// reports whether all of them belong into an MRZ.
func gatherMRZ(dst, text []byte) (mrz []byte, ok bool) {
	ok = true
	for _, c := range text {
		if c <= ' ' || c == 0x7F {
			continue
		}
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if len(dst) == cap(dst) {
			return dst, false
		}
		ok = ok && mrzValue(c) >= 0
		dst = append(dst, c)
	}
	return dst, ok
}

// mrzReading is an MRZ while it is taken apart. text and spare share the buffer of
// the Personal. Fields are cut out of text only after the check digits over it have
// been reckoned, for cutting turns fillers into spaces.
type mrzReading struct {
	*layout
	Document
	text  []byte
	spare []byte
	today Date
}

func (r *mrzReading) head() {
	r.Code = DocumentCode(r.text[:2])
	r.Issuer = State(r.text[2:5])
	second := r.Code[1] == '<' || r.Code[1] >= 'A' && r.Code[1] <= 'Z'
	r.Checks.pass(CheckDocumentCode, strings.IndexByte(r.codes, r.Code[0]) >= 0 && second && r.Issuer.formed())
	r.Personal.Nationality = State(r.nation.of(r.text))
	r.Checks.pass(CheckNationality, r.Personal.Nationality.formed())
	r.Personal.Sex = r.text[r.sex]
	switch r.Personal.Sex {
	case 'M', 'F', '<':
		r.Checks.set(CheckSex, Passed)
	case 'X':
		r.Checks.set(CheckSex, Warned)
	default:
		r.Checks.set(CheckSex, Failed)
	}
}

// digitFits checks a field against the digit behind it. An empty field may have a
// filler there.
func (r *mrzReading) digitFits(field span) bool {
	digit, text := r.text[field.to], field.of(r.text)
	return digit == checkDigit(text) || digit == '<' && allFiller(text)
}

func (r *mrzReading) numbers() {
	p := r.Personal
	p.Optional = r.optional.of(r.text)
	p.Optional2 = r.optional2.of(r.text)
	if r.long && r.text[r.number.to] == '<' {
		r.longNumber()
	} else {
		p.Number = r.number.of(r.text)
		r.Checks.pass(CheckNumber, !allFiller(p.Number) && r.text[r.number.to] == checkDigit(p.Number))
	}
	if r.personalNo {
		r.Checks.pass(CheckPersonalNo, r.digitFits(r.optional))
	}
}

// longNumber joins a number that goes on in the optional data.
func (r *mrzReading) longNumber() {
	p := r.Personal
	principal := r.number.of(r.text)
	rest := p.Optional
	for i, c := range rest {
		if c == '<' {
			rest = rest[:i]
			break
		}
	}
	if len(rest) < 2 { // a character and the digit at least, or there was no need to go on
		p.Number = principal
		r.Checks.set(CheckNumber, Failed)
		return
	}
	digit, rest := rest[len(rest)-1], rest[:len(rest)-1]
	var with weighing
	with.add(principal)
	without := with
	with.add([]byte{'<'})
	with.add(rest)
	without.add(rest)
	switch fitsWith, fitsWithout := with.digit() == digit, without.digit() == digit; {
	case fitsWith && fitsWithout:
		r.LongNumber = LongNumberEither
	case fitsWith:
		r.LongNumber = LongNumberWith
	case fitsWithout:
		r.LongNumber = LongNumberWithout
	}
	r.Checks.pass(CheckNumber, r.LongNumber != LongNumberNone)
	n := copy(r.spare, principal)
	n += copy(r.spare[n:], rest)
	p.Number, r.spare = r.spare[:n:n], r.spare[n:]
	p.Optional = p.Optional[min(len(p.Optional), len(rest)+2):]
}

func (r *mrzReading) dates() {
	p := r.Personal
	r.Checks.pass(CheckBirth, r.digitFits(r.birth))
	r.Checks.pass(CheckExpiry, r.digitFits(r.expiry))
	var birth, expiry Result
	p.Birth, birth = mrzDate(r.birth.of(r.text))
	p.Expiry, expiry = mrzDate(r.expiry.of(r.text))
	if !r.today.IsZero() && p.Birth.After(r.today) {
		p.Birth.Year -= 100
	}
	if birth != Failed && !p.Birth.real() {
		birth = Failed
	}
	if expiry != Failed && !p.Expiry.real() {
		expiry = Failed
	}
	r.Checks.set(CheckBirthDate, birth)
	r.Checks.set(CheckExpiryDate, expiry)
	if expiry != Failed && p.Expiry.Year != 0 && !r.today.IsZero() {
		r.Checks.warn(CheckNotExpired, !p.Expiry.Before(r.today))
	}
}

// mrzDate reads YYMMDD as 20YY. Parts may be left open with fillers (Doc 9303-3
// section 4.8).
func mrzDate(text []byte) (Date, Result) {
	result := Passed
	part := func(b []byte) int {
		n, ok := twoDigits(b)
		switch {
		case ok:
			return n
		case b[0] == '<' && b[1] == '<':
			result = max(result, Warned)
		default:
			result = Failed
		}
		return -1
	}
	year, month, day := part(text), part(text[2:]), part(text[4:])
	if month == 0 || day == 0 {
		result = Failed
	}
	if result == Failed {
		return Date{}, Failed
	}
	d := Date{Month: uint8(max(0, month)), Day: uint8(max(0, day))}
	if year >= 0 {
		d.Year = int16(2000 + year)
	}
	return d, result
}

func (r *mrzReading) composite() {
	if r.layout.composite == nil {
		return
	}
	var w weighing
	for _, s := range r.layout.composite {
		w.add(s.of(r.text))
	}
	r.Checks.pass(CheckComposite, r.text[r.compositeI] == w.digit())
}

// fields cuts names, number and optional data out of the text.
func (r *mrzReading) fields() {
	p := r.Personal
	p.Surname, p.GivenNames, r.Truncated = splitNames(r.names.of(r.text), &r.Checks)
	p.Number = spaced(p.Number)
	p.Optional = spaced(p.Optional)
	p.Optional2 = spaced(p.Optional2)
}

// splitNames parts the primary from the secondary identifier. A letter in the last
// place means that the names may have been cut.
func splitNames(field []byte, checks *Checks) (surname, given []byte, truncated bool) {
	truncated = field[len(field)-1] != '<'
	field = trimFiller(field)
	result := Failed
	if len(field) > 0 {
		result = Passed
	}
	surname = field
	parts := 1
	for i, c := range field {
		if c != '<' && (c < 'A' || c > 'Z') {
			result = Failed
		}
		if c == '<' && i > 0 && field[i-1] == '<' {
			parts++
			if parts == 2 {
				surname, given = field[:i-1], field[i+1:]
			} else if result == Passed {
				result = Warned
			}
		}
	}
	checks.set(CheckNames, result)
	return spaced(surname), spaced(given), truncated
}

// spaced turns the fillers of a field into spaces, in place, without those at the
// end.
func spaced(field []byte) []byte {
	field = trimFiller(field)
	for i, c := range field {
		if c == '<' {
			field[i] = ' '
		}
	}
	return field
}
