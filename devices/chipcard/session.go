package chipcard

import (
	"context"
	"errors"
)

var (
	errReply    = errors.New("the card's answer is longer than what was asked for")
	errProtocol = errors.New("the card does not keep to its protocol")
)

// maxReply is the longest answer to an APDU that is taken: 256 bytes and the status
// word.
const maxReply = 258

// session is one card that has power, and the way APDUs go to it.
type session struct {
	conn  *conn
	atr   atr
	t1    t1
	reply [maxReply]byte
}

// wipe overwrites what the card said.
func (s *session) wipe() {
	clear(s.reply[:])
	clear(s.t1.out[:])
}

// begin gives the card power and agrees with the reader how to speak to it. It
// returns the answer to reset even when that is of no use.
func (s *session) begin(ctx context.Context) ([]byte, error) {
	_, err := s.conn.transact(ctx, request{kind: powerOff, answer: slotStatus, limit: s.conn.options.AnswerTimeout})
	var refused readerError
	if err != nil && !errors.As(err, &refused) {
		return nil, err
	}
	raw, err := s.powerOn(ctx)
	if err != nil {
		return raw, err
	}
	if s.atr, err = parseATR(raw); err != nil {
		return raw, err
	}
	_, err = s.conn.transact(ctx, request{
		kind: setParameters, specific: [3]byte{s.atr.protocol}, data: s.atr.parameters(),
		answer: parameters, limit: s.conn.options.AnswerTimeout,
	})
	if err != nil && (!errors.As(err, &refused) || s.atr.protocol == 1) {
		return raw, err
	}
	if s.atr.protocol == 1 {
		s.t1 = t1{transfer: s.transfer, ifsc: int(s.atr.ifsc)}
		return raw, s.t1.negotiate(ctx)
	}
	return raw, nil
}

// powerOn tries the voltages one after the other: 5 V, 3 V, 1.8 V.
func (s *session) powerOn(ctx context.Context) (atr []byte, err error) {
	for voltage := byte(1); voltage <= 3; voltage++ {
		var m message
		m, err = s.conn.transact(ctx, request{
			kind: powerOn, specific: [3]byte{voltage}, answer: dataBlock, limit: 2 * s.conn.options.AnswerTimeout,
		})
		if err == nil {
			return append([]byte(nil), m.data[:min(len(m.data), maxATR+1)]...), nil
		}
		var refused readerError
		if !errors.As(err, &refused) || m.presence() == absent {
			return nil, err
		}
	}
	return nil, err
}

// readable reports whether the driver can speak to a card with such an answer to
// reset.
func (s *session) readable() bool {
	return !s.atr.implicit && (s.atr.protocol == 0 || !s.atr.crc)
}

// transfer hands one TPDU to the card and returns its answer, which is good until
// the next call.
func (s *session) transfer(ctx context.Context, tpdu []byte, bwi byte) ([]byte, error) {
	m, err := s.conn.transact(ctx, request{
		kind: transferBlock, specific: [3]byte{bwi}, data: tpdu,
		answer: dataBlock, limit: s.conn.options.AnswerTimeout,
	})
	if err != nil {
		return nil, err
	}
	return m.data, nil
}

// exchange sends a command APDU and returns the card's data and status word, which
// are good until the next call.
func (s *session) exchange(ctx context.Context, apdu []byte) ([]byte, status, error) {
	var reply []byte
	var err error
	if s.atr.protocol == 1 {
		reply, err = s.t1.exchange(ctx, apdu, s.reply[:0])
	} else {
		reply, err = s.exchangeT0(ctx, apdu, s.reply[:0])
	}
	if err != nil {
		return nil, 0, err
	}
	return splitStatus(reply)
}

// splitStatus takes the status word off an answer.
func splitStatus(reply []byte) ([]byte, status, error) {
	if len(reply) < 2 {
		return nil, 0, errProtocol
	}
	n := len(reply) - 2
	return reply[:n], status(reply[n])<<8 | status(reply[n+1]), nil
}

// maxContinued bounds how often a card may say that there is more.
const maxContinued = 8

// exchangeT0 takes an APDU apart for T=0: the length of the answer is not sent with
// data, and what the card has ready (61xx) or wants asked for otherwise (6Cxx) is
// asked for.
func (s *session) exchangeT0(ctx context.Context, apdu, dst []byte) ([]byte, error) {
	command := t0Command(apdu)
	corrected := false
	for range maxContinued {
		reply, err := s.transfer(ctx, command, 0)
		if err != nil {
			return nil, err
		}
		data, sw, err := splitStatus(reply)
		switch {
		case err != nil:
			return nil, err
		case len(dst)+len(data)+2 > cap(dst):
			return nil, errReply
		}
		dst = append(dst, data...)
		switch {
		case sw>>8 == 0x61:
			command = []byte{apdu[0], 0xC0, 0x00, 0x00, byte(sw)}
		case sw>>8 == 0x6C && !corrected && len(command) == 5:
			corrected = true
			command = append([]byte(nil), command...)
			command[4] = byte(sw)
		default:
			return append(dst, byte(sw>>8), byte(sw)), nil
		}
	}
	return nil, errProtocol
}

// t0Command makes the header and data that T=0 sends out of an APDU.
func t0Command(apdu []byte) []byte {
	switch {
	case len(apdu) == 4: // neither data nor an answer: a length of 0
		return append(append([]byte(nil), apdu...), 0)
	case len(apdu) > 5 && len(apdu) == 6+int(apdu[4]): // data and an answer
		return apdu[:len(apdu)-1]
	}
	return apdu
}
