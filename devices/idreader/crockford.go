package idreader

// Codes in Crockford's base 32: digits and letters without I, L, O and U. His check
// symbol is the value modulo 37, in the same alphabet and five signs more.
const (
	crockford       = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	crockfordChecks = crockford + "*~$=U"

	appointmentLength = 6
	ticketLength      = 12
)

// ParseAppointmentCode reads the code of a booking as a scanner or a keypad gives
// it: the prefix, which may be left out, then six characters of Crockford's base 32
// and his check symbol. Both cases of letters are taken, O as 0, I and L as 1, and
// hyphens and spaces are passed over, as Crockford has it. Personal.Text then has
// the seven characters in their proper form.
func ParseAppointmentCode(text []byte, prefix string) Document {
	d := Document{Kind: KindAppointmentCode, Length: len(text), Personal: newText(text)}
	rest := d.Personal.Text
	if hasPrefix(rest, prefix) {
		rest = rest[len(prefix):]
	}
	code := make([]byte, 0, appointmentLength+1)
	for _, c := range rest {
		if c == '-' || c == ' ' {
			continue
		}
		if len(code) > appointmentLength {
			code = code[:0]
			break
		}
		code = append(code, properCrockford(c, len(code) < appointmentLength))
	}
	value, formed := crockfordValue(code)
	d.Checks.pass(CheckCodeForm, formed)
	if formed {
		d.Checks.pass(CheckCodeCharacter, code[appointmentLength] == crockfordChecks[value%37])
		clear(d.Personal.Text)
		d.Personal.Text = append(d.Personal.Text[:0], code...)
	}
	clear(code[:cap(code)])
	d.judge()
	return d
}

// AppointmentCheck is the check symbol for six characters of a booking's code; 0
// when they are not of Crockford's base 32 in its proper form.
func AppointmentCheck(code string) byte {
	value, ok := crockfordValue(append([]byte(code), '0'))
	if !ok {
		return 0
	}
	return crockfordChecks[value%37]
}

// crockfordValue is the value of six characters with a check symbol behind them;
// false when they are something else.
func crockfordValue(code []byte) (value int, ok bool) {
	if len(code) != appointmentLength+1 || indexByte(crockfordChecks, code[appointmentLength]) < 0 {
		return 0, false
	}
	for _, c := range code[:appointmentLength] {
		i := indexByte(crockford, c)
		if i < 0 {
			return 0, false
		}
		value = value<<5 | i
	}
	return value, true
}

// properCrockford takes what people read and type for what was meant. A U is only
// ever a check symbol.
func properCrockford(c byte, symbol bool) byte {
	c = upper(c)
	switch {
	case c == 'O':
		return '0'
	case c == 'I' || c == 'L':
		return '1'
	case c == 'U' && symbol:
		return 0
	}
	return c
}

// ticketFormed reports whether text looks like the code of a queue ticket.
func ticketFormed(text []byte) bool {
	if len(text) != ticketLength {
		return false
	}
	for _, c := range text {
		if indexByte(crockford, upper(c)) < 0 {
			return false
		}
	}
	return true
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - ('a' - 'A')
	}
	return c
}

func indexByte(s string, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func hasPrefix(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}
