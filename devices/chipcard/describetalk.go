package chipcard

import "fmt"

const (
	insSelect      = 0xA4
	insReadBinary  = 0xB0
	insGetResponse = 0xC0
)

// talk follows what is said between the driver and a card, as far as one has to know
// it to tell what an answer is.
type talk struct {
	asked    byte // type of the last command to the reader
	protocol byte // T=0 or T=1

	reading  bool // the last command to the card was READ BINARY
	expected int  // bytes of the answer, without its status word; 0 means 256
	got      int  // of these and the status word
	before   int  // got before the card's last I block
	chained  bool // the next I block to the card goes on with a command
	sequence byte // of the card's last I block, and 1 more than possible before the first

	cards int  // that were given power
	file  walk // what is being read
	start walk // where the answer under way began
	block walk // where the card's last I block began
}

var commandNames = map[byte]string{
	setParameters: "PC_to_RDR_SetParameters", powerOn: "PC_to_RDR_IccPowerOn", powerOff: "PC_to_RDR_IccPowerOff",
	getSlotStatus: "PC_to_RDR_GetSlotStatus", escape: "PC_to_RDR_Escape", transferBlock: "PC_to_RDR_XfrBlock",
	dataBlock: "RDR_to_PC_DataBlock", slotStatus: "RDR_to_PC_SlotStatus", parameters: "RDR_to_PC_Parameters",
	escapeReply: "RDR_to_PC_Escape",
}

const dataAt = 2 + headerSize // in a frame

// message describes a message of either side. f is its whole frame.
func (t *talk) message(m message, toDevice bool, f *describedFrame) string {
	name := commandNames[m.kind]
	if name == "" {
		name = fmt.Sprintf("message %02X", m.kind)
	}
	meaning := "CCID " + name
	end := len(f.bytes) - 1
	switch {
	case m.kind == transferBlock:
		meaning += ", " + t.toCard(m.data, toDevice, f)
		if !toDevice {
			meaning = "echo of " + meaning
		}
	case m.kind < dataBlock && !toDevice:
		meaning = "echo of " + meaning
		f.hide(dataAt, end)
		if m.kind == t.asked {
			f.show(dataAt, end)
		}
	case m.kind < dataBlock:
		t.command(m)
		if m.kind != setParameters && m.kind != escape {
			f.hide(dataAt, end)
		}
	default:
		meaning += t.answer(m, f)
	}
	f.check(0, end)
	if toDevice {
		t.asked = m.kind
	}
	return meaning
}

// show takes hide back.
func (f *describedFrame) show(from, to int) {
	for i := from; i < to; i++ {
		f.personal[i], f.standIn[i] = false, f.bytes[i]
	}
}

func (t *talk) command(m message) {
	switch m.kind {
	case powerOn:
		t.protocol, t.reading, t.chained, t.sequence = 0, false, false, 2
		t.cards++
		t.file.forget()
		t.start.forget()
		t.block.forget()
	case setParameters:
		t.protocol = m.specific[0]
	}
}

// answer describes what the reader answered.
func (t *talk) answer(m message, f *describedFrame) string {
	end := len(f.bytes) - 1
	switch {
	case m.failed():
		f.hide(dataAt, end)
		return ", " + readerError(m.specific[1]).Error()
	case m.extension():
		f.hide(dataAt, end)
		return ", the card needs more time"
	case m.kind == escapeReply && t.asked == escape, m.kind == parameters && t.asked == setParameters:
		return ""
	case m.kind == dataBlock && t.asked == powerOn && len(m.data) > 1 && len(m.data) <= maxATR && m.data[0]|4 == 0x3F:
		t.asked = 0 // there is one only
		return ", answer to reset"
	case m.kind == dataBlock && t.asked == transferBlock:
		return ", " + t.fromCard(m.data, f)
	}
	f.hide(dataAt, end)
	if m.kind == slotStatus {
		return [...]string{", card has power", ", card without power", ", no card"}[m.presence()]
	}
	return ""
}

// toCard describes what is sent to a card, or its echo.
func (t *talk) toCard(data []byte, toDevice bool, f *describedFrame) string {
	if t.protocol != 1 {
		return "T=0 " + t.apdu(data, dataAt, toDevice, f)
	}
	if len(data) < 4 || len(data) != 4+int(data[2]) {
		f.hide(dataAt, dataAt+len(data))
		return "T=1, no block"
	}
	meaning := fmt.Sprintf("T=1 I-block %d bytes", data[2])
	switch {
	case data[1]&0xC0 == pcbR:
		return "T=1 R-block"
	case data[1]&0xC0 == pcbS:
		return "T=1 S-block"
	case t.chained && toDevice:
		f.hide(dataAt+3, dataAt+len(data)-1)
	default:
		meaning += ", " + t.apdu(data[3:len(data)-1], dataAt+3, toDevice, f)
	}
	if toDevice {
		t.chained = data[1]&pcbMore != 0
	}
	f.check(dataAt, dataAt+len(data)-1)
	return meaning
}

