package workshop

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

// models are the simulated printers, by profile.
var models = map[string]func() sim.Model{
	"tm-t88v": sim.TMT88V, "tm-t20iii": sim.TMT20III, "custom-kpm": sim.VKP80, "plain-58mm": sim.Plain58,
}

// stand is a simulated printer with the real driver at its line.
type stand struct {
	printer *sim.Printer
	driver  *escpos.Driver
}

func newStand(t testing.TB, profile string, o sim.Options) *stand {
	t.Helper()
	printer, err := sim.New(models[profile](), o)
	if err != nil {
		t.Fatal(err)
	}
	p, err := escpos.ProfileByID(escpos.Profiles(), profile)
	if err != nil {
		t.Fatal(err)
	}
	baud := o.Baud
	if baud == 0 {
		baud = 460800
	}
	driver := escpos.NewDriver(p, escpos.Options{Name: printer.Path(), Baud: baud, PollEvery: 200 * time.Millisecond})
	link := devices.Link{
		Name: "printer", Serve: driver.Serve, Log: slog.New(slog.DiscardHandler), Backoff: 20 * time.Millisecond,
		Open: func(context.Context) (devices.Port, error) {
			return serialport.Open(printer.Path(), serialport.Mode{Baud: baud, ReadTimeout: 20 * time.Millisecond, WriteTimeout: time.Second})
		},
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = link.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-done
		_ = printer.Close()
	})
	x := &stand{printer, driver}
	x.until(t, func(s devices.Status) bool {
		return s.Ready() && (!p.Identify || driver.Identity().Serial != "")
	})
	return x
}

// until waits for the printer to stand as is wanted.
func (x *stand) until(t testing.TB, stands func(devices.Status) bool) {
	t.Helper()
	for limit := time.Now().Add(20 * time.Second); !stands(x.driver.Status()); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("the printer stands %+v", x.driver.Status())
		}
	}
}
