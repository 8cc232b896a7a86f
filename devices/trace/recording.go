package trace

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Magic is the first line of a recording.
const Magic = "kundterminal recording 1"

const (
	headEnd  = "---"
	maxChunk = 4096            // bytes on a line
	maxLine  = 3*maxChunk + 64 // characters of a line
	maxFile  = 64 << 20        // bytes of a recording
	longest  = 24 * time.Hour  // a recording
)

// Header says what was recorded. In the file each field is a line with its name in
// small letters and its value; empty ones are left out.
type Header struct {
	Device  string    // kind: "document_reader", "printer"
	Profile string    // of the driver: "elyctis"
	Baud    int       // speed of the line; 0: not known
	Begun   time.Time // when the first chunk went
}

// Step is one chunk of a recording.
type Step struct {
	Offset   time.Duration // since the recording began, in whole milliseconds
	ToDevice bool
	Bytes    []byte // no personal data
	Lost     int    // if not 0: so many bytes were lost here, and Bytes is empty
}

// Recording is a whole recording.
type Recording struct {
	Header
	Steps []Step
}

// Read reads a recording. An error names the line.
func Read(r io.Reader) (Recording, error) {
	s := bufio.NewScanner(io.LimitReader(r, maxFile))
	s.Buffer(make([]byte, 0, 4096), maxLine)
	var rec Recording
	head, number := true, 0
	for s.Scan() {
		number++
		line := strings.TrimRight(s.Text(), "\r")
		var err error
		switch {
		case number == 1:
			if line != Magic {
				err = fmt.Errorf("is not %q; this is no recording, or a newer one", Magic)
			}
		case line == "" || line[0] == '#':
		case head && line == headEnd:
			head = false
		case head:
			err = rec.headLine(line)
		default:
			err = rec.step(line)
		}
		if err != nil {
			return Recording{}, fmt.Errorf("recording, line %d: %w", number, err)
		}
	}
	if err := s.Err(); err != nil {
		return Recording{}, fmt.Errorf("recording, after line %d: %w", number, err)
	}
	if head {
		return Recording{}, fmt.Errorf("recording, after line %d: the line %s behind the header is missing", number, headEnd)
	}
	return rec, nil
}

// headLine reads a line of the header. Keys that are not known are passed over.
func (r *Recording) headLine(line string) (err error) {
	key, value, _ := strings.Cut(line, " ")
	switch key {
	case "device":
		r.Device = value
	case "profile":
		r.Profile = value
	case "baud":
		if r.Baud, err = strconv.Atoi(value); err != nil || r.Baud < 0 || r.Baud > 10_000_000 {
			return fmt.Errorf("baud %q is no line speed", value)
		}
	case "begun":
		if r.Begun, err = time.Parse(time.RFC3339Nano, value); err != nil {
			return fmt.Errorf("begun %q is no time such as 2026-01-31T12:00:00Z", value)
		}
	}
	return nil
}

func (r *Recording) step(line string) error {
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return fmt.Errorf("%d words; a time, one of > < ! and bytes belong there", len(fields))
	}
	ms, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil || ms < 0 || ms > longest.Milliseconds() {
		return fmt.Errorf("%q is no time in milliseconds within a day", fields[0])
	}
	s := Step{Offset: time.Duration(ms) * time.Millisecond, ToDevice: fields[1] == ">"}
	switch fields[1] {
	case ">", "<":
		if s.Bytes, err = hex.DecodeString(fields[2]); err != nil || len(s.Bytes) > maxChunk {
			return fmt.Errorf("bytes are not %d or fewer pairs of hexadecimal digits", maxChunk)
		}
	case "!":
		if s.Lost, err = strconv.Atoi(fields[2]); err != nil || s.Lost <= 0 {
			return fmt.Errorf("%q is no number of lost bytes", fields[2])
		}
	default:
		return fmt.Errorf("%q is none of ! < >", fields[1])
	}
	r.Steps = append(r.Steps, s)
	return nil
}
