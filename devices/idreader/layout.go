package idreader

// span is a range of characters in an MRZ whose lines have been joined.
type span struct{ from, to int }

func (s span) of(text []byte) []byte { return text[s.from:s.to] }

// layout is where ICAO Doc 9303 puts the fields: part 4 (TD3), 5 (TD1), 6 (TD2)
// and 7 (visas). A digit stands right behind its field.
type layout struct {
	kind       Kind
	width      int // characters of a line
	names      span
	number     span
	nation     span
	birth      span
	sex        int
	expiry     span
	optional   span
	optional2  span
	personalNo bool   // a check digit stands behind the optional data
	composite  []span // what the last check digit covers; nil when there is none
	compositeI int    // where it stands
	long       bool   // a long document number may go on in the optional data
	codes      string // what the document code may begin with
}

var (
	layoutTD1 = layout{
		kind: KindTD1, width: 30, names: span{60, 90}, number: span{5, 14}, nation: span{45, 48},
		birth: span{30, 36}, sex: 37, expiry: span{38, 44}, optional: span{15, 30}, optional2: span{48, 59},
		composite: []span{{5, 37}, {38, 45}, {48, 59}}, compositeI: 59, long: true, codes: "ACI",
	}
	layoutTD2 = layout{
		kind: KindTD2, width: 36, names: span{5, 36}, number: span{36, 45}, nation: span{46, 49},
		birth: span{49, 55}, sex: 56, expiry: span{57, 63}, optional: span{64, 71},
		composite: []span{{36, 46}, {49, 56}, {57, 71}}, compositeI: 71, long: true, codes: "ACI",
	}
	layoutTD3 = layout{
		kind: KindTD3, width: 44, names: span{5, 44}, number: span{44, 53}, nation: span{54, 57},
		birth: span{57, 63}, sex: 64, expiry: span{65, 71}, optional: span{72, 86}, personalNo: true,
		composite: []span{{44, 54}, {57, 64}, {65, 87}}, compositeI: 87, codes: "P",
	}
	layoutVisaA = layout{
		kind: KindVisa, width: 44, names: span{5, 44}, number: span{44, 53}, nation: span{54, 57},
		birth: span{57, 63}, sex: 64, expiry: span{65, 71}, optional: span{72, 88}, codes: "V",
	}
	layoutVisaB = layout{
		kind: KindVisa, width: 36, names: span{5, 36}, number: span{36, 45}, nation: span{46, 49},
		birth: span{49, 55}, sex: 56, expiry: span{57, 63}, optional: span{64, 72}, codes: "V",
	}
)

const (
	lengthTD1 = 90
	lengthTD2 = 72
	lengthTD3 = 88
)

// layoutOf finds the layout of a whole MRZ; nil when it has no known length.
func layoutOf(text []byte) *layout {
	switch {
	case len(text) == lengthTD1:
		return &layoutTD1
	case len(text) == lengthTD2 && text[0] == 'V':
		return &layoutVisaB
	case len(text) == lengthTD2:
		return &layoutTD2
	case len(text) == lengthTD3 && text[0] == 'V':
		return &layoutVisaA
	case len(text) == lengthTD3:
		return &layoutTD3
	}
	return nil
}

// mrzValue is the value of a character for check digits: 0 to 35, or -1 for one
// that does not belong into an MRZ.
func mrzValue(c byte) int {
	switch {
	case c == '<':
		return 0
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	}
	return -1
}

// weighing adds up characters with the weights 7, 3, 1 in turn (Doc 9303-3
// section 4.9).
type weighing struct{ sum, count int }

func (w *weighing) add(text []byte) {
	for _, c := range text {
		w.sum += max(0, mrzValue(c)) * [3]int{7, 3, 1}[w.count%3]
		w.count++
	}
}

// digit is the check digit as a character.
func (w *weighing) digit() byte { return byte('0' + w.sum%10) }

func checkDigit(text []byte) byte {
	var w weighing
	w.add(text)
	return w.digit()
}

func allFiller(text []byte) bool {
	for _, c := range text {
		if c != '<' {
			return false
		}
	}
	return true
}

func trimFiller(text []byte) []byte {
	for len(text) > 0 && text[len(text)-1] == '<' {
		text = text[:len(text)-1]
	}
	return text
}
