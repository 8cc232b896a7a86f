package workshop

import (
	"context"
	"errors"
	"slices"

	"kundterminal/kiosk"
)

// Test is one test: it works on a device and reports whether it is in order. It
// ends soon after its context.
type Test func(context.Context, *Run) bool

// Run is a running test, as the test sees it. It is used by one goroutine.
type Run struct {
	show    func(kiosk.TestStage)
	answers <-chan bool
	notes   []kiosk.Fact
}

// NewRun returns a run that shows its stages by show and is answered by answers.
func NewRun(show func(kiosk.TestStage), answers <-chan bool) *Run {
	return &Run{show: show, answers: answers}
}

// Show tells the person how the test stands.
func (r *Run) Show(s kiosk.TestStage) {
	s.Asks = false
	r.show(s)
}

// Ask shows a question and waits for the answer. A context that ends first is a
// no.
func (r *Run) Ask(ctx context.Context, s kiosk.TestStage) bool {
	s.Asks = true
	r.show(s)
	select {
	case yes := <-r.answers:
		return yes
	case <-ctx.Done():
		return false
	}
}

// Why a test ended that was not let to its end.
var (
	stopped = kiosk.Fact{Key: "ended", Text: "test_stopped", Health: kiosk.HealthAttention}
	gaveWay = kiosk.Fact{Key: "ended", Text: "test_gave_way", Health: kiosk.HealthAttention}
)

// BrokenOff notes why the test did not come to its end: its context has ended.
func (r *Run) BrokenOff(ctx context.Context) {
	f := stopped
	if errors.Is(context.Cause(ctx), ErrBusy) {
		f = gaveWay
	}
	r.notes = slices.DeleteFunc(r.notes, func(n kiosk.Fact) bool { return n.Text == "was_stopped" }) // said once is enough
	r.Note(f)
}

// See asks whether something looks as it should, and notes what the person says.
// Of one who has gone nothing is noted.
func (r *Run) See(ctx context.Context, key string, s kiosk.TestStage) bool {
	well := r.Ask(ctx, s)
	if ctx.Err() == nil {
		r.Note(seen(key, well))
	}
	return well
}

// Note keeps a fact with the test's outcome.
func (r *Run) Note(f ...kiosk.Fact) { r.notes = append(r.notes, f...) }

// Notes returns what was noted.
func (r *Run) Notes() []kiosk.Fact { return r.notes }
