package idreader

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// profile finds a profile that comes with the program.
func profile(tb testing.TB, id string) Profile {
	tb.Helper()
	p, err := ProfileByID(Profiles(), id)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// heard is what a parser says of bytes: the kinds of its events and of its
// documents, in a row. A text of "~" is a silence of 100 ms, "^" one of two seconds.
func heard(p Profile, parts ...string) string {
	var words []string
	parser := NewParser(p, today, func(e Event) {
		switch e.Kind {
		case DocumentRead:
			word := e.Document.Kind.String()
			if e.Document.Verdict == VerdictInvalid {
				word += "!"
			}
			words = append(words, word)
		case RearmDue:
			words = append(words, fmt.Sprintf("rearm % X", e.Send))
		case NoiseDropped:
			words = append(words, fmt.Sprintf("noise %d", e.Bytes))
		default:
			words = append(words, e.Kind.String())
		}
	})
	at := time.Duration(0)
	for _, part := range parts {
		switch part {
		case "~":
			at += 100 * time.Millisecond
			parser.Quiet(at)
		case "^":
			at += ResetAfter
			parser.Quiet(at)
		default:
			at += time.Millisecond
			parser.Feed([]byte(part), at)
		}
	}
	return strings.Join(words, ", ")
}

// heardCase is what a reader with a profile sends, in parts, and what is to be heard.
type heardCase struct {
	profile, what, want string
	parts               []string
}

func hear(t *testing.T, cases []heardCase) {
	for _, v := range cases {
		t.Run(v.profile+" "+v.what, func(t *testing.T) {
			if got := heard(profile(t, v.profile), v.parts...); got != v.want {
				t.Errorf("heard %s; want %s", got, v.want)
			}
		})
	}
}

func lines(text string, width int, end string) string {
	var b strings.Builder
	for ; text != ""; text = text[width:] {
		b.WriteString(text[:width] + end)
	}
	return b.String()
}

const (
	rearm = ", rearm 43 00 01 01"
)

func elyctis(text string) string { return "I\x00" + string(rune(len(text))) + text }

var zoneCases = []heardCase{
	{"elyctis", "a frame", "td3" + rearm, []string{elyctis(utopiaTD3)}},
	{"elyctis", "a frame with CR", "td1" + rearm, []string{elyctis(lines(utopiaTD1, 30, "\r"))}},
	{"elyctis", "a frame with CR LF", "td2" + rearm, []string{elyctis(lines(utopiaTD2, 36, "\r\n"))}},
	{"elyctis", "a line", "unreadable" + rearm, []string{"L\x00\x2c" + utopiaTD3[:44]}},
	{"elyctis", "nothing read", "nothing read", []string{"I\x00\x00"}},
	{"elyctis", "continuous mode", "continuous on, td3" + rearm + ", continuous on", []string{"C\x00\x01\x01", elyctis(utopiaTD3), "C\x00\x01\x01"}},
	{"elyctis", "continuous mode off", "continuous off", []string{"C\x00\x01\x00"}},
	{"elyctis", "byte by byte", "td3" + rearm, strings.Split(elyctis(utopiaTD3), "")},
	{"elyctis", "a frame broken off, then one", "noise 20, td3" + rearm, []string{elyctis(utopiaTD3)[:23], elyctis(utopiaTD3)}},
	{"elyctis", "a header broken off, then a frame", "td3" + rearm, []string{"I\x00", elyctis(utopiaTD3)}},
	{"elyctis", "a frame broken off for good", "noise 20", []string{elyctis(utopiaTD3)[:23], "~", "^"}},
	{"elyctis", "text without a header", "td3" + rearm, []string{lines(utopiaTD3, 44, "\r")}},
	{"desko", "three lines", "td1", []string{"\x02" + lines(utopiaTD1, 30, "\r") + "\x03"}},
	{"desko", "two lines", "td3", []string{"\x02" + lines(utopiaTD3, 44, "\r") + "\x03"}},
	{"desko", "the last CR missing", "td3", []string{"\x02" + utopiaTD3[:44] + "\r" + utopiaTD3[44:] + "\x03"}},
	{"desko", "start and end bytes", "noise 1, td3, noise 2, td3", []string{"\x01\x02" + lines(utopiaTD3, 44, "\r") + "\x03\x04", "\x01\x02" + lines(utopiaTD3, 44, "\r") + "\x03\x04"}},
	{"desko", "a line that was not recognised", "unreadable", []string{"\x02" + utopiaTD3[:44] + "\r" + utopiaTD3[44:70] + "\r\x03"}},
	{"desko", "characters that were not recognised", "td3!", []string{"\x02" + utopiaTD3[:44] + "\r" + utopiaTD3[44:46] + "??" + utopiaTD3[48:] + "\r\x03"}},
	{"generic-mrz", "CR", "td3", []string{lines(utopiaTD3, 44, "\r")}},
	{"generic-mrz", "LF", "td1", []string{lines(utopiaTD1, 30, "\n")}},
	{"generic-mrz", "CR LF", "td2", []string{lines(utopiaTD2, 36, "\r\n")}},
	{"generic-mrz", "TAB", "td2", []string{lines(utopiaTD2, 36, "\t")}},
	{"generic-mrz", "no end", "td3", []string{utopiaTD3[:44] + "\r" + utopiaTD3[44:], "~"}},
	{"generic-mrz", "one piece", "td3", []string{utopiaTD3 + "\r"}},
	{"generic-mrz", "one piece without end", "td1", []string{utopiaTD1, "~"}},
	{"generic-mrz", "byte by byte", "td3", strings.Split(lines(utopiaTD3, 44, "\r"), "")},
	{"generic-mrz", "two cards", "td3, td1", []string{lines(utopiaTD3, 44, "\r"), lines(utopiaTD1, 30, "\r")}},
	{"generic-mrz", "two cards with silence", "td3, td1", []string{lines(utopiaTD3, 44, "\r"), "~", lines(utopiaTD1, 30, "\r"), "~"}},
	{"generic-mrz", "a pause within a line", "td3", []string{utopiaTD3[:20], "~", utopiaTD3[20:44] + "\r", "~", utopiaTD3[44:] + "\r"}},
	{"generic-mrz", "a pause after a line's first character", "td3", []string{utopiaTD3[:1], "~", utopiaTD3[1:44] + "\r" + utopiaTD3[44:45], "~", utopiaTD3[45:] + "\r"}},
	{"generic-mrz", "half a card", "unreadable", []string{utopiaTD3[:44] + "\r" + utopiaTD3[44:60], "~", "^"}},
	{"generic-mrz", "half a card, then a whole one", "unreadable, td3", []string{"\x02" + utopiaTD3[:44] + "\r" + utopiaTD3[44:60], "\x02" + lines(utopiaTD3, 44, "\r") + "\x03"}},
	{"generic-mrz", "only the first line", "unreadable", []string{utopiaTD3[:44] + "\r", "~", "^"}},
	{"generic-mrz", "a first line with a figure in it", "td3!", []string{replace(lines(utopiaTD3, 44, "\r"), 7, "1"), "~"}},
	{"generic-mrz", "the first line short, then the card again", "unreadable, td3", []string{utopiaTD3[1:44] + "\r" + utopiaTD3[44:] + "\r", lines(utopiaTD3, 44, "\r")}},
	{"generic-mrz", "noise", "noise 3, noise 8", []string{"abc\r", "ABCD1234\r", "~"}},
	{"generic-mrz", "noise before a card", "noise 9, td3", []string{"\xff\x00\x80garbage" + lines(utopiaTD3, 44, "\r")}},
	{"generic-mrz", "a flood before a card", "noise 17788, noise 212, td3", []string{strings.Repeat("\xa5garbage.", 2000) + lines(utopiaTD3, 44, "\r")}},
	{"honeywell-ocr", "one piece", "td3", []string{utopiaTD3 + "\r"}},
	{"honeywell-ocr", "a barcode", "personal_code", []string{"010594Y9032\r"}},
	{"honeywell-ocr", "card and barcode", "td1, personal_code", []string{utopiaTD1 + "\r010594Y9032\r"}},
	{"honeywell-ocr", "lines and a barcode", "td1, ticket_code", []string{lines(utopiaTD1, 30, "\r"), "0123456789AB\r"}},
	{"honeywell-ocr", "answers", "command accepted, command refused, td3", []string{"OCRENA1\x06.", "OCRTPL\x15.", utopiaTD3 + "\r"}},
	{"honeywell-ocr", "a long web address", "unknown_code", []string{"https://example.org/a/long/way/to/go\r"}},
	{"honeywell-ocr", "a long code in capitals", "unknown_code", []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\r"}},
}

func TestReadersOfZones(t *testing.T) { hear(t, zoneCases) }

var barcodeCases = []heardCase{
	{"barcode-generic", "CR", "personal_code", []string{"131052-308T\r"}},
	{"barcode-generic", "LF", "personal_code", []string{"131052-308T\n"}},
	{"barcode-generic", "TAB", "personal_code", []string{"131052-308T\t"}},
	{"barcode-generic", "STX and ETX", "personal_code", []string{"\x02131052-308T\x03"}},
	{"barcode-generic", "silence", "personal_code", []string{"131052-308T", "~"}},
	{"barcode-generic", "silence told of by the next bytes", "personal_code, ticket_code", []string{"131052-308T", "~", "0123456789AB\r"}},
	{"barcode-generic", "byte by byte", "personal_code", strings.Split("131052-308T\r\n", "")},
	{"barcode-generic", "a wrong check character", "personal_code!", []string{"131052-308U\r"}},
	{"barcode-generic", "an appointment", "appointment_code", []string{"AV-7K3XM2" + string(AppointmentCheck("7K3XM2")) + "\r"}},
	{"barcode-generic", "a wrong appointment", "appointment_code!", []string{"AV-7K3XM3" + string(AppointmentCheck("7K3XM2")) + "\r"}},
	{"barcode-generic", "a badge", "staff_badge", []string{"KT-000123\r"}},
	{"barcode-generic", "a shop's barcode", "unknown_code", []string{"6416453061453\r"}},
	{"barcode-generic", "a GS1 code", "unknown_code", []string{"0106416453061453\x1d10AB\r"}},
	{"barcode-generic", "UTF-8", "unknown_code", []string{"käyntikortti\r"}},
	{"barcode-generic", "Latin-1", "unknown_code", []string{"k\xe4ynti\r"}},
	{"barcode-generic", "noise", "noise 6", []string{"ab\x00\x80cd\r"}},
	{"barcode-generic", "noise of high bytes", "noise 4", []string{"a\x85\x9fb\r"}},
	{"barcode-generic", "a frame broken off by the next", "noise 5, personal_code", []string{"13105\x02131052-308T\x03"}},
	{"barcode-generic", "too long", "noise 5000", []string{strings.Repeat("A", 5000) + "\r"}},
	{"barcode-generic", "too long, then a good one", "noise 9000, personal_code", []string{strings.Repeat("A", 9000), "~", "131052-308T\r"}},
	{"barcode-generic", "a payment card's track", "payment_card", []string{";4111111111111111=29121010000000000000?\r"}},
	{"barcode-generic", "an identifier that was not asked for", "unknown_code", []string{"]C0131052-308T\r"}},
	{"barcode-aim", "an identifier", "personal_code", []string{"]C0131052-308T\r"}},
	{"barcode-aim", "no identifier", "personal_code", []string{"131052-308T\r"}},
	{"barcode-aim", "an identifier alone", "unknown_code", []string{"]A0\r"}},
	{"datalogic", "CR LF", "personal_code, personal_code", []string{"131052-308T\r\n131052-308T\r\n"}},
}

func TestScannersOfBarcodes(t *testing.T) { hear(t, barcodeCases) }

const (
	payment1 = "%B4111111111111111^MEIKALAINEN/MAIJA        ^29121010000000000000?"
	payment2 = ";4111111111111111=29121010000000000000?"
)

var magneticCases = []heardCase{
	{"magtek-insert", "a payment card", "card inserted, payment_card, card removed", []string{"1\r", payment1 + payment2 + "0\r"}},
	{"magtek-insert", "STX, ESC, ETX", "card inserted, payment_card, card removed", []string{"\x02\x1b1\r\x03", "\x02\x1b" + payment1 + payment2 + "0\r\x03"}},
	{"magtek-insert", "a removal without CR", "card inserted, card removed", []string{"1\r", "0", "~"}},
	{"magtek-insert", "track 1 bad", "payment_card, card removed", []string{"%E?" + payment2 + "0\r"}},
	{"magtek-insert", "all tracks bad", "unreadable, card removed", []string{"%E?;E?+E?0\r"}},
	{"magtek-insert", "a badge", "staff_badge, card removed", []string{"%KT-12345?;E?0\r"}},
	{"magtek-insert", "another card", "unknown_card", []string{"%LIBRARY?;2100123456789?\r"}},
	{"magtek-insert", "noise, then a card", "payment_card", []string{"xx\x00%a;b" + payment2 + "\r"}},
	{"magtek-insert", "noise", "noise 6", []string{"x%;y+z\r"}},
	{"magtek-swipe", "no end", "payment_card", []string{payment1 + payment2, "~"}},
	{"magtek-swipe", "CR and ETX", "payment_card", []string{"\x02" + payment2 + "\r\x03"}},
	{"magtek-swipe", "a pause within a track", "payment_card", []string{payment1 + payment2[:9], "~", payment2[9:] + "\r"}},
	{"magtek-swipe", "half a track", "noise 9", []string{payment2[:9], "~", "^"}},
	{"magtek-swipe", "track 3 that begins like track 2", "unknown_card", []string{"%ABC?;123?;456?\r"}},
}

func TestReadersOfMagneticCards(t *testing.T) { hear(t, magneticCases) }

func TestAGivenSuffixIsTheOnlyEndBesideSilence(t *testing.T) {
	p := profile(t, "barcode-generic")
	p.Prefix, p.Suffix = Command("]#"), Command("\r\n")
	if got := heard(p, "]#131052-308T\r\n"); got != "personal_code" {
		t.Error(got)
	}
	if got := heard(p, "]#BEGIN:VCARD\nN:Virtanen\rEND\r\n"); got != "unknown_code" {
		t.Error(got)
	}
	if got := heard(p, "131052-308T\r", "~"); got != "unknown_code" {
		t.Error(got)
	}
}

func TestTheDeadlineIsTheSilenceAndThenTheReset(t *testing.T) {
	parser := NewParser(profile(t, "generic-mrz"), today, func(Event) {})
	if _, ok := parser.Deadline(); ok {
		t.Error("a parser that waits for nothing has a deadline")
	}
	parser.Feed([]byte(utopiaTD3[:20]), time.Second)
	if at, ok := parser.Deadline(); !ok || at != time.Second+100*time.Millisecond {
		t.Error(at, ok)
	}
	parser.Quiet(time.Second + 100*time.Millisecond)
	if at, ok := parser.Deadline(); !ok || at != time.Second+ResetAfter {
		t.Error(at, ok)
	}
	parser.Quiet(time.Second + ResetAfter)
	if _, ok := parser.Deadline(); ok {
		t.Error("a parser that has given up has a deadline")
	}
}

func TestAResetForgetsWhatHadBegun(t *testing.T) {
	for _, id := range []string{"elyctis", "generic-mrz", "barcode-generic", "magtek-insert"} {
		var kinds []Kind
		parser := NewParser(profile(t, id), today, func(e Event) { kinds = append(kinds, e.Document.Kind) })
		parser.Feed([]byte("I\x00\x5aAAAA"+utopiaTD3[:30]), 0)
		parser.Reset()
		kinds = nil
		parser.Quiet(time.Hour)
		if len(kinds) > 0 {
			t.Errorf("%s: %v after a reset", id, kinds)
		}
	}
}
