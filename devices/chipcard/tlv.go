package chipcard

// element is one element of BER or DER: a tag, which may have several bytes, and
// what is in it.
type element struct {
	tag   uint32
	value []byte
}

// Tags that are looked for.
const (
	tagInteger     = 0x02
	tagOctetString = 0x04
	tagOID         = 0x06
	tagSequence    = 0x30
	tagSet         = 0x31
)

// elementSize is the size of the element that begins b, header included; false when
// too little of it is there, or none can begin so. Its content need not be there.
func elementSize(b []byte) (header, size int, ok bool) {
	if len(b) < 2 {
		return 0, 0, false
	}
	header = 1
	if b[0]&0x1F == 0x1F {
		for {
			if header >= len(b) || header > 3 {
				return 0, 0, false
			}
			header++
			if b[header-1]&0x80 == 0 {
				break
			}
		}
	}
	if header >= len(b) {
		return 0, 0, false
	}
	length := int(b[header])
	header++
	if length >= 0x80 {
		count := length & 0x7F
		if count == 0 || count > 3 || header+count > len(b) {
			return 0, 0, false
		}
		length = 0
		for _, v := range b[header : header+count] {
			length = length<<8 | int(v)
		}
		header += count
	}
	return header, header + length, true
}

// nextElement takes the first element off b; false when none begins there or it is
// cut short.
func nextElement(b []byte) (e element, rest []byte, ok bool) {
	header, size, ok := elementSize(b)
	if !ok || size > len(b) {
		return element{}, nil, false
	}
	tag := uint32(b[0])
	if tag&0x1F == 0x1F {
		for _, v := range b[1:header] {
			tag = tag<<8 | uint32(v)
			if v&0x80 == 0 {
				break
			}
		}
	}
	return element{tag, b[header:size]}, b[size:], true
}

// constructed reports whether elements are in the element.
func (e element) constructed() bool {
	for tag := e.tag; ; tag >>= 8 {
		if tag <= 0xFF {
			return tag&0x20 != 0
		}
	}
}

// firstOctets finds the first octet string in b, however deep it is.
func firstOctets(b []byte, depth int) []byte {
	for e, rest, ok := nextElement(b); ok; e, rest, ok = nextElement(rest) {
		if e.tag == tagOctetString {
			return e.value
		}
		if e.constructed() && depth > 0 {
			if found := firstOctets(e.value, depth-1); found != nil {
				return found
			}
		}
	}
	return nil
}
