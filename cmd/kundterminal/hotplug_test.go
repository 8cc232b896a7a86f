package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

const (
	hotplugEvents  = 10_000 // that befall the devices, all together
	hotplugWarmUp  = 1_000  // before that, for what is made once
	eventsPerVisit = 50     // on average, between two times that all is well
	heapSlack      = 1 << 20
)

// comer is a device that comes and goes.
type comer interface {
	name() string
	path() string
	befall(rng *rand.Rand)  // one event: it is unplugged, babbles, jams …
	mend() error            // nothing is wrong with it any more
	ready() bool            // as far as its driver knows
	said() int              // so many bytes or frames came from it: a number that changes while it babbles
	serve(*rand.Rand) error // a person uses it, and it has to work
}

// stage is a terminal whose devices come and go, with a record of what its readers
// read.
type stage struct {
	*rig
	comers []comer

	mu     sync.Mutex
	told   map[string]int // pseudonyms, by how often the engine was told them
	people int
	shown  []string // pseudonyms that have to be told exactly once
}

// TestDevicesThatComeAndGoLeaveNothingBehindAndMissNothing has 10,000 things happen
// to the four devices of a terminal at random, all at the same time: plugs are pulled
// and put in, lines babble, frames are halved, cards are left in, documents are read
// twice, paper runs out. Each time that a device is well again, what is shown to it
// is read exactly once. In the end the process holds no more than at the beginning.
func TestDevicesThatComeAndGoLeaveNothingBehindAndMissNothing(t *testing.T) {
	rng := chance(t)
	s := newStage(t, rng.Uint64())
	begun := time.Now()
	s.storm(t, rng, hotplugWarmUp)
	before := holds()
	s.storm(t, rng, hotplugEvents)
	after := settles(t, before)
	once := s.onlyOnce(t)
	t.Logf("%d events in %s: each of %d documents that were shown to a reader that was well was read once; held before: %+v, after: %+v",
		hotplugWarmUp+hotplugEvents, time.Since(begun).Round(time.Millisecond), once, before, after)
}

func newStage(t *testing.T, seed uint64) *stage {
	s := &stage{told: map[string]int{}}
	document := newSimReader(t, sim.ReaderOptions{Kind: sim.ElyctisMRZ, Seed: seed})
	scanner := newSimReader(t, sim.ReaderOptions{Kind: sim.BarcodeScanner, Seed: seed})
	chip, err := sim.NewCardReader(sim.CardReaderOptions{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = chip.Close() })
	s.rig = wire(t, "tm-t20iii", sim.Options{Baud: chaosBaud, Speed: 100, Keep: 1, Seed: seed}, swift(t), func(x *rig) {
		x.config.Identity.KeyFile, x.config.Identity.TestCodes = filepath.Join(t.TempDir(), "identity.key"), true
		x.config.Readers = []readerConfig{
			{Profile: "elyctis", Port: document.Path()}, {Profile: "barcode-generic", Port: scanner.Path()}, {Profile: chipProfile, Port: chip.Path()},
		}
		if err := x.wireIdentification(); err != nil {
			t.Fatal(err)
		}
		post := x.readers.post
		x.readers.post = func(e kiosk.Event) { s.hear(e); post(e) }
		for _, link := range x.readers.links {
			link.Backoff, link.MaxBackoff = 5*time.Millisecond, 50*time.Millisecond
		}
	})
	s.comers = []comer{
		&printerComer{s.printer, s.engine.Printer.(*paper).driver},
		&documentComer{readerComer{"document reader", document, s}},
		&scannerComer{readerComer{"scanner", scanner, s}},
		&chipComer{chip, s},
	}
	return s
}

func newSimReader(t *testing.T, o sim.ReaderOptions) *sim.Reader {
	r, err := sim.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// hear counts what the engine is told of a person.
func (s *stage) hear(e kiosk.Event) {
	if read, is := e.(kiosk.DocumentRead); is && read.Reading.Trouble == kiosk.ReadWell {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.told[read.Reading.Identity.Pseudonym]++
	}
}

func (s *stage) heard(pseudonym string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told[pseudonym]
}

// person is a number that no person had before.
func (s *stage) person() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.people++
	return s.people
}

