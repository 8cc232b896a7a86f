package idreader

import (
	"bytes"
	"context"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
)

// memoryPort is a line in memory to a reader that a test plays, for virtual time.
type memoryPort struct {
	mu      sync.Mutex
	written bytes.Buffer
	answer  string // to each write
	input   chan string
	rest    string
	closed  chan struct{}
	once    sync.Once
}

func (p *memoryPort) Read(b []byte) (int, error) {
	if p.rest == "" {
		timer := time.NewTimer(100 * time.Millisecond)
		defer timer.Stop()
		select {
		case p.rest = <-p.input:
		case <-timer.C:
			return 0, os.ErrDeadlineExceeded
		case <-p.closed:
			return 0, devices.ErrClosed
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func (p *memoryPort) Write(b []byte) (int, error) {
	select {
	case <-p.closed:
		return 0, devices.ErrClosed
	default:
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.written.Write(b)
	if p.answer != "" {
		p.input <- p.answer
	}
	return len(b), nil
}

func (p *memoryPort) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *memoryPort) ModemReady() (bool, bool) { return false, false }

// answers sets what each write is answered with.
func (p *memoryPort) answers(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = text
}

// sent is what was written since it was last called.
func (p *memoryPort) sent() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.written.Reset()
	return p.written.String()
}

// played is a driver in virtual time on a port that a test plays.
type played struct {
	*Driver
	port *memoryPort
	end  func() // of the context
	done chan error

	mu    sync.Mutex
	words []string // what was told
}

func (s *played) say(word string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.words = append(s.words, word)
}

// hears sends text, waits a while, and returns what was told since it was last
// called.
func (s *played) hears(text string, wait time.Duration) []string {
	if text != "" {
		s.port.input <- text
	}
	time.Sleep(wait)
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	words := s.words
	s.words = nil
	return words
}

// play runs a driver in virtual time while the test does something. What is told
// becomes words, noise left out; documents are wiped.
func play(t *testing.T, p Profile, o Options, answer string, test func(t *testing.T, s *played)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &played{port: &memoryPort{answer: answer, input: make(chan string, 10_000), closed: make(chan struct{})}}
		o.Today = func() Date { return today }
		o.OnStatus = func(st devices.Status) { s.say(st.Fault.String()) }
		o.OnEvent = func(e Event) {
			if e.Kind != NoiseDropped {
				s.say(e.Kind.String())
			}
		}
		if o.OnDocument == nil {
			o.OnDocument = func(d Document) { s.say(d.Kind.String()); d.Wipe() }
		}
		s.Driver = NewDriver(p, o)
		ctx, cancel := context.WithCancel(t.Context())
		s.end, s.done = cancel, make(chan error, 1)
		go func() { s.done <- s.Serve(ctx, s.port) }()
		synctest.Wait()
		test(t, s)
		cancel()
		<-s.done
	})
}
