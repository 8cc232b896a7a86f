package idreader

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	letters   = []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	alphabet  = []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
	protected = map[Kind][]span{ // what the composite check digit covers, and itself
		KindTD1: {{5, 37}, {38, 45}, {48, 60}},
		KindTD2: {{36, 46}, {49, 56}, {57, 72}},
		KindTD3: {{44, 54}, {57, 64}, {65, 88}},
	}
)

type holder struct {
	surname, given, number, nation, sex, optional string
	birth, expiry                                 Date
}

func textOf(t *rapid.T, from []byte, low, high int, label string) string {
	return string(rapid.SliceOfN(rapid.SampledFrom(from), low, high).Draw(t, label))
}

func dateOf(t *rapid.T, low, high int, label string) Date {
	year := rapid.IntRange(low, high).Draw(t, label+" year")
	month := rapid.IntRange(1, 12).Draw(t, label+" month")
	return Date{int16(year), uint8(month), uint8(rapid.IntRange(1, daysIn(year, month)).Draw(t, label+" day"))}
}

func drawHolder(t *rapid.T) holder {
	return holder{
		surname: textOf(t, letters, 1, 12, "surname"), given: textOf(t, letters, 0, 12, "given"),
		number: textOf(t, alphabet, 1, 9, "number"), nation: textOf(t, letters, 3, 3, "nation"),
		sex:      rapid.SampledFrom([]string{"M", "F", "<"}).Draw(t, "sex"),
		optional: textOf(t, alphabet, 0, 7, "optional"),
		birth:    dateOf(t, 1927, 2025, "birth"), expiry: dateOf(t, 2027, 2099, "expiry"),
	}
}

func yymmdd(d Date) string { return strings.ReplaceAll(d.String(), "-", "")[2:] }

// zone writes a holder's MRZ as ICAO Doc 9303 has it.
func (h holder) zone(kind Kind) string {
	number := pad(h.number, 9)
	names := h.surname
	if h.given != "" {
		names += "<<" + h.given
	}
	birth, expiry := yymmdd(h.birth), yymmdd(h.expiry)
	middle := birth + digit(birth) + h.sex + expiry + digit(expiry)
	switch kind {
	case KindTD1:
		first := "I<UTO" + number + digit(number) + pad(h.optional, 15)
		second := middle + h.nation + pad("", 11)
		return first + second + digit(first[5:]+middle[:7]+middle[8:]+second[18:]) + pad(names, 30)
	case KindTD2:
		second := number + digit(number) + h.nation + middle + pad(h.optional, 7)
		return pad("I<UTO"+names, 36) + second + digit(second[:10]+second[13:20]+second[21:])
	}
	personal := pad(h.optional, 14)
	second := number + digit(number) + h.nation + middle + personal + digit(personal)
	return pad("P<UTO"+names, 44) + second + digit(second[:10]+second[13:20]+second[21:])
}

func TestWhatIsWrittenIntoAZoneIsReadFromIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{KindTD1, KindTD2, KindTD3}).Draw(t, "kind")
		h := drawHolder(t)
		d := ParseMRZ([]byte(h.zone(kind)), today)
		if d.Kind != kind || d.Verdict != VerdictValid {
			t.Fatalf("%s: %v", h.zone(kind), d)
		}
		p := d.Personal
		got := holder{
			string(p.Surname), string(p.GivenNames), string(p.Number), p.Nationality.String(), string(rune(p.Sex)),
			string(p.Optional), p.Birth, p.Expiry,
		}
		if got != h {
			t.Fatalf("read %+v, want %+v", got, h)
		}
	})
}

// A check digit sees that one character is wrong unless the values of the two differ
// by a multiple of 10: the weights 7, 3 and 1 have no factor in common with 10.
func TestOneWrongCharacterUnderACheckDigitIsSeenUnlessItsValueIsAlikeModulo10(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{KindTD1, KindTD2, KindTD3}).Draw(t, "kind")
		good := drawHolder(t).zone(kind)
		field := rapid.SampledFrom(protected[kind]).Draw(t, "field")
		at := rapid.IntRange(field.from, field.to-1).Draw(t, "at")
		c := rapid.SampledFrom(append([]byte("<"), alphabet...)).Draw(t, "character")
		if c == good[at] {
			return
		}
		d := ParseMRZ([]byte(replace(good, at, string(c))), today)
		alike := (mrzValue(c)-mrzValue(good[at]))%10 == 0
		if composite := d.Checks.Of(CheckComposite); !alike && composite != Failed {
			t.Fatalf("%s with %c at %d: composite %v", good, c, at, composite)
		}
		last := at == field.to-1 && field == protected[kind][2] // the composite digit itself has to be a digit
		if composite := d.Checks.Of(CheckComposite); alike && !last && composite != Passed {
			t.Fatalf("%s with %c at %d was seen by the composite digit, which cannot be", good, c, at)
		}
	})
}

func TestOneWrongCharacterInNamesNationalityOrIssuerIsUnderNoDigit(t *testing.T) {
	for _, wrong := range []string{
		replace(utopiaTD3, 5, "F"), replace(utopiaTD3, 3, "S"), replace(utopiaTD3, 55, "S"), replace(utopiaTD3, 64, "M"), replace(utopiaTD3, 1, "D"),
	} {
		if d := ParseMRZ([]byte(wrong), today); d.Checks.Worst() == Failed {
			t.Errorf("%s: %v", wrong, d)
		}
	}
}

func TestACodeIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		separator := rapid.SampledFrom([]byte("-YXWVUABCDEF")).Draw(t, "separator")
		base := century(separator)
		birth := dateOf(t, base, base+99, "birth")
		number := rapid.IntRange(2, 999).Draw(t, "number")
		nine := yymmdd(birth)
		nine = nine[4:] + nine[2:4] + nine[:2]
		three := string([]byte{byte('0' + number/100), byte('0' + number/10%10), byte('0' + number%10)})
		text := nine + string(separator) + three + codeCharacter(nine+three)
		d := ParsePersonalCode([]byte(text), Date{2100, 1, 1})
		code := d.Personal.PersonalCode
		if string(code.Bytes()) != text || code.Birth() != birth || code.Temporary() != (number >= 900) || d.Checks.Worst() == Failed {
			t.Fatalf("%s: %v, born %v", text, d, code.Birth())
		}
	})
}

// frame is a good frame for a profile, and what it is.
type frame struct {
	profile string
	bytes   string
	kind    Kind
	ended   bool // it begins with something that ends the noise before it
}

var frames = []frame{
	{"elyctis", "I\x00\x58" + utopiaTD3, KindTD3, true},
	{"elyctis", "I\x00\x5a" + utopiaTD1, KindTD1, true},
	{"desko", "\x02" + lines(utopiaTD1, 30, "\r") + "\x03", KindTD1, true},
	{"generic-mrz", lines(utopiaTD3, 44, "\r"), KindTD3, true},
	{"generic-mrz", lines(utopiaTD2, 36, "\r\n"), KindTD2, true},
	{"generic-mrz", lines(utopiaTD1, 30, "\n"), KindTD1, true},
	{"generic-mrz", utopiaTD1 + "\r", KindTD1, true},
	{"honeywell-ocr", utopiaTD3 + "\r", KindTD3, true},
	{"honeywell-ocr", "010594Y9032\r", KindPersonalCode, false},
	{"barcode-generic", "010594Y9032\r", KindPersonalCode, false},
	{"barcode-generic", "\x02010594Y9032\x03", KindPersonalCode, true},
	{"barcode-aim", "]C0010594Y9032\r\n", KindPersonalCode, false},
	{"datalogic", "010594Y9032\r\n", KindPersonalCode, false},
	{"magtek-insert", payment1 + payment2 + "0\r", KindPaymentCard, true},
	{"magtek-swipe", payment2 + "\r", KindPaymentCard, true},
}

// noiseBytes leans towards the bytes that mean something to the parser.
func noiseBytes() *rapid.Generator[[]byte] {
	bytesOfMeaning := []byte("ILC\x00\x01\x02\x03\x05\x06\r\n\t\x1b%;+?]<P0158E\x5a\x58")
	piece := rapid.OneOf(
		rapid.SliceOfN(rapid.Byte(), 0, 40),
		rapid.SliceOfN(rapid.SampledFrom(bytesOfMeaning), 0, 40),
		rapid.Map(rapid.SampledFrom(frames), func(f frame) []byte { return []byte(f.bytes[:len(f.bytes)/2]) }),
		rapid.Map(rapid.IntRange(1, 6000), func(n int) []byte { return bytes.Repeat([]byte("g"), n) }),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 5), func(pieces [][]byte) []byte { return slices.Concat(pieces...) })
}

func TestNoiseNeverHidesTheGoodFrameBehindIt(t *testing.T) {
	profiles := map[string]Profile{}
	for _, p := range Profiles() {
		profiles[p.ID] = p
	}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(frames).Draw(t, "frame")
		noise := noiseBytes().Draw(t, "noise")
		var last Kind
		parser := NewParser(profiles[f.profile], today, func(e Event) {
			if e.Kind == DocumentRead {
				last = e.Document.Kind
			}
		})
		at := ResetAfter
		for chunk := range slices.Chunk(noise, rapid.IntRange(1, 64).Draw(t, "chunk")) {
			parser.Feed(chunk, at)
		}
		if !f.ended {
			parser.Feed([]byte{'\r'}, at)
		}
		last = KindNone
		parser.Feed([]byte(f.bytes), at)
		at += ResetAfter
		parser.Quiet(at)
		if last != f.kind {
			t.Fatalf("after % X the frame %q was read as %v", noise, f.bytes, last)
		}
		if _, pending := parser.Deadline(); pending {
			t.Fatal("something is waited for after two seconds of silence")
		}
	})
}

func TestTheSizeOfThePiecesDoesNotMatter(t *testing.T) {
	profiles := Profiles()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(profiles).Draw(t, "profile")
		input := append(noiseBytes().Draw(t, "noise"), rapid.SampledFrom(frames).Draw(t, "frame").bytes...)
		size := rapid.IntRange(1, 200).Draw(t, "size")
		var whole, pieces []string
		hear := func(heard *[]string) *Parser {
			return NewParser(p, today, func(e Event) {
				*heard = append(*heard, e.Kind.String()+" "+e.Document.String())
			})
		}
		parser := hear(&whole)
		parser.Feed(input, 0)
		parser.Quiet(ResetAfter)
		parser = hear(&pieces)
		for chunk := range slices.Chunk(input, size) {
			parser.Feed(chunk, 0)
		}
		parser.Quiet(ResetAfter)
		if !slices.Equal(whole, pieces) {
			t.Fatalf("in one piece %q, in pieces of %d %q", whole, size, pieces)
		}
	})
}
