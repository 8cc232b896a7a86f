package idreader

import "bytes"

// lastLines are the last three lines of a page, the newest first.
func lastLines(page []byte) (lines [3][]byte) {
	for i := range lines {
		if len(page) == 0 {
			break
		}
		page = page[:len(page)-1] // its LF
		start := bytes.LastIndexByte(page, '\n') + 1
		lines[i] = page[start:]
		page = page[:start]
	}
	return lines
}

func widths(lines [3][]byte, count, width int) bool {
	for _, line := range lines[:count] {
		if len(line) != width {
			return false
		}
	}
	return true
}

// wholeMRZ looks whether a page ends with an MRZ and returns where it begins, or -1.
// What stands before the first line on the same line is passed over: the line is
// sought from its end. Only what cannot be anything else is taken.
func wholeMRZ(page []byte) int {
	lines := lastLines(page)
	a, b, c := lines[0], lines[1], lines[2]
	end := len(page) - 1
	for _, n := range [...]int{lengthTD1, lengthTD3, lengthTD2} {
		if len(a) >= n && oneMRZ(a[len(a)-n:]) {
			return end - n
		}
	}
	if w := layoutTD1.width; len(a) == w && len(b) == w && len(c) >= w &&
		cardFirst(c[len(c)-w:]) && cardSecond(b) && lettersOnly(a) {
		return end - 3*w - 2
	}
	for _, w := range [...]int{layoutTD3.width, layoutTD2.width} {
		if len(a) == w && len(b) >= w && bookFirst(b[len(b)-w:]) && bookSecond(a) {
			return end - 2*w - 1
		}
	}
	return -1
}

// endsMRZ reports whether a line ends with the first line of an MRZ or with all of
// it, whatever noise stands before that.
func endsMRZ(line []byte) bool {
	n := len(line)
	return n >= layoutTD1.width && cardFirst(line[n-layoutTD1.width:]) && !lettersOnly(line[n-layoutTD1.width:]) ||
		n >= layoutTD2.width && bookFirst(line[n-layoutTD2.width:]) ||
		n >= layoutTD3.width && bookFirst(line[n-layoutTD3.width:]) ||
		n >= lengthTD2 && oneMRZ(line[n-lengthTD2:]) ||
		n >= lengthTD3 && oneMRZ(line[n-lengthTD3:]) ||
		n >= lengthTD1 && oneMRZ(line[n-lengthTD1:])
}

// oneMRZ reports whether an MRZ in one piece is whole.
func oneMRZ(text []byte) bool {
	if len(text) == lengthTD1 {
		return cardFirst(text[:30]) && cardSecond(text[30:60]) && lettersOnly(text[60:])
	}
	half := len(text) / 2
	return bookFirst(text[:half]) && bookSecond(text[half:])
}

// awaitsLine reports whether the last line that waits is one that others follow.
func (p *Parser) awaitsLine() bool {
	lines := lastLines(p.page)
	a, b := lines[0], lines[1]
	switch len(a) {
	case layoutTD1.width:
		return cardFirst(a) || cardSecond(a) && len(b) == len(a) && cardFirst(b)
	case layoutTD2.width, layoutTD3.width:
		return bookFirst(a)
	}
	return false
}

// cardFirst and cardSecond know the lines of a TD1, bookFirst and bookSecond those of
// the layouts with two lines.
func cardFirst(line []byte) bool {
	return indexByte(layoutTD1.codes, line[0]) >= 0 && lettersOnly(line[1:5])
}

func cardSecond(line []byte) bool {
	return digitsOnly(line[:7]) && digitsOnly(line[8:15]) && digitsOnly(line[layoutTD1.width-1:])
}

func bookFirst(line []byte) bool { return indexByte("PVACI", line[0]) >= 0 && lettersOnly(line[1:]) }

func bookSecond(line []byte) bool { return digitsOnly(line[13:20]) && digitsOnly(line[21:28]) }

func lettersOnly(text []byte) bool {
	for _, c := range text {
		if c != '<' && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// digitsOnly reports whether there is a digit, and nothing but digits and fillers.
func digitsOnly(text []byte) bool {
	digits := 0
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c != '<':
			return false
		}
	}
	return digits > 0
}
