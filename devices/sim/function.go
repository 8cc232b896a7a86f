package sim

import "encoding/binary"

// maxFunction is how much of a GS ( command is kept; a raster that is larger
// is cut short and so does not print.
const maxFunction = 512 << 10

// function executes GS ( X pL pH ..., which all carry their own length, so
// that unknown ones can be passed over.
func (i *interpreter) function() {
	kind := i.u8()
	data := i.take(i.u16(), maxFunction)
	if i.err != nil {
		return
	}
	switch kind {
	case 'L':
		i.graphics(data)
	case 'k':
		i.symbol(data)
	case 'H':
		i.processID(data)
	case 'D': // enables real-time commands: those here always are
	default:
		i.refuse("unknown GS ( command")
	}
}

// longFunction executes GS 8 L, which is GS ( L with a length of four bytes.
func (i *interpreter) longFunction() {
	if i.u8() != 'L' {
		i.refuse("unknown GS 8 command")
		return
	}
	n := binary.LittleEndian.Uint32([]byte{i.u8(), i.u8(), i.u8(), i.u8()})
	data := i.take(int(n), maxFunction)
	if i.err == nil {
		i.graphics(data)
	}
}

// processID is GS ( H: fn 48 asks for proof that everything before it is
// printed, fn 49 for a notice of going offline.
func (i *interpreter) processID(d []byte) {
	if i.lacks(ProcessID, "GS ( H") {
		return
	}
	switch {
	case len(d) == 6 && d[0] == 0x30 && d[1] == 0x30:
		for _, c := range d[2:] {
			if c < 0x20 || c > 0x7E {
				i.refuse("process id outside 20 to 7E")
				return
			}
		}
		id := append(append([]byte{0x37, 0x22}, d[2:]...), 0x00)
		if i.line.empty() {
			i.proof(id)
		} else {
			i.unproved = append(i.unproved, id) // its line is not printed yet
		}
	case len(d) == 3 && d[0] == 0x31 && d[1] == 0x30 && d[2]&^0x30 <= 2:
		i.p.mu.Lock()
		i.p.notice = d[2] &^ 0x30
		i.p.mu.Unlock()
	default:
		i.refuse("unknown GS ( H")
	}
}

// proof sends a process id once the mechanics stand still.
func (i *interpreter) proof(id []byte) {
	if i.err == nil {
		i.err = i.p.settle(i.work)
	}
	i.reply(id...)
}

// prove sends the ids that waited for the line just printed.
func (i *interpreter) prove() {
	for _, id := range i.unproved {
		i.proof(id)
	}
	i.unproved = nil
}
