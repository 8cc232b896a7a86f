package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

const (
	// DefaultRate is in words a minute: calm, as one speaks at a counter.
	DefaultRate = 150

	// DefaultVolume is in percent of the loudest.
	DefaultVolume = 50

	// defaultLimit is longer than the longest screen takes.
	defaultLimit = 4 * time.Minute
)

// The errors of a Speaker.
var (
	// ErrMissing is returned when espeak-ng is not installed.
	ErrMissing = errors.New("the program is not installed")

	// ErrUnspoken is returned when espeak-ng ran and did not speak.
	ErrUnspoken = errors.New("the voice did not speak")

	// ErrHung is returned when an utterance did not end within its limit.
	ErrHung = errors.New("the voice did not end in time and was stopped")
)

// Player plays a WAV file.
type Player interface {
	// Play plays wav to its end. When ctx ends it stops at once and returns the
	// context's error.
	Play(ctx context.Context, wav io.Reader) error

	// Check returns why nothing can be played, as far as that is known without
	// playing anything.
	Check() error
}

// Options are what a Speaker needs.
type Options struct {
	Player  Player
	Program string        // empty: espeak-ng
	Rate    int           // words a minute; 0: DefaultRate
	Limit   time.Duration // of one utterance; 0: 4 minutes
	Log     *slog.Logger  // nil: none
}

// Speaker says sentences. Its methods may be called from several goroutines, and
// none but Speak and Close waits for sound.
type Speaker struct {
	Options

	mu      sync.Mutex
	current *utterance // being said
	pending *utterance // to be said when the current one has ended
	working bool       // a goroutine says utterances
	closed  bool
	work    sync.WaitGroup
	trouble error
	spoken  bool // an utterance was said to its end
}

// Utterance is what is heard as one: a sound, and sentences after it.
type Utterance struct {
	Chime     []byte               // a WAV file; empty: none
	Sentences func() []ui.Sentence // called beside the caller, when they are to be said; nil: there are none
	Volume    int                  // percent of the loudest; 0: DefaultVolume
	Ended     func()               // told once, when it has ended by itself, however it went; nil: nobody is
}

// utterance is one on its way.
type utterance struct {
	Utterance
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{}
	err    error // once done is closed
}

// Volume is the percentage of a number of steps above or below the ordinary
// volume. A step is 3 dB, which is heard clearly.
func Volume(steps int) int {
	percent := DefaultVolume * math.Pow(10, 3*float64(steps)/20)
	return int(math.Round(min(max(percent, 1), 100)))
}

// New returns a Speaker.
func New(o Options) *Speaker {
	if o.Program == "" {
		o.Program = "espeak-ng"
	}
	if o.Rate <= 0 {
		o.Rate = DefaultRate
	}
	if o.Limit <= 0 {
		o.Limit = defaultLimit
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Speaker{Options: o}
}

// Say begins an utterance and returns. What is being heard ends at once.
func (s *Speaker) Say(u Utterance) { s.begin(context.Background(), u) }

// Speak says the sentences at the default volume, and waits for their end. It returns
// context.Canceled when something else was said or Stop was called before, and the
// context's error when ctx ended.
func (s *Speaker) Speak(ctx context.Context, sentences ...ui.Sentence) error {
	u := s.begin(ctx, Utterance{Sentences: func() []ui.Sentence { return sentences }})
	<-u.done
	return u.err
}

// Stop ends what is being said, at once.
func (s *Speaker) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silence()
}

// Close stops, and waits until no child runs. Nothing is said any more.
func (s *Speaker) Close() {
	s.mu.Lock()
	s.silence()
	s.closed = true
	s.mu.Unlock()
	s.work.Wait()
}

// silence ends the current utterance and gives the pending one up. The mutex is
// held.
func (s *Speaker) silence() {
	if s.current != nil {
		s.current.cancel()
	}
	if u := s.pending; u != nil {
		s.pending = nil
		u.end(context.Canceled)
	}
}

// begin makes it the next utterance. One goroutine says them all, one
// after the other, however often it is called: a sound device that hangs holds up
// that one and no more.
func (s *Speaker) begin(ctx context.Context, what Utterance) *utterance {
	u := &utterance{Utterance: what, done: make(chan struct{})}
	if u.Volume == 0 {
		u.Volume = DefaultVolume
	}
	u.ctx, u.cancel = context.WithTimeoutCause(ctx, s.Limit, fmt.Errorf("speaking: %w: after %v", ErrHung, s.Limit))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silence()
	if s.closed {
		u.end(context.Canceled)
		return u
	}
	s.pending = u
	if !s.working {
		s.working = true
		s.work.Go(s.serve)
	}
	return u
}

// serve says what is pending until nothing is.
func (s *Speaker) serve() {
	for {
		s.mu.Lock()
		u := s.pending
		s.current, s.pending = u, nil
		if u == nil {
			s.working = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		err := s.perform(u)
		s.settle(err)
		u.end(err)
		if u.Ended != nil && !errors.Is(err, context.Canceled) {
			u.Ended()
		}
	}
}

func (u *utterance) end(err error) {
	u.err = err
	u.cancel()
	close(u.done)
}

// settle keeps what is wrong with the voice, and logs it once, until it speaks
// again or something else is wrong.
func (s *Speaker) settle(err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return // not wanted any more: that says nothing about the voice
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.trouble
	s.trouble = err
	switch {
	case err != nil && (before == nil || before.Error() != err.Error()):
		logbook.Write(s.Log, logbook.SpeechFailed{Cause: err})
	case err == nil && before != nil:
		logbook.Write(s.Log, logbook.SpeechWorksAgain{})
	}
}

// Health is whether a technician has to look at the voice. It is unknown until
// something was said.
func (s *Speaker) Health() kiosk.Health {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.trouble != nil:
		return kiosk.HealthFault
	case s.spoken:
		return kiosk.HealthGood
	}
	return kiosk.HealthUnknown
}

// Trouble returns why the voice last failed; nil where it did not.
func (s *Speaker) Trouble() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trouble
}
