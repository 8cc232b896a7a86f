package idreader

import (
	"errors"
	"fmt"
	"io"
)

// Decode reads what a reader has sent to its end, such as a recording, and hands
// each Document to emit. It knows of no silence between the bytes, so a frame that
// only silence ends is found at the end only. today is as in ParseMRZ.
func Decode(profile Profile, r io.Reader, today Date, emit func(Document)) error {
	parser := NewParser(profile, today, func(e Event) {
		if e.Kind == DocumentRead {
			emit(e.Document)
		}
	})
	var buf [4096]byte
	defer clear(buf[:])
	for total := 0; ; {
		n, err := r.Read(buf[:])
		parser.Feed(buf[:n], 0)
		total += n
		if errors.Is(err, io.EOF) {
			parser.Quiet(ResetAfter)
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading what the reader sent, after %d bytes: %w", total, err)
		}
	}
}