// read waits until the engine has been told a document that was shown to a reader
// that is well.
func (s *stage) read(pseudonym string) error {
	if !within(20*time.Second, func() bool { return s.heard(pseudonym) > 0 }) {
		return errors.New("a document that was shown to it was not read")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown = append(s.shown, pseudonym)
	return nil
}

// within waits until something holds, and reports whether it did in time.
func within(limit time.Duration, holds func() bool) bool {
	for end := time.Now().Add(limit); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// storm has so many events befall the devices, all at the same time. Each is used
// whenever it is well.
func (s *stage) storm(t *testing.T, rng *rand.Rand, events int) {
	t.Helper()
	var devices sync.WaitGroup
	for _, c := range s.comers {
		own := rand.New(rand.NewPCG(rng.Uint64(), 0))
		devices.Go(func() {
			for i := range events / len(s.comers) {
				c.befall(own)
				time.Sleep(time.Duration(own.IntN(4)) * time.Millisecond)
				if own.IntN(eventsPerVisit) > 0 {
					continue
				}
				if err := s.visit(c, own); err != nil {
					t.Errorf("after %d events the %s: %v", i+1, c.name(), err)
					return
				}
			}
			if err := s.visit(c, own); err != nil {
				t.Errorf("in the end the %s: %v", c.name(), err)
			}
		})
	}
	devices.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

// quiet is how long nothing has come from a reader that babbled before somebody
// shows it a card.
const quiet = 250 * time.Millisecond

func (s *stage) visit(c comer, rng *rand.Rand) error {
	if err := c.mend(); err != nil {
		return err
	}
	if !within(20*time.Second, func() bool { return served(c.path()) && c.ready() }) {
		return fmt.Errorf("it does not become ready; the terminal has its port open: %t", served(c.path()))
	}
	said, since := c.said(), time.Now()
	if !within(20*time.Second, func() bool {
		if now := c.said(); now != said {
			said, since = now, time.Now()
		}
		return time.Since(since) > quiet
	}) {
		return errors.New("it babbles on and on")
	}
	return c.serve(rng)
}

// served reports whether the terminal has the present pseudo-terminal of a simulated
// device open: the simulator once, the driver's port twice.
func served(path string) bool {
	target, err := os.Readlink(path)
	if err != nil {
		return false
	}
	open := 0
	for _, fd := range descriptors() {
		if where, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && where == target {
			open++
		}
	}
	return open >= 3
}

func descriptors() []os.DirEntry {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		panic(err) // there is no Linux without it
	}
	return list
}

// holding is what this process holds.
type holding struct{ Goroutines, Descriptors, Heap int }

func holds() holding {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return holding{runtime.NumGoroutine(), len(descriptors()), int(m.HeapAlloc)}
}

// settles waits until the process holds no more than before.
func settles(t *testing.T, before holding) holding {
	t.Helper()
	now := holds()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); now = holds() {
		if now.Goroutines <= before.Goroutines && now.Descriptors <= before.Descriptors &&
			now.Heap <= before.Heap+heapSlack && serialport.Stuck() == 0 {
			return now
		}
		time.Sleep(50 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("held before: %+v, after: %+v, with %d writers stuck\n%s", before, now, serialport.Stuck(), stacks[:runtime.Stack(stacks, true)])
	return now
}

// onlyOnce checks that no document that was shown to a reader that was well was told
// twice, and returns how many there were.
func (s *stage) onlyOnce(t *testing.T) int {
	t.Helper()
	for _, pseudonym := range s.shown {
		if times := s.heard(pseudonym); times != 1 {
			t.Errorf("a document was told %d times", times)
		}
	}
	return len(s.shown)
}
