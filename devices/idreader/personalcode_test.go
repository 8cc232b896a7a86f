package idreader

import (
	"slices"
	"strings"
	"testing"
)

// newSeparators are the codes that the Digital and Population Data Services Agency
// published for training on the new separators; all are test persons.
var newSeparators = []string{
	"010594Y9032", "010594Y9021", "020594X903P", "020594X902N", "030594W903B", "030694W9024", "040594V9030",
	"040594V902Y", "050594U903M", "050594U902L", "010516B903X", "010516B902W", "020516C903K", "020516C902J",
	"030516D9037", "030516D9026", "010501E9032", "020502E902X", "020503F9037", "020504A902E", "020504B904H",
}

// testPersons are used in public test environments (the first is what the test
// identification of Suomi.fi offers by itself) and in the tests of public libraries.
var testPersons = []string{"210281-9988", "150552-9979", "011073-998R", "010190-900P", "010101-900R", "010101A900R"}

// examples have numbers of the range that people get; they are from guidance and
// from the tests of public libraries.
var examples = map[string]Date{
	"131052-308T": {1952, 10, 13}, "131052+308T": {1852, 10, 13}, "010101-0101": {1901, 1, 1}, "010101+0101": {1801, 1, 1},
	"010101A0101": {2001, 1, 1}, "111111-111C": {1911, 11, 11}, "111111A111C": {2011, 11, 11}, "010190-002R": {1990, 1, 1},
	"010171-1000": {1971, 1, 1}, "280264-051U": {1964, 2, 28}, "190950+016X": {1850, 9, 19}, "200299+703R": {1899, 2, 20},
	"180800V5272": {1900, 8, 18}, "090626-885W": {1926, 6, 9}, "230577U869S": {1977, 5, 23}, "260570V398P": {1970, 5, 26},
	"080720W894T": {1920, 7, 8}, "140288X700X": {1988, 2, 14}, "240411Y748N": {1911, 4, 24}, "110699W216E": {1999, 6, 11},
	"230500D7546": {2000, 5, 23}, "120621A3731": {2021, 6, 12}, "120413B621B": {2013, 4, 12}, "130723C4416": {2023, 7, 13},
	"241003D605U": {2003, 10, 24}, "100703E622X": {2003, 7, 10}, "060623F6387": {2023, 6, 6}, "180524E0426": {2024, 5, 18},
	"110166-8080": {1966, 1, 11},
}

func TestPublishedTestPersonsAreReadAndMarked(t *testing.T) {
	for _, text := range slices.Concat(newSeparators, testPersons) {
		d := ParsePersonalCode([]byte(text), today)
		code := d.Personal.PersonalCode
		if d.Verdict != VerdictQuestionable || d.Checks.Of(CheckCodeNotTest) != Warned || !code.Temporary() {
			t.Errorf("%s: %v", text, d)
		}
		for check, result := range d.Checks.All() {
			if check != CheckCodeNotTest && result != Passed {
				t.Errorf("%s: %v %v", text, check, result)
			}
		}
		if string(code.Bytes()) != text || code.Separator() != text[6] {
			t.Errorf("%s came back as %s", text, code.Bytes())
		}
	}
}

func TestCodesOfPeopleAreValidAndKnowTheirCentury(t *testing.T) {
	for text, birth := range examples {
		d := ParsePersonalCode([]byte(text), today)
		if d.Verdict != VerdictValid || d.Personal.PersonalCode.Birth() != birth || d.Personal.PersonalCode.Temporary() {
			t.Errorf("%s: %v, born %v", text, d, d.Personal.PersonalCode.Birth())
		}
	}
}

func TestABrokenCodeSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string][]Check{
		"010594Y9031": {CheckCodeCharacter}, "010594Y9022": {CheckCodeCharacter}, "020594X9033": {CheckCodeCharacter},
		"131052-308U": {CheckCodeCharacter}, "010195-112X": {CheckCodeCharacter}, "010101-0102": {CheckCodeCharacter},
		"010594Y0011": {CheckCodeNumber, CheckCodeCharacter}, "010190-001P": {CheckCodeNumber}, "010190-000N": {CheckCodeNumber},
		"290204A000B": {CheckCodeNumber}, "131052-000J": {CheckCodeNumber, CheckCodeCharacter},
		"300201A903B": {CheckCodeDate}, "290201-010A": {CheckCodeDate, CheckCodeCharacter}, "310252-308T": {CheckCodeDate, CheckCodeCharacter},
		"000190-0023": {CheckCodeDate}, "010090-002X": {CheckCodeDate}, "320101-010A": {CheckCodeDate, CheckCodeCharacter},
		"290200-1239": {CheckCodeDate}, // 1900 was no leap year
	} {
		d := ParsePersonalCode([]byte(text), today)
		for _, check := range []Check{CheckCodeForm, CheckCodeCharacter, CheckCodeDate, CheckCodeNumber} {
			if got := d.Checks.Of(check) == Failed; got != slices.Contains(want, check) {
				t.Errorf("%s: %v %v, want failures %v", text, check, d.Checks.Of(check), want)
			}
		}
	}
}

