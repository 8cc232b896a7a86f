package escpos

import (
	"fmt"
	"strings"
	"time"

	"kundterminal/devices"
)

// answered describes what comes from the printer. Nothing of it is personal.
func (d *Describer) answered(at time.Time, b []byte) (pieces []devices.Piece) {
	for i := range b {
		d.answer = append(d.answer, b[i])
		for _, reply := range d.parser.Parse(b[i : i+1]) {
			d.meaning = joined(d.meaning, replyMeaning(reply))
		}
		if len(d.parser.frame) == 0 {
			pieces = append(pieces, piece(at, false, d.answer, d.meaning))
			d.answer, d.meaning = d.answer[:0], ""
		}
	}
	return pieces
}

// joined adds to what is known, but not the same again and not without end.
func joined(before, more string) string {
	switch {
	case before == "":
		return more
	case strings.HasSuffix(before, more) || len(before) > 200:
		return before
	}
	return before + ", " + more
}

func replyMeaning(reply Reply) string {
	switch r := reply.(type) {
	case ASB:
		return "ASB " + r.Condition().String()
	case RealTime:
		present, _ := r.Conditions()
		if r.N == 0 {
			return fmt.Sprintf("an answer %02X to no question", r.Value)
		}
		return fmt.Sprintf("answer to DLE EOT %d: %s", r.N, present)
	case FullStatus:
		return "full status " + r.Condition().String()
	case PaperStatus:
		switch {
		case r&0x0C != 0:
			return "status byte: paper out"
		case r&0x03 != 0:
			return "status byte: paper near end"
		}
		return "status byte: paper"
	case ProcessID:
		return "process id " + printed(r[:])
	case Identification:
		return "identity"
	case GraphicsKeys:
		return fmt.Sprintf("keys of %d stored graphics", len(r.Keys))
	case BufferCleared:
		return "buffers cleared"
	case OfflineNotice:
		return "offline notice"
	case FlowChanged:
		if r.Stop {
			return "XOFF"
		}
		return "XON"
	case Noise:
		return "noise"
	}
	return ""
}

var conditionNames = [...]string{
	"offline", "cover open", "paper out", "paper near end", "cutter error", "mechanical error", "unrecoverable error",
	"overheated", "feed button", "waits for recovery", "ticket presented", "error",
}

// String lists the conditions in the words of the protocol; "ready" when there are
// none.
func (c Condition) String() string {
	var names []string
	for i, name := range conditionNames {
		if c&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "ready"
	}
	return strings.Join(names, ", ")
}
