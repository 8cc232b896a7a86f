package escpos

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

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// shown is what a technician sees of pieces: masked bytes as **, others in
// hexadecimal, and the meanings.
func shown(pieces []devices.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		for i, c := range p.Bytes {
			if p.Secret(i) {
				b.WriteString("** ")
			} else {
				fmt.Fprintf(&b, "%02X ", c)
			}
		}
		fmt.Fprintf(&b, "[%s]\n", p.Meaning)
	}
	return b.String()
}

func TestCommandsToThePrinterAreNamedAndWhatIsPrintedIsMasked(t *testing.T) {
	for _, v := range [][2]string{
		{"\x1b@\x1d\x61\xff", "1B 40 [ESC @ initialise]\n1D 61 FF [GS a ASB, 255]\n"},
		{"Hi\n", "** ** [text, 2 bytes]\n0A [LF]\n"},
		{"\x1dVB\x00\x1dV1", "1D 56 42 00 [GS V 66 cut]\n1D 56 31 [GS V 49 cut]\n"},
		{"\x10\x04\x01\x10\x05\x02", "10 04 01 [DLE EOT 1 printer status]\n10 05 02 [DLE ENQ 2 recover and drop the job]\n"},
		{string(clearBuffers), "10 14 08 01 03 14 01 06 02 08 [DLE DC4 8 clear buffers]\n"},
		{"\x1d(H\x06\x00000042", "1D 28 48 06 00 30 30 30 30 34 32 [GS ( H process id 0042]\n"},
		{"\x1dv0\x00\x01\x00\x02\x00ab\n", "1D 76 30 00 01 00 02 00 [GS v 0 raster, 8 × 2 dots]\n** ** [raster data, 2 bytes]\n0A [LF]\n"},
		{"\x1dkI\x04{BA1", "1D 6B 49 04 [GS k 73 barcode]\n** ** ** ** [barcode data, 4 bytes]\n"},
		{"\x1dk\x04A1\x00\n", "1D 6B 04 [GS k 4 barcode]\n** ** ** [barcode data, 3 bytes]\n0A [LF]\n"},
		{
			"\x1d(k\x05\x001P0hi\x1d(k\x03\x001Q0",
			"1D 28 6B 05 00 31 50 [GS ( k QR data]\n** ** ** [QR data, 3 bytes]\n1D 28 6B 03 00 31 51 30 [GS ( k QR print]\n",
		},
		{"\x1d8L\x04\x00\x00\x000Cab", "1D 38 4C 04 00 00 00 30 43 [GS 8 L graphics to be kept]\n** ** [graphics to be kept, 2 bytes]\n"},
		{"\x1de\x03\x0a\x1de\x05", "1D 65 03 0A [GS e 3 present]\n1D 65 05 [GS e 5 eject]\n"},
		{"\x1bz\x1dz", "1B 7A [1B 7A is no command that is known here]\n1D 7A [1D 7A is no command that is known here]\n"},
	} {
		d := NewDescriber(Profile{})
		if got := shown(d.Describe(true, noon, []byte(v[0]))); got != v[1] {
			t.Errorf("%q:\n%swant\n%s", v[0], got, v[1])
		}
	}
}

func TestAnswersOfThePrinterAreNamed(t *testing.T) {
	for _, v := range [][3]string{
		{"", "\x3c\x00\x00\x0f", "3C 00 00 0F [ASB offline, cover open]\n"},
		{"\x10\x04\x04", "\x7e", "7E [answer to DLE EOT 4: paper out, paper near end]\n"},
		{"\x10\x04\x14", "\x10\x0f\x20\x00\x00\x00", "10 0F 20 00 00 00 [full status ticket presented]\n"},
		{"", "\x37\x220042\x00", "37 22 30 30 34 32 00 [process id 0042]\n"},
		{"", "\x13\x11", "13 [XOFF]\n11 [XON]\n"},
		{"\x1dIB", "\x5fEPSON\x00", "5F 45 50 53 4F 4E 00 [identity]\n"},
		{"", "\x37\x25\x00\x03", "37 25 00 [buffers cleared]\n03 [status byte: paper near end]\n"},
		{"", "\xff", "FF [noise]\n"},
		{"", "\x14\x00\x13\x00\x0f", "14 00 13 00 0F [XOFF, ASB ready]\n"},
		{"", "\x14\x00", "14 00 [an answer that was broken off]\n"},
	} {
		d := NewDescriber(Profile{})
		d.Describe(true, noon, []byte(v[0]))
		pieces := d.Describe(false, noon, []byte(v[1]))
		if got := shown(append(pieces, d.Quiet(noon.Add(time.Minute))...)); got != v[2] {
			t.Errorf("%q:\n%swant\n%s", v[1], got, v[2])
		}
	}
}

