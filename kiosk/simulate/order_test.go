package simulate_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/simulate"
)

// compared plays a day beside the model. It returns how often a desk asked for the next
// person, and the first difference.
func compared(d simulate.Day, c *kiosk.Catalogue, seed uint64) (r simulate.Result, asked, called int, fault error) {
	m := newModel()
	r = simulate.Play(d, c, seed, simulate.Watcher{
		Joined:  m.joined,
		Changed: m.changed,
		Called: func(w queue.Who, s queue.Settings, at time.Time, list []queue.Change, err error) {
			asked++
			want, rule := m.next(w.Desk, s.Rules, at)
			var got queue.PartID
			var by queue.RuleKind
			switch {
			case errors.Is(err, queue.ErrNoRoom):
				return // somebody waits, and no room is free: nobody is called
			case err == nil:
				called++
				got, by = list[0].Part, list[0].Rule
			}
			if fault == nil && (got != want || by != rule) {
				fault = fmt.Errorf("at %s desk %s calls %s by %q, and the model %s by %q",
					at.Format("15:04:05"), w.Desk, got, by, want, rule)
			}
		},
	})
	return r, asked, called, fault
}

// square is the busiest day beside the model, played once for all tests.
var square = sync.OnceValue(func() (s struct {
	simulate.Result
	asked, called int
	fault         error
},
) {
	d, c := day(&testing.T{}, "square")
	s.Result, s.asked, s.called, s.fault = compared(d, c, 0)
	return s
})

func TestTheOrderOfTheBusiestDayIsTheModelsAtEveryStep(t *testing.T) {
	r := square()
	if r.fault != nil {
		t.Fatal(r.fault)
	}
	t.Logf("%d visits, desks asked %d times for the next person and called %d", r.Visits, r.asked, r.called)
	if r.People != 6000 || r.Visits < 5990 || r.called < 6000 || r.Never > 10 {
		t.Errorf("%d people, %d visits, %d calls and %d never called are no busiest day", r.People, r.Visits, r.called, r.Never)
	}
}

func TestTheOrderOfAnyDayIsTheModels(t *testing.T) {
	c, p := known(t)
	rapid.Check(t, func(t *rapid.T) {
		d, err := simulate.Load("any.toml", anyDay(t), c, p)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, fault := compared(d, c, rapid.Uint64Range(1, 1e6).Draw(t, "seed")); fault != nil {
			t.Fatal(fault)
		}
	})
}
