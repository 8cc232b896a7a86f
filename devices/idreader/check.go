package idreader

import (
	"fmt"
	"iter"
)

// Check is one thing that can be right or wrong with a document.
type Check uint8

// The checks, in the order in which a person would go through them.
const (
	CheckLength        Check = iota // the MRZ has the lines and lengths of a known layout
	CheckCharacters                 // only A to Z, 0 to 9 and the filler are in the MRZ
	CheckDocumentCode               // the document code and issuing state are formed as they should be
	CheckNames                      // the names are formed as they should be
	CheckNumber                     // check digit of the document number
	CheckBirth                      // check digit of the birth date
	CheckExpiry                     // check digit of the expiry date
	CheckPersonalNo                 // check digit of the personal number of a TD3
	CheckComposite                  // check digit over all of them
	CheckBirthDate                  // the birth date is a real day; warns when a part of it is open
	CheckExpiryDate                 // the expiry date is a real day; warns when a part of it is open
	CheckNotExpired                 // warns when the expiry date has passed
	CheckSex                        // the sex is M, F or left open
	CheckNationality                // the nationality is formed as it should be
	CheckCodeForm                   // the code has the characters and length it should have
	CheckCodeCharacter              // check character of the code
	CheckCodeDate                   // the date in the personal identity code is a real day
	CheckCodeNumber                 // the individual number is not 000 or 001
	CheckCodeNotTest                // warns when the individual number is 900 to 999: temporary or a test
	CheckCodeNotFuture              // warns when the birth date in the code is still to come
	CheckCodeBirth                  // the code and the MRZ have the same birth date
	CheckTrack1                     // magnetic track 1 was read
	CheckTrack2                     // magnetic track 2 was read
	CheckTrack3                     // magnetic track 3 was read
	checkCount
)

type checkText struct{ name, failed, warned string }

var checkTexts = [checkCount]checkText{
	CheckLength:        {"length", "the machine readable zone is not as long as any that is known", ""},
	CheckCharacters:    {"characters", "the machine readable zone has characters that may not be in it", ""},
	CheckDocumentCode:  {"document_code", "the document code or the issuing state is not formed as it should be", ""},
	CheckNames:         {"names", "the names are not formed as they should be", "the names are in more than two parts"},
	CheckNumber:        {"number", "the check digit of the document number does not fit", ""},
	CheckBirth:         {"birth", "the check digit of the birth date does not fit", ""},
	CheckExpiry:        {"expiry", "the check digit of the expiry date does not fit", ""},
	CheckPersonalNo:    {"personal_number", "the check digit of the personal number does not fit", ""},
	CheckComposite:     {"composite", "the check digit over the whole does not fit", ""},
	CheckBirthDate:     {"birth_date", "the birth date is not a real day", "a part of the birth date is left open"},
	CheckExpiryDate:    {"expiry_date", "the expiry date is not a real day", "a part of the expiry date is left open"},
	CheckNotExpired:    {"not_expired", "", "the document has expired"},
	CheckSex:           {"sex", "the sex is given by a character that is not used for it", "the sex is given as X, which the machine readable zone writes as <"},
	CheckNationality:   {"nationality", "the nationality is not formed as it should be", ""},
	CheckCodeForm:      {"code_form", "the code has a wrong length or wrong characters", ""},
	CheckCodeCharacter: {"code_character", "the check character of the code does not fit", ""},
	CheckCodeDate:      {"code_date", "the date in the personal identity code is not a real day", ""},
	CheckCodeNumber:    {"code_number", "the individual number 000 or 001 is not in use", ""},
	CheckCodeNotTest:   {"code_not_test", "", "the personal identity code is a temporary or a test code (900 to 999)"},
	CheckCodeNotFuture: {"code_not_future", "", "the birth date in the personal identity code is still to come"},
	CheckCodeBirth:     {"code_birth", "the personal identity code and the birth date of the document differ", ""},
	CheckTrack1:        {"track_1", "magnetic track 1 could not be read", ""},
	CheckTrack2:        {"track_2", "magnetic track 2 could not be read", ""},
	CheckTrack3:        {"track_3", "magnetic track 3 could not be read", ""},
}

// String is the check's name in records and in JSON, such as "code_character".
func (c Check) String() string {
	if c < checkCount {
		return checkTexts[c].name
	}
	return fmt.Sprintf("Check(%d)", uint8(c))
}

// MarshalText gives the name.
func (c Check) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Sentence says what is wrong, for a technician; "" when nothing is.
func (c Check) Sentence(r Result) string {
	if c < checkCount {
		switch r {
		case Failed:
			return checkTexts[c].failed
		case Warned:
			return checkTexts[c].warned
		}
	}
	return ""
}

// Result is what came of a Check.
type Result uint8

// The results.
const (
	NotApplicable Result = iota // the document has nothing to check in this way
	Passed
	Warned // it was read well, but a person should know
	Failed
)

var resultNames = [...]string{"not_applicable", "passed", "warned", "failed"}

// String is the result's name in records and in JSON.
func (r Result) String() string {
	if int(r) < len(resultNames) {
		return resultNames[r]
	}
	return fmt.Sprintf("Result(%d)", uint8(r))
}

// MarshalText gives the name.
func (r Result) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Checks are the results of all checks of one document.
type Checks struct{ results [checkCount]Result }

// Of is the result of one check.
func (c *Checks) Of(check Check) Result {
	if check < checkCount {
		return c.results[check]
	}
	return NotApplicable
}

// All goes through the checks that were made, in their order.
func (c *Checks) All() iter.Seq2[Check, Result] {
	return func(yield func(Check, Result) bool) {
		for check, result := range c.results {
			if result != NotApplicable && !yield(Check(check), result) {
				return
			}
		}
	}
}

// Worst is the gravest result of all.
func (c *Checks) Worst() Result {
	worst := NotApplicable
	for _, r := range c.results {
		worst = max(worst, r)
	}
	return worst
}

func (c *Checks) set(check Check, r Result) { c.results[check] = r }

func (c *Checks) pass(check Check, ok bool) {
	c.results[check] = Failed
	if ok {
		c.results[check] = Passed
	}
}

func (c *Checks) warn(check Check, ok bool) {
	c.results[check] = Warned
	if ok {
		c.results[check] = Passed
	}
}
