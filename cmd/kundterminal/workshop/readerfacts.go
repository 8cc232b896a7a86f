package workshop

import (
	"strconv"
	"strings"
	"time"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/kiosk"
)

// timeLayout is how a moment is written in every language.
const timeLayout = "2006-01-02 15:04:05"

// ReaderFacts are what a technician wants to know of a document reader or scanner:
// what it is set up as, what it has gone through since the start, and when it read
// last, in the terminal's time zone. Last is the zero value before the first read.
func ReaderFacts(d *idreader.Driver, port string, last Read, zone *time.Location) []kiosk.Fact {
	p, c := d.Profile(), d.Counts()
	facts := []kiosk.Fact{
		{Key: "port", Value: port},
		{Key: "profile", Value: p.ID},
		{Key: "model", Value: strings.TrimSpace(p.Maker + " " + p.Model)},
	}
	facts = append(facts, lastFacts(last, zone)...)
	return append(
		facts,
		count("reads", c.Frames, kiosk.HealthUnknown),
		count("reads_unreadable", c.Unreadable, few(c.Unreadable, c.Frames)),
		count("reads_invalid", c.Invalid, few(c.Invalid, c.Frames)),
		count("reads_repeated", c.Repeated, kiosk.HealthUnknown),
		count("reads_dropped", c.Dropped, kiosk.HealthUnknown),
		count("connections", c.Connections, kiosk.HealthUnknown),
		count("bytes", c.Bytes, kiosk.HealthUnknown),
		count("noise_bytes", c.Noise, few(c.Noise, c.Bytes)),
		count("unanswered", c.Unanswered, kiosk.HealthUnknown),
		count("refused", c.Refused, none(c.Refused)),
	)
}

// ChipReaderFacts are what a technician wants to know of a chip card reader, as
// ReaderFacts.
func ChipReaderFacts(d *chipcard.Driver, port, profile string, last Read, zone *time.Location) []kiosk.Fact {
	facts := []kiosk.Fact{
		{Key: "port", Value: port},
		{Key: "profile", Value: profile},
	}
	if firmware := d.Firmware(); firmware != "" {
		facts = append(facts, kiosk.Fact{Key: "firmware", Value: firmware})
	}
	card := kiosk.Fact{Key: "card", Text: "card_is_out"}
	if since, in := d.CardIn(); in {
		card = kiosk.Fact{Key: "card", Text: "card_is_in", Args: []string{"since", since.In(zone).Format(timeLayout)}}
	}
	return append(append(facts, card), lastFacts(last, zone)...)
}

// lastFacts tell when a reader read last and what came of it.
func lastFacts(last Read, zone *time.Location) []kiosk.Fact {
	if last.At.IsZero() {
		return []kiosk.Fact{{Key: "last_read", Text: "not_yet"}}
	}
	facts := []kiosk.Fact{{Key: "last_read", Value: last.At.In(zone).Format(timeLayout)}}
	if last.Kind == ReadChip {
		return append(facts, kiosk.Fact{Key: "read_outcome", Text: "chip_" + last.Outcome.String(), Health: chipHealth(last.Outcome)})
	}
	return append(
		facts,
		kiosk.Fact{Key: "kind", Text: "document_" + last.Document.Kind.String()},
		kiosk.Fact{Key: "read_outcome", Text: "verdict_" + last.Document.Verdict.String(), Health: verdictHealth(last.Document.Verdict)},
	)
}

func count(key string, n int, h kiosk.Health) kiosk.Fact {
	return kiosk.Fact{Key: key, Value: strconv.Itoa(n), Health: h}
}

// few is whether so many of all are what happens anyway: people hold cards askew,
// and a cable that is touched crackles. More than one in five wants looking at,
// once there are enough to tell.
func few(n, all int) kiosk.Health {
	const enough = 20
	if all >= enough && n*5 > all {
		return kiosk.HealthAttention
	}
	return kiosk.HealthUnknown
}

func none(n int) kiosk.Health {
	if n > 0 {
		return kiosk.HealthAttention
	}
	return kiosk.HealthUnknown
}
