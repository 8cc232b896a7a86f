package workshop

import (
	"context"
	"errors"
	"sync"
	"time"

	"kundterminal/kiosk"
)

const (
	reportEvery = time.Second
	watchLimit  = 60 * time.Second // a monitor on the screen ends by itself
	lineRoom    = 64               // lines that wait to be shown
	linePause   = 100 * time.Millisecond
)

// Screen does what a technician at the screen wants done. It is the engine's
// Workshop: Do never waits, and what comes of it is posted as events.
type Screen struct {
	Left func() // is called when a technician has gone; nil: nothing is to be done then

	// Begun and Judged are told of the tests that are made on the screen itself,
	// which no Desk runs; nil: nobody.
	Begun, Judged func(kiosk.TestRecord)

	// Advisors takes the service advisors' PIN; nil: they have none.
	Advisors *PIN

	desk    Desk
	records *Records
	pin     *PIN
	post    func(kiosk.Event)

	base    context.Context
	stop    context.CancelFunc
	door    sync.Mutex // of closed
	closed  bool
	work    sync.WaitGroup
	mu      sync.Mutex
	present context.Context // of the technician's presence; nil: nobody is there
	leave   context.CancelFunc
	runs    map[uint64]*screenRun
	unwatch context.CancelFunc
	view    kiosk.View // that was asked for last
	asked   uint64
}

// screenRun is a test that was begun at the screen.
type screenRun struct {
	stop    context.CancelFunc
	answers chan bool

	// Of one that is made on the screen itself: its record, which is there once it
	// is noted that it has begun.
	begun  chan struct{}
	record kiosk.TestRecord
}

// NewScreen returns the screen's workshop. Post hands events to the engine.
func NewScreen(desk Desk, records *Records, pin *PIN, post func(kiosk.Event)) *Screen {
	s := &Screen{desk: desk, records: records, pin: pin, post: post, runs: map[uint64]*screenRun{}}
	s.base, s.stop = context.WithCancel(context.Background())
	return s
}

// Run waits until ctx ends, gives up what is under way then, and returns nil when
// nothing is.
func (s *Screen) Run(ctx context.Context) error {
	<-ctx.Done()
	s.door.Lock()
	s.closed = true
	s.door.Unlock()
	s.stop()
	s.work.Wait()
	return nil
}

// spawn runs f beside the engine, unless Run is ending.
func (s *Screen) spawn(f func()) {
	s.door.Lock()
	defer s.door.Unlock()
	if !s.closed {
		s.work.Go(f)
	}
}

// Do implements engine.Workshop.
func (s *Screen) Do(w kiosk.Work) {
	switch w := w.(type) {
	case kiosk.TypeDigit, kiosk.DeleteDigit, kiosk.ForgetPIN, kiosk.AskPIN, kiosk.CheckPIN:
		s.takePIN(w)
	case kiosk.WatchDevices:
		s.watchDevices(w.On)
	default:
		s.workFor(w)
	}
}

// watchDevices begins or ends a technician's presence.
func (s *Screen) watchDevices(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.leave != nil {
		s.leave()
		s.present, s.leave = nil, nil
	}
	s.view, s.asked = kiosk.ViewNone, 0
	if !on {
		if s.Left != nil {
			s.spawn(s.Left)
		}
		return
	}
	ctx, cancel := context.WithCancel(s.base)
	s.present, s.leave = ctx, cancel
	s.spawn(func() { s.reportDevices(ctx) })
}

