package kiosk

import "time"

// CornerTouched is a touch on one of the four hidden corners of the idle screen.
type CornerTouched struct {
	pressed
	Corner int // 0 is the upper left one; clockwise
}

// TargetTouched is a touch on a target of the touchscreen's test.
type TargetTouched struct {
	pressed
	Target int   // counted from 0, in reading order
	DX, DY int16 // from the target's middle to the right and down, in tenths of a millimetre
}

// ServiceBadgeRead tells that a technician has shown their badge.
type ServiceBadgeRead struct{ happening }

// PINChecked brings what came of a PIN, or that none is taken yet.
type PINChecked struct {
	happening
	Of      PINOf
	Try     uint64 // of CheckPIN; 0 where none was wanted
	Outcome PINOutcome
	Wait    time.Duration // until a PIN is taken again
}

// DevicesReported brings how all devices stand, while a technician is there.
type DevicesReported struct {
	happening
	Devices []DeviceReport
}

// Examined brings the findings that Examine or DoAction asked for.
type Examined struct {
	happening
	Ask      uint64
	Findings Findings
}

// TestAdvanced brings the next stage of a running test.
type TestAdvanced struct {
	happening
	Run   uint64
	Stage TestStage
}

// TestEnded brings how a test ended. It has been noted.
type TestEnded struct {
	happening
	Run    uint64
	Record TestRecord
}

// LineHeard brings what went over a line that is watched.
type LineHeard struct {
	happening
	Watch uint64
	Lines []TraceLine
}

// LineEnded tells that a line is watched no more.
type LineEnded struct {
	happening
	Watch uint64
	File  string // where the recording is; empty: there is none
}

// DigitTyped adds a digit to a PIN.
type DigitTyped struct {
	pressed
	Digit byte // '0' to '9'
}

// DigitDeleted takes away the last digit of the PIN.
type DigitDeleted struct{ pressed }

// PINEntered says that the PIN is whole.
type PINEntered struct{ pressed }

// ViewOpened goes to what a technician wants to see.
type ViewOpened struct {
	pressed
	View   View
	Device DeviceID // where the view is about one
}

// TechnicianDone says that the technician leaves.
type TechnicianDone struct{ pressed }

// TestStarted begins a test on a device.
type TestStarted struct {
	pressed
	Device DeviceID
	Test   TestID
}

// TestAnswered answers what a test asks.
type TestAnswered struct {
	pressed
	Yes bool
}

// TestStopped gives a running test up; it has then failed.
type TestStopped struct{ pressed }

// PictureSeen goes on to the next picture of the screen test.
type PictureSeen struct{ pressed }

// SymptomChosen begins a fault tree.
type SymptomChosen struct {
	pressed
	Symptom string
}

// AnswerChosen answers a question of a fault tree, counted from 0.
type AnswerChosen struct {
	pressed
	Answer int
}

// HelpJudged says whether an action of a fault tree has helped.
type HelpJudged struct {
	pressed
	Helped bool
}

// MonitorSwitched begins or ends the watching of a line.
type MonitorSwitched struct {
	pressed
	On     bool
	Record bool // to a file as well
}

// ActionPressed wants something done that a view offers.
type ActionPressed struct {
	pressed
	Action, Choice string
}
