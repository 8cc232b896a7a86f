package ical

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/kiosk"
)

func FuzzCalendarsAreReadWhateverTheyHold(f *testing.F) {
	f.Add([]byte(vcalendar(vevent())))
	f.Add([]byte(vcalendar(vevent("STATUS:CANCELLED", `LOCATION:a\, b\n c\`, "DTSTART;TZID=\"Europe/Helsinki\":20261126T120000"))))
	f.Add([]byte("BEGIN:VCALENDAR\n \n:;=\"\nEND:VCALENDAR"))
	f.Add([]byte(folded(vcalendar(vevent("SUMMARY;LANGUAGE=\"sv;:\":x")))))
	f.Fuzz(func(t *testing.T, text []byte) {
		r := newReader(t)
		c, err := r.read(bytes.NewReader(text), "a.ics")
		if err != nil {
			return
		}
		list, _ := merge([]calendar{c}, newReader(t).first)
		for _, a := range list {
			if d := kiosk.DateOf(a.From); a.Key == "" || d != r.first && d != r.last {
				t.Errorf("kept is %+v", a)
			}
			if len([]rune(a.Place)) > longestPlace || strings.ContainsAny(a.Place, "\r\n\x00\x1b") {
				t.Errorf("the place is %q", a.Place)
			}
		}
	})
}

func BenchmarkTenThousandAppointments(b *testing.B) {
	var events strings.Builder
	for i := range 10_000 {
		events.WriteString(vevent(
			fmt.Sprintf("UID:%d@booking.example", i), "SUMMARY:Personal", "DESCRIPTION:"+strings.Repeat("text ", 40), "X-KIOSK-CODE:AAAAAA8",
			fmt.Sprintf("DTSTART;TZID=Europe/Helsinki:202611%02dT1%d3000", 1+i%30, i%10),
		))
	}
	path := filepath.Join(b.TempDir(), "a.ics")
	if err := os.WriteFile(path, []byte(vcalendar(events.String())), 0o600); err != nil {
		b.Fatal(err)
	}
	r := newReader(b)
	for b.Loop() {
		in, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if c, err := r.read(in, "a.ics"); err != nil || len(c.list) != 10_000 {
			b.Fatal(err)
		}
		in.Close()
	}
}
