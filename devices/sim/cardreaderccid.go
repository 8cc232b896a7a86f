package sim

import (
	"encoding/binary"
	"time"
)

// Errors in a reader's answers.
const (
	errorMute     = 0xFE
	errorNoCard   = 0xFE
	errorCommand  = 0x00
	errorVoltage  = 0x07 // offset of the parameter that is not possible
	errorProtocol = 0x07
)

// command carries a CCID command out and returns the answer.
func (r *CardReader) command(l *line, m []byte) []byte {
	data := m[10:]
	switch m[0] {
	case 0x61:
		return r.setParameters(m, data)
	case 0x62:
		return r.powerOn(m)
	case 0x63:
		r.mu.Lock()
		defer r.mu.Unlock()
		r.chip = nil
		return r.answer(m, 0x81, nil)
	case 0x65:
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.answer(m, 0x81, nil)
	case 0x6B:
		return r.escape(m, data)
	case 0x6F:
		return r.transfer(l, m, data)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refuse("unknown command %02X", m[0])
	return r.failure(m, 0x81, errorCommand)
}

// answer makes a good answer. r.mu is held.
func (r *CardReader) answer(m []byte, kind byte, data []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte{kind}, uint32(len(data)))
	out = append(out, m[5], m[6], r.slot(), 0x00, 0x00)
	return append(out, data...)
}

// failure makes an answer that says that the command failed. r.mu is held.
func (r *CardReader) failure(m []byte, kind, why byte) []byte {
	out := r.answer(m, kind, nil)
	out[7] |= 0x40
	out[8] = why
	return out
}

// slot is the state of the slot: 0 with power, 1 without, 2 empty. r.mu is held.
func (r *CardReader) slot() byte {
	switch {
	case r.card == nil:
		return 2
	case r.chip == nil:
		return 1
	}
	return 0
}

// escape knows two commands: what is the firmware, and when are movements told.
func (r *CardReader) escape(m, data []byte) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case len(data) == 1 && data[0] == 0x02:
		return r.answer(m, 0x83, []byte("GemTwin-V2.00-GM00"))
	case len(data) == 3 && data[0] == 0x01 && data[1] == 0x01 && data[2] <= 0x01:
		r.synced = data[2] == 0x01
		return r.answer(m, 0x83, []byte{0x00})
	}
	r.refuse("unknown escape command % X", data)
	return r.failure(m, 0x83, errorCommand)
}

// powerOn gives the card power and answers with what it says.
func (r *CardReader) powerOn(m []byte) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	volts := m[7]
	r.chip = nil
	switch {
	case volts < 1 || volts > 3:
		r.refuse("a voltage that the reader does not choose by itself: %d", volts)
		return r.failure(m, 0x80, errorVoltage)
	case r.card == nil:
		return r.failure(m, 0x80, errorNoCard)
	}
	r.counts.PowerOns++
	if r.card.Mute || r.card.Voltage != 0 && r.card.Voltage != volts {
		return r.failure(m, 0x80, errorMute)
	}
	r.chip = newChip(r.card)
	return r.answer(m, 0x80, r.card.ATR)
}

func (r *CardReader) setParameters(m, data []byte) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.chip == nil:
		r.refuse("parameters for a card without power")
		return r.failure(m, 0x82, errorMute)
	case m[7] != r.card.Protocol, m[7] == 0 && len(data) != 5, m[7] == 1 && len(data) != 7:
		r.refuse("parameters % X for T=%d; the card speaks T=%d", data, m[7], r.card.Protocol)
		return r.failure(m, 0x82, errorProtocol)
	case data[0] != 0x11:
		r.refuse("a speed that was not negotiated with the card: %02X", data[0])
		return r.failure(m, 0x82, errorProtocol)
	}
	r.chip.set = true
	out := r.answer(m, 0x82, data)
	out[9] = m[7]
	return out
}

// transfer hands a TPDU to the card. The card may be slow, and may be pulled
// meanwhile.
func (r *CardReader) transfer(l *line, m, tpdu []byte) []byte {
	r.mu.Lock()
	c := r.chip
	if c == nil {
		defer r.mu.Unlock()
		if r.card != nil {
			r.refuse("a command to a card without power")
		}
		return r.failure(m, 0x80, errorMute)
	}
	if !c.set {
		r.refuse("a command before the parameters were set")
	}
	r.counts.Commands++
	slow := r.faults[SlowCard]
	c.errors = r.faults[CardErrors]
	if r.removeAfter > 0 {
		if r.removeAfter--; r.removeAfter == 0 {
			r.take()
		}
	}
	r.mu.Unlock()
	if slow && !r.pleadForTime(l, m, c) {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.chip != c { // pulled, or another has come
		return r.failure(m, 0x80, errorMute)
	}
	reply, wrong := c.tpdu(tpdu)
	for _, w := range wrong {
		r.refuse("%s", w)
	}
	if r.badBlocks > 0 && c.card.Protocol == 1 {
		r.badBlocks--
		reply[len(reply)-1] ^= 0x55
	}
	return r.answer(m, 0x80, reply)
}

// pleadForTime spends the card's time: single bytes for T=0, messages for T=1.
// It reports false when the plug was pulled.
func (r *CardReader) pleadForTime(l *line, m []byte, c *chip) bool {
	for range 8 {
		if !l.sleepUntil(time.Now().Add(r.opt.CardTime / 8)) {
			return false
		}
		r.mu.Lock()
		plea := []byte{0x80}
		if c.card.Protocol == 1 {
			answer := r.answer(m, 0x80, nil)
			answer[7] |= 0x80
			answer[8] = 0x01
			plea = frameForHost(answer)
		}
		gone := r.chip != c
		r.mu.Unlock()
		if gone {
			return true
		}
		r.send(l, plea)
	}
	return true
}
