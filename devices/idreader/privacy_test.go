package idreader

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// secrets are what must not appear of the documents below.
var secrets = []string{
	"SPECIMEN", "VILMA", "SOFIA", "XA1000058", "010195", "112X", "1995", "950101", "131052", "308T", "7K3XM2", "000123",
	"geheim", "0123456789AB", "MEIKALAINEN", "MAIJA", "4111", "10011187", "2028", "280313",
}

func documents() map[string]Document {
	p := Profile{AppointmentPrefix: "AV-", BadgePrefix: "KT-"}
	return map[string]Document{
		"identity card": ParseMRZ([]byte(finnishID), today),
		"code":          ParsePersonalCode([]byte("131052-308T"), today),
		"wrong code":    ParsePersonalCode([]byte("131052-308U"), today),
		"no code":       ParsePersonalCode([]byte("geheim"), today),
		"appointment":   ParseCode([]byte("AV-7K3XM2"+string(AppointmentCheck("7K3XM2"))), &p, today),
		"badge":         ParseCode([]byte("KT-000123"), &p, today),
		"unknown":       ParseCode([]byte("geheim"), &p, today),
		"ticket":        ParseCode([]byte("0123456789AB"), &p, today),
		"payment card":  ParseTracks([]byte(payment1+payment2), &p),
		"electronic id": ParseElectronicID([]byte("10011187H")),
		"unreadable":    ParseMRZ([]byte(finnishID[:80]), today),
	}
}

func TestNoTextOfADocumentShowsWhoItIs(t *testing.T) {
	type wrapped struct {
		Document Document
		Personal *Personal
		Code     PersonalCode
	}
	for what, d := range documents() {
		var log bytes.Buffer
		timeless := &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey && len(groups) == 0 {
				return slog.Attr{} // its digits are of nobody, and may look like anybody's
			}
			return a
		}}
		logger := slog.New(slog.NewJSONHandler(&log, timeless))
		plain := slog.New(slog.NewTextHandler(&log, timeless))
		w := wrapped{Document: d, Personal: d.Personal}
		if d.Personal != nil {
			w.Code = d.Personal.PersonalCode
		}
		logger.Info("read", "document", d, "personal", d.Personal, "code", w.Code, "all", w)
		plain.Info("read", "document", d, "personal", d.Personal, "code", w.Code, "all", w, "pointer", &d)
		text := log.String()
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "%c", "%t"} {
			text += fmt.Sprintf(verb, d) + fmt.Sprintf(verb, &d) + fmt.Sprintf(verb, w) + fmt.Sprintf(verb, []Document{d})
			text += fmt.Sprintf(verb, Event{Kind: DocumentRead, Document: d})
			if d.Personal != nil {
				text += fmt.Sprintf(verb, d.Personal) + fmt.Sprintf(verb, *d.Personal) + fmt.Sprintf(verb, d.Personal.PersonalCode)
			}
		}
		for _, v := range []any{d, w, d.Line(false), Event{Document: d}} {
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			text += string(b)
		}
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s: %q is in %s", what, secret, text[max(0, strings.Index(text, secret)-80):][:160])
			}
		}
	}
}

func TestNothingIsKeptOfAPaymentCard(t *testing.T) {
	for _, text := range []string{
		payment1 + payment2, payment2, payment1, "%E?" + payment2, payment1 + ";E?",
		";4111111111111112=2912101?",                // Luhn's check fails
		";6011 0009 9013 9424=2912101?",             // with spaces
		"%b5500005555555559^M/M^2912101?",           // format code in a small letter
		";374245455400126=2912101?",                 // 15 digits
		payment2[:30],                               // no end sentinel
		";4111111111111111=?",                       // no date
		"%KT-1?" + payment2,                         // a badge's prefix beside it
		";4111111111111111=29121010000000000000?+?", // an empty track 3
	} {
		d := ParseTracks([]byte(text), &Profile{BadgePrefix: "KT-"})
		if d.Kind != KindPaymentCard || d.Verdict != VerdictDropped || d.Personal != nil {
			t.Errorf("%s: %v", text, d)
		}
	}
	if d := ParseTracks([]byte(";4111111111111111=29121010000000000000?"), &Profile{BadgePrefix: "4111"}); d.Personal != nil {
		t.Error("a badge prefix has made a payment card ours")
	}
}

