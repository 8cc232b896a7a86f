package sim

// esc executes the commands that begin with ESC.
func (i *interpreter) esc() {
	s := &i.modes
	switch c := i.u8(); c {
	case '@':
		i.initialise()
	case '!':
		i.printMode(i.u8())
	case 't':
		i.codePage(i.u8())
	case 'R':
		if n := i.u8(); int(n) < len(international) {
			s.set = n
		} else {
			i.refuse("no such international set")
		}
	case 'E', 'G':
		s.style.bold = i.u8()&1 != 0
	case '-':
		if n := i.u8() &^ 0x30; n <= 2 {
			s.style.underline = int(n)
		}
	case 'M':
		if n := i.u8() &^ 0x30; n <= 1 {
			s.style.fontB = n == 1
		} else {
			i.refuse("no such font")
		}
	case 'a':
		i.setAlign(i.u8())
	case ' ':
		s.gap = min(i.horizontalDots(int(i.u8())), i.m.Dots)
	case '2':
		s.spacing = i.m.Spacing
	case '3':
		s.spacing = i.verticalDots(int(i.u8()))
	default:
		i.escMove(c)
	}
}

// escMove executes the rest of them: movement of paper, knife and head.
func (i *interpreter) escMove(c byte) {
	switch c {
	case 'd':
		n := int(i.u8())
		i.flushLine(n * i.modes.spacing)
	case 'J':
		n := int(i.u8())
		i.flushLine(i.verticalDots(n))
	case '$':
		i.line.moveTo(i.horizontalDots(i.u16()), i.area())
	case '\\':
		i.line.moveTo(i.line.x+i.horizontalDots(int(int16(i.u16()))), i.area())
	case 'i', 'm':
		if !i.lacks(CustomCut, "ESC i or ESC m") && !i.inLine("cut") {
			i.cut(c == 'm', false)
		}
	case 'v':
		if !i.lacks(FullStatus, "ESC v") {
			i.transmitPaper()
		}
	case 'c':
		if n := i.u8(); n >= '3' && n <= '5' { // paper sensors, panel buttons
			i.u8()
		} else {
			i.refuse("unknown ESC c")
		}
	case 'p': // drawer pulse: no drawer is connected
		i.take(3, 0)
	default:
		i.refuse("unknown ESC command")
	}
}

// initialise is ESC @: modes as at power-on, and Automatic Status Back off.
func (i *interpreter) initialise() {
	i.line = textLine{}
	i.stored = nil
	i.modes = powerOn(i.m)
	i.p.mu.Lock()
	i.p.asb, i.p.notice = 0, 0
	i.p.mu.Unlock()
}

// printMode is ESC ! n.
func (i *interpreter) printMode(n byte) {
	st := &i.modes.style
	st.fontB = n&0x01 != 0
	st.bold = n&0x08 != 0
	st.high, st.wide = 1+int(n>>4&1), 1+int(n>>5&1)
	st.underline = int(n >> 7)
}

// codePage is ESC t n.
func (i *interpreter) codePage(n byte) {
	name, known := i.m.Codes[n]
	if !known {
		i.refuse("no such code page")
		return
	}
	i.modes.page = codePages()[name]
}

// setAlign is ESC a n, which is honoured only at the beginning of a line.
func (i *interpreter) setAlign(n byte) {
	n &^= 0x30
	if n > 2 {
		i.refuse("unknown alignment")
		return
	}
	if !i.inLine("alignment") {
		i.modes.align = n
	}
}
