package kiosk

import "time"

// DeviceID names a device of this terminal for a technician: "printer",
// "reader-1", "keypad", "beacon", "screen", "sound", "store", "system", or "port:/dev/ttyS1" for a
// bare port.
type DeviceID string

// DeviceKind is what a device is.
type DeviceKind string

// The kinds of devices.
const (
	DevicePrinter    DeviceKind = "printer"
	DeviceReader     DeviceKind = "document_reader"
	DeviceScanner    DeviceKind = "scanner"
	DeviceChipReader DeviceKind = "chip_reader"
	DeviceKeypad     DeviceKind = "keypad"
	DeviceBeacon     DeviceKind = "beacon" // calls service advisors
	DeviceScreen     DeviceKind = "screen"
	DeviceSound      DeviceKind = "sound"
	DeviceStore      DeviceKind = "store"
	DeviceSystem     DeviceKind = "system" // clock, disk and configuration
	DevicePort       DeviceKind = "port"   // a serial port that nothing is configured for
)

// DeviceKinds lists all kinds, in the order in which a technician sees them.
func DeviceKinds() []DeviceKind {
	return []DeviceKind{
		DevicePrinter, DeviceReader, DeviceScanner, DeviceChipReader, DeviceKeypad, DeviceBeacon, DeviceScreen, DeviceSound,
		DeviceStore, DeviceSystem, DevicePort,
	}
}

// Health is whether something needs a technician.
type Health uint8

// The healths.
const (
	HealthUnknown   Health = iota // nothing is known: not tested, not asked
	HealthGood                    // in order
	HealthAttention               // works, and should be looked at
	HealthFault                   // does not work
)

var healthNames = [...]string{"unknown", "good", "attention", "fault"}

// String returns the health's name in log and fault trees.
func (h Health) String() string {
	if int(h) < len(healthNames) {
		return healthNames[h]
	}
	return healthNames[HealthUnknown]
}

// Worst returns the one of two healths that needs a technician more.
func Worst(a, b Health) Health { return max(a, b) }

// Fact is one thing that a technician wants to know. It says nothing of a
// citizen.
type Fact struct {
	Key    string // of its name in the texts, after "fact_": "firmware"
	Name   string // in place of Key: a name that is the same in every language
	Value  string // a name, number, path or time as it is written in every language
	Text   string // in place of Value: key of a whole text, such as "condition_paper_out"
	Args   []string
	At     time.Time // in place of Value: a moment
	Health Health
}

// FactSection is some facts under a heading.
type FactSection struct {
	Key   string // of its heading in the texts, after "section_"; empty: none
	Title string // in place of Key: a name that is the same in every language
	Facts []Fact
}

// DeviceReport is how a device stands.
type DeviceReport struct {
	ID        DeviceID
	Kind      DeviceKind
	Name      string // maker and model as it says itself, else the profile
	Health    Health
	Condition string // key after "condition_" in the texts: "ready", "paper_out"
	Since     time.Time
	Faults    int          // times it went from ready to a fault, since the start
	Facts     []Fact       // port, firmware, serial number, counters …
	Tests     []TestRecord // one for each test that there is for it, in order; begun or not
	Monitor   bool         // its line can be watched
}

// TestID names a test.
type TestID string

// The tests.
const (
	TestPage     TestID = "test_page"    // print the test page and look at it
	TestScanBack TestID = "scan_back"    // scan the test page's codes with the terminal's own scanner
	TestCutter   TestID = "cutter"       // cut twenty times
	TestPresent  TestID = "presenter"    // offer a ticket and take it back
	TestFlow     TestID = "flow_control" // more bytes than the printer's buffer holds
	TestCard     TestID = "read_card"    // read a document and see each check
	TestCode     TestID = "scan_code"    // scan a barcode
	TestChip     TestID = "read_chip"    // read a chip card
	TestKeys     TestID = "keys"         // press each key of the keypad
	TestBeacon   TestID = "beacon"       // light and dark
	TestTouch    TestID = "touch"        // a grid of targets
	TestPicture  TestID = "picture"      // pixels, colours, burn-in, contrast
	TestSound    TestID = "sound"        // left, right
	TestSpeech   TestID = "speech"       // a sentence in each language
	TestStore    TestID = "store"        // every page and record of the database
	TestClock    TestID = "clock"        // clock, time zone and disk
	TestLoop     TestID = "loop_back"    // a bare port with TxD and RxD joined
)