func TestBadTracksAreNamed(t *testing.T) {
	d := ParseTracks([]byte("%E?;123=456?+E?"), &Profile{})
	if d.Checks.Of(CheckTrack1) != Failed || d.Checks.Of(CheckTrack2) != Passed || d.Checks.Of(CheckTrack3) != Failed {
		t.Errorf("%v", d)
	}
	if d.Kind != KindUnknownCard || d.Personal != nil {
		t.Errorf("%v was kept", d)
	}
}

func TestWipeOverwritesForAllCopies(t *testing.T) {
	for what, d := range documents() {
		p := d.Personal
		if p == nil {
			d.Wipe()
			continue
		}
		other := d
		fields := [][]byte{p.Surname, p.GivenNames, p.Number, p.Optional, p.Optional2, p.PersonalCode.Bytes(), p.Text}
		d.Wipe()
		for _, field := range fields {
			if len(bytes.Trim(field, "\x00")) > 0 {
				t.Errorf("%s: %q is left", what, field)
			}
		}
		if !other.Personal.Birth.IsZero() || other.Personal.Sex != 0 || other.Personal.Nationality != (State{}) || other.Personal.Text != nil {
			t.Errorf("%s: something is left", what)
		}
		d.Wipe()
	}
	long := ParseCode(bytes.Repeat([]byte("geheim"), 100), &Profile{}, today)
	text := long.Personal.Text
	long.Wipe()
	if bytes.Contains(text, []byte("geheim")) {
		t.Error("a long text is left")
	}
}

func TestAParserKeepsNothingOfAFrameThatWasDealtWith(t *testing.T) {
	for _, f := range frames {
		parser := NewParser(profile(t, f.profile), today, func(e Event) { e.Document.Wipe() })
		parser.Feed([]byte("noise\r"+f.bytes[:len(f.bytes)/2]), 0)
		parser.Quiet(ResetAfter)
		parser.Feed([]byte(f.bytes), ResetAfter)
		parser.Quiet(2 * ResetAfter)
		for name, buffer := range map[string][]byte{"line": parser.line, "page": parser.page, "scratch": parser.scratch} {
			if len(bytes.Trim(buffer[:cap(buffer)], "\x00")) > 0 {
				t.Errorf("%s: the %s still holds %q", f.profile, name, bytes.Trim(buffer[:cap(buffer)], "\x00"))
			}
		}
	}
}

func TestTheMaskShowsNothingButSeparatorAndCheckCharacter(t *testing.T) {
	code := ParsePersonalCode([]byte("131052-308T"), today).Personal.PersonalCode
	if code.Masked() != "••••••-•••T" || code.String() != "••••••" || (PersonalCode{}).Masked() != "" {
		t.Error(code.Masked(), code.String())
	}
	if (PersonalCode{}).Separator() != 0 || !(PersonalCode{}).Birth().IsZero() || (PersonalCode{}).Temporary() {
		t.Error("the zero code says something")
	}
}

func TestALineShowsAllWhenAsked(t *testing.T) {
	var got []string
	err := Decode(profile(t, "elyctis"), strings.NewReader("I\x00\x5a"+finnishID), today, func(d Document) {
		masked, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		open, err := json.Marshal(d.Line(true))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(masked), string(open))
	})
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	for _, want := range []string{`"kind":"td1"`, `"verdict":"invalid"`, `{"check":"code_character","result":"failed","sentence":"the check character of the code does not fit"}`, `"issuer":"FIN"`, `"surname":"••••••"`} {
		if !strings.Contains(got[0], want) {
			t.Errorf("%s is not in %s", want, got[0])
		}
	}
	for _, want := range []string{`"surname":"SPECIMEN TRAVEL"`, `"given_names":"VILMA SOFIA"`, `"personal_code":"010195-112X"`, `"birth":"1995-01-01"`, `"sex":"F"`} {
		if !strings.Contains(got[1], want) {
			t.Errorf("%s is not in %s", want, got[1])
		}
	}
}

func TestLatin1IsShownAsText(t *testing.T) {
	d := ParseCode([]byte("k\xe4ynti"), &Profile{}, today)
	if got := d.Line(true).Personal.Text; got != "käynti" {
		t.Error(got)
	}
}

func TestEventsCarryTheirTime(t *testing.T) {
	var at time.Duration
	parser := NewParser(profile(t, "barcode-generic"), today, func(e Event) { at = e.At })
	parser.Feed([]byte("131052-308T\r"), 3*time.Second)
	if at != 3*time.Second {
		t.Error(at)
	}
}
