package escpos

import (
	"errors"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

func openProbed(t *testing.T, path string) devices.Port {
	t.Helper()
	port, err := serialport.Open(path, serialport.Mode{Baud: 9600, ReadTimeout: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = port.Close() })
	return port
}

func TestAPrinterIsKnownByItsAnswersWhateverItsState(t *testing.T) {
	t.Parallel()
	for _, faults := range [][]sim.Fault{nil, {sim.CoverOpen}, {sim.PaperOut, sim.PaperNearEnd}, {sim.CutterJam}, {sim.Overheated}} {
		p, err := sim.New(sim.TMT20III(), sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = p.Close() })
		for _, f := range faults {
			_ = p.Set(f, true)
		}
		id, err := Probe(t.Context(), openProbed(t, p.Path()))
		if err != nil || len(faults) == 0 && (id.Maker != "EPSON" || id.Model != "TM-T20III" || id.Firmware == "") {
			t.Errorf("with %v: %+v, %v", faults, id, err)
		}
	}
}

func TestAMutePrinterAndAReaderAreNoPrinters(t *testing.T) {
	t.Parallel()
	p, err := sim.New(sim.TMT20III(), sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	_ = p.Set(sim.Mute, true)
	if _, err := Probe(t.Context(), openProbed(t, p.Path())); !errors.Is(err, devices.ErrNoReply) {
		t.Errorf("a mute printer: %v", err)
	}
	r, err := sim.NewReader(sim.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	if _, err := Probe(t.Context(), openProbed(t, r.Path())); !errors.Is(err, devices.ErrNoReply) {
		t.Errorf("a reader: %v", err)
	}
	_ = r.Set(sim.GarbageFlood, true)
	if _, err := Probe(t.Context(), openProbed(t, r.Path())); !errors.Is(err, devices.ErrStranger) {
		t.Errorf("a flood: %v", err)
	}
}

func TestOnlyAWholeAnswerIsAName(t *testing.T) {
	for reply, want := range map[string]string{
		"_TM-T20III\x00": "TM-T20III", "_\x00": "", "TM\x00": "", "_TM": "", "_T\x01M\x00": "", "": "", "\x00": "",
	} {
		if got := identification([]byte(reply)); got != want {
			t.Errorf("%q is the name %q, want %q", reply, got, want)
		}
	}
}
