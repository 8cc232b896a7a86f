package workshop

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/escpos"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
)

// finnishCard is a made-up person's identity card.
var finnishCard = []string{
	"I<FINXA10000585010195<112X<<<<", "9501016F2803135FIN<<<<<<<<<<<7", "SPECIMEN<TRAVEL<<VILMA<SOFIA<<",
}

// linked keeps a driver at a path, tapped, until the test ends or it is ended.
func linked(t *testing.T, tap *trace.Tap, path string, mode serialport.Mode, serve func(context.Context, devices.Port) error) (end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	link := devices.Link{
		Name: path, Serve: serve, Backoff: time.Millisecond,
		Open: func(context.Context) (devices.Port, error) {
			port, err := serialport.Open(path, mode)
			if err != nil {
				return nil, err
			}
			return tap.Port(port), nil
		},
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = link.Run(ctx) }()
	end = func() { cancel(); <-done }
	t.Cleanup(end)
	return end
}

// await waits for something that is heard of by a channel.
func await[T any](t *testing.T, what string, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(20 * time.Second):
		t.Fatalf("%s never came", what)
		panic("unreachable")
	}
}

// monitored runs a monitor that records, from before do until after it.
func monitored(t *testing.T, m *Monitor, do func()) (trace.Recording, []byte) {
	t.Helper()
	m.Record = filepath.Join(t.TempDir(), "line.rec")
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	shown := make(chan struct{})
	var once sync.Once
	m.Show = func([]kiosk.TraceLine) { once.Do(func() { close(shown) }) }
	go func() { ended <- m.Run(ctx) }()
	await(t, "the first line", shown) // the driver has begun anew
	do()
	time.Sleep(150 * time.Millisecond) // what was sent last is on the line
	cancel()
	if err := await(t, "the monitor's end", ended); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(m.Record); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	text, err := os.ReadFile(m.Record)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := trace.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return rec, text
}

// hides checks that neither lines nor recording have a part of four characters or more
// of what must not be seen.
func hides(t *testing.T, m *Monitor, rec trace.Recording, file []byte, secrets ...string) {
	t.Helper()
	var seen strings.Builder
	masked := 0
	for _, l := range m.Lines() {
		if len(l.Bytes) > 8 || len(l.Masked) != len(l.Bytes) {
			t.Fatalf("a line of %d bytes, %d of them judged", len(l.Bytes), len(l.Masked))
		}
		seen.Write(l.Bytes)
		seen.WriteString(l.Meaning)
		for _, is := range l.Masked {
			if is {
				masked++
			}
		}
	}
	if masked == 0 {
		t.Error("nothing was masked")
	}
	var kept [2][]byte // by direction
	for _, s := range rec.Steps {
		way := 0
		if s.ToDevice {
			way = 1
		}
		kept[way] = append(kept[way], s.Bytes...)
	}
	for _, s := range secrets {
		for i := 0; i+4 <= len(s); i++ {
			part := s[i : i+4]
			if strings.Contains(seen.String(), part) {
				t.Errorf("%q is shown", part)
			}
			if bytes.Contains(kept[0], []byte(part)) || bytes.Contains(kept[1], []byte(part)) {
				t.Errorf("%q is recorded", part)
			}
		}
		if bytes.Contains(file, []byte(s)) || bytes.Contains(file, []byte(hex.EncodeToString([]byte(s)))) {
			t.Errorf("%q is in the file", s)
		}
	}
}

// steps turns a recording into what the simulator plays.
func steps(rec trace.Recording) (all []sim.Step) {
	for _, s := range rec.Steps {
		if s.Lost == 0 {
			all = append(all, sim.Step{Offset: s.Offset, FromHost: s.ToDevice, Bytes: s.Bytes})
		}
	}
	return all
}

