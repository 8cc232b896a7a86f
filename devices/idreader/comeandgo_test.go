package idreader

import (
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

// held is what a process holds.
type held struct{ goroutines, descriptors, heap int }

func holds(t *testing.T) held {
	t.Helper()
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return held{runtime.NumGoroutine(), len(fds), int(m.HeapAlloc)}
}

// settles waits until no more is held than before, with some memory to spare.
func settles(t *testing.T, before held) held {
	t.Helper()
	now := holds(t)
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); now = holds(t) {
		if now.goroutines <= before.goroutines && now.descriptors <= before.descriptors && now.heap <= before.heap+300_000 {
			return now
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("held before: %+v, held now: %+v", before, now)
	return now
}

// comers are the readers that come and go, each with two documents.
var comers = []struct {
	profile string
	options sim.ReaderOptions
	acts    []act
}{
	{"elyctis", sim.ReaderOptions{}, zones},
	{"generic-mrz", sim.ReaderOptions{Kind: sim.PlainMRZ}, zones},
	{"barcode-generic", sim.ReaderOptions{Kind: sim.BarcodeScanner}, barcodes},
}

// TestReadersThatComeAndGoMissNothing does 10,000 things to readers: cards are
// shown, now and then at the very moment at which the plug is pulled, plugs are
// pulled and put in. Each card that is shown to a reader that is there is told.
func TestReadersThatComeAndGoMissNothing(t *testing.T) {
	before := holds(t)
	var stations []*station
	for _, c := range comers {
		stations = append(stations, newStation(t, profile(t, c.profile), c.options, Options{RepeatWithin: -1}))
	}
	random := rand.New(rand.NewPCG(1, 9999))
	start := time.Now()
	const things = 10_000
	cards, pulls := 0, 0
	warm := held{}
	for thing := 0; thing < things; {
		i := random.IntN(len(comers))
		s, a := stations[i], comers[i].acts[random.IntN(2)]
		if thing < 1000 {
			warm = held{}
		} else if warm == (held{}) {
			warm = holds(t)
		}
		if random.IntN(20) > 0 {
			s.armed(t)
			a.do(s.reader)
			s.expect(t, a.told...)
			cards++
			thing++
			continue
		}
		s.unplugged(t, a, random)
		pulls++
		thing += 3 // pulled, put in, and a card that may have been lost
	}
	took := time.Since(start)
	now := settles(t, warm)
	for _, s := range stations {
		s.stop()
	}
	after := settles(t, before)
	t.Logf("%d cards and %d pulls in %v; before %+v, warm %+v, at the end %+v, after %+v", cards, pulls, took, before, warm, now, after)
	if stuck := serialport.Stuck(); stuck > 0 {
		t.Errorf("%d writers are stuck", stuck)
	}
}

// unplugged shows a card, pulls the plug at once, shows another in vain, puts the
// plug in, and waits until the reader is served again.
func (s *station) unplugged(t *testing.T, a act, random *rand.Rand) {
	t.Helper()
	served := s.Counts().Connections
	a.do(s.reader)
	time.Sleep(time.Duration(random.IntN(300)) * time.Microsecond)
	if err := s.reader.Set(sim.ReaderCableOut, true); err != nil {
		t.Fatal(err)
	}
	if a.do(s.reader) {
		t.Fatal("a reader without power read")
	}
	s.reader.Withdraw()
	s.expect(t, "disconnected")
	if err := s.reader.Set(sim.ReaderCableOut, false); err != nil {
		t.Fatal(err)
	}
	s.expect(t, "none")
	if n := s.Counts().Connections; n <= served {
		t.Fatalf("%d connections, want more than %d", n, served)
	}
}

func TestAHundredReplugsOnTheSamePathFindTheReaderAgain(t *testing.T) {
	s := newStation(t, profile(t, "elyctis"), sim.ReaderOptions{}, Options{})
	path := s.reader.Path()
	random := rand.New(rand.NewPCG(4, 4))
	for range 100 {
		s.unplugged(t, zones[0], random)
	}
	if s.reader.Path() != path || !slices.Equal(s.reader.Faults(), nil) {
		t.Error("the path has changed, or a fault is left")
	}
	s.armed(t)
	s.reader.Present(idCard...)
	s.expect(t, idCardTold)
}
