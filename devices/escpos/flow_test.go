package escpos

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
)

func TestXOFFHoldsTheJobUntilXON(t *testing.T) {
	var doc Document
	for range 30 {
		doc = append(doc, Text{Content: "forty characters of text on each line .."})
	}
	port := newMemoryPort(nil)
	stopped := false
	port.script = func(b []byte) []byte {
		if !stopped && bytes.Contains(b, []byte("forty")) {
			stopped = true
			return append(idle(b), xoff)
		}
		return idle(b)
	}
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		var held []byte
		before := len(port.log())
		time.AfterFunc(800*time.Millisecond, func() {
			held = port.log()[before:]
			port.answers <- []byte{xon}
		})
		start := time.Now()
		if err := d.Print(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < time.Second || took > 1300*time.Millisecond {
			t.Errorf("the job took %v, want 0.8 s and the line's own 0.3 s", took)
		}
		if len(held) > 200 {
			t.Errorf("%d bytes were written while XOFF held", len(held))
		}
	})
}

func TestAnXOFFWithoutAReasonIsNotBelievedForLong(t *testing.T) {
	port := newMemoryPort(idle)
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		time.AfterFunc(10*time.Millisecond, func() { port.answers <- []byte{xoff} }) // noise
		start := time.Now()
		if err := d.Print(t.Context(), Document{Text{Content: strings.Repeat("x ", 500)}, Cut{}}); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("the job took %v", took)
		}
	})
}

func TestAReadyLineThatIsDownHoldsTheJob(t *testing.T) {
	p := epson(t)
	p.Flow = FlowDSR
	port := newMemoryPort(idle)
	served(t, p, Options{}, port, func(t *testing.T, d *Driver) {
		port.setReady(false)
		time.AfterFunc(time.Second, func() { port.setReady(true) })
		start := time.Now()
		if err := d.Print(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < time.Second || took > 1100*time.Millisecond {
			t.Errorf("the job took %v, want just over the second that DSR was down", took)
		}
		port.setReady(false)
		start = time.Now()
		if err := d.Print(t.Context(), hello); devices.FaultOf(err) != devices.FaultStalled || sent(err) != 0 {
			t.Errorf("with DSR down for ever: %v", err)
		}
		if took := time.Since(start); took > 6*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