func replayed(t *testing.T, rec trace.Recording, kind sim.ReplayKind) *sim.Replay {
	t.Helper()
	r, err := sim.NewReplay(steps(rec), sim.ReplayOptions{Speed: 4, Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func TestADocumentIsRecordedAndPlayedBackWithoutItsHolder(t *testing.T) {
	reader, err := sim.NewReader(sim.ReaderOptions{Kind: sim.ElyctisMRZ})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	profile, err := idreader.ProfileByID(idreader.Profiles(), "elyctis")
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 4)
	driver := func() *idreader.Driver {
		return idreader.NewDriver(profile, idreader.Options{OnDocument: func(d idreader.Document) {
			read <- d.String()
			d.Wipe()
		}})
	}
	var tap trace.Tap
	end := linked(t, &tap, reader.Path(), serialport.Mode{Baud: 9600}, driver().Serve)
	m := &Monitor{Tap: &tap, Describer: idreader.NewDescriber(profile), Header: trace.Header{Device: "document_reader", Profile: "elyctis", Baud: 9600}}
	var was string
	rec, file := monitored(t, m, func() {
		reader.Present(finnishCard...)
		was = await(t, "the document", read)
	})
	end()
	hides(t, m, rec, file, "SPECIMEN", "TRAVEL", "VILMA", "SOFIA", "XA1000058", "010195<112X", "950101", "280313")
	if rec.Profile != "elyctis" || rec.Device != "document_reader" || rec.Baud != 9600 {
		t.Errorf("header %+v", rec.Header)
	}
	var none trace.Tap
	linked(t, &none, replayed(t, rec, sim.ReplayAny).Path(), serialport.Mode{Baud: 9600}, driver().Serve)
	is := await(t, "the document from the recording", read)
	if code := ", the personal identity code is a temporary or a test code (900 to 999)"; strings.Replace(is, code, "", 1) != was {
		t.Errorf("%q was played back as %q", was, is)
	}
}

func TestAChipCardIsRecordedAndPlayedBackWithoutItsHolder(t *testing.T) {
	for _, kind := range []string{"T=0", "T=1"} {
		t.Run(kind, func(t *testing.T) {
			reader, err := sim.NewCardReader(sim.CardReaderOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer reader.Close()
			holder := sim.TestHolder(7)
			holder.SATU, holder.DocumentNumber = sim.SATU(12_345_678), "XT7264183"
			card, err := sim.FINEIDCard(holder, 2025)
			if kind == "T=1" {
				card, err = sim.OldFINEIDCard(holder)
			}
			if err != nil {
				t.Fatal(err)
			}
			read := make(chan string, 4)
			driver := func() *chipcard.Driver {
				return chipcard.NewDriver(chipcard.Options{OnEvent: func(e chipcard.Event) {
					if e, is := e.(chipcard.CardRead); is {
						read <- fmt.Sprint(e.Outcome, e.Card, e.Err, len(e.Card.SATU), len(e.Card.Surname), len(e.Card.DocumentNumber))
						e.Card.Wipe()
					}
				}})
			}
			var tap trace.Tap
			end := linked(t, &tap, reader.Path(), serialport.Mode{Baud: 115200, StopBits: 2}, driver().Serve)
			m := &Monitor{Tap: &tap, Describer: chipcard.NewDescriber()}
			var was string
			rec, file := monitored(t, m, func() {
				reader.Insert(card)
				was = await(t, "the card", read)
				reader.Remove()
			})
			end()
			hides(t, m, rec, file, holder.Surname, holder.GivenNames, holder.SATU, holder.DocumentNumber)
			var none trace.Tap
			replay := replayed(t, rec, sim.ReplayCardReader)
			linked(t, &none, replay.Path(), serialport.Mode{Baud: 115200, StopBits: 2}, driver().Serve)
			if is := await(t, "the card from the recording", read); is != was {
				t.Errorf("%q was played back as %q", was, is)
			}
		})
	}
}

func TestATicketIsRecordedAndPlayedBackWithoutWhatItSays(t *testing.T) {
	printer, err := sim.New(sim.TMT20III(), sim.Options{Speed: 20})
	if err != nil {
		t.Fatal(err)
	}
	defer printer.Close()
	profile, err := escpos.ProfileByID(escpos.Profiles(), "tm-t20iii")
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan devices.Status, 8)
	driver := func() *escpos.Driver {
		return escpos.NewDriver(profile, escpos.Options{Baud: 38400, OnStatus: func(s devices.Status) { ready <- s }})
	}
	ticket := escpos.Document{
		escpos.Text{Content: "Velkaneuvonta"}, escpos.Text{Content: "Skuldrådgivning čž"}, escpos.Barcode{Data: "7K3XM2PQ0123", HRI: true}, escpos.Cut{},
	}
	var tap trace.Tap
	first := driver()
	end := linked(t, &tap, printer.Path(), serialport.Mode{Baud: 38400}, first.Serve)
	m := &Monitor{Tap: &tap, Describer: escpos.NewDescriber(profile)}
	prints := func(d *escpos.Driver) error {
		for s := range ready {
			if s.Fault == devices.FaultNone {
				break
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		return d.Print(ctx, ticket)
	}
	rec, file := monitored(t, m, func() {
		if err := prints(first); err != nil {
			t.Fatal(err)
		}
	})
	end()
	hides(t, m, rec, file, "Velkaneuvonta", "Skuldr", "7K3XM2PQ0123")
	means(t, m, "GS V 66 cut", "process id ", "ASB ready", "DLE EOT 1")
	for len(ready) > 0 {
		<-ready
	}
	var none trace.Tap
	second := driver()
	linked(t, &none, replayed(t, rec, sim.ReplayPrinter).Path(), serialport.Mode{Baud: 38400}, second.Serve)
	if err := prints(second); err != nil {
		t.Errorf("a ticket is not proved by the recorded printer: %v", err)
	}
}
