package escpos

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// text prints paragraphs, wrapped.
func (e *encoder) text(t Text) error {
	for paragraph := range strings.SplitSeq(clean(t.Content), "\n") {
		for _, line := range wrap([]rune(paragraph), e.room(t.Style)) {
			if err := e.line(line, t.Style); err != nil {
				return err
			}
		}
	}
	return nil
}

// room is how many characters of a style fit in a line.
func (e *encoder) room(s Style) int {
	columns := e.profile.Columns.A
	if s.Font == FontB {
		columns = e.profile.Columns.B
	}
	return max(1, columns/magnification(s.Width))
}

// line prints one line that fits: as text if the printer has all its letters in
// one code page, else as a picture.
func (e *encoder) line(line []rune, s Style) error {
	if len(line) == 0 {
		e.put('\n') // as high as the line before: no mode is worth changing for nothing
		e.moved(pitch)
		return nil
	}
	p, b, ok := e.encodeLine(line)
	if !ok {
		return e.drawnLine(line, s)
	}
	e.set(s, p)
	e.put(b...)
	e.put('\n')
	e.moved(max(pitch, cellHeight(s.Font)*magnification(s.Height)))
	return nil
}

// columns prints a text left and a text right.
func (e *encoder) columns(c Columns) error {
	style := c.Style
	style.Align = Left
	left, right := []rune(oneLine(c.Left)), []rune(oneLine(c.Right))
	room := e.room(style)
	if gap := room - len(left) - len(right); gap >= 1 {
		return e.line(slices.Concat(left, slices.Repeat([]rune{' '}, gap), right), style)
	}
	if err := e.text(Text{Style: style, Content: string(left)}); err != nil {
		return err
	}
	style.Align = Right
	return e.text(Text{Style: style, Content: string(right)})
}

// encodeLine finds the code page that has every letter: the one that is set if it
// will do, else 858, else 1252.
func (e *encoder) encodeLine(line []rune) (page, []byte, bool) {
	if b, ok := encodeASCII(line); ok {
		return pageASCII, b, true
	}
	order := []page{pagePC858, pageWPC1252}
	if e.modes.page == pageWPC1252 {
		slices.Reverse(order)
	}
	for _, p := range order {
		number, table := e.profile.CodePages.PC858, charmap.CodePage858
		if p == pageWPC1252 {
			number, table = e.profile.CodePages.WPC1252, charmap.Windows1252
		}
		if number < 0 {
			continue
		}
		if b, ok := encodeWith(table, line); ok {
			return p, b, true
		}
	}
	return pageUnset, nil, false
}

// Prints tells whether a printer of the profile has all letters of a line itself,
// in one code page. Lines that it does not have are drawn.
func (p Profile) Prints(line string) bool {
	e := &encoder{profile: &p}
	_, _, ok := e.encodeLine([]rune(oneLine(line)))
	return ok
}

func encodeASCII(line []rune) ([]byte, bool) {
	b := make([]byte, 0, len(line))
	for _, r := range line {
		if r == '\u00A0' {
			r = ' '
		}
		if r < 0x20 || r > 0x7E {
			return nil, false
		}
		b = append(b, byte(r))
	}
	return b, true
}

func encodeWith(table *charmap.Charmap, line []rune) ([]byte, bool) {
	b := make([]byte, 0, len(line))
	for _, r := range line {
		if r == '\u00A0' {
			r = ' '
		}
		c, ok := table.EncodeRune(r)
		if !ok || c < 0x20 || c == 0x7F {
			return nil, false
		}
		b = append(b, c)
	}
	return b, true
}

// clean makes text printable: composed letters, no control characters but "\n", no
// characters that are there only for the eye of a layout engine.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\u2028' || r == '\u2029' || r == '\u3000':
			return ' '
		case r == '\u202F' || r == '\u2007':
			return '\u00A0'
		case r == '\r' || r == '\u00AD' || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		case unicode.Is(unicode.Zs, r) && r != '\u00A0':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar:
			return '?'
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "?")))
}

func oneLine(s string) string { return strings.ReplaceAll(clean(s), "\n", " ") }

// wrap breaks a paragraph at spaces into lines of at most room characters. A word
// that is longer than a line is the only thing that is broken inside.
func wrap(s []rune, room int) [][]rune {
	s = trimRight(s)
	var lines [][]rune
	for len(s) > room {
		at := room
		for at > 0 && s[at] != ' ' {
			at--
		}
		head := trimRight(s[:at])
		if len(head) == 0 { // one word fills the line, perhaps behind spaces
			start := 0
			for start < len(s) && s[start] == ' ' {
				start++
			}
			if start > 0 {
				s = s[start:]
				continue
			}
			head, at = s[:room], room
		}
		lines = append(lines, head)
		s = s[at:]
		for len(s) > 0 && s[0] == ' ' {
			s = s[1:]
		}
	}
	return append(lines, s)
}

func trimRight(s []rune) []rune {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}
