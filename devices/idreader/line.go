package idreader

import (
	"encoding/json"
	"unicode/utf8"
)

// Line is a Document as one line of JSON for a technician.
type Line struct {
	Kind       Kind          `json:"kind"`
	Verdict    Verdict       `json:"verdict"`
	Checks     []LineCheck   `json:"checks,omitempty"`
	Code       DocumentCode  `json:"document_code,omitzero"`
	Issuer     State         `json:"issuer,omitzero"`
	LongNumber LongNumber    `json:"long_number,omitzero"`
	Truncated  bool          `json:"truncated,omitempty"`
	Symbology  string        `json:"symbology,omitempty"`
	Length     int           `json:"length"`
	Personal   *LinePersonal `json:"personal,omitempty"`
}

// LineCheck is one check that was made.
type LineCheck struct {
	Check    Check  `json:"check"`
	Result   Result `json:"result"`
	Sentence string `json:"sentence,omitempty"`
}

// LinePersonal is what a document says of a person. In a masked Line each field
// that is there shows dots.
type LinePersonal struct {
	Surname      string `json:"surname,omitempty"`
	GivenNames   string `json:"given_names,omitempty"`
	Number       string `json:"number,omitempty"`
	Optional     string `json:"optional,omitempty"`
	Optional2    string `json:"optional_2,omitempty"`
	Nationality  string `json:"nationality,omitempty"`
	Birth        string `json:"birth,omitempty"`
	Expiry       string `json:"expiry,omitempty"`
	Sex          string `json:"sex,omitempty"`
	PersonalCode string `json:"personal_code,omitempty"`
	Text         string `json:"text,omitempty"`
}

// Line makes a line of d. Personal data is masked unless reveal is true; then the
// line holds copies that Wipe does not reach.
func (d Document) Line(reveal bool) Line {
	line := Line{
		Kind: d.Kind, Verdict: d.Verdict, Code: d.Code, Issuer: d.Issuer, LongNumber: d.LongNumber,
		Truncated: d.Truncated, Symbology: d.Symbology, Length: d.Length,
	}
	for check, result := range d.Checks.All() {
		line.Checks = append(line.Checks, LineCheck{check, result, check.Sentence(result)})
	}
	if p := d.Personal; p != nil {
		show := func(text string) string {
			if text != "" && !reveal {
				return hidden
			}
			return text
		}
		line.Personal = &LinePersonal{
			Surname: show(string(p.Surname)), GivenNames: show(string(p.GivenNames)), Number: show(string(p.Number)),
			Optional: show(string(p.Optional)), Optional2: show(string(p.Optional2)),
			Nationality: show(p.Nationality.String()), Birth: show(p.Birth.String()), Expiry: show(p.Expiry.String()),
			PersonalCode: show(string(p.PersonalCode.text)), Text: show(readable(p.Text)),
		}
		if p.Sex != 0 {
			line.Personal.Sex = show(string(rune(p.Sex)))
		}
	}
	return line
}

// MarshalJSON gives the masked Line.
func (d Document) MarshalJSON() ([]byte, error) { return json.Marshal(d.Line(false)) }

// readable takes text that is not UTF-8 as Latin-1.
func readable(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	runes := make([]rune, len(text))
	for i, c := range text {
		runes[i] = rune(c)
	}
	return string(runes)
}
