package sim

// online tells whether the printer processes its buffer. p.mu is held.
func (p *Printer) online() bool {
	return !p.faults[PaperOut] && !p.faults[CoverOpen] && !p.faults[Overheated] && !p.cutterError
}

// pick is a when cond holds, else 0.
func pick(cond bool, a byte) byte {
	if cond {
		return a
	}
	return 0
}

// transmit is the answer to DLE EOT n.
func (p *Printer) transmit(n byte) []byte {
	const fixed = 0x12
	f := &p.faults
	switch n {
	case 1: // printer: no drawer is connected, so its pin 3 is high
		return []byte{fixed | 0x04 | pick(!p.online(), 0x08)}
	case 2: // cause of being offline
		return []byte{fixed | pick(f[CoverOpen], 0x04) | pick(f[PaperOut], 0x20) | pick(p.cutterError || f[Overheated], 0x40)}
	case 3: // cause of the error
		return []byte{fixed | pick(p.cutterError, 0x08) | pick(f[Overheated], 0x40)}
	case 4: // roll
		return []byte{fixed | pick(f[PaperNearEnd] || f[PaperOut], 0x0C) | pick(f[PaperOut], 0x60)}
	default:
		return p.fullStatus()
	}
}

// fullStatus is the answer of Custom's printers to DLE EOT 20.
func (p *Printer) fullStatus() []byte {
	f := &p.faults
	return []byte{
		0x10, 0x0F,
		pick(f[PaperOut], 0x01) | pick(f[PaperNearEnd] || f[PaperOut], 0x04) | pick(p.presenter.out, 0x20),
		pick(f[CoverOpen], 0x03),
		pick(f[Overheated], 0x01),
		pick(p.cutterError, 0x01),
	}
}

// status is the frame of Automatic Status Back.
func (p *Printer) status() [4]byte {
	f := &p.faults
	return [4]byte{
		0x14 | pick(!p.online(), 0x08) | pick(f[CoverOpen], 0x20),
		pick(p.cutterError, 0x08) | pick(f[Overheated], 0x40),
		pick(f[PaperNearEnd] || f[PaperOut], 0x03) | pick(f[PaperOut], 0x0C),
		0x0F,
	}
}

// watched is the part of the frame whose changes GS a n asks for.
func watched(n byte) [4]byte {
	return [4]byte{
		pick(n&0x01 != 0, 0x04) | pick(n&0x02 != 0, 0x28),
		pick(n&0x04 != 0, 0x6C),
		pick(n&0x08 != 0, 0x0F),
		0,
	}
}

// changed tells the host what it asked to be told after a change of state,
// and wakes whoever waited for one. p.mu is held.
func (p *Printer) changed() {
	now, mask := p.status(), watched(p.asb)
	for i := range now {
		if (now[i]^p.lastASB[i])&mask[i] != 0 {
			p.answer(now[:]...)
			break
		}
	}
	p.lastASB = now
	if online := p.online(); online != p.wasOnline {
		p.wasOnline = online
		if !online {
			p.offlineNotice()
		}
	}
	p.flow()
	p.cond.Broadcast()
}

// offlineNotice is what GS ( H fn 49 asked for. Epson says of the cause only
// that it is up to ten bytes of 40 to 7F that differ by model; here it is one
// byte for the cover, one for the paper and one for errors.
func (p *Printer) offlineNotice() {
	switch p.notice {
	case 1:
		p.answer(0x37, 0x23, 0x00)
	case 2:
		p.answer(0x37, 0x23,
			0x40|pick(p.faults[CoverOpen], 0x01),
			0x40|pick(p.faults[PaperOut], 0x01),
			0x40|pick(p.cutterError, 0x01)|pick(p.faults[Overheated], 0x02),
			0x00)
	}
}

// enableASB is GS a n: the frame is sent at once, then at each change.
func (p *Printer) enableASB(n byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asb = n & 0x0F
	p.lastASB = p.status()
	if p.asb != 0 {
		p.answer(p.lastASB[0], p.lastASB[1], p.lastASB[2], p.lastASB[3])
	}
}
