package idreader

import "math/rand/v2"

// standInCode makes up another text for a barcode, of the same kind and with the same
// checks passed and failed.
func (key standInKey) standInCode(text []byte, p *Profile, today Date) []byte {
	if looksMagnetic(text) {
		return key.standInTracks(text, p)
	}
	original := ParseCode(text, p, today)
	original.Wipe()
	from := 0
	if p.AIM && original.Symbology != "" {
		from = 3
	}
	from += openPrefix(text[from:], original.Kind, p)
	secret := allSecret(text)
	clear(secret[:from])
	return key.until(text, secret, func(out []byte, r *rand.Rand) {
		madeUpText(out[from:], &original, r)
	}, func(out []byte) bool {
		doc := ParseCode(out, p, today)
		doc.Wipe()
		return sameButTest(doc, original)
	})
}

func madeUpText(out []byte, original *Document, r *rand.Rand) {
	switch original.Kind {
	case KindPersonalCode:
		madeUpCode(out, &original.Checks, r)
	case KindAppointmentCode:
		alikeCrockford(out, r)
		madeUpSymbol(out, &original.Checks, r)
	case KindTicketCode:
		alikeCrockford(out, r)
	case KindUnknownCode:
		alike(out, r)
		if satuLike(out) && r.IntN(2) == 0 { // half of the tries, so that a right one can stay right
			out[8] = checkAlphabet[number(out[:8])%len(checkAlphabet)]
		}
	default:
		alike(out, r)
	}
}

// madeUpCode makes a personal identity code, which is of right form, one of a test person.
func madeUpCode(code []byte, checks *Checks, r *rand.Rand) {
	low, high := 0, 99
	if century(code[6]) == 2000 { // to come or not, as it was
		low, high = 0, 15
		if checks.Of(CheckCodeNotFuture) == Warned {
			low, high = 60, 98
		}
	}
	d := madeUpDate(r, low, high, wrongMonth(code[:6], checks.Of(CheckCodeDate), r))
	copy(code, []byte{d[4], d[5], d[2], d[3], d[0], d[1]})
	if checks.Of(CheckCodeNumber) == Failed { // 000 and 001 are nobody's: one for the other
		code[9] ^= 1
	} else {
		copy(code[7:], []byte{'9', digitOf(r), digitOf(r)})
	}
	right := (number(code[:6])*1000 + number(code[7:10])) % len(checkAlphabet)
	if checks.Of(CheckCodeCharacter) != Passed {
		right = (right + 1 + r.IntN(len(checkAlphabet)-1)) % len(checkAlphabet)
	}
	code[10] = checkAlphabet[right]
}

func number(digits []byte) (n int) {
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// satuLike reports whether a text may be an electronic identifier.
func satuLike(text []byte) bool {
	if len(text) != electronicIDLength || checkValue(text[8]) < 0 {
		return false
	}
	for _, c := range text[:8] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// alikeCrockford is alike within Crockford's alphabet.
func alikeCrockford(out []byte, r *rand.Rand) {
	alike(out, r)
	for i, c := range out {
		for c = upper(c); c == 'I' || c == 'L' || c == 'O' || c == 'U'; c = upper(out[i]) {
			alike(out[i:i+1], r)
		}
	}
}

// madeUpSymbol puts the check symbol of an appointment code behind six characters of
// it, right or wrong as it was.
func madeUpSymbol(out []byte, checks *Checks, r *rand.Rand) {
	var code [appointmentLength]byte
	n, last := 0, -1
	for i, c := range out {
		switch {
		case c == '-' || c == ' ':
		case n < len(code):
			code[n] = properCrockford(c, true)
			n++
		default:
			last = i
		}
	}
	symbol := AppointmentCheck(string(code[:]))
	if last < 0 || symbol == 0 {
		return
	}
	if checks.Of(CheckCodeCharacter) != Passed {
		at := indexByte(crockfordChecks, symbol)
		symbol = crockfordChecks[(at+1+r.IntN(len(crockfordChecks)-1))%len(crockfordChecks)]
	}
	out[last] = symbol
}

// standInTracks makes up other tracks. A payment card stays one, and its number
// passes Luhn's check if it did.
func (key standInKey) standInTracks(text []byte, p *Profile) []byte {
	original := ParseTracks(text, p)
	original.Wipe()
	secret := allSecret(text)
	eachTrack(text, func(t track, at int) {
		if original.Kind == KindStaffBadge && hasPrefix(t.text, p.BadgePrefix) {
			clear(secret[at : at+len(p.BadgePrefix)])
		}
	})
	return key.until(text, secret, func(out []byte, r *rand.Rand) {
		alike(out, r)
		eachTrack(text, func(t track, at int) {
			made := out[at : at+len(t.text)]
			switch {
			case t.bad && len(t.text) == 1, upper0(t.text) == 'B' && paymentTrack(t.text):
				made[0] = t.text[0]
			case !secret[min(at, len(secret)-1)]:
				copy(made, p.BadgePrefix)
			}
			if paymentTrack(t.text) {
				madeUpPayment(made, luhn(panOf(t.text)), r)
			}
		})
	}, func(out []byte) bool {
		doc := ParseTracks(out, p)
		doc.Wipe()
		return sameButTest(doc, original)
	})
}

func upper0(text []byte) byte {
	if len(text) == 0 {
		return 0
	}
	return upper(text[0])
}

// eachTrack calls f with each track in a text and where in it the track is.
func eachTrack(text []byte, f func(t track, at int)) {
	tracks, _ := splitTracks(text)
	for _, t := range tracks {
		if t.seen {
			f(t, cap(text)-cap(t.text))
		}
	}
}

// panOf is the card number of a payment card's track.
func panOf(text []byte) []byte {
	if upper0(text) == 'B' {
		text = text[1:]
	}
	n := 0
	for n < len(text) && (text[n] == ' ' || text[n] >= '0' && text[n] <= '9') {
		n++
	}
	return text[:n]
}

// madeUpPayment puts right what has to fit in the track of a payment card: the check
// digit of its number, and the month behind the second separator or the first.
func madeUpPayment(out []byte, right bool, r *rand.Rand) {
	pan := panOf(out)
	last := len(pan) - 1
	for last >= 0 && pan[last] == ' ' {
		last--
	}
	for range 10 {
		if luhn(pan) {
			break
		}
		pan[last] = '0' + (pan[last]-'0'+1)%10
	}
	if !right {
		pan[last] = '0' + (pan[last]-'0'+1+byte(r.IntN(9)))%10
	}
	rest := out[len(pan):]
	if upper0(out) == 'B' {
		rest = rest[1:]
		for i, c := range rest[1:] {
			if c == '^' {
				rest = rest[i+1:]
				break
			}
		}
	}
	if len(rest) >= 5 && alphanumeric(rest[3]) && alphanumeric(rest[4]) {
		copy(rest[3:], [...]string{"03", "06", "09", "11"}[r.IntN(4)])
	}
}
