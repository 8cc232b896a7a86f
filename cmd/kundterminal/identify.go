package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/internal/registers"
	"kundterminal/kiosk"
)

// keyLength is the size in bytes of the key that pseudonyms are made with.
const keyLength = 32

// loadKey reads one of the terminal's keys, or makes it. It is kept outside the
// store, so that a copy of the store alone tells nothing of anybody. The setting
// names the file in errors.
func loadKey(setting, path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, keyLength)
		rand.Read(key)
		err = writeWhole(path, key)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting, err)
	}
	if len(key) != keyLength {
		return nil, fmt.Errorf("%s: %s has %d bytes, not %d; remove it, and a new one is made", setting, path, len(key), keyLength)
	}
	return key, nil
}

// writeWhole writes a file so that a power cut leaves it whole or not there.
func writeWhole(path string, data []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		return err
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// identifier turns documents and typed codes into identities. What it is given
// of a person it wipes at once.
type identifier struct {
	key       []byte
	testCodes bool // codes of test persons are taken

	told atomic.Bool // something of a person, since it was last forgotten

	mu    sync.Mutex
	typed []byte // room for a whole code, so that it never moves and leaves a copy
}

func newIdentifier(key []byte) *identifier {
	return &identifier{key: key, typed: make([]byte, 0, 16)}
}

// Type implements engine.Identifier.
func (i *identifier) Type(character byte) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.typed) < cap(i.typed) {
		i.typed = append(i.typed, character)
	}
}

// Delete implements engine.Identifier.
func (i *identifier) Delete() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if last := len(i.typed) - 1; last >= 0 {
		i.typed[last] = 0
		i.typed = i.typed[:last]
	}
}

// Forget implements engine.Identifier.
func (i *identifier) Forget() {
	i.mu.Lock()
	defer i.mu.Unlock()
	clear(i.typed[:cap(i.typed)])
	i.typed = i.typed[:0]
	if i.told.Swap(false) {
		go registers.Scrub()
	}
}

// Resolve implements engine.Identifier.
func (i *identifier) Resolve(today kiosk.Date) kiosk.Reading {
	i.mu.Lock()
	defer i.mu.Unlock()
	doc := idreader.ParsePersonalCode(i.typed, dateOf(today))
	defer doc.Wipe()
	return i.reading(doc, kiosk.ByCode)
}

// Phone implements engine.Dialler.
func (i *identifier) Phone() ([]byte, kiosk.PhoneFault) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.told.Store(true)
	return kiosk.NormalPhone(make([]byte, 0, kiosk.MaxPhone+len("+358")), i.typed)
}

func dateOf(d kiosk.Date) idreader.Date {
	return idreader.Date{Year: int16(d.Year), Month: uint8(d.Month), Day: uint8(d.Day)}
}

// reading is what a document means to a person at the terminal.
func (i *identifier) reading(doc idreader.Document, how kiosk.Identification) kiosk.Reading {
	r := i.identity(doc, how)
	if doc.Verdict == idreader.VerdictValid || doc.Verdict == idreader.VerdictQuestionable {
		r.Language = languageOf(doc.Issuer.String())
	}
	return r
}

func (i *identifier) identity(doc idreader.Document, how kiosk.Identification) kiosk.Reading {
	i.told.Store(true)
	trouble := func(m kiosk.Misreading) kiosk.Reading { return kiosk.Reading{Trouble: m} }
	switch doc.Kind {
	case idreader.KindTD1, idreader.KindTD2, idreader.KindTD3, idreader.KindPersonalCode:
	case idreader.KindElectronicID, idreader.KindVisa:
		return trouble(kiosk.ReadWithoutCode)
	case idreader.KindUnreadable, idreader.KindNone:
		return trouble(kiosk.ReadBadly)
	default:
		return trouble(kiosk.ReadWrongKind)
	}
	switch {
	case doc.Verdict != idreader.VerdictValid && doc.Verdict != idreader.VerdictQuestionable:
		return trouble(kiosk.ReadBadly)
	case doc.Checks.Of(idreader.CheckNotExpired) == idreader.Warned:
		return trouble(kiosk.ReadExpired)
	case doc.Personal == nil || doc.Personal.PersonalCode.IsZero():
		return trouble(kiosk.ReadWithoutCode)
	}
	code := doc.Personal.PersonalCode
	if code.Temporary() && !i.testCodes {
		return trouble(kiosk.ReadWrongKind)
	}
	return kiosk.Reading{Identity: kiosk.Identity{
		How: how, Pseudonym: i.pseudonym(code.Bytes()), Shown: code.Masked(),
		Initials: initials(doc.Personal.GivenNames, doc.Personal.Surname),
	}}
}

// initials are the first letters of a person's first and last name: "A. T.".
func initials(given, surname []byte) string {
	a, _ := utf8.DecodeRune(given)
	b, _ := utf8.DecodeRune(surname)
	if a == utf8.RuneError || b == utf8.RuneError {
		return ""
	}
	return string(a) + ". " + string(b) + "."
}

// languageOf is the language in which the holder of a document is greeted. A
// Finnish one tells none: there are two national languages.
func languageOf(issuer string) kiosk.Language {
	switch issuer {
	case "", "FIN":
		return ""
	case "SWE":
		return kiosk.Swedish
	}
	return kiosk.English
}

// chipReading is what a chip card means to a person at the terminal. Without a PIN
// a card tells the electronic identifier of its holder, which is as much theirs as
// the personal identity code, and another one: the two have different pseudonyms.
func (i *identifier) chipReading(e chipcard.CardRead) kiosk.Reading {
	i.told.Store(true)
	switch {
	case e.Outcome == chipcard.OutcomeOther:
		return kiosk.Reading{Trouble: kiosk.ReadWrongKind}
	case e.Outcome != chipcard.OutcomeRead || len(e.Card.SATU) == 0:
		return kiosk.Reading{Trouble: kiosk.ReadBadly}
	}
	satu := e.Card.SATU
	return kiosk.Reading{Identity: kiosk.Identity{
		How: kiosk.ByDocument, Pseudonym: i.pseudonym(satu),
		Shown:    strings.Repeat("•", len(satu)-1) + string(rune(satu[len(satu)-1])),
		Initials: initials(e.Card.GivenNames, e.Card.Surname),
	}}
}

// pseudonym is the keyed hash of a personal identity code, in hexadecimal. The
// code is one of 4 × 10⁷: without the key a hash of it would be no secret. It is
// hashed as a whole block, filled up with zeros, because the hash keeps a copy of
// anything less in a place that cannot be wiped.
func (i *identifier) pseudonym(code []byte) string {
	var block [sha256.BlockSize]byte
	defer clear(block[:])
	copy(block[:], code)
	h := hmac.New(sha256.New, i.key)
	h.Write(block[:])
	return hex.EncodeToString(h.Sum(nil))
}
