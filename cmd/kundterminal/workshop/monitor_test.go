package workshop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/escpos"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
)

func TestAMonitorStopsByItselfAndOneWatchesAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tap trace.Tap
		begun := time.Now()
		var took time.Duration
		go func() {
			m := &Monitor{Tap: &tap, Describer: chipcard.NewDescriber()}
			if err := m.Run(t.Context()); err != nil {
				t.Error(err)
			}
			took = time.Since(begun)
		}()
		synctest.Wait()
		other := &Monitor{Tap: &tap, Describer: chipcard.NewDescriber()}
		if err := other.Run(t.Context()); !errors.Is(err, ErrWatched) {
			t.Errorf("a second monitor: %v", err)
		}
		time.Sleep(2 * MonitorTime)
		synctest.Wait()
		if took != MonitorTime {
			t.Errorf("it watched for %v", took)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := other.Run(ctx); err != nil {
			t.Errorf("a monitor after the first: %v", err)
		}
	})
}

// spoken is a port whose device says something each time that it is read.
type spoken struct{ says func() []byte }

func (p spoken) Read(b []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return copy(b, p.says()), nil
}
func (spoken) Write(b []byte) (int, error) { return len(b), nil }
func (spoken) Close() error                { return nil }
func (spoken) ModemReady() (bool, bool)    { return false, false }

func TestLinesAreShownTenTimesASecondAndTheLastTwoHundredKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tap trace.Tap
		port := tap.Port(spoken{func() []byte { return []byte{0x12} }})
		shows, lines := 0, 0
		m := &Monitor{Tap: &tap, Describer: escpos.NewDescriber(escpos.Profile{}), Limit: time.Second, Show: func(l []kiosk.TraceLine) {
			shows++
			lines += len(l)
		}}
		var reading sync.WaitGroup
		defer reading.Wait()
		reading.Go(func() {
			for range 1500 {
				_, _ = port.Read(make([]byte, 8))
			}
		})
		if err := m.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if shows > 11 || lines < 900 || len(m.Lines()) != 200 {
			t.Errorf("shown %d times, %d lines, %d kept", shows, lines, len(m.Lines()))
		}
	})
}

func TestARecordingNeverTakesThePlaceOfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "there")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	var tap trace.Tap
	m := &Monitor{Tap: &tap, Describer: chipcard.NewDescriber(), Record: path}
	if err := m.Run(t.Context()); err == nil {
		t.Error("it did")
	}
	if b, _ := os.ReadFile(path); string(b) != "mine" {
		t.Errorf("the file holds %q", b)
	}
}

// means checks that lines say what is wanted.
func means(t *testing.T, m *Monitor, wanted ...string) {
	t.Helper()
	var all strings.Builder
	for _, l := range m.Lines() {
		all.WriteString(l.Meaning + "\n")
	}
	for _, want := range wanted {
		if !strings.Contains(all.String(), want) {
			t.Errorf("nothing means %q in\n%s", want, all.String())
		}
	}
}
