package escpos

import "fmt"

// command is what is known of a command.
type command struct {
	meaning  string
	data     int // bytes of data that follow
	toNUL    bool
	dataName string
}

// parameters are how many bytes follow the two that name a command, and what it is.
type parameters struct {
	count   int
	meaning string
}

var plainCommands = map[[2]byte]parameters{
	{0x1B, '@'}: {0, "ESC @ initialise"}, {0x1B, 't'}: {1, "ESC t code page"},
	{0x1B, 'R'}: {1, "ESC R international characters"}, {0x1B, 'E'}: {1, "ESC E bold"},
	{0x1B, '-'}: {1, "ESC - underline"}, {0x1B, 'M'}: {1, "ESC M font"}, {0x1B, 'a'}: {1, "ESC a justification"},
	{0x1B, '3'}: {1, "ESC 3 line spacing"}, {0x1B, '2'}: {0, "ESC 2 default line spacing"},
	{0x1B, 'd'}: {1, "ESC d feed lines"}, {0x1B, 'J'}: {1, "ESC J feed dots"}, {0x1B, '!'}: {1, "ESC ! print mode"},
	{0x1B, ' '}: {1, "ESC SP character spacing"}, {0x1B, '$'}: {2, "ESC $ position"}, {0x1B, '\\'}: {2, "ESC \\ relative position"},
	{0x1B, '{'}: {1, "ESC { upside down"}, {0x1B, 'G'}: {1, "ESC G double strike"}, {0x1B, 'p'}: {3, "ESC p drawer"},
	{0x1B, 'c'}: {2, "ESC c sensors and buttons"}, {0x1B, 'v'}: {0, "ESC v paper status"},
	{0x1B, 'i'}: {0, "ESC i cut"}, {0x1B, 'm'}: {0, "ESC m cut"},
	{0x1D, '!'}: {1, "GS ! size"}, {0x1D, 'B'}: {1, "GS B white on black"}, {0x1D, 'L'}: {2, "GS L left margin"},
	{0x1D, 'W'}: {2, "GS W width"}, {0x1D, 'a'}: {1, "GS a ASB"}, {0x1D, 'r'}: {1, "GS r status"},
	{0x1D, 'I'}: {1, "GS I identity"}, {0x1D, 'h'}: {1, "GS h barcode height"}, {0x1D, 'w'}: {1, "GS w barcode module"},
	{0x1D, 'H'}: {1, "GS H letters of barcode"}, {0x1D, 'f'}: {1, "GS f font of barcode"},
	{0x1D, 'P'}: {2, "GS P motion units"}, {0x1C, '.'}: {0, "FS . Kanji off"}, {0x1C, '&'}: {0, "FS & Kanji on"},
}

// commandOf says what begins so; whole is false while bytes are still to come.
func commandOf(b []byte) (c command, whole bool) {
	switch b[0] {
	case 0x1B, 0x1C, 0x1D, 0x10:
	default:
		return command{meaning: controlName(b[0])}, true
	}
	if len(b) < 2 {
		return command{}, false
	}
	name := [2]byte{b[0], b[1]}
	if p, plain := plainCommands[name]; plain {
		switch {
		case len(b) < 2+p.count:
			return command{}, false
		case p.count == 1:
			return command{meaning: fmt.Sprintf("%s, %d", p.meaning, b[2])}, true
		}
		return command{meaning: p.meaning}, true
	}
	switch {
	case b[0] == 0x10:
		return realTimeCommand(b)
	case name == [2]byte{0x1D, 'V'}:
		return cutCommand(b)
	case name == [2]byte{0x1D, 'v'}:
		return rasterCommand(b)
	case name == [2]byte{0x1D, 'k'}:
		return barcodeCommand(b)
	case name == [2]byte{0x1D, 'e'}:
		return presenterCommand(b)
	case name == [2]byte{0x1D, '('}, name == [2]byte{0x1D, '8'}:
		return longCommand(b)
	}
	return command{meaning: fmt.Sprintf("%02X %02X is no command that is known here", b[0], b[1])}, true
}

func controlName(c byte) string {
	names := map[byte]string{'\n': "LF", '\r': "CR", '\t': "HT", '\f': "FF", 0: "NUL", 0x18: "CAN", xon: "XON", xoff: "XOFF"}
	if name := names[c]; name != "" {
		return name
	}
	return fmt.Sprintf("%02X", c)
}

