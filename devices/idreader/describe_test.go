package idreader

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

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

// drawFrame draws what a person holds before a reader, and the parts of it that must
// not be seen.
func drawFrame(t *rapid.T) (profileID, frame string, secrets []string) {
	h := drawHolder(t)
	secret := []string{h.surname, h.given, h.number, h.optional, yymmdd(h.birth), yymmdd(h.expiry)}
	d := madeUpDate(standInKey{}.source([]byte(h.surname), 0), 0, 99, -1)
	nine := string([]byte{d[4], d[5], d[2], d[3], d[0], d[1]}) + textOf(t, []byte("0123456789"), 3, 3, "number in code")
	code := nine[:6] + string(rapid.SampledFrom([]byte("-YA+F")).Draw(t, "separator")) + nine[6:]
	code += string(rapid.SampledFrom([]byte(checkAlphabet)).Draw(t, "check character"))
	pan := textOf(t, []byte("0123456789"), 12, 19, "card number")
	switch rapid.IntRange(0, 8).Draw(t, "sort") {
	case 0:
		return "elyctis", elyctis(h.zone(KindTD1)), secret
	case 1:
		return "desko", "\x02" + lines(h.zone(KindTD3), 44, "\r") + "\x03", secret
	case 2:
		return "generic-mrz", lines(h.zone(KindTD2), 36, "\r\n"), secret
	case 3:
		card := finnishCard(strings.Replace(code, "-", "<", 1), yymmdd(h.birth))
		return "elyctis", elyctis(card), append(secret[4:5], code, nine[:6], "MEIKALAINEN", "MAIJA", "XA1000058")
	case 4:
		return "barcode-aim", "]C0" + code + "\r\n", []string{code, nine[:6]}
	case 5:
		return "honeywell-ocr", h.zone(KindTD3) + "\r", secret
	case 6:
		text := textOf(t, []byte(crockford), 12, 12, "ticket")
		return "barcode-generic", text + "\r", []string{text}
	case 7:
		return "magtek-swipe", "%B" + pan + "^" + h.surname + "/" + h.given + "^30121010?;" + pan + "=30121010?\r", []string{pan, h.surname, h.given}
	}
	text := textOf(t, []byte("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), 6, 6, "appointment")
	text += string(AppointmentCheck(text))
	return "barcode-generic", "AV-" + text + "\r", []string{text}
}

// tellsOf is a part of four characters or more of a secret that text has in it.
func tellsOf(text []byte, secrets []string) string {
	text = bytes.ToUpper(text)
	for _, s := range secrets {
		for i := 0; i+echoLength <= len(s); i++ {
			if part := s[i : i+echoLength]; !strings.ContainsAny(part, "<-+") && bytes.Contains(text, []byte(part)) {
				return part
			}
		}
	}
	return ""
}

func masked(pieces []devices.Piece) []byte {
	var all []byte
	for _, p := range pieces {
		for i, c := range p.Bytes {
			if p.Secret(i) {
				c = '*'
			}
			all = append(all, c)
		}
	}
	return all
}

// toldBy is a secret that the meanings of pieces have in them. Short ones may be a
// part of any sentence.
func toldBy(pieces []devices.Piece, secrets []string) string {
	for _, p := range pieces {
		for _, s := range secrets {
			if len(s) > 5 && strings.Contains(strings.ToUpper(p.Meaning), s) {
				return s
			}
		}
	}
	return ""
}

func sameBytes(t interface{ Fatalf(string, ...any) }, what string, pieces []devices.Piece, want string) {
	var all []byte
	for _, p := range pieces {
		all = append(all, p.Bytes...)
		for i := range p.Bytes {
			if !p.Secret(i) && p.Recorded()[i] != p.Bytes[i] {
				t.Fatalf("%s: byte %d of %q is not personal and has the stand-in %q", what, i, p.Bytes, p.Recorded())
			}
		}
	}
	if string(all) != want {
		t.Fatalf("%s: the pieces are %q, the bytes were %q", what, all, want)
	}
}

func TestNothingOfAPersonIsEverShownHoweverItCameAndWithWhateverGarbage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id, frame, secrets := drawFrame(t)
		before, behind := noiseBytes().Draw(t, "noise before"), noiseBytes().Draw(t, "noise behind")
		if rapid.Bool().Draw(t, "damaged") {
			at := rapid.IntRange(0, len(frame)-1).Draw(t, "at")
			frame = frame[:at] + frame[min(len(frame), at+rapid.IntRange(1, 3).Draw(t, "lost")):]
		}
		all := string(before) + frame + string(behind) + frame
		d := NewDescriber(profileOf(id))
		var chunks []string
		for chunk := range slices.Chunk([]byte(all), rapid.IntRange(1, 64).Draw(t, "chunk")) {
			chunks = append(chunks, string(chunk))
		}
		pieces := described(d, chunks...)
		sameBytes(t, id, pieces, all)
		if part := tellsOf(masked(pieces), secrets) + toldBy(pieces, secrets); part != "" {
			t.Fatalf("%q of %q is shown:\n%s", part, all, shown(pieces))
		}
	})
}

