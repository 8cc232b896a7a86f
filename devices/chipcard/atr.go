package chipcard

import (
	"bytes"
	"encoding/hex"
	"errors"
)

// Answers to reset of Finnish identity cards, by the year their issue began. Older
// ones are found by what is on them.
var fineidATRs = [][]byte{
	unhex("3B7F9600008031B865B085050011122460829000"), // 2022
	unhex("3B7F9600008031B865B085051024122460829000"), // 2025
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		return nil
	}
	return b
}

// knownFINEID reports whether the answer to reset is that of a Finnish identity card.
func knownFINEID(atr []byte) bool {
	for _, known := range fineidATRs {
		if bytes.Equal(known, atr) {
			return true
		}
	}
	return false
}

const maxATR = 33

var errATR = errors.New("the card's answer to reset makes no sense; clean its chip and try again")

// atr is what the answer to reset (ISO 7816-3) says about how to speak to the card.
type atr struct {
	inverse  bool // inverse convention, which the reader takes care of
	protocol byte // 0 or 1: the one in force without negotiation
	crc      bool // T=1 with CRC in place of LRC
	implicit bool // the card insists on a speed of its own
	speed    byte // Fi and Di in force: 11, or TA1 in specific mode
	guard    byte // TC1
	waiting  byte // TC2, for T=0
	ifsc     byte // size of blocks that the card takes, for T=1
	bwi      byte // block and character waiting time, for T=1
}

// parseATR reads the interface bytes. Historical bytes and the check byte are left
// alone: the reader has checked what it could.
func parseATR(b []byte) (atr, error) {
	a := atr{speed: 0x11, waiting: 0x0A, ifsc: 32, bwi: 0x4D}
	if len(b) < 2 || len(b) > maxATR || b[0] != 0x3B && b[0] != 0x3F {
		return a, errATR
	}
	a.inverse = b[0] == 0x3F
	seen := interfaceSeen{}
	ta1 := byte(0x11)
	rest, y, protocol := b[2:], b[1]>>4, byte(0)
	for group := 1; y != 0; group++ {
		for letter := range 4 {
			if y>>letter&1 == 0 {
				continue
			}
			if len(rest) == 0 {
				return a, errATR
			}
			v := rest[0]
			rest = rest[1:]
			if group == 1 && letter == 0 {
				ta1 = v
			}
			a.take(group, letter, protocol, v, ta1, &seen)
			if letter == 3 {
				y, protocol = v>>4, v&0x0F
				break
			}
			if y>>(letter+1) == 0 {
				y = 0
			}
		}
	}
	if a.protocol > 1 {
		return a, noSuchProtocol
	}
	return a, nil
}

// interfaceSeen remembers of what only the first counts.
type interfaceSeen struct{ protocol, specific, size, times, check bool }

// take reads one interface byte: letter 0 to 3 stands for TA to TD.
func (a *atr) take(group, letter int, protocol, v, ta1 byte, seen *interfaceSeen) {
	first := func(b *bool) bool { was := *b; *b = true; return !was }
	switch {
	case letter == 3:
		if first(&seen.protocol) && !seen.specific {
			a.protocol = v & 0x0F
		}
	case group == 1 && letter == 2:
		a.guard = v
	case group == 2 && letter == 0: // specific mode: nothing can be negotiated
		seen.specific = true
		a.protocol, a.implicit = v&0x0F, v&0x10 != 0
		if !a.implicit {
			a.speed = ta1
		}
	case group == 2 && letter == 2:
		a.waiting = v
	case group > 2 && protocol == 1:
		switch {
		case letter == 0 && first(&seen.size) && v > 0 && v < 0xFF:
			a.ifsc = v
		case letter == 1 && first(&seen.times):
			a.bwi = v
		case letter == 2 && first(&seen.check):
			a.crc = v&1 != 0
		}
	}
}

// parameters are what SetParameters tells the reader for this card.
func (a *atr) parameters() []byte {
	convention := byte(0)
	if a.inverse {
		convention = 0x02
	}
	if a.protocol == 0 {
		return []byte{a.speed, convention, a.guard, a.waiting, 0x00}
	}
	return []byte{a.speed, 0x10 | convention, a.guard, a.bwi, 0x00, a.ifsc, 0x00}
}
