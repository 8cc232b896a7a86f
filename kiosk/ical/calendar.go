package ical

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"kundterminal/kiosk"
)

// deepest is how far components may lie in one another.
const deepest = 16

// calendar is what a file, or an answer, holds.
type calendar struct {
	list   []version
	faults Faults // of single appointments, which are left out
}

// version is one state of an appointment. The one with the highest sequence
// holds, and of these the one with the latest stamp, and the last one read.
type version struct {
	kiosk.Appointment
	sequence int
	stamp    time.Time
	timeless bool // a cancellation without a time
	stub     bool // of another day: nothing but its key is kept

	file string
	line int
}

// reader reads calendars.
type reader struct {
	zones *zones
	key   func(uid string) string
	first kiosk.Date // of the days that are kept
	last  kiosk.Date

	file       string
	out        calendar
	components []string
	cancels    bool // METHOD:CANCEL
	event      *event
	seen       bool // a whole calendar
}

// read reads a calendar as it streams in. The error says that it is broken as a
// whole, so that what was read of it is not to be trusted.
func (r reader) read(in io.Reader, file string) (calendar, error) {
	r.file = file
	s := newScanner(in)
	for {
		l, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return calendar{}, fmt.Errorf("%s: %w", file, err)
		}
		if err := r.take(l); err != nil {
			return calendar{}, err
		}
	}
	switch {
	case len(r.components) > 0:
		return calendar{}, Fault{file, s.line, "it ends in the middle: END:" + r.components[len(r.components)-1] + " is missing; write the file beside, and move it into place"}
	case !r.seen:
		return calendar{}, Fault{file, 0, "it is no calendar: BEGIN:VCALENDAR is missing"}
	}
	return r.out, nil
}

// zones finds time zones, each once.
type zones struct {
	point *time.Location // of the service point
	named map[string]*time.Location
}

// zone returns the zone with that name, or nil.
func (z *zones) zone(name string) *time.Location {
	found, ok := z.named[name]
	if !ok && len(z.named) < 1000 && name != "Local" {
		if zone, err := time.LoadLocation(strings.TrimPrefix(name, "/")); err == nil {
			found = zone
		}
		z.named[name] = found
	}
	return found
}

// take takes one content line.
func (r *reader) take(l contentLine) error {
	switch l.name {
	case "BEGIN":
		return r.begin(l)
	case "END":
		return r.end(l)
	}
	switch depth := len(r.components); {
	case depth == 0:
		return Fault{r.file, l.line, "something stands outside of BEGIN:VCALENDAR and END:VCALENDAR"}
	case depth == 1 && l.name == "METHOD":
		r.cancels = strings.EqualFold(string(l.value), "CANCEL")
	case depth == 2 && r.event != nil:
		r.event.take(l)
	}
	return nil
}

func (r *reader) begin(l contentLine) error {
	name := component(l)
	depth := len(r.components)
	switch {
	case (name == "VCALENDAR") != (depth == 0):
		return Fault{r.file, l.line, "BEGIN:VCALENDAR must stand around all else, and once"}
	case depth >= deepest:
		return Fault{r.file, l.line, fmt.Sprintf("components lie more than %d deep in one another", deepest)}
	case depth == 0:
		r.cancels = false
	case depth == 1 && name == "VEVENT":
		r.event = &event{line: l.line, zones: r.zones}
	}
	r.components = append(r.components, name)
	return nil
}

func (r *reader) end(l contentLine) error {
	last := len(r.components) - 1
	if last < 0 || r.components[last] != component(l) {
		return Fault{r.file, l.line, "this END does not end what was begun last"}
	}
	r.components = r.components[:last]
	switch {
	case last == 0:
		r.seen = true
	case last == 1 && r.event != nil:
		r.keep(*r.event)
		r.event = nil
	}
	return nil
}

// component is the name that a BEGIN or END has. One that is not of RFC 5545 is
// not repeated anywhere: it may say anything.
func component(l contentLine) string {
	name := strings.ToUpper(strings.TrimSpace(string(l.value)))
	switch name {
	case "VCALENDAR", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VTODO", "VJOURNAL", "VFREEBUSY":
		return name
	}
	return "X-COMPONENT"
}

// keep takes a whole appointment, or notes what is wrong with it.
func (r *reader) keep(e event) {
	if r.cancels {
		e.v.Cancelled = true
	}
	fault := e.finish()
	if fault.Reason != "" {
		fault.File = r.file
		r.out.faults = append(r.out.faults, fault)
		return
	}
	v := e.v
	v.Key, v.file, v.line = r.key(e.uid), r.file, e.line
	if d := kiosk.DateOf(v.From); !v.timeless && (d.Compare(r.first) < 0 || d.Compare(r.last) > 0) {
		v = version{Appointment: kiosk.Appointment{Key: v.Key}, sequence: v.sequence, stamp: v.stamp, stub: true}
	}
	r.out.list = append(r.out.list, v)
}
