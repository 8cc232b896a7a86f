package idreader

import (
	"bytes"
	"unicode/utf8"
)

// endLine deals with a whole line.
func (p *Parser) endLine() {
	text := p.line
	if len(p.profile.Prefix) > 0 {
		text = bytes.TrimPrefix(text, p.profile.Prefix)
	}
	if len(text) > 0 || p.lost > 0 {
		p.settle(text)
	}
	p.clearLine()
}

func (p *Parser) settle(text []byte) {
	switch {
	case p.mrz && p.hold(text):
	case p.magnetic && p.card(text):
	case p.barcode && p.lost == 0 && !noisy(text):
		p.flushPage() // the lines that wait were broken off
		p.document(ParseCode(text, &p.profile, p.today))
	default:
		p.noise(len(text) + p.lost)
	}
}

// noisy reports whether a text has characters that no barcode has: control
// characters other than the separators of GS1 and ISO/IEC 15434, or bytes that are
// neither UTF-8 nor printing Latin-1.
func noisy(text []byte) bool {
	high := false
	for _, c := range text {
		switch {
		case c >= 0x1C && c <= 0x1F || c == eot || c == '\r' || c == '\n' || c == '\t':
		case isControl(c):
			return true
		case c >= 0x80 && c <= 0x9F:
			high = true
		}
	}
	return high && !utf8.Valid(text)
}

// card takes tracks and the word of the card sensor.
func (p *Parser) card(text []byte) bool {
	if p.profile.Sensor && len(text) == 1 && p.lost == 0 {
		return p.sensor(text[0])
	}
	if p.barcode && text[0] != '%' && text[0] != ';' && text[0] != '+' {
		return false
	}
	tracks, _ := splitTracks(text)
	if !tracks[0].proper() && !tracks[1].proper() && !tracks[2].proper() {
		return false
	}
	p.document(ParseTracks(text, &p.profile))
	if last := len(text) - 1; p.profile.Sensor && last > 0 && text[last-1] == '?' {
		p.sensor(text[last])
	}
	return true
}

func (p *Parser) sensor(c byte) bool {
	switch c {
	case '0':
		p.event(Event{Kind: CardRemoved})
	case '1':
		p.event(Event{Kind: CardInserted})
	default:
		return false
	}
	return true
}

// proper reports whether a track has an end sentinel and nothing in it that a track
// cannot hold: it may be bad, but a reader sent it.
func (t track) proper() bool {
	if !t.whole || len(t.text) == 0 {
		return false
	}
	for _, c := range t.text {
		if c < ' ' || c > '_' {
			return false
		}
	}
	return true
}

// clean leaves only what may matter of an MRZ line, in the scratch buffer. The
// caller clears it.
func (p *Parser) clean(line []byte) []byte {
	clean := p.scratch[:0]
	for _, c := range line {
		if c > ' ' && c != 0x7F {
			clean = append(clean, upper(c))
		}
	}
	return clean
}

// looksMRZ reports whether a clean line is worth waiting for others. Where barcodes
// are read too, it has to look like one of an MRZ's lines.
func (p *Parser) looksMRZ(clean []byte) bool {
	good, filler := 0, false
	for _, c := range clean {
		if mrzValue(c) >= 0 {
			good++
		}
		filler = filler || c == '<'
	}
	if !p.barcode {
		return len(clean) >= 7 && good*5 >= len(clean)*4
	}
	return len(clean) >= 28 && good+2 >= len(clean) && (filler || len(p.page) > 0 && len(clean) <= 46)
}

// beginsMRZ reports whether clean is too short to tell what it is, and may be the
// first characters of an MRZ line that has stopped there.
func beginsMRZ(clean []byte) bool {
	for _, c := range clean {
		if mrzValue(c) < 0 {
			return false
		}
	}
	return len(clean) > 0 && len(clean) < 7
}

// hold puts a line with those that wait and looks whether an MRZ is whole.
func (p *Parser) hold(text []byte) bool {
	clean := p.clean(text)
	defer clear(clean)
	if !p.looksMRZ(clean) && !endsMRZ(clean) {
		return false
	}
	lost := p.lost
	if n := len(clean) - lineTail; n > 0 {
		clean, lost = clean[n:], lost+n
	}
	p.noise(lost)
	if len(p.page)+len(clean)+1 > pageCap {
		p.flushPage()
	}
	p.page = append(append(p.page, clean...), '\n')
	if start := wholeMRZ(p.page); start >= 0 {
		p.loosely(p.page[:start])
		d := ParseMRZ(p.page[start:], p.today)
		p.clearPage()
		p.document(d)
	}
	return true
}

// flushPage makes the best of the lines that wait.
func (p *Parser) flushPage() {
	p.loosely(p.page)
	p.clearPage()
}

// loosely reads lines that are no MRZ without a fault: as one where the lengths
// allow, as unreadable where it was meant to be one, or as noise.
func (p *Parser) loosely(page []byte) {
	characters, good, fillers := 0, 0, 0
	for _, c := range page {
		if c != '\n' {
			characters++
		}
		if mrzValue(c) >= 0 {
			good++
		}
		if c == '<' {
			fillers++
		}
	}
	switch lines := lastLines(page); {
	case characters == 0:
	case widths(lines, 3, layoutTD1.width):
		p.document(ParseMRZ(page[len(page)-3*(layoutTD1.width+1):], p.today))
	case widths(lines, 2, layoutTD3.width):
		p.document(ParseMRZ(page[len(page)-2*(layoutTD3.width+1):], p.today))
	case widths(lines, 2, layoutTD2.width):
		p.document(ParseMRZ(page[len(page)-2*(layoutTD2.width+1):], p.today))
	case characters >= 20 && good*5 >= characters*4 && fillers > 0:
		p.document(ParseMRZ(page, p.today))
	default:
		p.noise(characters)
	}
}
