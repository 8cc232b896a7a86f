package idreader

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
)

// monday is today with a time to it.
var monday = time.Date(int(today.Year), time.Month(today.Month), int(today.Day), 9, 0, 0, 0, time.UTC)

const silence = "a second of silence"

// described is all that a describer makes of chunks from a reader, a second of silence
// for each silence and a minute at the end.
func described(d *Describer, chunks ...string) []devices.Piece {
	at := monday
	var all []devices.Piece
	for _, chunk := range chunks {
		at = at.Add(time.Millisecond)
		if chunk == silence {
			at = at.Add(time.Second)
			all = append(all, d.Quiet(at)...)
			continue
		}
		all = append(all, d.Describe(false, at, []byte(chunk))...)
	}
	return append(all, d.Quiet(at.Add(time.Minute))...)
}

// shown is what a technician sees of pieces: what is masked as *, and the meanings.
func shown(pieces []devices.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		for i, c := range p.Bytes {
			if p.Secret(i) {
				c = '*'
			}
			fmt.Fprintf(&b, "%s", printableOf(c))
		}
		fmt.Fprintf(&b, "  [%s]\n", p.Meaning)
	}
	return b.String()
}

func printableOf(c byte) string {
	if isControl(c) || c >= 0x80 {
		return fmt.Sprintf("\\%02x", c)
	}
	return string(rune(c))
}

func recorded(pieces []devices.Piece) []byte {
	var all []byte
	for _, p := range pieces {
		all = append(all, p.Recorded()...)
	}
	return all
}

func TestFieldsAreMaskedAndFramingIsNot(t *testing.T) {
	for _, v := range []struct{ profile, bytes, want string }{
		{
			"elyctis", elyctis(finnishID), "I\\00Z  [I with 90 bytes]\n" +
				"I<FIN*********************<<<<  [MRZ line 1 of 3, the check character of the code does not fit]\n" +
				"******************<<<<<<<<<<<*  [MRZ line 2 of 3, checks in order]\n" +
				"********<******<<*****<*****<<  [MRZ line 3 of 3, checks in order]\n",
		},
		{
			"generic-mrz", "\x02" + lines(replace(utopiaTD3, 44, "M"), 44, "\r") + "\x03", "\\02  [STX]\n" +
				"*<***********<<****<*****<<<<<<<<<<<<<<<<<<<  [MRZ line 1 of 2, checks in order]\n\\0d  [CR]\n" +
				"*************************************<<<<<**  [MRZ line 2 of 2, the check digit of the document number does not fit, " +
				"the check digit over the whole does not fit]\n\\0d  [CR]\n\\03  [ETX]\n",
		},
		{"barcode-aim", "]C0010594Y9032\r\n", "]C0  [AIM ]C0]\n***********  [barcode, personal code, 11 bytes, checks in order]\n\\0d  [CR]\n\\0a  [LF]\n"},
		{"barcode-generic", "AV-7K3XM2U\r", "AV-*******  [barcode, appointment code, 10 bytes, the check character of the code does not fit]\n\\0d  [CR]\n"},
		{"barcode-generic", "KT-000123", "KT-******  [barcode, staff badge, 9 bytes]\n"},
		{"barcode-generic", "\x020123456789AB\x03", "\\02  [STX]\n************  [barcode, ticket code, 12 bytes]\n\\03  [ETX]\n"},
		{"magtek-swipe", "%KT-1?;E?\r", "%****?  [magnetic track 1, 4 characters]\n;E?  [magnetic track 2, 1 characters, could not be read]\n\\0d  [CR]\n"},
		{"magtek-insert", "1\r", "1  [card inserted]\n\\0d  [CR]\n"},
		{"magtek-insert", payment2 + "0\r", ";" + strings.Repeat("*", 37) + "?  [magnetic track 2, 37 characters]\n0  [card removed]\n\\0d  [CR]\n"},
		{"elyctis", "C\x00\x01\x01", "C\\00\\01\\01  [continuous mode on]\n"},
		{"elyctis", "I\x00\x00", "I\\00\\00  [nothing read]\n"},
		{"honeywell-ocr", "OCRENA1\x06!", "OCRENA1\\06  [command accepted]\n!  [end of the answer]\n"},
		{"honeywell-ocr", "MEIKALAINEN\x06!", "***********  [not understood]\n\\06  [command accepted]\n!  [end of the answer]\n"},
		{"elyctis", "rubbish\xff\r", "********  [not understood]\n\\0d  [CR]\n"},
	} {
		d := NewDescriber(profile(t, v.profile))
		if got := shown(described(d, v.bytes)); got != v.want {
			t.Errorf("%s %q:\n%swant\n%s", v.profile, v.bytes, got, v.want)
		}
	}
}

func TestCommandsToTheReaderAreNamed(t *testing.T) {
	for _, v := range []struct{ profile, bytes, want string }{
		{"elyctis", "C\x00\x01\x01", "C\\00\\01\\01  [continuous mode on]\n"},
		{"honeywell-ocr", "\x16T\r\x16U\r", "\\16T\\0d  [trigger]\n\\16U\\0d  [trigger released]\n"},
		{"honeywell-ocr", "\x16M\rocrena1!", "\\16M\\0docrena1!  [start-up command 1]\n"},
		{"honeywell-ocr", "hello", "*****  [not understood]\n"},
	} {
		d := NewDescriber(profile(t, v.profile))
		if got := shown(d.Describe(true, monday, []byte(v.bytes))); got != v.want {
			t.Errorf("%s %q:\n%swant\n%s", v.profile, v.bytes, got, v.want)
		}
	}
}

func TestAPersonalIdentityCodeBecomesATestPersons(t *testing.T) {
	for _, card := range []string{finnishCard("131052<308T", "521013"), finnishCard("010190Y002"+codeCharacter("010190002"), "900101")} {
		out := recorded(described(NewDescriber(profile(t, "elyctis")), elyctis(card)))
		doc := ParseMRZ(out[3:], today)
		if doc.Checks.Of(CheckCodeNotTest) != Warned || doc.Checks.Worst() == Failed || doc.Personal.PersonalCode.number() < firstTemporary {
			t.Errorf("%q became %q: %v", card, out, doc)
		}
	}
}

func TestTheSameCardHasTheSameStandInAndAnotherListenerAnother(t *testing.T) {
	d := NewDescriber(profile(t, "elyctis"))
	first := recorded(described(d, elyctis(finnishID)))
	again := recorded(described(d, silence, elyctis(finnishID)))
	if !bytes.Equal(first, again) {
		t.Errorf("the same card is %q and then %q", first, again)
	}
	if other := recorded(described(NewDescriber(profile(t, "elyctis")), elyctis(finnishID))); bytes.Equal(first, other) {
		t.Errorf("two recordings have the same stand-in %q", other)
	}
}

func TestNothingIsLeftInADescriberThatWasReset(t *testing.T) {
	d := NewDescriber(profile(t, "generic-mrz"))
	d.Describe(false, monday, []byte(lines(finnishID, 30, "\r")[:70]))
	d.Reset()
	for what, b := range map[string][]byte{
		"held": d.held[:cap(d.held)], "line": d.parser.line[:cap(d.parser.line)], "page": d.parser.page[:cap(d.parser.page)],
		"scratch": d.parser.scratch[:cap(d.parser.scratch)],
	} {
		if bytes.ContainsFunc(b, func(r rune) bool { return r != 0 }) {
			t.Errorf("%s still holds %q", what, bytes.TrimRight(b, "\x00"))
		}
	}
	if pieces := described(d, "1\r"); len(pieces) == 0 {
		t.Error("a describer that was reset does not go on")
	}
}
