package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/devices/idreader"
	"kundterminal/kiosk"
)

var (
	testDay  = kiosk.Date{Year: 2026, Month: 11, Day: 26}
	testCode = []byte("010594Y9032") // of a test person of the population register
)

// newTestIdentifier takes codes of test persons.
func newTestIdentifier(key byte) *identifier {
	i := newIdentifier(bytes.Repeat([]byte{key}, keyLength))
	i.testCodes = true
	return i
}

func TestACodeOfATestPersonIdentifiesNobody(t *testing.T) {
	i := newIdentifier(make([]byte, keyLength))
	typeAll(i, testCode)
	if got := i.Resolve(testDay); got.Trouble != kiosk.ReadWrongKind {
		t.Errorf("it reads %s", got.Trouble)
	}
}

func typeAll(i *identifier, text []byte) {
	for _, c := range text {
		i.Type(c)
	}
}

func TestATelephoneNumberIsWipedAsACodeIs(t *testing.T) {
	i := newTestIdentifier(7)
	typeAll(i, []byte("0401234567"))
	number, fault := i.Phone()
	if string(number) != "+358401234567" || fault != kiosk.PhoneRight {
		t.Fatalf("the number is %q, %v", number, fault)
	}
	if !i.told.Load() {
		t.Error("the registers are not wiped of it")
	}
	i.Forget()
	if i.told.Load() || strings.Trim(string(i.typed[:cap(i.typed)]), "\x00") != "" {
		t.Error("it is still there")
	}
}

func TestTheSamePersonHasOnePseudonymHoweverTheyWereRead(t *testing.T) {
	i := newTestIdentifier(7)
	typeAll(i, testCode)
	typed := i.Resolve(testDay)
	scanned := i.reading(idreader.ParsePersonalCode(testCode, dateOf(testDay)), kiosk.ByDocument)
	if typed.Trouble != kiosk.ReadWell || typed.Identity.How != kiosk.ByCode || scanned.Identity.How != kiosk.ByDocument {
		t.Fatalf("typed %+v, scanned %+v", typed, scanned)
	}
	if typed.Identity.Pseudonym != scanned.Identity.Pseudonym || len(typed.Identity.Pseudonym) != 64 {
		t.Errorf("pseudonyms %q and %q", typed.Identity.Pseudonym, scanned.Identity.Pseudonym)
	}
	other := newTestIdentifier(8)
	typeAll(other, testCode)
	if got := other.Resolve(testDay); got.Identity.Pseudonym == typed.Identity.Pseudonym {
		t.Error("another terminal's key gives the same pseudonym")
	}
	if strings.Contains(typed.Identity.Shown, "0105") {
		t.Errorf("shown is %q", typed.Identity.Shown)
	}
}

func TestWhatWasTypedIsWiped(t *testing.T) {
	i := newIdentifier(make([]byte, keyLength))
	typeAll(i, testCode)
	room := i.typed[:cap(i.typed)]
	i.Delete()
	if room[10] != 0 {
		t.Error("a deleted character stays in memory")
	}
	i.Forget()
	if !bytes.Equal(room, make([]byte, len(room))) {
		t.Errorf("in memory stays %q", room)
	}
	typeAll(i, bytes.Repeat([]byte{'1'}, 100))
	if &i.typed[0] != &room[0] {
		t.Error("the characters moved, and left a copy")
	}
}

func TestADocumentThatIdentifiesNobodyIsExplained(t *testing.T) {
	i := newIdentifier(make([]byte, keyLength))
	today := dateOf(testDay)
	for _, test := range []struct {
		name, text string
		want       kiosk.Misreading
	}{
		{"a wrong check character", "010594Y9031", kiosk.ReadBadly},
		{"half a code", "010594", kiosk.ReadWrongKind},
		{"a booking", "AV-ABCDEF", kiosk.ReadWrongKind},
	} {
		profile, err := idreader.ProfileByID(idreader.Profiles(), "barcode-generic")
		if err != nil {
			t.Fatal(err)
		}
		doc := idreader.ParseCode([]byte(test.text), &profile, today)
		if got := i.reading(doc, kiosk.ByDocument); got.Trouble != test.want {
			t.Errorf("%s (%s) reads %s, want %s", test.name, doc.Kind, got.Trouble, test.want)
		}
	}
	if got := i.reading(idreader.ParseElectronicID([]byte("10011187H")), kiosk.ByDocument); got.Trouble != kiosk.ReadWithoutCode {
		t.Errorf("a chip without a personal identity code reads %s", got.Trouble)
	}
	passport := "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<" + "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
	if got := i.reading(idreader.ParseMRZ([]byte(passport), today), kiosk.ByDocument); got.Trouble != kiosk.ReadExpired {
		t.Errorf("a passport that expired in 2012 reads %s", got.Trouble)
	}
}

func TestTheKeyIsMadeOnceAndKeptOutsideTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "identity.key")
	first, err := loadKey("identity.key_file", path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := loadKey("identity.key_file", path)
	if err != nil || !bytes.Equal(first, again) {
		t.Fatalf("the key changed: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's mode is %v: %v", info.Mode(), err)
	}
	if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadKey("identity.key_file", path); err == nil || !strings.Contains(err.Error(), "5 bytes, not 32") {
		t.Errorf("a short key is taken: %v", err)
	}
}

func TestADocumentGivesInitialsAndItsIssuersLanguageAndNoName(t *testing.T) {
	i := newTestIdentifier(1)
	card := idreader.ParseMRZ([]byte("I<FINXA12345679010594Y9032<<<<\n9405011F3501014FIN<<<<<<<<<<<9\nTESTI<<AINO<MARIA<<<<<<<<<<<<<"), dateOf(testDay))
	defer card.Wipe()
	got := i.reading(card, kiosk.ByDocument)
	if got.Identity.Initials != "A. T." || got.Language != "" {
		t.Errorf("a Finnish card gives %q and %q", got.Identity.Initials, got.Language)
	}
	passport := idreader.ParseMRZ([]byte("P<SWESPECIMEN<<SVEN<<<<<<<<<<<<<<<<<<<<<<<<<\nAA00000011SWE8112185M3412318<<<<<<<<<<<<<<06"), dateOf(testDay))
	defer passport.Wipe()
	if got := i.reading(passport, kiosk.ByDocument); got.Language != kiosk.Swedish {
		t.Errorf("a Swedish passport gives %q", got.Language)
	}
}
