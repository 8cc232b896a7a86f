package sim

// source gives the interpreter its bytes, and an error when there will be no
// more for the work it is at.
type source interface{ next() (byte, error) }

// interpreter executes ESC/POS commands in the order of the buffer. err ends
// it; after that every read gives 0 and nothing is printed any more.
type interpreter struct {
	p     *Printer
	m     *Model
	in    source
	work  int
	modes modes
	err   error

	cmd      []byte // the present command, as far as read, for refusals
	offset   int64  // bytes read before it
	read     int64
	line     textLine
	stored   *Bitmap  // GS ( L fn 112: waits for fn 50
	unproved [][]byte // process ids whose line is not printed yet
}

// modes are the settings that ESC @ and power-on reset.
type modes struct {
	page      *[128]rune
	set       byte // international character set
	style     style
	align     byte
	spacing   int // dots from line to line
	gap       int // dots right of each letter
	left      int // margin in dots
	area      int // width of the print area in dots
	unitX     int // horizontal motion units in an inch
	unitY     int // vertical ones
	barHeight int
	barModule int
	hri       byte
	hriFontB  bool
	qrSize    int
	qrLevel   byte
	qrData    []byte
}

// style is how a letter is drawn.
type style struct {
	fontB      bool
	bold       bool
	underline  int // dots
	inverse    bool
	wide, high int // magnification, 1 to 8
}

// powerOn returns the modes after switching on.
func powerOn(m *Model) modes {
	return modes{
		page:    codePages()[m.Codes[0]],
		style:   style{wide: 1, high: 1},
		spacing: m.Spacing,
		area:    m.Dots,
		unitX:   m.DPI, unitY: m.DPI * m.UnitsPerDot,
		barHeight: 162, barModule: 3,
		qrSize: 3, qrLevel: 48,
	}
}

// run executes commands until there are no more bytes.
func (i *interpreter) run() {
	for i.err == nil {
		i.cmd, i.offset = i.cmd[:0], i.read
		if b := i.u8(); i.err == nil {
			i.step(b)
		}
	}
}

// u8 reads one byte.
func (i *interpreter) u8() byte {
	if i.err != nil {
		return 0
	}
	b, err := i.in.next()
	if err != nil {
		i.err = err
		return 0
	}
	i.read++
	if len(i.cmd) < 32 {
		i.cmd = append(i.cmd, b)
	}
	return b
}

// u16 reads two bytes, the lower first.
func (i *interpreter) u16() int {
	lo := i.u8()
	return int(lo) | int(i.u8())<<8
}

// take reads n bytes, but keeps only the first most of them.
func (i *interpreter) take(n, most int) []byte {
	kept := make([]byte, 0, min(n, most, 4096))
	for ; n > 0 && i.err == nil; n-- {
		if b := i.u8(); len(kept) < most && i.err == nil {
			kept = append(kept, b)
		}
	}
	return kept
}

// refuse notes that the present command is not carried out.
func (i *interpreter) refuse(why string) {
	if i.err == nil {
		i.p.refuse(i.offset, i.cmd, why)
	}
}

// lacks reports, and notes, that the model does not know a command.
func (i *interpreter) lacks(f Feature, what string) bool {
	if i.m.has(f) {
		return false
	}
	i.refuse("this model has no " + what)
	return true
}

// inLine reports, and notes, a command that is honoured only at the beginning
// of a line.
func (i *interpreter) inLine(what string) bool {
	if i.line.empty() {
		return false
	}
	i.refuse(what + " in mid-line")
	return true
}

// step executes the command that begins with b.
func (i *interpreter) step(b byte) {
	switch b {
	case 0x0A:
		i.flushLine(i.modes.spacing)
	case 0x09:
		i.tab()
	case 0x00, 0x06, 0x0D, 0x11, 0x13, 0x15: // NUL, ACK, CR, XON, XOFF, NAK mean nothing here
	case 0x10:
		i.dle()
	case 0x1B:
		i.esc()
	case 0x1C:
		i.fs()
	case 0x1D:
		i.gs()
	default:
		if b < 0x20 || b == 0x7F {
			i.refuse("unknown control code")
			return
		}
		i.put(letter(b, i.modes.page, i.modes.set))
	}
}

// dle passes over real-time commands: they were carried out on reception.
func (i *interpreter) dle() {
	switch fn := i.u8(); fn {
	case 0x04, 0x05:
		i.u8()
	case 0x14:
		switch i.u8() {
		case 1, 2: // drawer pulse, power off
			i.take(2, 0)
		case 8:
			i.take(7, 7)
		default:
			i.refuse("unknown DLE DC4")
		}
	default:
		i.refuse("unknown DLE command")
	}
}

// fs executes the kanji commands, of which there is only one here.
func (i *interpreter) fs() {
	if i.u8() != '.' {
		i.refuse("unknown FS command")
	}
}

// row prints one row of dots.
func (i *interpreter) row(bits []byte) {
	if i.err == nil {
		i.err = i.p.print(i.work, bits)
	}
}

// maxFeedMM is the most that one command feeds, and the widest spacing of
// lines: 40 inches, as on Epson's printers.
const maxFeedMM = 1016

// feed moves the paper on.
func (i *interpreter) feed(dots int) {
	if i.err == nil && dots > 0 {
		i.err = i.p.feed(i.work, min(dots, i.m.dots(maxFeedMM)))
	}
}

// verticalDots converts vertical motion units.
func (i *interpreter) verticalDots(n int) int {
	return min(n*i.m.DPI/i.modes.unitY, i.m.dots(maxFeedMM))
}

// horizontalDots converts horizontal motion units.
func (i *interpreter) horizontalDots(n int) int { return n * i.m.DPI / i.modes.unitX }
