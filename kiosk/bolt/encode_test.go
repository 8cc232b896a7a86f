package bolt

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

func TestTicketsAreWrittenAsEncodingJSONWritesThem(t *testing.T) {
	l := helsinki(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"q-tax", "", "<&>", "\"\\", "\u2028", "\xff"}))
		errand := rapid.Custom(func(t *rapid.T) kiosk.ServiceID { return kiosk.ServiceID(text.Draw(t, "errand")) })
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).In(l)
		ticket := kiosk.Ticket{
			Name:   kiosk.EventName{Terminal: 17, Epoch: "7GQ2M4XA", Seq: rapid.Uint64().Draw(t, "seq")},
			Series: kiosk.Series(rapid.IntRange('A', 'Z').Draw(t, "series")), Number: rapid.IntRange(1, kiosk.MaxNumber).Draw(t, "number"),
			Date: kiosk.DateOf(at), Queue: kiosk.QueueID(text.Draw(t, "queue")), Class: kiosk.Class(text.Draw(t, "class")),
			Errands: rapid.SliceOf(errand).Draw(t, "errands"), Language: kiosk.Language(text.Draw(t, "language")), IssuedAt: at,
		}
		if rapid.Bool().Draw(t, "none") {
			ticket.Errands = nil
		}
		if rapid.Bool().Draw(t, "booked") {
			ticket.Booking = kiosk.Booking{Key: text.Draw(t, "key"), Place: text.Draw(t, "place"), Remote: rapid.Bool().Draw(t, "remote")}
			if rapid.Bool().Draw(t, "timed") {
				ticket.Booking.From = at
			}
		}
		ticket.Served = kiosk.Served(text.Draw(t, "served"))
		if rapid.Bool().Draw(t, "estimated") {
			span := func(name string) kiosk.Span {
				return kiosk.Span{Least: time.Duration(rapid.Int64Range(-1, 1e15).Draw(t, name)), Most: time.Duration(rapid.Int64Range(0, 1e15).Draw(t, name)), Mid: time.Duration(rapid.Int64Range(0, 1e15).Draw(t, name))}
			}
			ticket.Estimate = kiosk.Estimate{Wait: span("wait"), Visit: span("visit"), Ahead: rapid.IntRange(-1, 99).Draw(t, "ahead")}
		}
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			ticket.Parts = append(ticket.Parts, kiosk.TicketPart{
				Authority: kiosk.AuthorityID(text.Draw(t, "authority")), Services: rapid.SliceOf(errand).Draw(t, "services"), Private: rapid.Bool().Draw(t, "private"),
			})
		}
		ticket.Why = kiosk.Precedence(text.Draw(t, "why"))
		written := appendTicket(nil, &ticket)
		same(t, ticket, written)
		same(t, kiosk.Record{Name: ticket.Name, Entry: kiosk.Entry{
			Kind: kiosk.TicketCommitted, At: at, Ticket: &ticket, Of: ticket.Name,
		}}, appendCommitted(nil, &ticket, written))
		same(t, storedPrint{Print: kiosk.Print{Ticket: ticket.Name, State: kiosk.PrintIntended, At: at}}, appendIntent(nil, &ticket))
	})
}

func same(t *rapid.T, v any, written []byte) {
	want, err := json.Marshal(v)
	must(t, err)
	if string(want) != string(written) {
		t.Fatalf("written %s\nwant    %s", written, want)
	}
}

func TestNoFieldIsForgottenWhereTicketsAreWritten(t *testing.T) {
	if n := reflect.TypeFor[kiosk.Ticket]().NumField(); n != 14 {
		t.Errorf("a ticket has %d fields: appendTicket writes 14", n)
	}
	if n := reflect.TypeFor[kiosk.Booking]().NumField(); n != 4 {
		t.Errorf("a booking has %d fields: appendBooking writes 4", n)
	}
	if n := reflect.TypeFor[kiosk.Entry]().NumField(); n != 7 {
		t.Errorf("an entry has %d fields: appendCommitted knows 7", n)
	}
	if n := reflect.TypeFor[kiosk.Print]().NumField(); n != 5 {
		t.Errorf("a print has %d fields: appendIntent knows 5", n)
	}
}
