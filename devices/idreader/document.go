package idreader

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Kind is what a Document is.
type Kind uint8

// The kinds.
const (
	KindNone            Kind = iota
	KindTD1                  // a card with an MRZ of 3 × 30: identity cards, residence permits
	KindTD2                  // a document with an MRZ of 2 × 36
	KindTD3                  // a passport: an MRZ of 2 × 44
	KindVisa                 // a visa with an MRZ of 2 × 44 or 2 × 36: not an identity document
	KindPersonalCode         // a barcode, or typed text, that is a personal identity code
	KindElectronicID         // an electronic identifier (SATU)
	KindAppointmentCode      // the code of a booking
	KindTicketCode           // 12 characters as on a queue ticket; who issued it has to say whether it is one
	KindStaffBadge           // a badge with the configured prefix; whose it is has to be looked up
	KindPaymentCard          // a payment card; nothing of it was kept
	KindUnknownCard          // a magnetic card of another kind; nothing of it was kept
	KindUnknownCode          // a barcode with some other text
	KindUnreadable           // something was read, but not well enough to say what it is
	kindCount
)

var kindNames = [kindCount]string{
	"none", "td1", "td2", "td3", "visa", "personal_code", "electronic_id", "appointment_code", "ticket_code",
	"staff_badge", "payment_card", "unknown_card", "unknown_code", "unreadable",
}

// String is the kind's name in records and in JSON.
func (k Kind) String() string {
	if k < kindCount {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// MarshalText gives the name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Verdict sums the checks up.
type Verdict uint8

// The verdicts.
const (
	VerdictUnknown      Verdict = iota // nothing here knows such a thing
	VerdictValid                       // every check passed
	VerdictQuestionable                // read well, but a check warns: expired, a test code
	VerdictInvalid                     // a check failed
	VerdictUnverified                  // it has the right form; only its issuer can say more
	VerdictUnreadable                  // try again
	VerdictDropped                     // recognised, and its content thrown away on purpose
	verdictCount
)

var verdictNames = [verdictCount]string{
	"unknown", "valid", "questionable", "invalid", "unverified", "unreadable", "dropped",
}

// String is the verdict's name in records and in JSON.
func (v Verdict) String() string {
	if v < verdictCount {
		return verdictNames[v]
	}
	return fmt.Sprintf("Verdict(%d)", uint8(v))
}

// MarshalText gives the name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// Document is one thing that was read. Copies share what is behind Personal.
type Document struct {
	Kind    Kind
	Verdict Verdict
	Checks  Checks

	// Code is the document code of an MRZ, such as "I" or "PP", and Issuer the state
	// or organisation that issued it.
	Code   DocumentCode
	Issuer State
	// LongNumber says how the check digit of a document number of more than nine
	// characters was reckoned.
	LongNumber LongNumber
	// Truncated is true when the names fill their field to its last character and may
	// have been cut.
	Truncated bool
	// Symbology is the AIM identifier of the barcode without its ']', such as "C0"; ""
	// when the scanner does not send it.
	Symbology string
	// Length is how many bytes the frame had, without its ends.
	Length int

	// Personal is everything that may say who somebody is, and all text of a
	// barcode. It is nil when nothing was kept.
	Personal *Personal
}

// Wipe overwrites what is known of the person. The rest of the Document stays.
func (d Document) Wipe() { d.Personal.Wipe() }

// String says what was read and what is wrong with it, and nothing of a person.
func (d Document) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", d.Verdict, d.Kind)
	if d.Issuer != (State{}) {
		fmt.Fprintf(&b, " of %s", d.Issuer)
	}
	separator := ": "
	for check, result := range d.Checks.All() {
		if result > Passed {
			fmt.Fprintf(&b, "%s%s", separator, check.Sentence(result))
			separator = ", "
		}
	}
	return b.String()
}

// Format writes String for every verb, so that no verb shows personal data.
func (d Document) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, d.String()) }

// LogValue is the kind, the verdict and the checks that did not pass.
func (d Document) LogValue() slog.Value {
	var wrong []string
	for check, result := range d.Checks.All() {
		if result > Passed {
			wrong = append(wrong, check.String()+" "+result.String())
		}
	}
	attrs := []slog.Attr{slog.String("kind", d.Kind.String()), slog.String("verdict", d.Verdict.String())}
	if len(wrong) > 0 {
		attrs = append(attrs, slog.Any("checks", wrong))
	}
	return slog.GroupValue(attrs...)
}

// judge sets the verdict by the checks.
func (d *Document) judge() {
	switch d.Checks.Worst() {
	case Failed:
		d.Verdict = VerdictInvalid
	case Warned:
		d.Verdict = VerdictQuestionable
	default:
		d.Verdict = VerdictValid
	}
}

// DocumentCode is the first two characters of an MRZ.
type DocumentCode [2]byte

// String is the code without fillers.
func (c DocumentCode) String() string { return strings.Trim(string(c[:]), "<\x00") }

// MarshalText gives String.
func (c DocumentCode) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// LongNumber is how the check digit of a long document number was reckoned. ICAO
// Doc 9303 parts 5 and 6 put a filler in the digit's place and the rest of the
// number, with the digit last, into the optional data. Portugal and newer Belgian
// cards reckon without that filler, older Belgian cards with it; both are taken.
type LongNumber uint8

// The ways.
const (
	LongNumberNone    LongNumber = iota // at most nine characters, or the digit does not fit at all
	LongNumberWithout                   // the filler does not count
	LongNumberWith                      // the filler counts as 0
	LongNumberEither                    // both ways give the same digit
)

var longNumberNames = [...]string{"", "without_filler", "with_filler", "either"}

// String is the way's name in records and in JSON.
func (l LongNumber) String() string {
	if int(l) < len(longNumberNames) {
		return longNumberNames[l]
	}
	return fmt.Sprintf("LongNumber(%d)", uint8(l))
}

// MarshalText gives the name.
func (l LongNumber) MarshalText() ([]byte, error) { return []byte(l.String()), nil }
