package escpos

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

// models are the simulated printers, by profile.
var models = map[string]func() sim.Model{
	"tm-t88v": sim.TMT88V, "tm-t20iii": sim.TMT20III, "custom-kpm": sim.VKP80, "plain-58mm": sim.Plain58,
}

// bench is a printer on the bench: simulated, connected by a real serial path.
type bench struct {
	printer  *sim.Printer
	driver   *Driver
	statuses chan devices.Status
}

func newBench(t testing.TB, profile string, so sim.Options, do Options) *bench {
	t.Helper()
	printer, err := sim.New(models[profile](), so)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{printer: printer, statuses: make(chan devices.Status, 1000)}
	do.Name = printer.Path()
	if so.Baud > 0 {
		do.Baud = so.Baud
	}
	do.OnStatus = func(s devices.Status) { b.statuses <- s }
	b.driver = NewDriver(profileFor(t, profile), do)
	link := devices.Link{
		Name: "printer",
		Open: func(context.Context) (devices.Port, error) {
			return serialport.Open(printer.Path(), serialport.Mode{
				Baud: max(9600, so.Baud), ReadTimeout: 20 * time.Millisecond, WriteTimeout: time.Second,
			})
		},
		Serve:   b.driver.Serve,
		Backoff: 20 * time.Millisecond,
		Log:     slog.New(slog.DiscardHandler),
	}
	if testing.Verbose() {
		link.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = link.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-done
		_ = printer.Close()
	})
	b.until(t, devices.FaultNone)
	if err := b.driver.acquire(ctx); err != nil { // until it is prepared
		t.Fatal(err)
	}
	b.driver.release()
	return b
}

// until waits for the driver to say that the printer stands so.
func (b *bench) until(t testing.TB, fault devices.Fault) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for b.driver.Status().Fault != fault {
		select {
		case <-b.statuses:
		case <-time.After(10 * time.Millisecond):
		case <-limit:
			t.Fatalf("the state never became %v; it is %v", fault, b.driver.Status().Fault)
		}
	}
}

func (b *bench) print(t testing.TB, doc Document) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 40*time.Second)
	defer cancel()
	err := b.driver.Print(ctx, doc)
	var e *devices.Error
	if err != nil && !errors.As(err, &e) {
		t.Errorf("Print failed with %T, want a *devices.Error: %v", err, err)
	}
	return err
}

func TestAProvedTicketIsOnPaperWithItsBarcode(t *testing.T) {
	for profile := range models {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, profile, sim.Options{Baud: 115200}, Options{})
			for i := range 5 {
				code := fmt.Sprintf("K7TA%04dX", i)
				if err := b.print(t, ticket(fmt.Sprintf("A %03d", i), code)); err != nil {
					t.Fatal(err)
				}
				tickets := b.printer.Tickets()
				if len(tickets) != i+1 {
					t.Fatalf("%d tickets after %d proofs", len(tickets), i+1)
				}
				if !b.driver.Profile().NativeBarcode {
					continue
				}
				if codes := tickets[i].Barcodes; len(codes) != 1 || codes[0] != code {
					t.Errorf("the ticket has the barcodes %q, want %q", codes, code)
				}
			}
			if refused := b.printer.Refused(); len(refused) > 0 {
				t.Errorf("the printer refused %v", refused)
			}
			if counts := b.printer.Counts(); counts.Dropped > 0 {
				t.Errorf("%d bytes were dropped", counts.Dropped)
			}
		})
	}
}