func (s *Screen) reportDevices(ctx context.Context) {
	ticker := time.NewTicker(reportEvery)
	defer ticker.Stop()
	for {
		if list, err := s.desk.Reports(ctx); err == nil {
			s.post(kiosk.DevicesReported{Devices: list})
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// workFor does what is wanted for the technician who is there.
func (s *Screen) workFor(w kiosk.Work) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.present == nil {
		return
	}
	ctx := s.present
	switch w := w.(type) {
	case kiosk.Examine:
		s.view, s.asked = w.View, w.Ask
		s.spawn(func() {
			if w.View != kiosk.ViewBundle && s.Left != nil {
				s.Left() // what another view was doing for this technician
			}
			f, err := s.desk.Findings(ctx, w.View)
			s.found(ctx, w.Ask, f, err)
		})
	case kiosk.DoAction:
		s.view, s.asked = w.View, w.Ask
		s.spawn(func() {
			f, err := s.desk.Do(ctx, w.View, w.Action, w.Choice)
			s.found(ctx, w.Ask, f, err)
		})
	case kiosk.RunTest:
		s.begin(ctx, w)
	case kiosk.AnswerTest:
		if run := s.runs[w.Run]; run != nil {
			select {
			case run.answers <- w.Yes:
			default: // it has an answer
			}
		}
	case kiosk.StopTest:
		if run := s.runs[w.Run]; run != nil {
			run.stop()
		}
	case kiosk.JudgeTest:
		if run := s.runs[w.Run]; run != nil {
			delete(s.runs, w.Run)
			s.spawn(func() { s.judge(w, run) })
		}
	case kiosk.WatchLine:
		s.watchLine(ctx, w)
	}
}

// Refresh shows a view anew, if it is the one that is looked at.
func (s *Screen) Refresh(v kiosk.View) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.present == nil || s.view != v {
		return
	}
	ctx, ask := s.present, s.asked
	s.spawn(func() {
		f, err := s.desk.Findings(ctx, v)
		s.found(ctx, ask, f, err)
	})
}

// found hands findings to the screen. What went wrong is its notice.
func (s *Screen) found(ctx context.Context, ask uint64, f kiosk.Findings, err error) {
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		f.Notice = kiosk.Fact{Key: "error", Value: err.Error(), Health: kiosk.HealthFault}
	}
	s.post(kiosk.Examined{Ask: ask, Findings: f})
}

// begin begins a test. The lock is held.
func (s *Screen) begin(ctx context.Context, w kiosk.RunTest) {
	ctx, stop := context.WithCancel(ctx)
	run := &screenRun{stop: stop, answers: make(chan bool, 1), begun: make(chan struct{})}
	s.runs[w.Run] = run
	s.spawn(func() {
		if OnScreen(w.Test) {
			s.beginOnScreen(ctx, w, run)
			return
		}
		record, err := s.desk.RunTest(ctx, w.Device, w.Test, func(stage kiosk.TestStage) {
			s.post(kiosk.TestAdvanced{Run: w.Run, Stage: stage})
		}, run.answers)
		if err != nil {
			record.Outcome = kiosk.OutcomeFailed
			record.Notes = append(record.Notes, kiosk.Fact{Key: "error", Value: err.Error(), Health: kiosk.HealthFault})
		}
		s.forget(w.Run)
		s.post(kiosk.TestEnded{Run: w.Run, Record: record})
	})
}

func (s *Screen) forget(run uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.runs[run]; r != nil {
		r.stop()
		delete(s.runs, run)
	}
}

// OnScreen reports whether a test is made of touches and pictures on the screen
// itself.
func OnScreen(t kiosk.TestID) bool { return t == kiosk.TestTouch || t == kiosk.TestPicture }

// beginOnScreen notes that such a test has begun. The state judges it; when it is
// stopped or the technician leaves, it has failed.
func (s *Screen) beginOnScreen(ctx context.Context, w kiosk.RunTest, run *screenRun) {
	record, err := s.records.Begin(ctx, w.Device, w.Test)
	run.record = record
	close(run.begun)
	if err != nil && errors.Is(err, ErrBusy) {
		s.forget(w.Run)
		s.post(kiosk.TestEnded{Run: w.Run, Record: kiosk.TestRecord{Device: w.Device, Test: w.Test, Outcome: kiosk.OutcomeFailed}})
		return
	}
	if s.Begun != nil {
		s.Begun(record)
	}
	<-ctx.Done()
	s.mu.Lock()
	_, open := s.runs[w.Run]
	delete(s.runs, w.Run)
	s.mu.Unlock()
	if open {
		s.judge(kiosk.JudgeTest{Run: w.Run, Notes: []kiosk.Fact{stopped}}, run)
	}
}

// judge notes how a test on the screen has ended. It may end before it is noted
// that it has begun, as on a slow disk.
func (s *Screen) judge(w kiosk.JudgeTest, run *screenRun) {
	defer run.stop()
	<-run.begun
	if run.record.Test == "" {
		return // the same one was running, and this one never began
	}
	record, err := s.records.End(context.WithoutCancel(s.base), run.record, w.Passed, w.Notes)
	if err != nil {
		record.Notes = append(record.Notes, kiosk.Fact{Key: "error", Value: err.Error(), Health: kiosk.HealthAttention})
	}
	if s.Judged != nil {
		s.Judged(record)
	}
	s.post(kiosk.TestEnded{Run: w.Run, Record: record})
}
