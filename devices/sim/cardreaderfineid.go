package sim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

// CardHolder is the person that a simulated identity card is made for.
type CardHolder struct {
	Surname        string
	GivenNames     string
	SATU           string // with its check character, right or wrong: [SATU]
	DocumentNumber string
}

// TestHolder is a person who does not exist, n of 0 to 99.
func TestHolder(n int) CardHolder {
	return CardHolder{
		Surname:        fmt.Sprintf("Meikäläinen-Testi%c", 'A'+n%26),
		GivenNames:     "Åke Östen Žofia",
		SATU:           SATU(99_900_000 + n),
		DocumentNumber: fmt.Sprintf("XT99%05d", n),
	}
}

// SATU adds the check character to eight digits.
func SATU(digits int) string {
	const letters = "0123456789ABCDEFHJKLMNPRSTUVWXY"
	return fmt.Sprintf("%08d%c", digits, letters[digits%31])
}

var pkcs15Name = []byte("\xA0\x00\x00\x00\x63PKCS-15")

// FINEIDCard makes an identity card of the kind issued since 2022, or, of its year
// 2025, since then.
func FINEIDCard(h CardHolder, year int) (ChipCard, error) {
	atr := []byte("\x3B\x7F\x96\x00\x00\x80\x31\xB8\x65\xB0\x85\x05\x00\x11\x12\x24\x60\x82\x90\x00")
	if year >= 2025 {
		copy(atr[12:], "\x10\x24")
	}
	certificate, err := holderCertificate(h)
	if err != nil {
		return ChipCard{}, err
	}
	return ChipCard{
		ATR: atr, Application: pkcs15Name, NameFirst: true,
		Files: map[string][]byte{"5032": tokenInfo(h), "4331": certificate},
	}, nil
}

// OldFINEIDCard makes a card as older generations were: its files are under 5015,
// the certificate is where the directories say, and it speaks T=1.
func OldFINEIDCard(h CardHolder) (ChipCard, error) {
	certificate, err := holderCertificate(h)
	if err != nil {
		return ChipCard{}, err
	}
	path := func(p string) []byte { return derOf(0x30, derOf(0x04, []byte(p))) }
	entry := derOf(0x30,
		derOf(0x30, derOf(0x0C, []byte("todentamisvarmenne"))),
		derOf(0x30, derOf(0x04, []byte{0x45})),
		derOf(0xA1, derOf(0x30, path("\x3F\x00\x50\x15\x43\x35"))))
	private := derOf(0xA0, path("\x3F\x00\x50\x15\x44\x01"))
	return ChipCard{
		// TS, TD1: T=1, TD2: T=1, TB3: waiting times; check byte.
		ATR: []byte{0x3B, 0x80, 0x81, 0x21, 0x45, 0x65}, Protocol: 1,
		Files: map[string][]byte{
			"5015":     {},
			"50155032": tokenInfo(h),
			"50155031": append(private, derOf(0xA4, path("\x3F\x00\x50\x15\x44\x02"))...),
			"50154402": append(entry, make([]byte, 64)...), // files are filled up with zeros
			"50154335": certificate,
		},
	}, nil
}

// OtherCard is a chip card that has nothing to do with identity.
func OtherCard() ChipCard {
	return ChipCard{ATR: []byte{0x3B, 0x65, 0x00, 0x00, 0x9C, 0x11, 0x01, 0x01, 0x03}}
}

// MuteCard is a card that was put in the wrong way round.
func MuteCard() ChipCard { return ChipCard{Mute: true} }

func tokenInfo(h CardHolder) []byte {
	return derOf(0x30,
		derOf(0x02, []byte{0x00}),
		derOf(0x04, []byte(h.DocumentNumber)),
		derOf(0x0C, []byte("Simulated")),
		derOf(0x80, []byte("HENKILOKORTTI")))
}

// derOf makes one element of DER.
func derOf(tag byte, parts ...[]byte) []byte {
	var content []byte
	for _, p := range parts {
		content = append(content, p...)
	}
	n := len(content)
	switch {
	case n < 0x80:
		return append([]byte{tag, byte(n)}, content...)
	case n < 0x100:
		return append([]byte{tag, 0x81, byte(n)}, content...)
	}
	return append([]byte{tag, 0x82, byte(n >> 8), byte(n)}, content...)
}

// holderCertificate makes a certificate with a new key. An extension nobody knows
// makes it as long as real ones.
func holderCertificate(h CardHolder) ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("sim: make a key: %w", err)
	}
	name := func(last int, value string) pkix.AttributeTypeAndValue {
		return pkix.AttributeTypeAndValue{Type: asn1.ObjectIdentifier{2, 5, 4, last}, Value: value}
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(999_000_123),
		Subject: pkix.Name{ExtraNames: []pkix.AttributeTypeAndValue{
			name(6, "FI"), name(5, h.SATU), name(42, h.GivenNames), name(4, h.Surname),
			name(3, h.Surname+" "+h.GivenNames+" "+h.SATU),
		}},
		NotBefore: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:  time.Date(2039, 1, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage:  x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{
			Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 99999, 1}, Value: derOf(0x04, make([]byte, 700)),
		}},
	}
	issuer := &x509.Certificate{Subject: pkix.Name{
		Country: []string{"FI"}, Organization: []string{"Simulated population register"}, CommonName: "Test CA",
	}}
	certificate, err := x509.CreateCertificate(rand.Reader, template, issuer, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("sim: make a certificate: %w", err)
	}
	return certificate, nil
}