// TestIDs lists all tests.
func TestIDs() []TestID {
	return []TestID{
		TestPage, TestScanBack, TestCutter, TestPresent, TestFlow, TestCard, TestCode, TestChip, TestKeys, TestBeacon, TestTouch,
		TestPicture, TestSound, TestSpeech, TestStore, TestClock, TestLoop,
	}
}

// Outcome is how a test or a piece of work ended.
type Outcome uint8

// The outcomes. A test that was begun and never ended counts as failed.
const (
	OutcomeNone       Outcome = iota // not tested yet
	OutcomeRunning                   // begun in this run of the program, and not ended
	OutcomePassed                    // in order
	OutcomeFailed                    // not in order
	OutcomeUnfinished                // begun and never ended: the power went, or the technician did
)

var outcomeNames = [...]string{"none", "running", "passed", "failed", "unfinished"}

// String returns the outcome's name in journal and texts.
func (o Outcome) String() string {
	if int(o) < len(outcomeNames) {
		return outcomeNames[o]
	}
	return "unknown"
}

// MarshalText writes the outcome's name.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads what MarshalText wrote. A name that is not known is that of
// a test that did not end well.
func (o *Outcome) UnmarshalText(text []byte) error {
	*o = OutcomeFailed
	for i, name := range outcomeNames {
		if name == string(text) {
			*o = Outcome(i)
		}
	}
	return nil
}

// Outcomes lists all outcomes.
func Outcomes() []Outcome {
	return []Outcome{OutcomeNone, OutcomeRunning, OutcomePassed, OutcomeFailed, OutcomeUnfinished}
}

// TestRecord is the newest run of a test on a device.
type TestRecord struct {
	Device  DeviceID  `json:"device"`
	Test    TestID    `json:"test"`
	Outcome Outcome   `json:"outcome"`
	Begun   time.Time `json:"begun,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
	Notes   []Fact    `json:"notes,omitempty"` // what was seen; nothing of a person
}

// Health of a device is not better than that of its tests.
func (r TestRecord) Health() Health {
	switch r.Outcome {
	case OutcomePassed:
		return HealthGood
	case OutcomeFailed, OutcomeUnfinished:
		return HealthFault
	}
	return HealthUnknown
}

// TestStage is what a running test shows and asks.
type TestStage struct {
	Text    string   // key after "stage_" in the texts: "look_at_page"
	Args    []string // name, value pairs of the text
	Drawing string   // icon of a picture that shows what to do; may be empty
	Facts   []Fact   // what has been seen so far
	Asks    bool     // is it as the text says? yes or no
	Done    int      // of so many, where it is counted
	Of      int
}

// Action is something that can be done in a view.
type Action struct {
	ID     string   // key after "action_" in the texts: "roll_changed"
	Choice string   // which of several: a path or a number
	Args   []string // name, value pairs of the text
	Off    bool     // seen, and cannot be done now
	Icon   string
}

// Findings are what a view shows and offers.
type Findings struct {
	Sections []FactSection
	Actions  []Action
	Busy     bool   // more is coming
	Notice   Fact   // what came of the last action; zero: nothing
	Question Fact   // what the actions answer; zero: nothing is asked
	Code     string // a one-time code to be read off the screen; empty: none
}

// TraceLine is a piece of what went over a device's line, personal data masked.
type TraceLine struct {
	At       time.Time
	ToDevice bool
	Bytes    []byte // at most 8 on a line; masked ones are TraceMask
	Masked   []bool // for each byte whether it is personal data and was masked
	Meaning  string // technical, in the words of the protocol: "ASB cover open"
}

// TraceMask stands for a byte of personal data.
const TraceMask = '*'
