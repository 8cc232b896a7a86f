package statistics_test

import (
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
)

func TestTimesThatAreMarkedWrongAreLeftOutAndCounted(t *testing.T) {
	good := queue.Record{First: true, Stage: queue.Done, Reached: true, Begun: true, Waited: 10 * time.Minute, Served: 5 * time.Minute}
	bad := good
	bad.Wrong, bad.Waited, bad.Served = true, 9*time.Hour, 9*time.Hour
	d := statistics.NewDay(thursday, []queue.Record{good, bad, good}, nil)
	if d.All.Parts != 3 || d.All.Wrong != 1 || d.All.Wait.N() != 2 || d.All.Wait.Mean() != 10 || d.All.Service.Mean() != 5 {
		t.Errorf("of three parts, one wrong, is told %s", text(t, d.All))
	}
}

func TestTheWayToADeskIsOfThoseWhoCameToACall(t *testing.T) {
	called := queue.Record{First: true, Stage: queue.Done, Reached: true, Begun: true, Walked: 2 * time.Minute, Served: 5 * time.Minute}
	stoodThere := called
	stoodThere.Walked = 0
	d := statistics.NewDay(thursday, []queue.Record{called, stoodThere}, nil)
	if d.All.Walk.N() != 1 || d.All.Walk.Mean() != 2 || d.All.Service.N() != 2 {
		t.Errorf("of one who was called and one who stood at the desk is told %s", text(t, d.All))
	}
}

func TestAVisitCountsWhenItBeginsAndItsTimesWhenItsPartsHaveEnded(t *testing.T) {
	promise := kiosk.Span{Least: 10 * time.Minute, Most: 20 * time.Minute, Mid: 15 * time.Minute}
	absent := queue.Record{First: true, Stage: queue.NoShow, Reached: true, Waited: 10 * time.Minute}
	waits := queue.Record{First: true, Stage: queue.Waiting, Waited: time.Minute, Promise: promise}
	served := queue.Record{First: true, Stage: queue.Serving, Reached: true, Begun: true, Waited: time.Hour, Served: time.Minute, Promise: promise}
	d := statistics.NewDay(thursday, []queue.Record{absent, waits, served}, nil)
	if d.All.Visits != 3 || d.All.Parts != 3 || d.All.Over() != 1 {
		t.Errorf("of three visits, one over, is told %s", text(t, d.All))
	}
	if d.All.Wait.N() != 1 || d.All.Service.N() != 0 || d.Waits.Made != 0 {
		t.Errorf("what goes on has times or broken promises: %s", text(t, d))
	}
}
