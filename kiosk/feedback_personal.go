package kiosk

import (
	"regexp"
	"strings"
)

// PersonalData is what a text holds that must not be kept.
type PersonalData uint8

// The kinds of personal data that are found.
const (
	NothingPersonal PersonalData = iota
	PersonalCode                 // a personal identity code
	PersonalPhone                // a telephone number
	PersonalEmail                // an e-mail address
	personalKinds
)

// String returns the kind's name in texts.
func (p PersonalData) String() string {
	return [personalKinds]string{"nothing", "code", "phone", "email"}[min(p, personalKinds-1)]
}

// PersonalKinds lists what is found in texts.
func PersonalKinds() []PersonalData {
	return []PersonalData{PersonalCode, PersonalPhone, PersonalEmail}
}

// The patterns are wider than what they look for: a text is refused once too
// often rather than once too seldom. Spaces, full stops and strokes between the
// parts hide nothing, and the check character of a code is not proved, because a
// code with a slip of the finger is still somebody's.
var (
	codePattern  = regexp.MustCompile(`[0-9]{2}[ ./]?[0-9]{2}[ ./]?[0-9]{2} ?[-–+A-FU-Y] ?[0-9]{3} ?[0-9A-FHJ-NPR-Y]`)
	phonePattern = regexp.MustCompile(`(?:\+ ?[0-9]|(?:^|[^0-9])(?:0|358))(?:[ ()/-]{0,2}[0-9]){5,}|[0-9]{9,}`)
	emailPattern = regexp.MustCompile(`[^\s@]+ ?@ ?[^\s@]+\.[^\s@]+`)
)

// PersonalIn returns the first kind of personal data that a text holds.
func PersonalIn(text string) PersonalData {
	switch {
	case codePattern.MatchString(strings.ToUpper(text)):
		return PersonalCode
	case emailPattern.MatchString(text):
		return PersonalEmail
	case phonePattern.MatchString(text):
		return PersonalPhone
	}
	return NothingPersonal
}
