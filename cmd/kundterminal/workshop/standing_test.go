package workshop

import (
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/devices"
	"kundterminal/kiosk"
)

func TestADeviceStandsAsItWasLastHeardOf(t *testing.T) {
	noon := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	at := func(minutes int, f devices.Fault) devices.Status {
		return devices.Status{Fault: f, Since: noon.Add(time.Duration(minutes) * time.Minute)}
	}
	near := at(3, devices.FaultNone)
	near.NearEnd = true
	presented := at(4, devices.FaultNone)
	presented.Presented = true
	s := &Standing{}
	if name, health := s.Stand().Condition(); name != ConditionUnknown || health != kiosk.HealthUnknown {
		t.Errorf("of a device that nobody has heard of: %s, %d", name, health)
	}
	for i, step := range []struct {
		status    devices.Status
		condition string
		health    kiosk.Health
		since     int // minutes
		faults    int
	}{
		{at(0, devices.FaultDisconnected), "disconnected", kiosk.HealthFault, 0, 0}, // it is not there yet
		{at(1, devices.FaultNone), "ready", kiosk.HealthGood, 1, 0},
		{near, "near_end", kiosk.HealthAttention, 1, 0}, // ready all the while
		{presented, "presented", kiosk.HealthGood, 1, 0},
		{at(5, devices.FaultPaperOut), "paper_out", kiosk.HealthFault, 5, 1},
		{at(6, devices.FaultCoverOpen), "cover_open", kiosk.HealthFault, 6, 1}, // the same failure goes on
		{at(7, devices.FaultNone), "ready", kiosk.HealthGood, 7, 1},
		{at(8, devices.FaultDisconnected), "disconnected", kiosk.HealthFault, 8, 2},
	} {
		s.Changed(step.status)
		var r kiosk.DeviceReport
		s.Stand().Describe(&r)
		if r.Condition != step.condition || r.Health != step.health || r.Faults != step.faults ||
			!r.Since.Equal(noon.Add(time.Duration(step.since)*time.Minute)) {
			t.Errorf("step %d: %+v, want %+v", i, r, step)
		}
	}
}

func TestADeviceThatNeverCameIsDisconnectedAndSaysWhy(t *testing.T) {
	refused := &devices.Error{Op: "opening the serial port", Device: "/dev/a", Fault: devices.FaultDisconnected, Advice: "group dialout"}
	s := &Standing{}
	var r kiosk.DeviceReport
	s.Linked(refused)
	s.Stand().Describe(&r)
	if r.Condition != "disconnected" || r.Health != kiosk.HealthFault || r.Since.IsZero() || r.Faults != 0 ||
		len(r.Facts) != 1 || r.Facts[0].Key != "cause" || r.Facts[0].Value != refused.Error() {
		t.Errorf("%+v", r)
	}
	s.Linked(nil)
	s.Changed(devices.Status{})
	r = kiosk.DeviceReport{}
	if s.Stand().Describe(&r); r.Condition != "ready" || r.Facts != nil {
		t.Errorf("once it is there: %+v", r)
	}
	s.Changed(devices.Status{Fault: devices.FaultPaperOut})
	s.Linked(refused)
	if name, _ := s.Stand().Condition(); name != "paper_out" {
		t.Errorf("its link overrules what the device has said: %s", name)
	}
}

func TestFaultsCountHoweverTheyCome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &Standing{}
		ready, want := false, 0
		for _, f := range rapid.SliceOf(rapid.SampledFrom(append(devices.Faults(), devices.FaultNone))).Draw(t, "faults") {
			if ready && f != devices.FaultNone {
				want++
			}
			ready = f == devices.FaultNone
			s.Changed(devices.Status{Fault: f})
			if got := s.Stand(); got.Faults != want || got.Status.Fault != f || got.Since.IsZero() {
				t.Fatalf("stands %+v, want %d faults and %s", got, want, f)
			}
		}
	})
}

func TestAStandingIsToldAndAskedAtOnce(t *testing.T) {
	s := &Standing{}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 500 {
				s.Changed(devices.Status{Fault: devices.Fault(i % 2)})
				_ = s.Stand()
			}
		})
	}
	all.Wait()
	if s.Stand().Faults == 0 {
		t.Error("no fault was counted")
	}
}
