package sim

// blocks is the card's side of T=1 (ISO 7816-3).
type blocks struct {
	ifsd    int    // the longest data that the host takes
	in      []byte // a command that has not yet come whole
	out     []byte // an answer that has not yet gone whole
	ns, nr  byte
	last    []byte // our last block
	pending bool   // last was an I block that waits to be acknowledged
}

func makeBlock(pcb byte, data []byte) []byte {
	b := append([]byte{0x00, pcb, byte(len(data))}, data...)
	sum := byte(0)
	for _, v := range b {
		sum ^= v
	}
	return append(b, sum)
}

// block takes one block and returns the card's.
func (c *chip) block(b []byte) []byte {
	s := &c.blocks
	sum := byte(0)
	for _, v := range b {
		sum ^= v
	}
	if len(b) < 4 || len(b) != 4+int(b[2]) || sum != 0 || b[0] != 0 {
		c.wrong("no block: % X", b)
		return s.say(makeBlock(0x80|s.nr<<4|0x01, nil))
	}
	pcb, data := b[1], b[3:len(b)-1]
	switch {
	case pcb == 0xC1 && len(data) == 1 && data[0] > 0 && data[0] < 0xFF:
		s.ifsd = int(data[0])
		return s.say(makeBlock(0xE1, data))
	case pcb&0xC0 == 0xC0:
		c.wrong("a block about the protocol that was not asked for: %02X", pcb)
		return s.say(makeBlock(0x80|s.nr<<4|0x02, nil))
	case pcb&0x80 != 0:
		return c.again(pcb)
	}
	return c.information(pcb, data)
}

func (s *blocks) say(b []byte) []byte {
	s.last = append([]byte(nil), b...)
	return b
}

// again answers an R block: the host has our block, or wants it once more.
func (c *chip) again(pcb byte) []byte {
	s := &c.blocks
	wanted := pcb >> 4 & 1
	switch {
	case s.pending && wanted != s.ns: // it has it
		s.ns, s.pending = s.ns^1, false
		if len(s.out) == 0 {
			c.wrong("an R block %02X for the last block of an answer", pcb)
			return append([]byte(nil), s.last...)
		}
		return c.nextPart()
	case len(s.last) > 0:
		return append([]byte(nil), s.last...)
	}
	return s.say(makeBlock(0x80|s.nr<<4|0x02, nil))
}

// information takes an I block.
func (c *chip) information(pcb byte, data []byte) []byte {
	s := &c.blocks
	if s.pending { // a new command acknowledges the answer
		s.ns, s.pending = s.ns^1, false
	}
	if pcb>>6&1 != s.nr {
		c.wrong("an I block out of turn: %02X", pcb)
		return s.say(makeBlock(0x80|s.nr<<4|0x02, nil))
	}
	if len(s.out) > 0 {
		c.wrong("a command before the last answer was fetched")
		s.out = nil
	}
	if len(data) > 32 {
		c.wrong("a block of %d bytes; the card takes 32", len(data))
	}
	s.nr ^= 1
	s.in = append(s.in, data...)
	if pcb&0x20 != 0 {
		return s.say(makeBlock(0x80|s.nr<<4, nil))
	}
	command := s.in
	s.in = nil
	s.out = c.whole(command)
	return c.nextPart()
}

// whole carries a command APDU out that came in blocks.
func (c *chip) whole(b []byte) []byte {
	if len(b) < 4 {
		c.wrong("no command: % X", b)
		return []byte{0x67, 0x00}
	}
	var data []byte
	asked := 0
	switch {
	case len(b) == 5:
		asked = int(b[4])
	case len(b) > 5:
		n := int(b[4])
		if len(b) != 5+n && len(b) != 6+n {
			c.wrong("a command of the wrong length: % X", b)
			return []byte{0x67, 0x00}
		}
		data = b[5 : 5+n]
		if len(b) == 6+n {
			asked = int(b[5+n])
		}
	}
	if asked == 0 {
		asked = 256
	}
	answer, sw := c.apdu(b[:4], data)
	short := b[1] == 0xB0 && asked > len(answer) && sw[0] == 0x90
	out := append([]byte(nil), answer[:min(asked, len(answer))]...)
	if short {
		return append(out, 0x62, 0x82) // the end of the file came first
	}
	return append(out, sw...)
}

// nextPart is the next I block of the answer.
func (c *chip) nextPart() []byte {
	s := &c.blocks
	n := min(len(s.out), s.ifsd)
	pcb := s.ns << 6
	if n < len(s.out) {
		pcb |= 0x20
	}
	part := s.out[:n]
	s.out = s.out[n:]
	s.pending = true
	return s.say(makeBlock(pcb, part))
}
