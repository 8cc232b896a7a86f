package sim

import (
	"slices"
	"strings"
)

// Present holds a document with the lines of an MRZ before an MRZ reader or an
// imager. It reports whether it was read. Before an ElyctisMRZ reader it lies until
// Withdraw or the next Present, and is read as soon as the reader looks for
// documents; elsewhere it is withdrawn at once.
func (r *Reader) Present(lines ...string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch r.opt.Kind {
	case ElyctisMRZ:
		r.lying, r.fresh, r.second = slices.Clone(lines), true, r.faults[DoubleReads]
		return r.look()
	case DeskoMRZ:
		text := "\x02" + strings.Join(lines, "\r") + "\r\x03"
		return r.emit(string(r.opt.Header) + text + string(r.opt.Trailer))
	case PlainMRZ:
		return r.emit(r.framed(strings.Join(lines, r.opt.Suffix) + r.opt.Suffix))
	case HoneywellImager:
		return r.ocr && r.scan(strings.Join(lines, ""))
	}
	return false
}

// Withdraw takes away a document that lies before an ElyctisMRZ reader.
func (r *Reader) Withdraw() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.faults[CardLeftIn] {
		r.lying, r.fresh = nil, false
	}
}

// look reads what lies before an ElyctisMRZ reader that looks for documents, which
// it then no longer does. r.mu is held.
func (r *Reader) look() bool {
	if r.line == nil || !r.armed || !r.fresh {
		return false
	}
	r.armed, r.fresh = false, r.second
	r.second = false
	return r.emit(elyctisFrame('I', strings.Join(r.lying, r.opt.Separator)))
}

// Scan holds a barcode before a scanner and reports whether it was read.
func (r *Reader) Scan(text string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.opt.Kind != BarcodeScanner && r.opt.Kind != HoneywellImager {
		return false
	}
	return r.scan(r.opt.AIM + text)
}

// scan reads a text with a scanner, whose trigger is then let go. r.mu is held.
func (r *Reader) scan(text string) bool {
	if r.line == nil || !r.ready() {
		return false
	}
	r.armed = false
	return r.emit(r.framed(text + r.opt.Suffix))
}

// Swipe pulls a card through a MagTekSwipe reader. Tracks are given without their
// sentinels; "" is one that is not on the card, BadTrack one that cannot be read.
func (r *Reader) Swipe(tracks ...string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.opt.Kind != MagTekSwipe {
		return false
	}
	return r.emit(r.framed(trackText(tracks) + "\r"))
}

// InsertCard puts a card into a MagTekInsert reader; tracks are as in Swipe. It
// reports whether the reader told of it.
func (r *Reader) InsertCard(tracks ...string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.opt.Kind != MagTekInsert || r.card {
		return false
	}
	r.card, r.tracks = true, slices.Clone(tracks)
	return r.emit(r.framed("1\r"))
}

// RemoveCard takes the card out. It reports whether the reader told of it.
func (r *Reader) RemoveCard() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.card || r.faults[CardLeftIn] {
		return false
	}
	text := trackText(r.tracks) + "0\r"
	r.card, r.tracks = false, nil
	return r.emit(r.framed(text))
}

// CardIn reports whether a card is in a MagTekInsert reader.
func (r *Reader) CardIn() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.card
}

// framed puts STX and ETX around a frame, if the reader is set up so.
func (r *Reader) framed(text string) string {
	switch {
	case !r.opt.Framed:
		return text
	case r.opt.Kind == MagTekInsert:
		return "\x02\x1B" + text + "\x03"
	}
	return "\x02" + text + "\x03"
}

func trackText(tracks []string) string {
	var b strings.Builder
	for i, track := range tracks[:min(len(tracks), 3)] {
		if track != "" {
			b.WriteByte("%;+"[i])
			b.WriteString(track + "?")
		}
	}
	return b.String()
}

func elyctisFrame(command byte, data string) string {
	return string([]byte{command, byte(len(data) >> 8), byte(len(data))}) + data
}
