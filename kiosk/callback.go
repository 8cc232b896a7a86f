package kiosk

import (
	"slices"
	"time"
)

// CallBack is a call that a person has asked for. Their telephone number is not in
// it: that is kept apart, and sealed.
type CallBack struct {
	Authority AuthorityID `json:"authority"` // whose expert calls
	From      time.Time   `json:"from"`      // the window in which they call
	To        time.Time   `json:"to"`
	Language  Language    `json:"language"` // of the person
}

// CallBackOrder is a call that is still to be sent to those who make it.
type CallBackOrder struct {
	ID string `json:"id"` // the same each time it is sent: whoever gets it twice keeps one
	CallBack
	Phone string `json:"phone"` // as +358401234567
}

// CallWindow is a time in which a person can be called.
type CallWindow struct{ From, To time.Time }

const (
	callDays    = 5                // days that are offered, from today on
	callNotice  = time.Hour        // the least time before a window
	callDawn    = 8 * time.Hour    // nobody is called earlier in the day, whenever the point opens
	callNoon    = 12 * time.Hour   // parts a day in two
	callDusk    = 18 * time.Hour   // nor later, whenever it closes
	leastWindow = 60 * time.Minute // a shorter one belongs to the other half of its day
)

// callHours are those of a point that tells none.
var callHours = WorkingDays(9*time.Hour, 16*time.Hour)

// CallWindows lists the windows in which one can be called, from an hour after now
// on: the mornings and afternoons of the next five days that the point is open, but
// for the early and late hours at which nobody expects an authority to call.
func CallWindows(hours OpenHours, now time.Time) []CallWindow {
	if hours == (OpenHours{}) {
		hours = callHours
	}
	for i := range hours {
		hours[i].Opens, hours[i].Closes = max(hours[i].Opens, callDawn), min(hours[i].Closes, callDusk)
	}
	var list []CallWindow
	days := 0
	for day := 0; day < 14 && days < callDays; day++ {
		opens, closes := hours.on(now, day)
		if !closes.After(opens) {
			continue
		}
		days++
		y, m, d := opens.Date()
		noon := time.Date(y, m, d, int(callNoon/time.Hour), 0, 0, 0, opens.Location())
		windows := []CallWindow{{opens, noon}, {noon, closes}}
		if noon.Sub(opens) < leastWindow || closes.Sub(noon) < leastWindow {
			windows = []CallWindow{{opens, closes}}
		}
		for _, w := range windows {
			if w.From.Sub(now) >= callNotice {
				list = append(list, w)
			}
		}
	}
	return list
}

// PhoneFault is what is wrong with a telephone number.
type PhoneFault uint8

// The faults.
const (
	PhoneRight  PhoneFault = iota
	PhoneShort             // digits are missing
	PhoneLong              // there are too many
	PhoneStart             // it begins neither with 0 nor with +
	PhoneDomain            // after the country's code comes a 0
	phoneFaults
)

// String returns the fault's name in texts.
func (f PhoneFault) String() string {
	return [...]string{"right", "short", "long", "start", "domain"}[min(f, phoneFaults-1)]
}

// PhoneFaults lists what can be wrong.
func PhoneFaults() []PhoneFault { return []PhoneFault{PhoneShort, PhoneLong, PhoneStart, PhoneDomain} }

// MaxPhone is how many characters of a telephone number can be typed: the longest of
// the world has 15 digits (ITU-T E.164).
const MaxPhone = 16

// NormalPhone appends a typed telephone number to an empty slice in the form of
// E.164, +358401234567, which everybody can call. A number that begins with 0 is a
// Finnish one.
func NormalPhone(to, typed []byte) ([]byte, PhoneFault) {
	digits := typed
	switch {
	case len(typed) == 0:
		return to, PhoneShort
	case typed[0] == '+':
		digits = typed[1:]
	case typed[0] == '0' && len(typed) > 1 && typed[1] != '0':
		digits = typed[1:]
	default:
		return to, PhoneStart
	}
	if slices.ContainsFunc(digits, func(b byte) bool { return b < '0' || b > '9' }) {
		return to, PhoneStart
	}
	finnish := typed[0] == '0'
	if abroad := !finnish && len(digits) >= 3 && string(digits[:3]) == "358"; abroad {
		finnish, digits = true, digits[3:]
	}
	switch {
	case len(digits) > 0 && digits[0] == '0' && finnish:
		return to, PhoneDomain
	case finnish && len(digits) < 6 || len(digits) < 7 && !finnish:
		return to, PhoneShort
	case finnish && len(digits) > 11 || len(digits) > 15:
		return to, PhoneLong
	case len(digits) > 0 && digits[0] == '0':
		return to, PhoneStart
	}
	to = append(to, '+')
	if finnish {
		to = append(to, "358"...)
	}
	return append(to, digits...), PhoneRight
}

// MaskedPhone shows of a number in the form of E.164 what its owner knows it by, and a
// bystander does not: the last two digits.
func MaskedPhone(number []byte) string {
	if len(number) < 2 {
		return ""
	}
	return "••• ••• ••" + string(number[len(number)-2:])
}

// CanCallBack reports whether a call can be asked for now.
func (s State) CanCallBack() bool {
	return s.Rules.CallBack && len(s.Session.Errands) > 0 && len(s.CallWindows()) > 0
}

// CallWindows lists the windows that are offered now.
func (s State) CallWindows() []CallWindow { return CallWindows(s.Rules.Hours, s.Now) }
