package kiosk

// Work is an Effect for the workshop, which does what a technician wants done.
type Work interface {
	Effect
	work()
}

type job struct{ wish }

func (job) work() {}

// WatchDevices wants all devices reported from now on, or no more. When they are
// no more, whatever the workshop still does is given up.
type WatchDevices struct {
	job
	On bool
}

// TypeDigit wants a digit added to the PIN that is being typed. What was typed
// is kept outside the State and wiped by ForgetPIN.
type TypeDigit struct {
	job
	Of    PINOf
	Digit byte
}

// DeleteDigit wants the last digit taken away.
type DeleteDigit struct {
	job
	Of PINOf
}

// CheckPIN wants the typed PIN compared. It returns as PINChecked.
type CheckPIN struct {
	job
	Of  PINOf
	Try uint64
}

// AskPIN wants to know whether a PIN is taken. It returns as PINChecked.
type AskPIN struct {
	job
	Of PINOf
}

// ForgetPIN wants what was typed wiped.
type ForgetPIN struct {
	job
	Of PINOf
}

// RunTest wants a test begun. It returns as TestAdvanced and TestEnded.
type RunTest struct {
	job
	Run    uint64
	Device DeviceID
	Test   TestID
}

// AnswerTest answers the question of a running test.
type AnswerTest struct {
	job
	Run uint64
	Yes bool
}

// JudgeTest ends a test that is made on the screen itself.
type JudgeTest struct {
	job
	Run    uint64
	Passed bool
	Notes  []Fact
}

// StopTest gives a running test up.
type StopTest struct {
	job
	Run uint64
}

// WatchLine wants the line of a device watched, or no more. It returns as
// LineHeard and LineEnded.
type WatchLine struct {
	job
	Watch  uint64 // counted since the start
	Device DeviceID
	On     bool
	Record bool // to a file as well
}

// Examine wants the findings of a view. They return as Examined.
type Examine struct {
	job
	Ask    uint64
	View   View
	Device DeviceID
}

// DoAction wants something done that a view offers. What came of it returns as
// Examined.
type DoAction struct {
	job
	Ask            uint64
	View           View
	Device         DeviceID
	Action, Choice string
}
