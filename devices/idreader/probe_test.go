package idreader

import (
	"errors"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

func probed(t *testing.T, o sim.ReaderOptions, profile string, before func(*sim.Reader)) (Found, error) {
	t.Helper()
	r, err := sim.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	if before != nil {
		before(r)
	}
	port, err := serialport.Open(r.Path(), serialport.Mode{Baud: 9600, ReadTimeout: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = port.Close() })
	return Probe(t.Context(), port, profile)
}

func TestReadersThatCanBeAskedAreKnown(t *testing.T) {
	t.Parallel()
	for profile, o := range map[string]sim.ReaderOptions{"elyctis": {}, "honeywell-ocr": {Kind: sim.HoneywellImager}} {
		found, err := probed(t, o, profile, func(r *sim.Reader) { r.Present(utopiaTD3[:44], utopiaTD3[44:]) })
		if err != nil || found.Profile != profile {
			t.Errorf("%s: %+v, %v", profile, found, err)
		}
		for _, other := range Handshakes() {
			if other == profile {
				continue
			}
			if found, err := probed(t, o, other, nil); err == nil {
				t.Errorf("%s is taken for %+v", profile, found)
			}
		}
	}
}

func TestOtherReadersAndNoiseAreNotTakenForThem(t *testing.T) {
	t.Parallel()
	for _, profile := range Handshakes() {
		for _, kind := range []sim.ReaderKind{sim.DeskoMRZ, sim.BarcodeScanner, sim.MagTekInsert} {
			if _, err := probed(t, sim.ReaderOptions{Kind: kind}, profile, nil); !errors.Is(err, devices.ErrNoReply) {
				t.Errorf("a %s, asked as %s: %v", kind, profile, err)
			}
		}
		flood := func(r *sim.Reader) { _ = r.Set(sim.GarbageFlood, true) }
		if _, err := probed(t, sim.ReaderOptions{Kind: sim.BarcodeScanner}, profile, flood); !errors.Is(err, devices.ErrStranger) {
			t.Errorf("a flood, asked as %s: %v", profile, err)
		}
	}
	if _, err := Probe(t.Context(), nil, "datalogic"); !errors.Is(err, devices.ErrNoReply) {
		t.Errorf("a reader that cannot be asked: %v", err)
	}
}
