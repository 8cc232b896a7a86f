package escpos

// Characters of software flow control.
const (
	xon  = 0x11
	xoff = 0x13
)

// Commands that are always the same.
var (
	initialise     = []byte{0x1B, 0x40}             // ESC @
	cancelKanji    = []byte{0x1C, 0x2E}             // FS .
	enableASB      = []byte{0x1D, 0x61, 0xFF}       // GS a: report every change
	requestPaper   = []byte{0x1D, 0x72, 0x01}       // GS r 1
	recoverAndDrop = []byte{0x10, 0x05, 0x02}       // DLE ENQ 2
	listGraphics   = []byte{0x1D, 0x28, 0x4C, 0x04, // GS ( L fn 64
		0x00, 0x30, 0x40, 'K', 'C'}
	clearBuffers = []byte{0x10, 0x14, 0x08, 0x01, // DLE DC4 fn 8
		0x03, 0x14, 0x01, 0x06, 0x02, 0x08}
)

// prelude brings a printer into the one state that Encode starts from. ESC @ puts
// every mode back, ASB included, so ASB follows it.
func prelude(p *Profile) []byte {
	out := append([]byte(nil), initialise...)
	if p.Kanji {
		out = append(out, cancelKanji...)
	}
	if p.ASB {
		out = append(out, enableASB...)
	}
	return out
}

// requestStatus is DLE EOT n.
func requestStatus(n byte) []byte { return []byte{0x10, 0x04, n} }

// requestIdentity is GS I n.
func requestIdentity(n byte) []byte { return []byte{0x1D, 0x49, n} }

// requestProcessID is GS ( H fn 48.
func requestProcessID(id [4]byte) []byte {
	return []byte{0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, id[0], id[1], id[2], id[3]}
}

// hidden tells whether a real-time command begins at b[i]: one that printers carry
// out wherever they see it, inside pictures too. DLE EOT 1 to 8 and 20 ask for
// status, DLE ENQ 0 to 2 drop buffers, DLE DC4 opens drawers or switches off. At the
// end of b the first two bytes are enough, for one does not know what follows.
func hidden(b []byte, i int) bool {
	if i+1 >= len(b) || b[i] != 0x10 {
		return false
	}
	open := i+2 >= len(b)
	var n byte
	if !open {
		n = b[i+2]
	}
	switch b[i+1] {
	case 0x04:
		return open || n >= 1 && n <= 8 || n == 0x14
	case 0x05:
		return open || n <= 2
	case 0x14:
		return open || n <= 0x0F
	}
	return false
}

// Hidden finds the first real-time command in b, or -1.
func Hidden(b []byte) int {
	for i := range b {
		if hidden(b, i) {
			return i
		}
	}
	return -1
}

// Defuse changes one dot wherever the bits of a picture would read as a real-time
// command, and returns how many it changed. Rows and bands are to be passed in one
// piece, as they go down the line, since a command may run over their borders.
func Defuse(b []byte) int {
	changed := 0
	for i := range b {
		if hidden(b, i) {
			b[i+1] ^= 0x40 // 44, 45, 54: neither the second byte of a command nor its first or third
			changed++
		}
	}
	return changed
}