// heardOf is what a parser makes of bytes, with the checks of each document but the
// one for test persons.
func heardOf(p Profile, b []byte) (documents []string) {
	parser := NewParser(p, today, func(e Event) {
		if e.Kind != DocumentRead {
			return
		}
		checks := e.Document.Checks
		checks.set(CheckCodeNotTest, NotApplicable)
		documents = append(documents, fmt.Sprint(e.Document.Kind, checks))
		e.Document.Wipe()
	})
	parser.Feed(b, 0)
	parser.Quiet(ResetAfter)
	return documents
}

func TestStandInsAreReadAsWhatTheyStandForWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id, frame, secrets := drawFrame(t)
		if rapid.Bool().Draw(t, "misread") {
			at := rapid.IntRange(3, len(frame)-1).Draw(t, "at")
			if c := frame[at]; c >= '0' && c <= '9' {
				frame = replace(frame, at, string(rapid.SampledFrom([]byte("0123456789")).Draw(t, "digit")))
			}
		}
		key := standInKey{rapid.Byte().Draw(t, "key")}
		pieces := described(newDescriber(profileOf(id), key), frame)
		out := recorded(pieces)
		if want, got := heardOf(profileOf(id), []byte(frame)), heardOf(profileOf(id), out); !slices.Equal(got, want) {
			t.Fatalf("%q is read as %v, its stand-in %q as %v", frame, want, out, got)
		}
		if part := tellsOf(out, secrets); part != "" && strings.Contains(strings.ToUpper(frame), part) {
			t.Fatalf("%q is in the stand-in %q of %q", part, out, frame)
		}
	})
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

// FuzzDescriber: whatever comes, however it is cut, the pieces are the bytes, and
// what is shown of a card behind it tells nothing of its holder.
func FuzzDescriber(f *testing.F) {
	for i := range Profiles() {
		for _, b := range []string{elyctis(finnishID), lines(utopiaTD3, 44, "\r"), "]C0010594Y9032\r\n", payment1 + payment2 + "0\r", "KT-1\r\x02\x03\xff"} {
			f.Add([]byte(b), byte(i), byte(7), false)
		}
	}
	secrets := []string{"SPECIMEN", "TRAVEL", "VILMA", "SOFIA", "XA1000058", "5010195", "112X", "9501016", "2803135"}
	f.Fuzz(func(t *testing.T, b []byte, which, size byte, toDevice bool) {
		p := Profiles()[int(which)%len(Profiles())]
		d := NewDescriber(p)
		all := append(append([]byte(nil), b...), elyctis(finnishID)...)
		at := monday
		var pieces []devices.Piece
		for chunk := range slices.Chunk(all, int(size)%64+1) {
			at = at.Add(time.Duration(chunk[0]) * time.Millisecond)
			pieces = append(pieces, d.Describe(toDevice, at, chunk)...)
		}
		pieces = append(pieces, d.Quiet(at.Add(time.Minute))...)
		sameBytes(t, p.ID, pieces, string(all))
		if tellsOf(b, secrets) != "" {
			return // the fuzzer made it up itself
		}
		if part := tellsOf(masked(pieces), secrets); part != "" {
			t.Fatalf("%s: %q is shown of %q:\n%s", p.ID, part, all, shown(pieces))
		}
	})
}
