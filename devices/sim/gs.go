package sim

// gs executes the commands that begin with GS.
func (i *interpreter) gs() {
	s := &i.modes
	switch c := i.u8(); c {
	case '!':
		n := i.u8()
		if n&0x88 != 0 {
			i.refuse("magnification above 8")
			return
		}
		s.style.wide, s.style.high = 1+int(n>>4), 1+int(n&7)
	case 'B':
		s.style.inverse = i.u8()&1 != 0
	case 'L':
		if n := i.horizontalDots(i.u16()); !i.inLine("left margin") {
			s.left = n
		}
	case 'W':
		if n := i.horizontalDots(i.u16()); !i.inLine("print area") {
			s.area = n
		}
	case 'P':
		i.motionUnits(i.u8(), i.u8())
	case 'b': // smoothing: no difference at this size
		i.u8()
	case 'h':
		s.barHeight = max(1, int(i.u8()))
	case 'w':
		if n := int(i.u8()); n >= 1 && n <= 6 {
			s.barModule = n
		} else {
			i.refuse("no such module width")
		}
	case 'H':
		s.hri = i.u8() &^ 0x30 & 3
	case 'f':
		s.hriFontB = i.u8()&1 != 0
	case 'k':
		i.barcode()
	case 'v':
		i.raster()
	case '8':
		i.longFunction()
	case '(':
		i.function()
	default:
		i.gsDevice(c)
	}
}

// gsDevice executes the rest: knife, presenter and status.
func (i *interpreter) gsDevice(c byte) {
	switch c {
	case 'V':
		i.cutCommand()
	case 'e':
		i.presenterCommand()
	case 'a':
		if n := i.u8(); !i.lacks(AutoStatus, "GS a") {
			if i.err == nil {
				i.p.enableASB(n)
			}
		}
	case 'r':
		i.transmitStatus()
	case 'I':
		i.identify()
	default:
		i.refuse("unknown GS command")
	}
}

// motionUnits is GS P x y; 0 restores the model's own unit.
func (i *interpreter) motionUnits(x, y byte) {
	i.modes.unitX, i.modes.unitY = int(x), int(y)
	if x == 0 {
		i.modes.unitX = i.m.DPI
	}
	if y == 0 {
		i.modes.unitY = i.m.DPI * i.m.UnitsPerDot
	}
}

// cutCommand is GS V in all its forms.
func (i *interpreter) cutCommand() {
	m := i.u8()
	feed := -1
	switch m {
	case 0x00, 0x01, 0x30, 0x31:
	case 0x41, 0x42, 0x61, 0x62, 0x67, 0x68:
		feed = i.verticalDots(int(i.u8()))
	default:
		i.refuse("unknown form of cut")
		return
	}
	if i.err != nil || i.inLine("cut") {
		return
	}
	if feed >= 0 {
		i.feed(i.m.dots(i.m.CutterMM) + feed)
	}
	i.cut(m == 0x01 || m == 0x31 || m == 0x42 || m == 0x62 || m == 0x68, m == 0x67 || m == 0x68)
}

// cut severs the paper.
func (i *interpreter) cut(partial, pullBack bool) {
	if i.err == nil {
		i.err = i.p.cut(i.work, partial, pullBack)
	}
}

// presenterCommand is GS e n.
func (i *interpreter) presenterCommand() {
	n := i.u8()
	if n == 3 {
		i.u8()
	}
	if i.lacks(PresenterMoves, "presenter") || i.err != nil {
		return
	}
	switch n {
	case 2, 3, 5:
		i.p.movePresenter(n)
	case 6:
		i.p.ejectorStatus()
	default:
		i.refuse("unknown GS e")
	}
}

// transmitStatus is GS r n.
func (i *interpreter) transmitStatus() {
	n := i.u8() &^ 0x30
	if i.lacks(PaperStatus, "GS r") || i.err != nil {
		return
	}
	switch n {
	case 1:
		i.transmitPaper()
	case 2: // no drawer is connected: its pin 3 is high
		i.reply(0x01)
	default:
		i.refuse("unknown GS r")
	}
}

// transmitPaper answers with the state of the roll. It is executed only
// online, so the roll cannot be at its end.
func (i *interpreter) transmitPaper() {
	i.p.mu.Lock()
	defer i.p.mu.Unlock()
	if i.p.work == i.work {
		i.p.answer(pick(i.p.faults[PaperNearEnd], 0x03))
	}
}

// reply sends an answer that takes its turn behind the data before it.
func (i *interpreter) reply(b ...byte) {
	if i.err != nil {
		return
	}
	i.p.mu.Lock()
	defer i.p.mu.Unlock()
	if i.p.work == i.work {
		i.p.answer(b...)
	}
}

// identify is GS I n.
func (i *interpreter) identify() {
	n := i.u8()
	if i.lacks(Identity, "GS I") {
		return
	}
	text := map[byte]string{0x41: "1.00 SIM", 0x42: i.m.Maker, 0x43: i.m.Name, 0x44: "SIM0000001", 0x45: "PC858"}
	switch {
	case n == 1 || n == '1': // model
		i.reply(0x20)
	case n == 2 || n == '2': // type: an autocutter is installed
		i.reply(0x02)
	case n == 3 || n == '3': // version of the firmware
		i.reply(0x01)
	case text[n] != "":
		i.reply(append(append([]byte{0x5F}, text[n]...), 0x00)...)
	default:
		i.refuse("unknown GS I")
	}
}
