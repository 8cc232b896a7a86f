package idreader

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

// station is a simulated reader at the end of a real serial path, and its driver.
type station struct {
	*Driver
	reader *sim.Reader
	told   chan string // documents as kind and text, events and states by name
	stop   func()      // ends once
}

// newStation plugs a reader in and waits until it would read.
func newStation(t testing.TB, p Profile, ro sim.ReaderOptions, o Options) *station {
	t.Helper()
	reader, err := sim.NewReader(ro)
	if err != nil {
		t.Fatal(err)
	}
	s := &station{reader: reader, told: make(chan string, 10_000)}
	o.Name, o.Today = reader.Path(), func() Date { return today }
	o.OnDocument = func(d Document) { s.told <- d.Kind.String() + " " + content(d); d.Wipe() }
	o.OnEvent = func(e Event) {
		if e.Kind == CardInserted || e.Kind == CardRemoved {
			s.told <- e.Kind.String()
		}
	}
	o.OnStatus = func(st devices.Status) { s.told <- st.Fault.String() }
	s.Driver = NewDriver(p, o)
	link := devices.Link{
		Name: "reader",
		Open: func(context.Context) (devices.Port, error) {
			return serialport.Open(reader.Path(), serialport.Mode{Baud: p.Baud, ReadTimeout: 20 * time.Millisecond})
		},
		Serve:   s.Serve,
		Backoff: time.Millisecond, MaxBackoff: 5 * time.Millisecond,
		Log: slog.New(slog.DiscardHandler),
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = link.Run(ctx) })
	s.stop = sync.OnceFunc(func() {
		cancel()
		running.Wait()
		_ = reader.Close()
	})
	t.Cleanup(s.stop)
	s.expect(t, "none")
	return s
}

// content is what tells one document of these tests from another.
func content(d Document) string {
	switch {
	case d.Personal == nil:
		return ""
	case len(d.Personal.Number) > 0:
		return string(d.Personal.Number)
	}
	return string(d.Personal.Text)
}

// expect waits for words to be told, in order, whatever is told between them.
func (s *station) expect(t testing.TB, words ...string) {
	t.Helper()
	limit := time.After(20 * time.Second)
	var heard []string
	for _, want := range words {
		for got := ""; got != want; {
			select {
			case got = <-s.told:
				heard = append(heard, got)
			case <-limit:
				t.Fatalf("never told %q; told were %q; counts %+v", want, heard, s.Counts())
			}
		}
	}
}

// silent fails when a document is told.
func (s *station) silent(t testing.TB, during time.Duration) {
	t.Helper()
	limit := time.After(during)
	for {
		select {
		case got := <-s.told:
			if strings.Contains(got, " ") {
				t.Errorf("%q was told", got)
			}
		case <-limit:
			return
		}
	}
}
