package bolt

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"kundterminal/kiosk"
)

var (
	errNoKey  = errors.New("the store was opened without a feedback key: give Options.FeedbackKey")
	errSealed = errors.New("the text cannot be opened: it was sealed with another key, or is damaged")
)

// derived returns the key for a purpose, so that none serves two.
func (s *Store) derived(purpose string) []byte {
	h := hmac.New(sha256.New, s.options.FeedbackKey)
	h.Write([]byte(purpose))
	return h.Sum(nil)
}

// seal encrypts what a person wrote by AES-256-GCM, bound to the name of its
// feedback. Nothing stays nothing.
func (s *Store) seal(id, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	g, err := s.sealer("comment")
	if err != nil {
		return nil, err
	}
	return g.Seal(nil, nil, []byte(text), []byte(id)), nil
}

func (s *Store) unseal(id string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	g, err := s.sealer("comment")
	if err != nil {
		return "", err
	}
	text, err := g.Open(nil, nil, sealed, []byte(id))
	if err != nil {
		return "", errSealed
	}
	return string(text), nil
}

// sealer returns the cipher for a purpose.
func (s *Store) sealer(purpose string) (cipher.AEAD, error) {
	if len(s.options.FeedbackKey) == 0 {
		return nil, errNoKey
	}
	block, err := aes.NewCipher(s.derived(purpose))
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// mark is the trace that a ticket leaves when feedback was given with it on a channel,
// until its day is over: its date and a keyed hash, from which nobody gets the ticket
// who lacks the key.
func (s *Store) mark(code kiosk.Code, on kiosk.Channel) []byte {
	h := hmac.New(sha256.New, s.derived("ticket"))
	h.Write([]byte(string(code) + "|" + string(on)))
	_, day, _, _ := code.Decode()
	return []byte(day.String() + "|" + hex.EncodeToString(h.Sum(nil)))
}
