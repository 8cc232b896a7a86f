package sim

import "fmt"

// ChipCard is a chip card: what it says when it gets power, and the files on it.
type ChipCard struct {
	ATR      []byte
	Protocol byte // 0 or 1: T=0 or T=1, as its answer to reset says
	Mute     bool // says nothing: the wrong way round, or dead
	Voltage  byte // 1, 2 or 3: needs just 5, 3 or 1.8 V; 0 takes any
	// Application is the name by which SELECT finds its PKCS#15 application; nil
	// on a card that has none of that name.
	Application []byte
	// Files are by their path from the master file on, in upper-case hex: "4331".
	Files map[string][]byte
	// ShortReads bounds what one READ BINARY returns; 0 means as much as asked.
	ShortReads int
	// NameFirst makes files invisible until the application was selected.
	NameFirst bool
}

// chip is a card that has power.
type chip struct {
	card     *ChipCard
	set      bool // the reader knows its parameters
	errors   bool // answers 6F00
	chosen   bool // the application was selected
	file     []byte
	isOpen   bool
	waiting  []byte // what GET RESPONSE fetches
	blocks   blocks
	problems []string
}

func newChip(c *ChipCard) *chip { return &chip{card: c, blocks: blocks{ifsd: 32}} }

// tpdu takes what the reader hands over. wrong lists what a good host would not
// have sent.
func (c *chip) tpdu(b []byte) (reply []byte, wrong []string) {
	c.problems = nil
	if c.card.Protocol == 1 {
		reply = c.block(b)
	} else {
		reply = c.bytes(b)
	}
	return reply, c.problems
}

func (c *chip) wrong(format string, a ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, a...))
}

// bytes is T=0: a header of five bytes and data, or a length of the answer in the
// fifth.
func (c *chip) bytes(b []byte) []byte {
	if len(b) < 5 || len(b) > 5 && len(b) != 5+int(b[4]) {
		c.wrong("no command of T=0: % X", b)
		return []byte{0x67, 0x00}
	}
	if b[1] == 0xC0 {
		return c.getResponse(b)
	}
	c.waiting = nil
	var data []byte
	if len(b) > 5 {
		data = b[5:]
	}
	answer, sw := c.apdu(b[:4], data)
	switch {
	case sw[0] != 0x90:
		return sw
	case len(b) > 5 && len(answer) > 0: // an answer to data has to be fetched
		c.waiting = answer
		return []byte{0x61, byte(len(answer))}
	case len(b) == 5 && len(answer) > 0:
		asked := int(b[4])
		if asked == 0 {
			asked = 256
		}
		if asked > len(answer) {
			return []byte{0x6C, byte(len(answer))}
		}
		return append(append([]byte(nil), answer[:asked]...), sw...)
	}
	return sw
}

func (c *chip) getResponse(b []byte) []byte {
	switch {
	case len(c.waiting) == 0:
		c.wrong("GET RESPONSE with nothing to get")
		return []byte{0x69, 0x85}
	case int(b[4]) != len(c.waiting)%256:
		return []byte{0x6C, byte(len(c.waiting))}
	}
	answer := c.waiting
	c.waiting = nil
	return append(append([]byte(nil), answer...), 0x90, 0x00)
}

// apdu carries a command out: its header, and the data that came with it. The
// answer is all that is there from the place asked for.
func (c *chip) apdu(header, data []byte) (answer, sw []byte) {
	if c.errors {
		return nil, []byte{0x6F, 0x00}
	}
	switch {
	case header[0] != 0x00:
		c.wrong("class %02X", header[0])
		return nil, []byte{0x6E, 0x00}
	case header[1] == 0xA4:
		return c.selected(header, data)
	case header[1] == 0xB0:
		return c.readBinary(int(header[2])<<8 | int(header[3]))
	}
	c.wrong("instruction %02X", header[1])
	return nil, []byte{0x6D, 0x00}
}

func (c *chip) selected(header, data []byte) (answer, sw []byte) {
	c.isOpen = false
	switch header[2] {
	case 0x04:
		if c.card.Application == nil || string(data) != string(c.card.Application) {
			return nil, []byte{0x6A, 0x82}
		}
		c.chosen = true
		return nil, []byte{0x90, 0x00}
	case 0x08:
		path := fmt.Sprintf("%X", data)
		if c.card.NameFirst && !c.chosen {
			return nil, []byte{0x69, 0x82}
		}
		file, there := c.card.Files[path]
		if !there {
			return nil, []byte{0x6A, 0x82}
		}
		c.file, c.isOpen = file, file != nil
		size := len(file)
		return []byte{0x62, 0x04, 0x80, 0x02, byte(size >> 8), byte(size)}, []byte{0x90, 0x00}
	}
	c.wrong("SELECT by %02X", header[2])
	return nil, []byte{0x6A, 0x86}
}

func (c *chip) readBinary(offset int) (answer, sw []byte) {
	switch {
	case !c.isOpen:
		return nil, []byte{0x69, 0x86}
	case offset > len(c.file):
		return nil, []byte{0x6B, 0x00}
	}
	answer = c.file[offset:]
	limit := 256
	if c.card.ShortReads > 0 {
		limit = c.card.ShortReads
	}
	return answer[:min(len(answer), limit)], []byte{0x90, 0x00}
}
