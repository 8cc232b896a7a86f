package workshop

import (
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/kiosk"
)

// readerTests are those of each kind of reader.
func readerTests(reads *Reads, stand func() Stand) map[kiosk.TestID]Test {
	return map[kiosk.TestID]Test{
		kiosk.TestCard: ReadCardTest(reads, "a", stand),
		kiosk.TestCode: ScanCodeTest(reads, "a", stand, func(bool) error { return nil }),
		kiosk.TestChip: ReadChipTest(reads, "a", stand),
	}
}

func TestAReaderThatIsUnpluggedFailsItsTestAtOnce(t *testing.T) {
	for _, before := range []bool{true, false} {
		for id := range readerTests(nil, nil) {
			standing, reads := &Standing{}, &Reads{}
			standing.Changed(devices.Status{})
			unplug := func() bool {
				standing.Changed(devices.Status{Fault: devices.FaultDisconnected})
				return true
			}
			var acts []func() bool
			if before {
				unplug()
			} else {
				acts = append(acts, unplug)
			}
			p := play(t, reads, readerTests(reads, standing.Stand)[id], nil, acts...)
			if f := p.note("condition"); p.passed || f.Text != "condition_disconnected" || f.Health != kiosk.HealthFault || len(p.notes) != 1 {
				t.Errorf("%s: passed %t, notes %+v", id, p.passed, p.notes)
			}
			if p.took > time.Second {
				t.Errorf("%s: it ends after %s", id, p.took)
			}
			if shown := len(p.stages) > 0; shown == before {
				t.Errorf("%s shows %q", id, p.texts())
			}
		}
	}
}
