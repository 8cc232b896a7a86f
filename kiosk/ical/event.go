package ical

import (
	"encoding/hex"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kundterminal/kiosk"
)

const (
	longestPlace = 60 // characters: a line of a ticket and a half
	longestID    = 64
	pseudonym    = 64 // hexadecimal digits of a SHA-256
)

// event is a VEVENT that is being read.
type event struct {
	v     version
	uid   string
	zones *zones
	timed bool
	line  int
	fault Fault // the first
}

func (e *event) wrong(l contentLine, reason string) {
	if e.fault.Reason == "" {
		e.fault = Fault{Line: l.line, Reason: l.name + " " + reason}
	}
}

// take takes a property. What is not wanted is passed over.
func (e *event) take(l contentLine) {
	read, wanted := properties[l.name]
	switch {
	case !wanted:
	case l.cut:
		e.wrong(l, "is longer than "+strconv.Itoa(longest)+" bytes")
	default:
		read(e, l)
	}
}

// properties are all that is read of a VEVENT.
var properties = map[string]func(*event, contentLine){
	"UID":        func(e *event, l contentLine) { e.uid = l.text() },
	"SUMMARY":    func(e *event, l contentLine) { e.v.Language = language(l.param("LANGUAGE")) },
	"LOCATION":   func(e *event, l contentLine) { e.v.Place = shortened(l.text()) },
	"DTSTART":    (*event).start,
	"DTSTAMP":    (*event).stamp,
	"SEQUENCE":   (*event).sequence,
	"STATUS":     (*event).status,
	"CLASS":      (*event).class,
	"CATEGORIES": (*event).categories,

	"X-KIOSK-CODE":    (*event).code,
	"X-KIOSK-PERSON":  (*event).person,
	"X-KIOSK-SERVICE": func(e *event, l contentLine) { e.v.Service = kiosk.ServiceID(e.id(l)) },
	"X-KIOSK-QUEUE":   func(e *event, l contentLine) { e.v.Queue = kiosk.QueueID(e.id(l)) },

	"RRULE": (*event).repeated, "RDATE": (*event).repeated, "RECURRENCE-ID": (*event).repeated,
}

func (e *event) repeated(l contentLine) {
	e.wrong(l, "repeats an appointment: write each one as a VEVENT with a UID of its own")
}

func (e *event) start(l contentLine) {
	at, reason := e.moment(l, e.zones.point)
	if reason != "" {
		e.wrong(l, reason)
		return
	}
	e.v.From, e.timed = at.In(e.zones.point).Truncate(time.Minute), true
}

func (e *event) stamp(l contentLine) {
	if at, reason := e.moment(l, time.UTC); reason == "" {
		e.v.stamp = at
	} else {
		e.wrong(l, reason)
	}
}

func (e *event) sequence(l contentLine) {
	n, err := strconv.ParseUint(string(l.value), 10, 31)
	if err != nil {
		e.wrong(l, "is no number from 0 on")
	}
	e.v.sequence = int(n)
}

func (e *event) status(l contentLine) {
	switch strings.ToUpper(string(l.value)) {
	case "CONFIRMED":
	case "CANCELLED":
		e.v.Cancelled = true
	default:
		e.wrong(l, "is neither CONFIRMED nor CANCELLED")
	}
}

// class takes what it does not know as private, as RFC 5545 says.
func (e *event) class(l contentLine) { e.v.Private = !strings.EqualFold(string(l.value), "PUBLIC") }

func (e *event) categories(l contentLine) {
	for _, c := range strings.Split(string(l.value), ",") {
		if strings.EqualFold(strings.TrimSpace(c), "REMOTE") {
			e.v.Remote = true
		}
	}
}

func (e *event) code(l contentLine) {
	code, err := kiosk.ParseAppointmentCode(string(l.value))
	if err != nil {
		e.wrong(l, "is not six characters of Crockford's base 32 and their check character")
	}
	e.v.Code = code
}

func (e *event) person(l contentLine) {
	if _, err := hex.DecodeString(string(l.value)); err != nil || len(l.value) != pseudonym {
		e.wrong(l, "is no pseudonym of 64 hexadecimal digits")
		return
	}
	e.v.Person = strings.ToLower(string(l.value))
}

// id reads an id of the catalogue.
func (e *event) id(l contentLine) string {
	for _, c := range l.value {
		if c <= ' ' || c > '~' {
			e.wrong(l, "is no id of the catalogue")
			return ""
		}
	}
	if len(l.value) > longestID {
		e.wrong(l, "is no id of the catalogue")
		return ""
	}
	return string(l.value)
}

// finish returns what is wrong with the appointment as a whole.
func (e *event) finish() Fault {
	lacks := ""
	switch {
	case e.fault.Reason != "":
		return e.fault
	case e.uid == "":
		lacks = "UID is missing: without it the appointment cannot be moved or cancelled"
	case e.v.Cancelled: // its earlier state has the rest
		e.v.timeless = !e.timed
	case !e.timed:
		lacks = "DTSTART is missing"
	case e.v.Code == "" && e.v.Person == "":
		lacks = "X-KIOSK-CODE and X-KIOSK-PERSON are missing: nobody could check in"
	}
	return Fault{Line: e.line, Reason: lacks}
}

// moment reads a DATE-TIME: with Z in UTC, with TZID in that zone, else in the
// given one.
func (e *event) moment(l contentLine, zone *time.Location) (at time.Time, reason string) {
	text := string(l.value)
	if name := l.param("TZID"); name != "" {
		if zone = e.zones.zone(name); zone == nil {
			return at, "has a TZID that is no name of the time zone database, such as Europe/Helsinki"
		}
	}
	if utc, ok := strings.CutSuffix(text, "Z"); ok {
		text, zone = utc, time.UTC
	}
	at, err := time.ParseInLocation("20060102T150405", text, zone)
	if err != nil {
		return at, "is no date with a time such as 20261126T120000"
	}
	return at, ""
}

// language returns the terminal's language of a BCP 47 tag, or none.
func language(tag string) kiosk.Language {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	for _, l := range kiosk.Languages() {
		if string(l) == primary {
			return l
		}
	}
	return ""
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= longestPlace {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:longestPlace-1])) + "…"
}
