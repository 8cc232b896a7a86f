package chipcard

import (
	"errors"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

func TestAChipReaderIsKnownAndItsCardLeftAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		o      sim.CardReaderOptions
		faults []sim.CardFault
		want   error
	}{
		{o: sim.CardReaderOptions{}},
		{o: sim.CardReaderOptions{NoEcho: true}},
		{faults: []sim.CardFault{sim.ReaderMute}, want: devices.ErrNoReply},
		{faults: []sim.CardFault{sim.NAKStorm}, want: devices.ErrStranger},
		{faults: []sim.CardFault{sim.ReaderMute, sim.LineGarbage}, want: devices.ErrNoReply},
	} {
		r, err := sim.NewCardReader(test.o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		r.Insert(sim.OtherCard())
		for _, f := range test.faults {
			_ = r.Set(f, true)
		}
		port, err := serialport.Open(r.Path(), serialport.Mode{Baud: 115200, StopBits: 2, ReadTimeout: 20 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = port.Close() })
		firmware, err := Probe(t.Context(), port)
		if !errors.Is(err, test.want) || err == nil && firmware != "GemTwin-V2.00-GM00" {
			t.Errorf("with %v: %q, %v", test.faults, firmware, err)
		}
		if r.Counts().PowerOns > 0 {
			t.Error("its card was given power")
		}
	}
}
