package bolt

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"

	"kundterminal/kiosk"
)

// The ticket log is a text file beside the database. A line is
//
//	epoch sequence date series number crc
//
// where crc is the CRC-32C of the line before it in eight hexadecimal digits. A
// line without a ticket has a word in place of the date.
const (
	wordCommitted = "-"      // a commit without a ticket went up to the sequence
	wordOpened    = "opened" // the store was opened; in place of the series stands the boot id
	wordClosed    = "closed" // the store was closed and all lines are synced
	wordFloor     = "floor"  // days up to the date in place of the series start above the number
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// line is one line of the ticket log.
type line struct {
	epoch  string
	seq    uint64
	date   string // or one of the words
	series string // or what the word says
	number int
}

func ticketLine(t kiosk.Ticket) line {
	return line{t.Name.Epoch, t.Name.Seq, t.Date.String(), t.Series.String(), t.Number}
}

func (l line) append(b []byte) []byte {
	start := len(b)
	b = fmt.Appendf(b, "%s %d %s %s %d", l.epoch, l.seq, l.date, l.series, l.number)
	return fmt.Appendf(b, " %08x\n", crc32.Checksum(b[start:], castagnoli))
}

// parseLine reads a line without its line feed, and reports whether it is whole.
func parseLine(text string) (line, bool) {
	end := strings.LastIndexByte(text, ' ')
	if end < 0 {
		return line{}, false
	}
	crc, err := strconv.ParseUint(text[end+1:], 16, 32)
	if err != nil || len(text)-end-1 != 8 || uint32(crc) != crc32.Checksum([]byte(text[:end]), castagnoli) {
		return line{}, false
	}
	parts := strings.Split(text[:end], " ")
	if len(parts) != 5 || !isEpoch(parts[0]) {
		return line{}, false
	}
	seq, err1 := strconv.ParseUint(parts[1], 10, 64)
	number, err2 := strconv.Atoi(parts[4])
	if err1 != nil || err2 != nil || number < 0 || number > kiosk.MaxNumber {
		return line{}, false
	}
	return line{parts[0], seq, parts[2], parts[3], number}, true
}

// history is what a ticket log tells.
type history struct {
	numbers map[day]int       // the highest number of each series on each day
	seqs    map[string]uint64 // the highest sequence of each epoch
	floor   floor
	good    int    // whole lines
	bad     int    // lines that are torn or changed
	boot    string // of the last opening
	closed  bool   // nothing was written after the last closing
	torn    bool   // the last line has no line feed
	size    int
}

// readHistory reads a ticket log. It cannot fail: a line that is not whole is
// counted and left out.
func readHistory(data []byte) history {
	h := history{numbers: map[day]int{}, seqs: map[string]uint64{}, size: len(data)}
	h.torn = len(data) > 0 && data[len(data)-1] != '\n'
	for text := range bytes.SplitSeq(data, []byte{'\n'}) {
		if len(text) == 0 {
			continue
		}
		l, ok := parseLine(string(text))
		if !ok || !h.take(l) {
			h.bad++
			continue
		}
		h.good++
	}
	return h
}

// take adds a line, and reports whether it makes sense.
func (h *history) take(l line) bool {
	switch l.date {
	case wordCommitted:
	case wordOpened:
		h.boot = l.series
	case wordClosed:
	case wordFloor:
		until, err := kiosk.ParseDate(l.series)
		if err != nil {
			return false
		}
		h.raiseFloor(floor{until, l.number})
	default:
		d, err := parseDay(l.date, l.series)
		if err != nil {
			return false
		}
		h.numbers[d] = max(h.numbers[d], l.number)
	}
	h.closed = l.date == wordClosed
	h.seqs[l.epoch] = max(h.seqs[l.epoch], l.seq)
	return true
}

// raiseFloor takes the later day and the higher number of both. That is above
// what either asks for; but a clock that was set back may bring any of the days
// before, and of those only the floors tell.
func (h *history) raiseFloor(f floor) {
	if f.Until.Compare(h.floor.Until) > 0 {
		h.floor.Until = f.Until
	}
	h.floor.Number = max(h.floor.Number, f.Number)
}

// lost reports whether lines may be missing that were written: the machine went
// down, boot being its present run, before they were synced; or they were changed.
func (h *history) lost(boot string) bool {
	return h.bad > 0 || h.torn || !h.closed && (h.boot == "" || h.boot != boot)
}

// snapshot returns the shortest log that tells the same.
func (h *history) snapshot(epoch string) []byte {
	var b []byte
	for e, seq := range h.seqs {
		b = line{e, seq, wordCommitted, "-", 0}.append(b)
	}
	for d, n := range h.numbers {
		b = line{epoch, 0, d.Date.String(), d.Series.String(), n}.append(b)
	}
	if h.floor.Number > 0 {
		b = line{epoch, 0, wordFloor, h.floor.Until.String(), h.floor.Number}.append(b)
	}
	return b
}
