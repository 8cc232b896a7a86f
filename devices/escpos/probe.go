package escpos

import (
	"bytes"
	"context"
	"errors"
	"time"

	"kundterminal/devices"
)

const (
	probeFirst  = 600 * time.Millisecond // for the first byte of an answer
	probeGap    = 150 * time.Millisecond // of silence that ends it
	probeRounds = 2                      // noise does not answer eight questions
)

// Probe finds out whether a receipt printer is at a port that nobody else uses and
// whose line speed may be wrong. It asks the four real-time questions that every
// ESC/POS printer answers, twice, and then what it calls itself: the Identity is
// empty where the printer does not say. Nothing is printed. The error is one of
// devices.ErrNoReply, ErrEcho and ErrStranger, or the port's own.
//
// Printers that leave out the fixed bits of their answers (Pyramid) are strangers.
func Probe(ctx context.Context, port devices.Port) (Identity, error) {
	for range probeRounds {
		for n := byte(1); n <= 4; n++ {
			reply, err := devices.Ask(ctx, port, requestStatus(n), probeFirst, probeGap)
			if err != nil {
				return Identity{}, err
			}
			if len(reply) != 1 || reply[0]&0x93 != 0x12 {
				return Identity{}, devices.Stranger(reply)
			}
		}
	}
	var id Identity
	for _, q := range []struct {
		n    byte
		into *string
	}{{66, &id.Maker}, {67, &id.Model}, {65, &id.Firmware}, {68, &id.Serial}} {
		reply, err := devices.Ask(ctx, port, requestIdentity(q.n), probeFirst, probeGap)
		if errors.Is(err, devices.ErrNoReply) {
			break // it does not know the question
		}
		if err != nil {
			return id, err
		}
		*q.into = identification(reply)
	}
	return id, nil
}

// identification is the text of an answer to GS I; empty when it is none.
func identification(reply []byte) string {
	text, head := bytes.CutPrefix(reply, []byte{0x5F})
	text, tail := bytes.CutSuffix(text, []byte{0})
	if !head || !tail {
		return ""
	}
	for _, c := range text {
		if !printable(c) {
			return ""
		}
	}
	return string(text)
}
