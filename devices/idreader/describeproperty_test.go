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