// realTimeCommand knows DLE EOT, DLE ENQ and DLE DC4.
func realTimeCommand(b []byte) (command, bool) {
	if len(b) < 3 {
		return command{}, false
	}
	n := b[2]
	switch b[1] {
	case 0x04:
		names := map[byte]string{1: "printer status", 2: "offline cause", 3: "error cause", 4: "paper", fullStatus: "full status"}
		return command{meaning: fmt.Sprintf("DLE EOT %d %s", n, names[n])}, true
	case 0x05:
		names := map[byte]string{1: "recover and go on", 2: "recover and drop the job"}
		return command{meaning: fmt.Sprintf("DLE ENQ %d %s", n, names[n])}, true
	case 0x14:
		size := map[byte]int{1: 5, 2: 5, 8: len(clearBuffers)}[n]
		if len(b) < size {
			return command{}, false
		}
		if n == 8 {
			return command{meaning: "DLE DC4 8 clear buffers"}, true
		}
		return command{meaning: fmt.Sprintf("DLE DC4 %d", n)}, true
	}
	return command{meaning: fmt.Sprintf("DLE %02X is no command that is known here", b[1])}, true
}

func cutCommand(b []byte) (command, bool) {
	if len(b) < 3 {
		return command{}, false
	}
	m := b[2]
	if m >= 65 && len(b) < 4 {
		return command{}, false
	}
	return command{meaning: fmt.Sprintf("GS V %d cut", m)}, true
}

// rasterCommand is GS v 0 m xL xH yL yH, with x bytes in each of y rows behind it.
func rasterCommand(b []byte) (command, bool) {
	switch {
	case len(b) >= 3 && b[2] != '0':
		return command{meaning: "GS v is no command that is known here"}, true
	case len(b) < 8:
		return command{}, false
	}
	x, y := int(b[4])|int(b[5])<<8, int(b[6])|int(b[7])<<8
	return command{
		meaning: fmt.Sprintf("GS v 0 raster, %d × %d dots", 8*x, y), data: x * y, dataName: "raster data",
	}, true
}

// barcodeCommand is GS k: m and data up to NUL, or m, the length and data.
func barcodeCommand(b []byte) (command, bool) {
	switch {
	case len(b) < 3:
		return command{}, false
	case b[2] < 65:
		return command{meaning: fmt.Sprintf("GS k %d barcode", b[2]), toNUL: true, dataName: "barcode data"}, true
	case len(b) < 4:
		return command{}, false
	}
	return command{meaning: fmt.Sprintf("GS k %d barcode", b[2]), data: int(b[3]), dataName: "barcode data"}, true
}

// presenterCommand is GS e n of kiosk printers, with one more byte after 3 and two
// after 20 hexadecimal.
func presenterCommand(b []byte) (command, bool) {
	if len(b) < 3 {
		return command{}, false
	}
	names := map[byte]string{2: "retract", 3: "present", 5: "eject", 6: "presenter status"}
	if more := map[byte]int{3: 1, 0x20: 2}[b[2]]; len(b) < 3+more {
		return command{}, false
	}
	return command{meaning: fmt.Sprintf("GS e %d %s", b[2], names[b[2]])}, true
}

// longCommand is GS ( X pL pH data, or GS 8 L with four bytes of length. What is not
// data to be printed is a part of the command, as far as it is known.
func longCommand(b []byte) (command, bool) {
	head := 5
	if b[1] == '8' {
		head = 7
	}
	if len(b) < head {
		return command{}, false
	}
	size := 0
	for i := head - 1; i >= 3; i-- {
		size = size<<8 | int(b[i])
	}
	fn := [2]byte{}
	copy(fn[:], b[head:])
	if len(b) < head+min(size, 2) {
		return command{}, false
	}
	name := fmt.Sprintf("GS %c %c", b[1], b[2])
	known := map[[3]byte]struct {
		meaning string
		size    int
	}{
		{'H', '0', '0'}: {"process id", 6}, {'H', '1', '0'}: {"offline notice", 3},
		{'k', '1', 'A'}: {"QR model", 4}, {'k', '1', 'C'}: {"QR module", 3}, {'k', '1', 'E'}: {"QR correction", 3},
		{'k', '1', 'Q'}: {"QR print", 3}, {'L', '0', '@'}: {"list graphics", 4}, {'L', '0', 'E'}: {"print graphics", 6},
		{'L', '0', '2'}: {"print buffered graphics", 2},
	}[[3]byte{b[2], fn[0], fn[1]}]
	if known.size != size || size == 0 {
		what := "data"
		if known := map[[3]byte]string{{'k', '1', 'P'}: "QR data", {'L', '0', 'C'}: "graphics to be kept", {'L', '0', 'p'}: "graphics"}[[3]byte{b[2], fn[0], fn[1]}]; known != "" {
			what = known
		}
		return command{meaning: name + " " + what, data: max(0, size-2), dataName: what}, true
	}
	if len(b) < head+size {
		return command{}, false
	}
	if known.meaning == "process id" {
		return command{meaning: fmt.Sprintf("%s process id %s", name, printed(b[head+2:]))}, true
	}
	return command{meaning: name + " " + known.meaning}, true
}

// printed shows what can be printed of b.
func printed(b []byte) string {
	out := make([]byte, len(b))
	for i, c := range b {
		out[i] = c
		if !printable(c) {
			out[i] = '.'
		}
	}
	return string(out)
}
