package kiosk

import "testing"

func TestTheMonitorKeepsTheNewestLines(t *testing.T) {
	b := inside(t).do(ViewOpened{View: ViewMonitor, Device: "printer"}, MonitorSwitched{On: true})
	watch := b.state.Technician.Watch
	b.wants(WatchLine{Watch: watch, Device: "printer", On: true})
	for i := range 300 {
		b.do(LineHeard{Watch: watch, Lines: []TraceLine{{Bytes: []byte{byte(i)}}}})
	}
	trace := b.state.Technician.Trace
	if len(trace) != MonitorLines || trace[MonitorLines-1].Bytes[0] != byte(299%256) {
		t.Fatalf("%d lines are kept", len(trace))
	}
	b.do(BackPressed{})
	b.wants(WatchLine{Watch: watch, Device: "printer"})
}

func TestTheEndOfAnEarlierWatchDoesNotEndTheNextOne(t *testing.T) {
	b := inside(t).do(ViewOpened{View: ViewMonitor, Device: "printer"}, MonitorSwitched{On: true})
	first := b.state.Technician.Watch
	b.do(MonitorSwitched{}, MonitorSwitched{On: true}, LineHeard{Watch: first, Lines: make([]TraceLine, 1)}, LineEnded{Watch: first, File: "old"})
	if now := b.state.Technician; !now.Tracing || now.Recorded != "" || len(now.Trace) > 0 {
		t.Fatalf("the line is watched no more: %+v", now)
	}
	b.do(LineEnded{Watch: b.state.Technician.Watch})
	if b.state.Technician.Tracing {
		t.Fatal("its own end does not end it")
	}
}

func TestWhereARecordingIsIsKnownOnceItHasEnded(t *testing.T) {
	for _, ends := range []bool{true, false} { // by itself, or by the technician
		b := inside(t).do(ViewOpened{View: ViewMonitor, Device: "printer"}, MonitorSwitched{On: true, Record: true})
		watch := b.state.Technician.Watch
		b.wants(WatchLine{Watch: watch, Device: "printer", On: true, Record: true})
		if !b.state.Technician.Records {
			t.Fatal("nobody sees that it is recorded")
		}
		if !ends {
			b.do(MonitorSwitched{})
		}
		b.do(LineEnded{Watch: watch, File: "/var/t/printer.trace"})
		if now := b.state.Technician; now.Tracing || now.Records || now.Recorded != "/var/t/printer.trace" {
			t.Fatalf("%+v", now)
		}
		b.do(MonitorSwitched{On: true})
		if b.state.Technician.Recorded != "" {
			t.Fatal("the next one is not recorded, and names a file")
		}
	}
}