func TestAJobThatWasBrokenOffIsNoPictureForEver(t *testing.T) {
	d := NewDescriber(Profile{})
	d.Describe(true, noon, []byte("\x1dv0\x00\xff\x00\xff\x00abc"))
	if got := shown(d.Describe(true, noon, append(clearBuffers, 0x1B, '@'))); !strings.HasSuffix(got, "1B 40 [ESC @ initialise]\n") {
		t.Errorf("after the buffers were cleared:\n%s", got)
	}
	d.Describe(true, noon, []byte("\x1dv0\x00\xff\x00\xff\x00abc"))
	if got := shown(d.Describe(true, noon.Add(time.Minute), []byte("\x1b@"))); got != "1B 40 [ESC @ initialise]\n" {
		t.Errorf("after a minute:\n%s", got)
	}
}

// wholly checks that the pieces of each direction are its bytes, and that only
// personal bytes have stand-ins.
func wholly(t interface{ Fatalf(string, ...any) }, pieces []devices.Piece, to, from []byte) {
	var all [2][]byte
	for _, p := range pieces {
		all[sideOf(p.ToDevice)] = append(all[sideOf(p.ToDevice)], p.Bytes...)
		for i, c := range p.Recorded() {
			if !p.Secret(i) && c != p.Bytes[i] {
				t.Fatalf("%q [%s]: byte %d has a stand-in and is not personal", p.Bytes, p.Meaning, i)
			}
		}
	}
	if !bytes.Equal(all[1], to) || !bytes.Equal(all[0], from) {
		t.Fatalf("the pieces are %q and %q of %q and %q", all[1], all[0], to, from)
	}
}

func TestWhatATicketSaysIsNeverShownHoweverItIsSent(t *testing.T) {
	profiles := Profiles()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(profiles).Draw(t, "profile")
		word := rapid.StringMatching(`[a-zåäöčž]{4,12}`).Draw(t, "word")
		code := rapid.StringMatching(`[0-9A-Z]{4,12}`).Draw(t, "code")
		job, err := Encode(p, Document{Text{Content: word}, Barcode{Data: code, HRI: true}, QR{Data: code + word}, Cut{}})
		if err != nil {
			t.Skip(err)
		}
		d := NewDescriber(p)
		var pieces []devices.Piece
		for chunk := range slices.Chunk(job, rapid.IntRange(1, 64).Draw(t, "chunk")) {
			pieces = append(pieces, d.Describe(true, noon, chunk)...)
		}
		pieces = append(pieces, d.Quiet(noon.Add(time.Minute))...)
		wholly(t, pieces, job, nil)
		var seen, kept []byte
		for _, p := range pieces {
			kept = append(kept, p.Recorded()...)
			for i, c := range p.Bytes {
				if p.Secret(i) {
					c = '*'
				}
				seen = append(seen, c)
			}
		}
		for _, secret := range []string{word, code} {
			for i := 0; i+4 <= len(secret); i++ {
				part := []byte(secret[i : i+4])
				if bytes.Contains(seen, part) || bytes.Contains(kept, part) && !strings.ContainsAny(string(part), "xX0") {
					t.Fatalf("%q is shown or kept of\n%q", part, job)
				}
			}
		}
	})
}

// FuzzDescriber: whatever goes over the line, the pieces are the bytes.
func FuzzDescriber(f *testing.F) {
	f.Add([]byte("\x1b@Hi\n\x1dv0\x00\x01\x00\x02\x00ab\x1dVB\x00\x1d(H\x06\x00000042"), []byte("\x14\x00\x00\x0f\x37\x220042\x00"), byte(3), false)
	f.Add([]byte("\x10\x04\x14\x1dIB\x1d(k\x05\x001P0hi\x1dk\x04A1\x00"), []byte("\x10\x0f\x20\x00\x00\x00\x5fEPSON\x00\x13"), byte(1), true)
	f.Add(append([]byte("\x1d8L\xff\xff\xff\x7f0C"), clearBuffers...), []byte("\x37\x72@ab\x00\xff"), byte(64), true)
	f.Fuzz(func(t *testing.T, to, from []byte, size byte, bare bool) {
		d := NewDescriber(Profile{BareStatus: bare})
		var pieces []devices.Piece
		at := noon
		tos, froms := to, from
		for len(tos)+len(froms) > 0 {
			at = at.Add(time.Duration(size) * 10 * time.Millisecond)
			n := min(len(tos), int(size)%64+1)
			pieces = append(pieces, d.Describe(true, at, tos[:n])...)
			tos = tos[n:]
			n = min(len(froms), int(size)%16+1)
			pieces = append(pieces, d.Describe(false, at, froms[:n])...)
			froms = froms[n:]
		}
		wholly(t, append(pieces, d.Quiet(at.Add(time.Minute))...), to, from)
	})
}
