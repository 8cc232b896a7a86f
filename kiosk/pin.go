package kiosk

import "time"

// PINOf is whose PIN it is.
type PINOf uint8

// The owners of PINs.
const (
	PINOfTechnician PINOf = iota
	PINOfAdvisor
)

// String returns the owner's name in journal and log.
func (o PINOf) String() string {
	if o == PINOfAdvisor {
		return "advisor"
	}
	return "technician"
}

// PINOutcome is what came of a PIN.
type PINOutcome uint8

// The outcomes of a PIN.
const (
	PINAwaited PINOutcome = iota // none was tried
	PINRight
	PINWrong
	PINLocked     // too many wrong ones: wait
	PINMissing    // the terminal has none to compare with
	PINUnreadable // it is set up to have one, and cannot read it
)

var pinNames = [...]string{"awaited", "right", "wrong", "locked", "missing", "unreadable"}

// String returns the outcome's name in journal and log.
func (p PINOutcome) String() string {
	if int(p) < len(pinNames) {
		return pinNames[p]
	}
	return "unknown"
}

// Taken reports whether the terminal has a PIN to compare with what is typed.
func (p PINOutcome) Taken() bool { return p != PINMissing && p != PINUnreadable }

// The limits of a PIN, in digits.
const (
	LeastPIN = 6
	MostPIN  = 12
)

// PINEntry is how far it is with a PIN that is asked for.
type PINEntry struct {
	PIN    PINOutcome
	Checks bool          // what was typed is being compared
	Try    uint64        // the last PIN that was compared; 0: none was
	Typed  int           // digits of the PIN; the digits themselves are not kept here
	Locked time.Duration // of Up, until when no PIN is taken
}

// open reports whether a PIN can be typed now.
func (p PINEntry) open(up time.Duration) bool { return p.PIN.Taken() && p.Locked <= up && !p.Checks }

// pressed handles the keys. A PIN that is to be compared is numbered by job.
func (p PINEntry) pressed(e Event, of PINOf, up time.Duration, job uint64) (PINEntry, []Effect) {
	if !p.open(up) {
		return p, nil
	}
	switch e := e.(type) {
	case DigitTyped:
		if p.Typed < MostPIN && e.Digit >= '0' && e.Digit <= '9' {
			p.Typed++
			p.PIN = PINAwaited
			return p, []Effect{TypeDigit{Of: of, Digit: e.Digit}}
		}
	case DigitDeleted:
		if p.Typed > 0 {
			p.Typed--
			return p, []Effect{DeleteDigit{Of: of}}
		}
	case PINEntered:
		if p.Typed >= LeastPIN {
			p.Checks, p.Try = true, job
			return p, []Effect{CheckPIN{Of: of, Try: job}}
		}
	}
	return p, nil
}

// checked takes what came of a PIN. It is right where the one that was typed here is;
// of another, only the lock-out matters.
func (p PINEntry) checked(e PINChecked, up time.Duration) (next PINEntry, effects []Effect, right bool) {
	mine := e.Try == p.Try
	if !mine && e.Outcome == PINRight {
		return p, nil, false // whoever typed it has left
	}
	p.PIN, p.Locked = e.Outcome, 0
	if e.Wait > 0 {
		p.Locked = up + e.Wait
	}
	if !mine || e.Outcome == PINAwaited {
		return p, nil, false // what is being typed or compared is another's affair
	}
	p.Typed, p.Checks = 0, false
	return p, []Effect{ForgetPIN{Of: e.Of}}, e.Outcome == PINRight
}

// unlocked takes a PIN again once the lock-out is over.
func (p PINEntry) unlocked(up time.Duration) PINEntry {
	if p.PIN == PINLocked && p.Locked <= up {
		p.PIN = PINAwaited
	}
	return p
}
