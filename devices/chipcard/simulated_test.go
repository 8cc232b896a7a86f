package chipcard

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

// bench is a reader on the bench: simulated, connected by a real serial path.
type bench struct {
	t      testing.TB
	reader *sim.CardReader
	driver *Driver
	holder sim.CardHolder
	card   sim.ChipCard

	mu     sync.Mutex
	cond   *sync.Cond
	events []Event
	seen   int // events that until has looked at
}

func quick(o Options) Options {
	if o.PollEvery == 0 {
		o.PollEvery = 5 * time.Millisecond
	}
	if o.AnswerTimeout == 0 {
		o.AnswerTimeout = 500 * time.Millisecond // the machine may be busy
	}
	if o.RepeatWithin == 0 {
		o.RepeatWithin = -1 // the tests put the same card in again and again
	}
	return o
}

func newBench(t testing.TB, so sim.CardReaderOptions, do Options) *bench {
	t.Helper()
	reader, err := sim.NewCardReader(so)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, reader: reader, holder: sim.TestHolder(7)}
	b.cond = sync.NewCond(&b.mu)
	if b.card, err = sim.FINEIDCard(b.holder, 2022); err != nil {
		t.Fatal(err)
	}
	do.Name = reader.Path()
	do.OnEvent = b.told
	b.driver = NewDriver(quick(do))
	link := devices.Link{
		Name: "card reader",
		Open: func(context.Context) (devices.Port, error) {
			return serialport.Open(reader.Path(), serialport.Mode{
				Baud: 115200, StopBits: 2, ReadTimeout: 5 * time.Millisecond, WriteTimeout: time.Second,
			})
		},
		Serve:   b.driver.Serve,
		Backoff: time.Millisecond, MaxBackoff: 5 * time.Millisecond,
		Log: slog.New(slog.DiscardHandler),
	}
	if os.Getenv("CHIPCARD_LOG") != "" {
		link.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = link.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-done
		_ = reader.Close()
		b.inOrder()
	})
	b.status(devices.FaultNone)
	return b
}

func (b *bench) told(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.events = append(b.events, e)
	b.cond.Broadcast()
}

// until waits for the next event that fits, and skips those before it.
func (b *bench) until(what string, fits func(Event) bool) Event {
	b.t.Helper()
	stop := time.AfterFunc(20*time.Second, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.seen = -1
		b.cond.Broadcast()
	})
	defer stop.Stop()
	b.mu.Lock()
	defer b.mu.Unlock()
	for {
		for b.seen >= 0 && b.seen < len(b.events) {
			e := b.events[b.seen]
			b.seen++
			if fits(e) {
				return e
			}
		}
		if b.seen < 0 {
			b.t.Fatalf("%s was never told; what was: %v", what, b.events)
		}
		b.cond.Wait()
	}
}

func (b *bench) status(f devices.Fault) ReaderStatus {
	b.t.Helper()
	return b.until("the reader being "+f.String(), func(e Event) bool {
		s, is := e.(ReaderStatus)
		return is && s.Status.Fault == f
	}).(ReaderStatus)
}

func (b *bench) inserted() { b.t.Helper(); next[CardInserted](b) }
func (b *bench) removed()  { b.t.Helper(); next[CardRemoved](b) }

func (b *bench) read(want Outcome) CardRead {
	b.t.Helper()
	r := next[CardRead](b)
	if r.Outcome != want {
		b.t.Fatalf("reading ended with %v (%v), want %v", r.Outcome, r.Err, want)
	}
	if (r.Card != nil) != (want == OutcomeRead || want == OutcomeOther) {
		b.t.Errorf("outcome %v comes with the card %v", want, r.Card)
	}
	return r
}

// next waits for an event of the type.
func next[E Event](b *bench) E {
	b.t.Helper()
	var zero E
	return b.until(fmt.Sprintf("%T", zero), func(e Event) bool { _, is := e.(E); return is }).(E)
}

// isHolder checks that all was read of the person.
func (b *bench) isHolder(r CardRead) {
	b.t.Helper()
	c := r.Card
	if c.Kind != KindFINEID || string(c.Surname) != b.holder.Surname || string(c.GivenNames) != b.holder.GivenNames ||
		string(c.SATU) != b.holder.SATU || string(c.DocumentNumber) != b.holder.DocumentNumber {
		b.t.Errorf("read %v %q %q %q %q, want %+v", c.Kind, c.Surname, c.GivenNames, c.SATU, c.DocumentNumber, b.holder)
	}
}

// whole has a card read from beginning to end, which shows that all is well again.
func (b *bench) whole() {
	b.t.Helper()
	b.reader.Remove()
	b.reader.Insert(b.card)
	b.until("the card of the holder", func(e Event) bool {
		r, is := e.(CardRead)
		return is && r.Outcome == OutcomeRead
	})
	b.reader.Remove()
	b.removed()
}

// inOrder checks that each card has its three events in their order.
func (b *bench) inOrder() {
	b.mu.Lock()
	defer b.mu.Unlock()
	next := "inserted"
	for i, e := range b.events {
		now := ""
		switch e.(type) {
		case CardInserted:
			now = "inserted"
		case CardRead:
			now = "read"
		case CardRemoved:
			now = "removed"
		default:
			continue
		}
		if now != next {
			b.t.Errorf("event %d is %q, want %q", i, now, next)
			return
		}
		next = map[string]string{"inserted": "read", "read": "removed", "removed": "inserted"}[now]
	}
	if next == "read" || next == "removed" {
		b.t.Errorf("the last card has no %q", next)
	}
}

// faultless checks that the reader had nothing to complain of.
func (b *bench) faultless() {
	b.t.Helper()
	for _, why := range b.reader.Refused() {
		b.t.Errorf("the reader refused: %s", why)
	}
}

func TestAnIdentityCardIsReadWithoutAPIN(t *testing.T) {
	t.Parallel()
	for _, year := range []int{2022, 2025} {
		b := newBench(t, sim.CardReaderOptions{}, Options{})
		card, err := sim.FINEIDCard(b.holder, year)
		if err != nil {
			t.Fatal(err)
		}
		b.reader.Insert(card)
		b.inserted()
		r := b.read(OutcomeRead)
		b.isHolder(r)
		if !knownFINEID(r.Card.ATR) {
			t.Errorf("answer to reset %X is not known", r.Card.ATR)
		}
		if _, in := b.driver.CardIn(); !in {
			t.Error("the card is not in any more")
		}
		b.reader.Remove()
		b.removed()
		if b.driver.Firmware() != "GemTwin-V2.00-GM00" {
			t.Errorf("firmware %q", b.driver.Firmware())
		}
		b.faultless()
	}
}

func TestAnOldCardIsFoundByItsDirectoriesInBlocks(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{NoEcho: true}, Options{})
	card, err := sim.OldFINEIDCard(b.holder)
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range []int{0, 1, 2} { // blocks damaged on the way are asked for again
		b.reader.Insert(card)
		b.inserted()
		b.reader.DamageNext(damage)
		b.isHolder(b.read(OutcomeRead))
		b.reader.Remove()
		b.removed()
	}
	b.faultless()
}

func TestCardsThatReadInSmallPiecesOrWantAnotherVoltage(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{})
	b.card.ShortReads = 100
	b.card.Voltage = 3
	b.reader.Insert(b.card)
	b.isHolder(b.read(OutcomeRead))
	b.faultless()
}
