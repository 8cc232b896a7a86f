package kiosk

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// The touch test asks for each target of a grid in an order that jumps.
const (
	TargetColumns = 4
	TargetRows    = 6
	Targets       = TargetColumns * TargetRows
	targetStride  = 7                // has no common divisor with Targets
	targetWait    = 10 * time.Second // a target that does nothing in this time is dead
	targetMiss    = 100              // by so many tenths of a millimetre a finger may be off
	targetsDead   = 3                // in a row: the screen is dead, and the test ends
)

// Hit is what came of one target of the touch test.
type Hit struct {
	Target int
	DX, DY int16         // from its centre, tenths of a millimetre
	Took   time.Duration // since it was shown
	Dead   bool          // nothing came
	Wrong  bool          // the touch was taken for one of another target
}

// miss is the distance from the centre in tenths of a millimetre.
func (h Hit) miss() int {
	square := int(h.DX)*int(h.DX) + int(h.DY)*int(h.DY)
	root := 0
	for (root+1)*(root+1) <= square && root < 1000 {
		root++
	}
	return root
}

// NextTarget returns the target that is asked for.
func (t TestStand) NextTarget() int { return len(t.Hits) * targetStride % Targets }

// The pictures of the screen test, in order.
var pictures = []string{
	"white", "black", "red", "green", "blue", "grey", "checker", "lines", "steps", "contrast", "geometry", "burn_in",
}

// Picture returns the picture that the screen test shows; empty once all were
// seen.
func (t TestStand) Picture() string {
	if t.Shown < len(pictures) {
		return pictures[t.Shown]
	}
	return ""
}

func (s State) testPressed(p Press) (State, []Effect) {
	t := &s.Technician
	switch p := p.(type) {
	case TestStarted:
		return s.testStarted(p)
	case TestAnswered:
		if s.testing(t.Test.Run) && t.Test.Stage.Asks {
			return s.testAnswered(p.Yes)
		}
	case TestStopped:
		if s.testing(t.Test.Run) {
			return s, []Effect{StopTest{Run: t.Test.Run}}
		}
	case TargetTouched:
		if s.testing(t.Test.Run) && t.Test.Test == TestTouch && t.Test.Begun {
			h := Hit{Target: t.Test.NextTarget(), DX: p.DX, DY: p.DY, Took: s.Up - t.Test.Since}
			h.Wrong = p.Target != h.Target
			return s.hit(h)
		}
	case PictureSeen:
		if s.testing(t.Test.Run) && t.Test.Test == TestPicture && t.Test.Begun && t.Test.Picture() != "" {
			t.Test.Shown++
			if t.Test.Picture() == "" {
				t.Test.Stage = TestStage{Text: "pictures_well", Asks: true}
			}
		}
	}
	return s, nil
}

func (s State) testStarted(p TestStarted) (State, []Effect) {
	report, known := s.Technician.Report(p.Device)
	if !known || !slices.ContainsFunc(report.Tests, func(r TestRecord) bool { return r.Test == p.Test }) {
		return s, nil
	}
	s, effects := s.stopWork()
	t := &s.Technician
	s.Jobs++
	t.View, t.Device, t.Page = ViewTest, p.Device, 0
	t.Test = TestStand{Run: s.Jobs, Test: p.Test, Since: s.Up, Stage: TestStage{Text: "begins"}}
	switch p.Test { // made on the screen itself: the person is told how, first
	case TestTouch:
		t.Test.Stage = TestStage{Text: "touch_how", Drawing: "ui-target", Asks: true}
	case TestPicture:
		t.Test.Stage = TestStage{Text: "picture_how", Args: []string{"n", strconv.Itoa(len(pictures))}, Drawing: "ui-screen", Asks: true}
	case TestBeacon: // which puts the light out in the end
		var ended []Effect
		s, ended = s.callEnded(callTested)
		effects = append(effects, ended...)
	}
	return s, append(effects, RunTest{Run: t.Test.Run, Device: p.Device, Test: p.Test})
}

func (s State) testAnswered(yes bool) (State, []Effect) {
	t := &s.Technician
	t.Test.Stage.Asks = false
	onScreen := t.Test.Test == TestTouch || t.Test.Test == TestPicture
	switch {
	case onScreen && !t.Test.Begun && yes:
		t.Test.Begun, t.Test.Since = true, s.Up
		return s, nil
	case onScreen && !t.Test.Begun:
		return s, []Effect{StopTest{Run: t.Test.Run}}
	case t.Test.Test == TestPicture:
		return s, []Effect{JudgeTest{Run: t.Test.Run, Passed: yes}}
	}
	return s, []Effect{AnswerTest{Run: t.Test.Run, Yes: yes}}
}

// hit takes what came of a target, and judges the test after the last.
func (s State) hit(h Hit) (State, []Effect) {
	t := &s.Technician.Test
	t.Hits = append(t.Hits[:len(t.Hits):len(t.Hits)], h)
	t.Since = s.Up
	if len(t.Hits) < Targets && !deadEnd(t.Hits) {
		return s, nil
	}
	passed, notes := judge(t.Hits)
	return s, []Effect{JudgeTest{Run: t.Run, Passed: passed, Notes: notes}}
}

func (s State) targetMissed() (State, []Effect) {
	return s.hit(Hit{Target: s.Technician.Test.NextTarget(), Dead: true, Took: targetWait})
}

func deadEnd(hits []Hit) bool {
	if len(hits) < targetsDead {
		return false
	}
	return !slices.ContainsFunc(hits[len(hits)-targetsDead:], func(h Hit) bool { return !h.Dead })
}

// judge tells how a touch test went. One slip of the finger is not the screen's.
func judge(hits []Hit) (passed bool, notes []Fact) {
	dead, wrong, largest := 0, 0, 0
	var dx, dy, touched int
	var took []time.Duration
	for _, h := range hits {
		switch {
		case h.Dead:
			dead++
			continue
		case h.Wrong:
			wrong++
		default:
			largest = max(largest, h.miss())
			dx, dy, touched = dx+int(h.DX), dy+int(h.DY), touched+1
		}
		took = append(took, h.Took)
	}
	good := func(ok bool) Health {
		if ok {
			return HealthGood
		}
		return HealthFault
	}
	notes = append(
		notes,
		Fact{Key: "targets", Value: fmt.Sprintf("%d / %d", touched, Targets), Health: good(touched >= Targets-1)},
		Fact{Key: "targets_dead", Value: fmt.Sprint(dead), Health: good(dead == 0)},
		Fact{Key: "targets_wrong", Value: fmt.Sprint(wrong), Health: good(wrong <= 1)},
	)
	if touched > 0 {
		notes = append(notes, Fact{Key: "miss_largest", Value: tenths(largest), Health: good(largest <= targetMiss)}, Fact{Key: "miss_mean", Value: fmt.Sprintf("x %+.1f mm, y %+.1f mm", float64(dx)/float64(10*touched), float64(dy)/float64(10*touched))})
	}
	if len(took) > 0 {
		slices.Sort(took)
		notes = append(notes, Fact{Key: "touch_time", Value: millis(took[len(took)/2])})
	}
	return dead == 0 && wrong <= 1 && touched >= Targets-1 && largest <= targetMiss, notes
}

func tenths(n int) string { return fmt.Sprintf("%.1f mm", float64(n)/10) }

func millis(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) + " ms" }

func (s State) testing(run uint64) bool {
	return s.Technician.View == ViewTest && s.Technician.Test.Run == run && s.Technician.Test.Running()
}