func TestATextWithoutTheFormIsNoCode(t *testing.T) {
	for _, text := range []string{
		"", "0", "0105", "020594X903", "010594Y90322", "010594Y90322010594Y90322", "131052G308T", "010101-UUUU", "1310523-08T",
		"131052308T", "10a010-0101", "101010b0101", "0205169C03K", "0105949Y032", "010190-002r", "131052/308T", "010594y9032",
		" 131052-308T", "101010-0\xe401", "131052-308G", "131052-308I", "131052-308O", "131052-308Q", "131052-308Z", "131052−308T",
	} {
		d := ParsePersonalCode([]byte(text), today)
		if d.Verdict != VerdictInvalid || d.Checks.Of(CheckCodeForm) != Failed || !d.Personal.PersonalCode.IsZero() {
			t.Errorf("%q: %v", text, d)
		}
	}
}

func TestEverySeparatorBelongsToItsCenturyAndDoesNotCount(t *testing.T) {
	for separators, year := range map[string]int16{"+": 1894, "-YXWVU": 1994, "ABCDEF": 2094} {
		for _, s := range separators {
			text := "010594" + string(s) + "100" + codeCharacter("010594100")
			d := ParsePersonalCode([]byte(text), today)
			if got := d.Personal.PersonalCode.Birth().Year; got != year || d.Checks.Of(CheckCodeCharacter) != Passed {
				t.Errorf("%s: born %d, want %d; %v", text, got, year, d)
			}
		}
	}
	for _, s := range "0123456789GHIJKLMNOPQRSTZ <*" {
		if text := "010594" + string(s) + "1003"; codeFormed([]byte(text)) {
			t.Errorf("%s was taken for a code", text)
		}
	}
}

func TestTheSeparatorIsAPartOfTheCode(t *testing.T) {
	old := ParsePersonalCode([]byte("100190-999P"), today).Personal.PersonalCode
	other := ParsePersonalCode([]byte("100190Y999P"), today).Personal.PersonalCode
	if string(old.Bytes()) == string(other.Bytes()) || old.Masked() != "••••••-•••P" || other.Masked() != "••••••Y•••P" {
		t.Errorf("%s and %s, shown as %s and %s", old.Bytes(), other.Bytes(), old.Masked(), other.Masked())
	}
}

func TestABirthStillToComeWarns(t *testing.T) {
	text := []byte("271126A100" + codeCharacter("271126100"))
	for day, want := range map[Date]Result{
		{2026, 11, 26}: Warned, {2026, 11, 27}: Passed, {2030, 1, 1}: Passed, {}: NotApplicable,
	} {
		if d := ParsePersonalCode(text, day); d.Checks.Of(CheckCodeNotFuture) != want {
			t.Errorf("on %v: %v", day, d)
		}
	}
}

func TestElectronicIdentifiers(t *testing.T) {
	for text, want := range map[string]Verdict{
		"10011187H": VerdictValid, "10011188H": VerdictInvalid, "10011187h": VerdictInvalid, "10011187A": VerdictInvalid,
		"100X1187H": VerdictInvalid, "0": VerdictInvalid, "-1": VerdictInvalid, "": VerdictInvalid, "10011187HH": VerdictInvalid,
	} {
		if d := ParseElectronicID([]byte(text)); d.Verdict != want {
			t.Errorf("%q: %v, want %v", text, d, want)
		}
	}
}

func TestTheCheckCharacterFindsEveryWrongDigit(t *testing.T) {
	const alphabet = "0123456789"
	for text := range examples {
		for i := range text {
			if i == 6 || i == 10 {
				continue
			}
			for _, c := range alphabet {
				wrong := text[:i] + string(c) + text[i+1:]
				if wrong == text {
					continue
				}
				if d := ParsePersonalCode([]byte(wrong), today); d.Checks.Of(CheckCodeCharacter) != Failed {
					t.Errorf("%s for %s was not seen", wrong, text)
				}
			}
		}
	}
	if strings.ContainsAny(checkAlphabet, "GIOQZ") || len(checkAlphabet) != 31 {
		t.Error("the alphabet of check characters is not the one in use")
	}
}