// apdu describes a command to the card that begins at a place of the frame.
func (t *talk) apdu(b []byte, at int, toDevice bool, f *describedFrame) string {
	if len(b) < 4 {
		f.hide(at, at+len(b))
		return "no command"
	}
	if toDevice && b[1] != insGetResponse {
		t.reading, t.expected, t.got = false, 0, 0
	}
	switch b[1] {
	case insSelect:
		if b[2] == 0x08 && len(b) >= 5 {
			return fmt.Sprintf("SELECT file %X", b[5:min(len(b), 5+int(b[4]))])
		}
		return "SELECT"
	case insReadBinary:
		offset := int(b[2])<<8 | int(b[3])
		f.hide(min(at+5, at+len(b)), at+len(b))
		if toDevice {
			t.read(offset)
			if len(b) >= 5 {
				t.expected = int(b[4])
			}
		}
		return fmt.Sprintf("READ BINARY at %d", offset)
	case insGetResponse:
		f.hide(min(at+5, at+len(b)), at+len(b))
		return "GET RESPONSE"
	}
	f.hide(at+4, at+len(b))
	return fmt.Sprintf("command %02X", b[1])
}

// read finds the place in the file where the answer will go on.
func (t *talk) read(offset int) {
	t.reading = true
	switch {
	case offset == 0:
		t.file.forget()
		t.file.cards = t.cards
	case offset == t.file.at:
	case offset == t.start.at: // once more
		t.file = t.start
	default:
		t.file.lost = true
	}
	t.start = t.file
}

// fromCard describes what a card answered.
func (t *talk) fromCard(data []byte, f *describedFrame) string {
	if t.protocol != 1 {
		n := len(data)
		if endsWithStatus(data) {
			n -= 2
		}
		t.content(data[:n], dataAt, f)
		return fmt.Sprintf("T=0 %d bytes, %X", n, data[n:])
	}
	if len(data) < 4 || len(data) != 4+int(data[2]) {
		f.hide(dataAt, dataAt+len(data))
		return "T=1, no block"
	}
	switch data[1] & 0xC0 {
	case pcbR:
		f.hide(dataAt+3, dataAt+len(data)-1)
		return "T=1 R-block"
	case pcbS:
		if data[2] > 1 {
			f.hide(dataAt+3, dataAt+len(data)-1)
		}
		return "T=1 S-block"
	}
	return t.information(data, f)
}

// information describes an I block of the card.
func (t *talk) information(data []byte, f *describedFrame) string {
	if data[1]&pcbSequence == t.sequence { // the same once more
		t.file, t.got = t.block, t.before
	} else {
		t.block, t.before = t.file, t.got
	}
	t.sequence = data[1] & pcbSequence
	body := data[3 : len(data)-1]
	last, n := data[1]&pcbMore == 0, len(body)
	switch {
	case last && t.reading && n == 1 && t.got == t.wanted()+1, !last && t.reading && t.got+n == t.wanted()+1:
		n-- // a half of the status word
	case last && endsWithStatus(body):
		n -= 2
	}
	t.content(body[:n], dataAt+3, f)
	t.got += len(body)
	f.check(dataAt, dataAt+len(data)-1)
	if last {
		return fmt.Sprintf("T=1 I-block %d bytes, %X", len(body), body[n:])
	}
	return fmt.Sprintf("T=1 I-block %d bytes, more follow", len(body))
}

// wanted is how long the answer is, without its status word.
func (t *talk) wanted() int {
	if t.expected == 0 {
		return 256
	}
	return t.expected
}

// endsWithStatus reports whether the last two bytes may be a status word.
func endsWithStatus(b []byte) bool {
	return len(b) >= 2 && (b[len(b)-2]&0xF0 == 0x60 || b[len(b)-2]&0xF0 == 0x90)
}

// content hides what a card's file says, and stands in for it.
func (t *talk) content(b []byte, at int, f *describedFrame) {
	f.hide(at, at+len(b))
	if t.reading {
		t.file.standIn(b, f.standIn[at:at+len(b)])
	}
}
