package chipcard

import "bytes"

const (
	maxNesting = 12
	tagPadding = 0x00
)

// walk goes through a file of DER as its bytes come, and makes up what stands in for
// them. Only what is surely a tag, a length, an object identifier or a path stays. It
// is a value: a copy is a place to come back to.
type walk struct {
	at    int  // bytes so far
	lost  bool // this is no DER; zeros from here on
	cards int  // which card it is

	head   [8]byte // of an element, begun
	headed int
	ends   [maxNesting]int // where the elements end that are open
	depth  int

	tag  byte    // of the value under way
	left int     // bytes of it still to come
	size int     // of all of it
	path bool    // it is a path
	name [3]byte // the last object identifier, if it is as short as those of names
	satu [9]byte // an electronic identifier, begun
}

func (w *walk) forget() { *w = walk{} }

// standIn puts the stand-ins of in into out, which is as long.
func (w *walk) standIn(in, out []byte) {
	for i, c := range in {
		switch {
		case w.lost:
			out[i] = 0
		case w.left > 0:
			out[i] = w.value(in[i:])
			w.left--
		default:
			out[i] = c
			if w.header(c); w.lost {
				out[i] = 0
			}
		}
		w.at++
	}
}

// header takes one byte of an element's header.
func (w *walk) header(c byte) {
	for w.headed == 0 && w.depth > 0 && w.at >= w.ends[w.depth-1] {
		w.depth--
	}
	w.head[w.headed] = c
	w.headed++
	if w.headed == 1 {
		w.lost = !w.mayBegin(c)
		return
	}
	count := int(w.head[1] & 0x7F)
	switch {
	case w.head[1] < 0x80:
		w.begin(w.at+1, int(w.head[1]))
	case count == 0 || count > 3:
		w.lost = true
	case w.headed == 2+count:
		size := 0
		for _, v := range w.head[2:w.headed] {
			size = size<<8 | int(v)
		}
		w.begin(w.at+1, size)
	}
}

// mayBegin reports whether an element with such a tag may stand here. A file begins
// with a sequence, or with a choice in a file of directories.
func (w *walk) mayBegin(tag byte) bool {
	switch {
	case tag == tagSequence, tag >= 0xA0 && tag <= 0xAF:
		return true
	case w.depth == 0:
		return tag == tagPadding
	}
	return tag == tagSet || tag > 0 && tag <= 0x1E && tag&0x1F != 0x1F || tag >= 0x80 && tag <= 0x8F
}

// begin begins an element's content.
func (w *walk) begin(from, size int) {
	tag := w.head[0]
	w.headed = 0
	if w.depth > 0 && from+size > w.ends[w.depth-1] || w.depth == maxNesting || size > maxFile {
		w.lost = true
		return
	}
	if tag&0x20 != 0 {
		w.ends[w.depth] = from + size
		w.depth++
		return
	}
	w.tag, w.left, w.size = tag, size, size
}

// value is the stand-in for the first byte of rest, which is within a value.
func (w *walk) value(rest []byte) byte {
	c, i := rest[0], w.size-w.left
	if i == 0 {
		w.path = w.tag == tagOctetString && isPath(rest, w.size)
	}
	switch w.tag {
	case tagOID:
		if w.size == len(w.name) {
			w.name[i] = c
		} else {
			w.name = [3]byte{}
		}
		return c
	case 0x01, tagInteger, 0x03, 0x0A:
		return 0
	}
	switch {
	case w.path:
		return c
	case w.size == len(w.satu) && bytes.Equal(w.name[:], oidSerial):
		return w.identifier(i, c)
	}
	return alike(c)
}

// isPath reports whether an octet string is the path of a file, all of which is there.
func isPath(rest []byte, size int) bool {
	return size >= 4 && size <= 16 && size%2 == 0 && len(rest) >= size && rest[0] == 0x3F && rest[1] == 0x00
}

// identifier makes up an electronic identifier, byte by byte.
func (w *walk) identifier(i int, c byte) byte {
	made := []byte("99900000")
	made[6] += byte(w.cards / 10 % 10)
	made[7] += byte(w.cards % 10)
	w.satu[i] = c
	if i < len(made) {
		if c < '0' || c > '9' {
			return alike(c)
		}
		return made[i]
	}
	right := ValidSATU(w.satu[:])
	clear(w.satu[:])
	check := satuCheck(made)
	switch {
	case right:
		return check
	case check == '0':
		return '1'
	}
	return '0'
}

// alike keeps the sort of a character.
func alike(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return '0'
	case c >= 'A' && c <= 'Z':
		return 'X'
	case c >= 'a' && c <= 'z', c >= 0x80:
		return 'x'
	case c == ' ', c == '-':
		return c
	}
	return 0
}
