package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

const (
	eventRoom  = 256             // events that may wait
	beatEvery  = 5 * time.Second // the loop turns at least so often
	clockSlack = 2 * time.Second // by which the wall clock may differ from time passed
)

// Options are what an Engine needs.
type Options struct {
	Journal    Journal
	Printer    Printer
	Slips      SlipPrinter      // nil: there is no paper but tickets
	Identifier Identifier       // nil: codes cannot be typed
	Voice      Voice            // nil: nothing is said
	Beacon     Beacon           // nil: advisors cannot be called
	Look       func(on bool)    // tells readers to look for documents, without waiting; nil: they look by themselves
	Feedback   FeedbackBook     // nil: answers are not kept, and tickets are not looked up
	Dialler    Dialler          // nil: no telephone number can be typed
	CallBacks  CallBackBook     // nil: no call is kept
	Handout    Handout          // nil: addresses are only shown
	Workshop   Workshop         // nil: nothing is done for technicians
	Location   *time.Location   // of the service point
	Now        func() time.Time // nil: time.Now
	Beat       func()           // called each time the loop turns; may be nil
	Log        *slog.Logger
}

// Engine runs a terminal. Its methods may be called from any goroutine.
type Engine struct {
	Options
	events  chan kiosk.Event
	keys    chan func(kiosk.State) kiosk.Press
	done    chan struct{} // closed when no event is handled any more
	broken  chan error
	started time.Time
	work    sync.WaitGroup
	records *recorder
	paper   turn // one print at a time

	state kiosk.State // of Run's goroutine only
	last  kiosk.TimePassed

	mu       sync.Mutex
	shown    kiosk.State // what watchers got last
	watchers map[chan kiosk.State]struct{}
}

// New returns an engine that starts with the given state.
func New(initial kiosk.State, o Options) *Engine {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	if o.Beat == nil {
		o.Beat = func() {}
	}
	e := &Engine{
		Options:  o,
		events:   make(chan kiosk.Event, eventRoom),
		keys:     make(chan func(kiosk.State) kiosk.Press, eventRoom),
		done:     make(chan struct{}),
		broken:   make(chan error, 1),
		paper:    make(turn, 1),
		started:  time.Now(),
		state:    initial,
		watchers: map[chan kiosk.State]struct{}{},
	}
	e.state, _ = kiosk.Update(e.state, e.time())
	e.shown = e.state
	e.records = newRecorder(e)
	return e
}

// Run handles events until ctx ends, or until the journal is broken, which is
// the error. It must be called once.
func (e *Engine) Run(ctx context.Context) error {
	stop := e.records.start()
	err := e.loop(ctx)
	close(e.done)
	e.work.Wait()
	e.records.add(kiosk.Entry{Kind: kiosk.TerminalStopped, At: e.now()})
	stop()
	return err
}

func (e *Engine) loop(ctx context.Context) error {
	e.records.add(kiosk.Entry{Kind: kiosk.TerminalStarted, At: e.now()})
	e.records.remember(kiosk.SessionCache{}) // that of an earlier run has been told
	e.recover(ctx)
	e.recoverCheckIns(ctx)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-e.broken:
			e.handle(ctx, kiosk.StoreChanged{Store: kiosk.StoreBroken})
			return err
		case event := <-e.events:
			e.handle(ctx, e.time())
			e.handle(ctx, event)
		case means := <-e.keys:
			e.handle(ctx, e.time())
			if p := means(e.state); p != nil {
				e.handle(ctx, kiosk.KeyPressed{Press: p})
			}
		case <-timer.C:
			e.handle(ctx, e.time())
		}
		e.Beat()
		timer.Reset(min(e.state.NextWake(), beatEvery))
	}
}

// recover offers again what an earlier run committed and did not prove.
func (e *Engine) recover(ctx context.Context) {
	list, err := e.Journal.Unsettled(ctx, e.now().Add(-e.state.Rules.Offer))
	if err != nil {
		logbook.Write(e.Log, logbook.UnsettledTicketsUnreadable{Cause: err})
		return
	}
	var tickets []kiosk.Ticket
	for _, u := range list {
		tickets = append(tickets, u.Ticket)
	}
	if len(tickets) > 0 {
		logbook.Write(e.Log, logbook.TicketsOfferedAgain{Tickets: len(tickets)})
		e.handle(ctx, kiosk.TicketsRecovered{Tickets: tickets})
	}
}

