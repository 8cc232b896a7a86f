package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

const barcodeTickets = 200

// TestTheBarcodeOnPaperIsTheTicketOnEveryPrinter prints random tickets of the
// real catalogue through the real line, and has another program read the paper.
func TestTheBarcodeOnPaperIsTheTicketOnEveryPrinter(t *testing.T) {
	t.Parallel()
	rng := chance(t)
	for _, profile := range escpos.Profiles() {
		t.Run(profile.ID, func(t *testing.T) {
			x := wire(t, profile.ID, sim.Options{Baud: 460800, TakeAfter: time.Nanosecond})
			person, leave := newPlayer(x.terminal)
			defer leave()
			person.settle(t.Context(), 20*time.Second)
			pictures := map[string]image.Image{}
			want := map[string]kiosk.Ticket{}
			for i := range barcodeTickets {
				ticket := anyTicket(rng, x.current.Load())
				outcome := x.engine.Printer.Print(t.Context(), ticket, rng.IntN(2) == 0)
				if !outcome.Proved {
					t.Fatalf("ticket %s: %+v", ticket.Code(), outcome)
				}
				name := fmt.Sprintf("%03d.png", i)
				want[name] = ticket
				papers := x.printer.Tickets()
				if len(papers) != i+1 {
					t.Fatalf("%d tickets were printed, and %d papers came out", i+1, len(papers))
				}
				pictures[name] = papers[i].Image
				soundBars(t, papers[i].Image, x.printer.Model())
			}
			readsAs(t, pictures, want)
			if refused := x.printer.Refused(); len(refused) > 0 {
				t.Errorf("the printer refused %d commands, first %+v", len(refused), refused[0])
			}
			if n := x.printer.Counts().Dropped; n > 0 {
				t.Errorf("%d bytes were dropped", n)
			}
		})
	}
}

// TestTheBarcodeOnTheScreenIsTheTicket draws the screen's barcodes and has them
// read as a camera would.
func TestTheBarcodeOnTheScreenIsTheTicket(t *testing.T) {
	rng := chance(t)
	x := wire(t, "tm-t20iii", sim.Options{})
	pictures := map[string]image.Image{}
	want := map[string]kiosk.Ticket{}
	for i := range barcodeTickets {
		ticket := anyTicket(rng, x.current.Load())
		state := x.engine.State()
		state.Session = kiosk.Session{Language: ticket.Language, Place: kiosk.Place{Step: kiosk.StepShown}, Ticket: ticket}
		name := fmt.Sprintf("%03d.png", i)
		pictures[name], want[name] = screenBars(t, x.presenter.Scene(state, x.config.frame())), ticket
	}
	readsAs(t, pictures, want)
}

// anyTicket is one that a terminal could issue from the catalogue.
func anyTicket(rng *rand.Rand, c *kiosk.Catalogue) kiosk.Ticket {
	var errands []kiosk.ServiceID
	for _, i := range rng.Perm(len(c.Services))[:1+rng.IntN(6)] {
		errands = append(errands, c.Services[i].ID)
	}
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(1<<15)).Add(time.Duration(rng.IntN(86400)) * time.Second)
	return kiosk.Ticket{
		Name:   kiosk.EventName{Terminal: kiosk.TerminalID(1 + rng.IntN(65535)), Epoch: "7GQ2M4XA", Seq: 1 + rng.Uint64N(1e9)},
		Series: kiosk.Series('A' + rng.IntN(26)), Number: 1 + rng.IntN(kiosk.MaxNumber), Date: kiosk.DateOf(at),
		Queue: c.Queues[rng.IntN(len(c.Queues))].ID, Class: kiosk.WalkIn, Errands: errands,
		Language: kiosk.Languages()[rng.IntN(len(kiosk.Languages()))], IssuedAt: at,
	}
}

// screenBars draws the barcode of a scene, four pixels to a module.
func screenBars(t *testing.T, scene ui.Scene) image.Image {
	t.Helper()
	const module = 4
	for _, item := range scene.Items {
		if item.ID != "code" {
			continue
		}
		if width := item.Box.W / float64(len(item.Modules)); width < 0.5 {
			t.Errorf("a module is %.2f mm wide on the screen", width)
		}
		img := image.NewGray(image.Rect(0, 0, module*len(item.Modules), 100))
		for x := range img.Bounds().Dx() {
			for y := range img.Bounds().Dy() {
				img.SetGray(x, y, color.Gray{Y: 255})
				if item.Modules[x/module] {
					img.SetGray(x, y, color.Gray{})
				}
			}
		}
		return img
	}
	t.Fatal("the screen has no barcode")
	return nil
}

// readsAs has all pictures read at once and compares what they hold with the
// tickets.
func readsAs(t *testing.T, pictures map[string]image.Image, want map[string]kiosk.Ticket) {
	t.Helper()
	dir := t.TempDir()
	for name, picture := range pictures {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(file, picture); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	found := scannedFiles(t, dir)
	for name, ticket := range want {
		if len(found[name]) != 1 || found[name][0] != string(ticket.Code()) {
			t.Errorf("%s reads as %q, and is ticket %q", name, found[name], ticket.Code())
			continue
		}
		code, err := kiosk.ParseCode(found[name][0])
		if err != nil {
			t.Error(err)
		}
		terminal, date, series, number := code.Decode()
		if terminal != ticket.Name.Terminal || date != ticket.Date || series != ticket.Series || number != ticket.Number {
			t.Errorf("%s says terminal %d, %s, %s %d, and is %+v", code, terminal, date, series, number, ticket)
		}
	}
}
