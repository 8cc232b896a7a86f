package bolt

import (
	"encoding/json"
	"strconv"
	"time"

	"kundterminal/kiosk"
)

// The three values of every ticket are written without reflection, because they
// are written while somebody waits. They are byte for byte what encoding/json
// writes.

func appendTicket(b []byte, t *kiosk.Ticket) []byte {
	b = append(b, `{"name":`...)
	b = appendName(b, t.Name)
	b = append(b, `,"series":"`...)
	b = append(b, byte(t.Series))
	b = append(b, `","number":`...)
	b = strconv.AppendInt(b, int64(t.Number), 10)
	b = append(b, `,"date":"`...)
	b = append(b, t.Date.String()...)
	b = append(b, `","queue":`...)
	b = appendString(b, string(t.Queue))
	b = append(b, `,"class":`...)
	b = appendString(b, string(t.Class))
	b = append(b, `,"errands":`...)
	b = appendErrands(b, t.Errands)
	b = append(b, `,"language":`...)
	b = appendString(b, string(t.Language))
	b = append(b, `,"issued_at":`...)
	b = appendTime(b, t.IssuedAt)
	if t.Booking != (kiosk.Booking{}) {
		b = appendBooking(append(b, `,"booking":`...), t.Booking)
	}
	if t.Estimate != (kiosk.Estimate{}) {
		b = appendEstimate(append(b, `,"estimate":`...), t.Estimate)
	}
	if t.Served != "" {
		b = appendString(append(b, `,"served":`...), string(t.Served))
	}
	if len(t.Parts) > 0 {
		b = appendParts(append(b, `,"parts":`...), t.Parts)
	}
	if t.Why != "" {
		b = appendString(append(b, `,"why":`...), string(t.Why))
	}
	return append(b, '}')
}

func appendParts(b []byte, parts []kiosk.TicketPart) []byte {
	for i, p := range parts {
		b = append(b, "[,"[min(i, 1)])
		b = appendString(append(b, `{"authority":`...), string(p.Authority))
		b = appendErrands(append(b, `,"services":`...), p.Services)
		if p.Private {
			b = append(b, `,"private":true`...)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

func appendEstimate(b []byte, e kiosk.Estimate) []byte {
	between := byte('{')
	span := func(key string, s kiosk.Span) {
		if s == (kiosk.Span{}) {
			return
		}
		b = append(append(b, between), key...)
		b = strconv.AppendInt(append(b, `:{"least":`...), int64(s.Least), 10)
		b = strconv.AppendInt(append(b, `,"most":`...), int64(s.Most), 10)
		if s.Mid != 0 {
			b = strconv.AppendInt(append(b, `,"mid":`...), int64(s.Mid), 10)
		}
		b = append(b, '}')
		between = ','
	}
	span(`"wait"`, e.Wait)
	span(`"visit"`, e.Visit)
	if e.Ahead != 0 {
		b = strconv.AppendInt(append(append(b, between), `"ahead":`...), int64(e.Ahead), 10)
		between = ','
	}
	if between == '{' {
		b = append(b, '{')
	}
	return append(b, '}')
}

func appendBooking(b []byte, booking kiosk.Booking) []byte {
	b = append(b, `{"key":`...)
	b = appendString(b, booking.Key)
	if !booking.From.IsZero() {
		b = appendTime(append(b, `,"from":`...), booking.From)
	}
	if booking.Place != "" {
		b = appendString(append(b, `,"place":`...), booking.Place)
	}
	if booking.Remote {
		b = append(b, `,"remote":true`...)
	}
	return append(b, '}')
}

// appendCommitted appends the journal's entry of a ticket, which is given as
// appendTicket wrote it.
func appendCommitted(b []byte, t *kiosk.Ticket, written []byte) []byte {
	b = append(b, `{"name":`...)
	b = appendName(b, t.Name)
	b = append(b, `,"kind":`...)
	b = appendString(b, string(kiosk.TicketCommitted))
	b = append(b, `,"at":`...)
	b = appendTime(b, t.IssuedAt)
	b = append(b, `,"ticket":`...)
	b = append(b, written...)
	b = append(b, `,"of":`...)
	b = appendName(b, t.Name)
	return append(b, '}')
}

// appendIntent appends the print of a ticket that was just issued.
func appendIntent(b []byte, t *kiosk.Ticket) []byte {
	b = append(b, `{"ticket":`...)
	b = appendName(b, t.Name)
	b = append(b, `,"state":`...)
	b = appendString(b, string(kiosk.PrintIntended))
	b = append(b, `,"copies":0,"at":`...)
	b = appendTime(b, t.IssuedAt)
	return append(b, '}')
}

func appendName(b []byte, n kiosk.EventName) []byte {
	b = append(b, '"')
	b = strconv.AppendUint(b, uint64(n.Terminal), 10)
	b = append(b, '.')
	b = append(b, n.Epoch...)
	b = append(b, '.')
	b = strconv.AppendUint(b, n.Seq, 10)
	return append(b, '"')
}

func appendErrands(b []byte, errands []kiosk.ServiceID) []byte {
	if errands == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i, e := range errands {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, string(e))
	}
	return append(b, ']')
}

func appendTime(b []byte, t time.Time) []byte {
	b = append(b, '"')
	b = t.AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

// appendString appends a string as JSON. Identifiers have nothing to escape.
func appendString(b []byte, s string) []byte {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			escaped, _ := json.Marshal(s) // a string never fails
			return append(b, escaped...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