// recoverCheckIns tells which appointments an earlier run has checked in today.
func (e *Engine) recoverCheckIns(ctx context.Context) {
	tickets, err := e.Journal.CheckIns(ctx, kiosk.DateOf(e.now()))
	if err != nil {
		logbook.Write(e.Log, logbook.CheckInsUnreadable{Cause: err})
		return
	}
	if len(tickets) > 0 {
		e.handle(ctx, kiosk.CheckInsFound{Tickets: tickets})
	}
}

func (e *Engine) now() time.Time { return e.Now().In(e.Location) }

func (e *Engine) time() kiosk.TimePassed {
	return kiosk.TimePassed{Now: e.now(), Up: time.Since(e.started)}
}

func (e *Engine) handle(ctx context.Context, event kiosk.Event) {
	if t, ok := event.(kiosk.TimePassed); ok {
		e.watchClock(t)
	}
	before := e.state
	state, effects := kiosk.Update(e.state, event)
	e.state = state
	if _, ok := event.(kiosk.TimePassed); !ok || seenChange(before, state) {
		e.publish(state)
	}
	for _, effect := range effects {
		e.carryOut(ctx, effect)
	}
}

// watchClock journals a wall clock that was set back, because numbers and
// statistics go by it.
func (e *Engine) watchClock(t kiosk.TimePassed) {
	last := e.last
	e.last = t
	if last.Now.IsZero() {
		return
	}
	off := t.Now.Sub(last.Now) - (t.Up - last.Up)
	if off < -clockSlack {
		logbook.Write(e.Log, logbook.ClockSetBack{By: -off})
		e.records.add(kiosk.Entry{Kind: kiosk.ClockMovedBack, At: t.Now, Detail: map[string]string{"by": (-off).String()}})
	}
}

// seenChange reports whether time alone changed anything that is seen.
func seenChange(a, b kiosk.State) bool {
	return a.Now.Truncate(time.Minute) != b.Now.Truncate(time.Minute) ||
		a.SecondsLeft() != b.SecondsLeft() ||
		len(a.Offers) != len(b.Offers) ||
		a.LockLeft() != b.LockLeft() ||
		!reflect.DeepEqual(a.Session, b.Session) ||
		!reflect.DeepEqual(a.Technician, b.Technician)
}

// Post gives the engine an event. It waits while many are waiting, and returns
// at once when the engine has stopped.
func (e *Engine) Post(event kiosk.Event) {
	select {
	case e.events <- event:
	case <-e.done:
	}
}

// Press gives the engine a press. A press that finds hundreds waiting is
// dropped: nobody means it any more.
func (e *Engine) Press(p kiosk.Press) {
	select {
	case e.events <- p:
	default:
		logbook.Write(e.Log, logbook.PressDropped{})
	}
}

// Key gives the engine a key of the keypad. What it means depends on the screen, and
// that on the keys before it: means is called with the state that holds when its turn
// comes, on the engine's goroutine, and must not wait. Nil means nothing.
func (e *Engine) Key(means func(kiosk.State) kiosk.Press) {
	select {
	case e.keys <- means:
	default:
		logbook.Write(e.Log, logbook.PressDropped{})
	}
}

// Watch returns a channel with the newest state: at once, and after each change.
// A slow reader misses states, never the newest. Stop ends it.
func (e *Engine) Watch() (states <-chan kiosk.State, stop func()) {
	ch := make(chan kiosk.State, 1)
	e.mu.Lock()
	defer e.mu.Unlock()
	ch <- e.shown
	e.watchers[ch] = struct{}{}
	return ch, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.watchers, ch)
	}
}

// State returns the newest state.
func (e *Engine) State() kiosk.State {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.shown
}

func (e *Engine) publish(s kiosk.State) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.shown = s
	for ch := range e.watchers {
		select {
		case <-ch:
		default:
		}
		ch <- s
	}
}

// storeFailed tells the loop what an error of the journal means.
func (e *Engine) storeFailed(doing string, err error) {
	logbook.Write(e.Log, logbook.JournalRefused{Doing: doing, Cause: err})
	switch {
	case errors.Is(err, ErrBroken):
		select {
		case e.broken <- fmt.Errorf("%s: %w", doing, err):
		default:
		}
	case errors.Is(err, ErrFull):
		e.Post(kiosk.StoreChanged{Store: kiosk.StoreFull})
		e.records.probe()
	}
}
