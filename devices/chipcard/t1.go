package chipcard

import (
	"context"
	"errors"
)

// Protocol control bytes of T=1 (ISO 7816-3): I blocks carry data, R blocks
// acknowledge or ask again, S blocks are about the protocol itself.
const (
	pcbSequence = 0x40 // N(S) of an I block
	pcbMore     = 0x20 // another I block follows
	pcbR        = 0x80
	pcbRNext    = 0x10 // N(R) of an R block
	pcbS        = 0xC0
	pcbSReply   = 0x20
	sIFS        = 0x01
	sAbort      = 0x02
	sTime       = 0x03

	damaged    = 1 // in an R block: the block's check byte was wrong
	unexpected = 2 // in an R block: any other fault

	maxBlockData = 254
	maxBlocks    = 100 // in one exchange
	maxFaults    = 3   // in a row
)

var errBlock = errors.New("a block is damaged")

// block is one block of T=1.
type block struct {
	pcb  byte
	data []byte
}

// parseBlock takes a block apart: node address, PCB, length, data, LRC.
func parseBlock(b []byte) (block, error) {
	if len(b) < 4 || int(b[2]) > maxBlockData || len(b) != 4+int(b[2]) || lrc(b) != 0 {
		return block{}, errBlock
	}
	return block{pcb: b[1], data: b[3 : len(b)-1]}, nil
}

func (b block) append(dst []byte) []byte {
	from := len(dst)
	dst = append(dst, 0x00, b.pcb, byte(len(b.data)))
	dst = append(dst, b.data...)
	return append(dst, lrc(dst[from:]))
}

// t1 is the state of the protocol on our side.
type t1 struct {
	transfer func(ctx context.Context, tpdu []byte, bwi byte) ([]byte, error)
	ifsc     int  // data that the card takes in a block
	ns, nr   byte // sequence number of our next I block, and of the card's
	out      [maxBlockData + 4]byte

	apdu   []byte // what is being sent,
	offset int    // from here on,
	length int    // in a block of this size; 0 when all was sent and acknowledged
	reply  []byte // what was received
	faults int    // in a row
}

// negotiate tells the card that we take the longest blocks. A card that does not
// agree sends short ones.
func (t *t1) negotiate(ctx context.Context) error {
	for range maxFaults {
		raw, err := t.transfer(ctx, block{pcbS | sIFS, []byte{maxBlockData}}.append(t.out[:0]), 0)
		if transient(err) {
			continue
		}
		if err != nil {
			return err
		}
		if b, err := parseBlock(raw); err == nil && b.pcb == pcbS|pcbSReply|sIFS {
			return nil
		}
	}
	return nil
}

// transient reports whether the card's block was lost on its way, and may be asked
// for again.
func transient(err error) bool {
	return errors.Is(err, parityError) || errors.Is(err, overrun)
}

// exchange sends an APDU and appends the whole answer to dst, within its capacity.
func (t *t1) exchange(ctx context.Context, apdu, dst []byte) ([]byte, error) {
	t.apdu, t.offset, t.reply, t.faults = apdu, 0, dst, 0
	next, bwi := t.data(), byte(0)
	for range maxBlocks {
		raw, err := t.transfer(ctx, next.append(t.out[:0]), bwi)
		if err != nil && !transient(err) {
			return nil, err
		}
		bwi = 0
		b, err := parseBlock(raw)
		if err != nil {
			next, err = t.fault(damaged)
		} else {
			var done bool
			next, bwi, done, err = t.step(b)
			if done {
				return t.reply, nil
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, errProtocol
}

// data is the I block that is to be sent now.
func (t *t1) data() block {
	t.length = min(len(t.apdu)-t.offset, t.ifsc, maxBlockData)
	pcb := t.ns * pcbSequence
	if t.offset+t.length < len(t.apdu) {
		pcb |= pcbMore
	}
	return block{pcb, t.apdu[t.offset : t.offset+t.length]}
}

// fault answers a block that cannot be used, unless there were too many.
func (t *t1) fault(why byte) (block, error) {
	if t.faults++; t.faults > maxFaults {
		return block{}, errProtocol
	}
	return block{pcb: pcbR | t.nr*pcbRNext | why}, nil
}

// step takes a block of the card and says what to send next.
func (t *t1) step(b block) (next block, bwi byte, done bool, err error) {
	switch {
	case b.pcb&0x80 == 0:
		next, done, err = t.received(b)
	case b.pcb&0xC0 == pcbR:
		next, err = t.asked(b)
	default:
		next, bwi, err = t.supervised(b)
	}
	return next, bwi, done, err
}

// received takes an I block.
func (t *t1) received(b block) (next block, done bool, err error) {
	sending := t.length > 0 && t.offset+t.length < len(t.apdu)
	if (b.pcb&pcbSequence)/pcbSequence != t.nr || sending {
		next, err = t.fault(unexpected)
		return next, false, err
	}
	if len(t.reply)+len(b.data) > cap(t.reply) {
		return block{}, false, errReply
	}
	if t.length > 0 { // the answer acknowledges our last block
		t.offset, t.length, t.ns = t.offset+t.length, 0, t.ns^1
	}
	t.reply = append(t.reply, b.data...)
	t.nr ^= 1
	t.faults = 0
	if b.pcb&pcbMore == 0 {
		return block{}, true, nil
	}
	return block{pcb: pcbR | t.nr*pcbRNext}, false, nil
}

// asked takes an R block: the card has our block and wants the next, or wants the
// last once more.
func (t *t1) asked(b block) (block, error) {
	wanted := b.pcb & pcbRNext / pcbRNext
	switch {
	case t.length == 0: // we are receiving: our R block was lost
		next, err := t.fault(0)
		return next, err
	case wanted == t.ns:
		if t.faults++; t.faults > maxFaults {
			return block{}, errProtocol
		}
		return t.data(), nil
	case t.offset+t.length == len(t.apdu): // all was sent; what is due is the answer
		return t.fault(unexpected)
	}
	t.offset, t.ns, t.faults = t.offset+t.length, t.ns^1, 0
	return t.data(), nil
}

// supervised takes an S block.
func (t *t1) supervised(b block) (next block, bwi byte, err error) {
	reply := block{b.pcb | pcbSReply, b.data}
	switch {
	case b.pcb == pcbS|sTime && len(b.data) == 1:
		return reply, b.data[0], nil
	case b.pcb == pcbS|sIFS && len(b.data) == 1 && b.data[0] > 0:
		t.ifsc = int(b.data[0])
		return reply, 0, nil
	case b.pcb == pcbS|sAbort:
		return block{}, 0, errProtocol
	}
	next, err = t.fault(unexpected)
	return next, 0, err
}
