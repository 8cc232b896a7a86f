package kiosk

import (
	"slices"
	"time"
)

// View is what a technician looks at.
type View uint8

// The views. The zero view is the terminal as citizens know it.
const (
	ViewNone          View = iota
	ViewPIN                // who is there?
	ViewHome               // all devices
	ViewDevice             // one device and its tests
	ViewDetails            // all that is known of it
	ViewTest               // a running test, or how it ended
	ViewTree               // what is wrong? one question at a time
	ViewMonitor            // what goes over a line
	ViewPaper              // forecast, counters, new roll
	ViewDatabase           // check, sizes, compaction
	ViewSystem             // clock, disk, memory
	ViewConfiguration      // each value and where it came from
	ViewPorts              // serial ports, and what answers at them
	ViewBundle             // the support bundle
	ViewReadiness          // ready to open?
	views
)

var viewNames = [views]string{
	"none", "pin", "home", "device", "details", "test", "tree", "monitor", "paper", "database", "system", "configuration",
	"ports", "bundle", "readiness",
}

// String returns the view's name in journal, log and texts.
func (v View) String() string {
	if v < views {
		return viewNames[v]
	}
	return "unknown"
}

// Views lists all views but ViewNone.
func Views() []View {
	list := make([]View, 0, views-1)
	for v := ViewPIN; v < views; v++ {
		list = append(list, v)
	}
	return list
}

// Examined reports whether the view shows Findings, which are asked for when it
// is opened.
func (v View) Examined() bool { return v >= ViewPaper }

// Technician is a technician's use of the terminal. The zero Technician is not
// there. It never holds anything of a citizen.
type Technician struct {
	View     View
	Language Language
	Device   DeviceID // of the views of one device
	Page     int      // of a list
	Choosing bool     // the choice of languages lies over the view

	PINEntry // of ViewPIN

	Devices  []DeviceReport
	Asked    uint64 // the last question to the workshop; older answers are late
	Findings Findings
	Test     TestStand
	Walk     FaultWalk   // of ViewTree; without a symptom, one is to be chosen
	Watch    uint64      // the last watching of a line; what comes of older ones is late
	Trace    []TraceLine // the newest last
	Tracing  bool
	Records  bool   // what is traced goes to a file as well
	Recorded string // the file of the recording that has ended; empty: none

	Idle time.Duration // of Up, when the technician is taken to have left
	Last Press         // the last press that was taken
}

// Here reports whether a technician uses the terminal.
func (t Technician) Here() bool { return t.View != ViewNone }

// place is what a finger that is on its way down did not see change.
func (t Technician) place() any {
	type place struct {
		view     View
		device   DeviceID
		page     int
		choosing bool
		node     string
	}
	return place{t.View, t.Device, t.Page, t.Choosing, t.Walk.Node.ID}
}

// Report returns the report of a device.
func (t Technician) Report(id DeviceID) (DeviceReport, bool) {
	i := slices.IndexFunc(t.Devices, func(d DeviceReport) bool { return d.ID == id })
	if i < 0 {
		return DeviceReport{ID: id}, false
	}
	return t.Devices[i], true
}

// TestStand is how a test stands.
type TestStand struct {
	Run    uint64 // counted since the start
	Test   TestID
	Stage  TestStage
	Record TestRecord // once it has ended
	Hits   []Hit      // of the touch test
	Since  time.Duration
	Begun  bool // of a test on the screen itself: the person knows how it goes
	Shown  int  // pictures of the picture test that were seen
}

// Running reports whether the test goes on.
func (t TestStand) Running() bool { return t.Run != 0 && t.Record.Outcome <= OutcomeRunning }

// MonitorLines is how many lines of a monitor are kept.
const MonitorLines = 200

// corners is the hidden sequence: all corners, clockwise from the top left.
const corners = 4

// cornerPause is how long may pass between two corners.
const cornerPause = 4 * time.Second

// lockedUntil is when a PIN is taken again, of Up.
func (s State) lockedUntil() time.Duration {
	if s.Session.Advisor.Here() {
		return s.Session.Advisor.Locked
	}
	return s.Technician.Locked
}

// LockLeft returns the whole seconds until a PIN is taken again; 0: it is taken
// now.
func (s State) LockLeft() int {
	left := s.lockedUntil() - s.Up
	return int((max(left, 0) + time.Second - 1) / time.Second)
}
