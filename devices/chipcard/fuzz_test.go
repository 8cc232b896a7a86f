package chipcard

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/asn1"
	"os"
	"path/filepath"
	"testing"
)

// sample reads a file of testdata.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzParser gives the parser any bytes. What it finds must have been on the line so,
// and a good frame behind them must be found once the line has been silent.
func FuzzParser(f *testing.F) {
	frame := appendFrame(nil, message{kind: dataBlock, sequence: 9, data: []byte("good")}.append(nil))
	f.Add(frame, byte(3))
	f.Add([]byte{0x03, 0x15, 0x16, 0x50, 0x03, 0x80}, byte(1))
	f.Add(append([]byte{0x03, 0x06, 0x80, 0xFF, 0x00, 0x00, 0x00}, frame...), byte(64))
	f.Add([]byte("\x03\x06\x80\x00\x00\x00\x80"), byte(7))
	f.Fuzz(func(t *testing.T, stream []byte, piece byte) {
		p := &parser{}
		step := max(1, int(piece))
		for rest := stream; len(rest) > 0; rest = rest[min(step, len(rest)):] {
			p.feed(rest[:min(step, len(rest))])
			for it, ok := p.next(); ok; it, ok = p.next() {
				if it.kind == itemMessage && !bytes.Contains(stream, appendFrame(nil, it.message.append(nil))) {
					t.Fatalf("found % X, which was not there", it.message.append(nil))
				}
			}
		}
		for range len(p.buf) {
			p.silence()
			for _, ok := p.next(); ok; _, ok = p.next() {
			}
		}
		p.feed(frame)
		if it, ok := p.next(); !ok || string(it.message.data) != "good" {
			t.Fatalf("the good frame was not found: %v", it)
		}
	})
}

// FuzzBlocks lets a card answer with any blocks: each piece of the input is one,
// with its length in front. An exchange must end, and never with too much.
func FuzzBlocks(f *testing.F) {
	seed := func(blocks ...block) (s []byte) {
		for _, b := range blocks {
			raw := b.append(nil)
			s = append(append(s, byte(len(raw))), raw...)
		}
		return s
	}
	f.Add(seed(block{0x00, []byte{0x90, 0x00}}))
	f.Add(seed(block{0x20, []byte("part")}, block{0x40, []byte{0x90, 0x00}}))
	f.Add(seed(block{0xC3, []byte{5}}, block{0xC1, []byte{64}}, block{0x90, nil}, block{0x00, []byte{0x90, 0x00}}))
	f.Add(seed(block{0x81, nil}, block{0xC2, nil}))
	f.Fuzz(func(t *testing.T, stream []byte) {
		calls := 0
		protocol := &t1{ifsc: 8, transfer: func(_ context.Context, b []byte, _ byte) ([]byte, error) {
			calls++
			if _, err := parseBlock(b); err != nil {
				t.Fatalf("sent % X", b)
			}
			if len(stream) == 0 {
				return nil, parityError
			}
			n := min(int(stream[0]), len(stream)-1)
			b, stream = stream[1:1+n], stream[1+n:]
			return b, nil
		}}
		reply, err := protocol.exchange(t.Context(), []byte("\x00\xA4\x04\x00\x0Cabcdefghijkl\x00"), make([]byte, 0, maxReply))
		if calls > maxBlocks || len(reply) > maxReply || err != nil && reply != nil {
			t.Fatalf("%d blocks, %d bytes, %v", calls, len(reply), err)
		}
	})
}

// FuzzFiles looks for the document number and for paths in any bytes.
func FuzzFiles(f *testing.F) {
	f.Add(sample(f, "tokeninfo.der"))
	f.Add(sample(f, "odf.der"))
	f.Add(sample(f, "cdf.der"))
	f.Add([]byte{0x30, 0x80, 0x00, 0x00})
	f.Add([]byte{0x7F, 0xFF, 0xFF, 0x01, 0x04, 0x00})
	f.Fuzz(func(t *testing.T, file []byte) {
		if n := documentNumber(file); len(n) > 32 {
			t.Fatalf("document number of %d bytes", len(n))
		}
		for _, paths := range [][][]byte{directories(file), certificatePaths(file)} {
			if len(paths) > maxPaths {
				t.Fatalf("%d paths", len(paths))
			}
			for _, path := range paths {
				if len(path) == 0 || len(path)%2 != 0 || len(path) > 16 {
					t.Fatalf("path % X", path)
				}
			}
		}
	})
}

// FuzzCertificate compares what is found in a certificate with what crypto/x509
// finds, for all that it accepts.
func FuzzCertificate(f *testing.F) {
	f.Add(sample(f, "certificate.der"))
	f.Add([]byte{0x30, 0x03, 0x30, 0x01, 0x02})
	f.Fuzz(func(t *testing.T, der []byte) {
		card := &Card{}
		err := card.take(der)
		if card.Kind == KindFINEID && !ValidSATU(card.SATU) {
			t.Fatalf("kept %q", card.SATU)
		}
		reference, refErr := x509.ParseCertificate(der)
		if refErr != nil {
			return
		}
		if err != nil && err != errSATU {
			t.Fatalf("%v, yet crypto/x509 reads it", err)
		}
		s, _ := parseSubject(der)
		for _, name := range reference.Subject.Names {
			if name.Type.Equal(asn1.ObjectIdentifier{2, 5, 4, 5}) {
				if want, is := name.Value.(string); is && s.serial.tag != 0x1E && string(s.serial.value) != want {
					t.Fatalf("serial number %q, crypto/x509 has %q", s.serial.value, want)
				}
				return
			}
		}
	})
}

// FuzzCard lets a card answer any command with any bytes. Reading must end soon.
func FuzzCard(f *testing.F) {
	f.Add([]byte("\x02\x90\x00\x02\x6A\x82\x02\x61\x10"))
	f.Add([]byte("\x02\x90\x00\x02\x90\x00\x06\x30\x82\x1F\x00\x90\x00\x04\x41\x42\x90\x00"))
	f.Add([]byte("\x01\x90"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		calls, at := 0, 0
		s := &session{}
		r := &reading{exchange: func(_ context.Context, apdu []byte) ([]byte, status, error) {
			if calls++; calls > 100_000 {
				t.Fatal("no end")
			}
			if len(stream) == 0 {
				return nil, 0x6F00, nil
			}
			n := min(int(stream[at]), len(stream)-at-1)
			answer := stream[at+1 : at+1+n]
			if at += 1 + n; at >= len(stream) {
				at = 0 // and so on for ever
			}
			copy(s.reply[:], answer)
			return splitStatus(s.reply[:min(n, maxReply)])
		}}
		card := &Card{}
		_ = r.fill(t.Context(), card)
		if card.Kind == KindFINEID && !ValidSATU(card.SATU) {
			t.Fatalf("kept %q", card.SATU)
		}
		_, _ = parseATR(stream)
	})
}
