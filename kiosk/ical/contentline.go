package ical

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// longest is how much of a content line is kept. All that is read is shorter; an
// attachment that stands in a calendar is passed over without being held.
const longest = 8 << 10

// contentLine is a property: its name, its parameters and its value. The slices
// are valid until the next one is read.
type contentLine struct {
	name   string // in capitals
	params []byte // with the semicolons in front of each
	value  []byte
	line   int  // of the text, from 1
	cut    bool // it was longer than longest
}

// scanner reads content lines and unfolds them.
type scanner struct {
	r    *bufio.Reader
	line int // of the last line of text read
	buf  []byte
	cut  bool
}

func newScanner(r io.Reader) *scanner {
	b := bufio.NewReaderSize(r, 64<<10)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\xEF\xBB\xBF" {
		_, _ = b.Discard(3)
	}
	return &scanner{r: b, buf: make([]byte, 0, longest)}
}

// next returns the next content line; empty lines are passed over. At the end the
// error is io.EOF.
func (s *scanner) next() (contentLine, error) {
	for {
		s.buf, s.cut = s.buf[:0], false
		first := s.line + 1
		if err := s.unfold(); err != nil {
			return contentLine{}, err
		}
		if len(s.buf) == 0 {
			continue
		}
		l := split(s.buf)
		l.line, l.cut = first, s.cut
		return l, nil
	}
}

// unfold reads lines of text until the next one does not begin with a space. Its
// error is io.EOF where there is no line at all.
func (s *scanner) unfold() error {
	for n := 0; ; n++ {
		if err := s.text(n > 0); err != nil {
			if errors.Is(err, io.EOF) && n > 0 {
				return nil
			}
			return err
		}
		ahead, err := s.r.Peek(1)
		if err != nil || ahead[0] != ' ' && ahead[0] != '\t' {
			return nil // an error comes again with the next line
		}
	}
}

// text appends one line of text without its end, and without its first character
// where it continues another.
func (s *scanner) text(continued bool) error {
	read := 0
	for {
		part, err := s.r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) && (!errors.Is(err, io.EOF) || read+len(part) == 0) {
			return err
		}
		more := errors.Is(err, bufio.ErrBufferFull)
		if continued && read == 0 && len(part) > 0 {
			part = part[1:]
			read++
		}
		read += len(part)
		if !more {
			part = bytes.TrimRight(part, "\r\n")
		}
		if room := longest - len(s.buf); len(part) > room {
			part, s.cut = part[:room], true
		}
		s.buf = append(s.buf, part...)
		if !more {
			s.line++
			return nil
		}
	}
}

// split takes a content line apart. One without a colon has a name only.
func split(b []byte) contentLine {
	end := bytes.IndexAny(b, ";:")
	if end < 0 {
		return contentLine{name: strings.ToUpper(string(b))}
	}
	l := contentLine{name: strings.ToUpper(string(b[:end]))}
	quoted := false
	for i := end; i < len(b); i++ {
		switch {
		case b[i] == '"':
			quoted = !quoted
		case b[i] == ':' && !quoted:
			l.params, l.value = b[end:i], b[i+1:]
			return l
		}
	}
	l.params = b[end:]
	return l
}

// param returns a parameter's value, without quotes.
func (l contentLine) param(name string) string {
	rest := l.params
	for len(rest) > 1 {
		rest = rest[1:] // the semicolon
		end, quoted := 0, false
		for end < len(rest) && (quoted || rest[end] != ';') {
			quoted = quoted != (rest[end] == '"')
			end++
		}
		key, value, _ := bytes.Cut(rest[:end], []byte{'='})
		if strings.EqualFold(string(key), name) {
			return strings.Trim(string(value), `"`)
		}
		rest = rest[end:]
	}
	return ""
}

// text returns a value of the type TEXT as one line: escapes are undone, and line
// breaks and other white become one space.
func (l contentLine) text() string {
	var b strings.Builder
	escaped := false
	for _, c := range string(l.value) {
		switch {
		case escaped && (c == 'n' || c == 'N'):
			b.WriteByte(' ')
			escaped = false
		case escaped || c != '\\':
			if c >= ' ' && c != 0x7F && c != '\uFFFD' {
				b.WriteRune(c)
			}
			escaped = false
		default:
			escaped = true
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
