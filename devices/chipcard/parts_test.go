package chipcard

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/devices/sim"
)

func TestFramesAreAsTheReaderKnowsThem(t *testing.T) {
	for want, m := range map[string]message{
		"03 06 65 00 00 00 00 00 00 00 00 00 60":    {kind: getSlotStatus},
		"03 06 62 00 00 00 00 00 01 00 00 00 66":    {kind: powerOn, sequence: 1},
		"03 06 6B 01 00 00 00 00 00 00 00 00 02 6D": {kind: escape, data: []byte{0x02}},
	} {
		if got := fmt.Sprintf("% X", appendFrame(nil, m.append(nil))); got != want {
			t.Errorf("framed as %s, want %s", got, want)
		}
	}
}

// items collects all that a parser finds.
func items(p *parser, pieces ...[]byte) []string {
	var found []string
	for _, piece := range pieces {
		p.feed(piece)
		for it, ok := p.next(); ok; it, ok = p.next() {
			found = append(found, fmt.Sprintf("%d %X %X", it.kind, it.message.kind, it.message.data))
		}
	}
	return found
}

func TestAGoodFrameIsFoundBehindAnyGarbage(t *testing.T) {
	frame := appendFrame(nil, message{kind: dataBlock, sequence: 9, data: []byte("good")}.append(nil))
	rapid.Check(t, func(t *rapid.T) {
		p := &parser{}
		stream := rapid.SliceOfN(rapid.SampledFrom([]byte{0x03, 0x06, 0x15, 0x16, 0x50, 0x02, 0x80, 0x6F, 0x00, 0x41}), 0, 40).Draw(t, "garbage")
		stream = append(stream, frame...)
		var found []string
		for len(stream) > 0 {
			n := rapid.IntRange(1, len(stream)).Draw(t, "piece")
			found = append(found, items(p, stream[:n])...)
			stream = stream[n:]
		}
		for range maxFrame { // what looked like the beginning of a frame is given up
			p.silence()
			found = append(found, items(p, nil)...)
		}
		if len(found) == 0 || !strings.Contains(strings.Join(found, "\n"), fmt.Sprintf("%d %X %X", itemMessage, dataBlock, "good")) {
			t.Fatalf("found %q", found)
		}
	})
}

func TestMovementsNAKsAndPleasStandOutsideFrames(t *testing.T) {
	inside := appendFrame(nil, message{kind: dataBlock, data: []byte{0x50, 0x02, 0x03, 0x15, 0x16, 0xFF}}.append(nil))
	got := items(&parser{}, []byte{0x50}, []byte{0x03, 0x50, 0x02, 0x03}, []byte{0x15, 0x16, 0x80}, inside, []byte{0x50, 0x04})
	want := []string{"4 0 ", "3 0 ", "2 0 ", "5 0 ", "1 80 5002031516FF"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestAnAnswerToResetSaysHowToSpeak(t *testing.T) {
	for text, want := range map[string]string{
		"3B7F9600008031B865B085050011122460829000": "T=0 11000 0A00",
		"3B8081214565":                 "T=1 11100045002000",
		"3B6500009C11010103":           "T=0 1100000A00",
		"3FFD1125025000033311":         "",
		"3BF711000140965430040E6CB6D6": "T=0",
		"3BFF9600008131FE4380":         "T=1",
		"3B":                           "error",
		"3B80":                         "error",
		"3C00":                         "error",
		"3B808F":                       "error",
		"3B8080818181818181818181818181818181818181818181818181": "error",
	} {
		raw, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		a, err := parseATR(raw)
		switch {
		case want == "error":
			if err == nil {
				t.Errorf("%s: taken as %+v", text, a)
			}
		case err != nil:
			t.Errorf("%s: %v", text, err)
		case strings.HasPrefix(want, "T=") && a.protocol != want[2]-'0':
			t.Errorf("%s: %+v, want %s", text, a, want)
		}
	}
	a, _ := parseATR(fineidATRs[0])
	if got := fmt.Sprintf("%X", a.parameters()); got != "1100000A00" {
		t.Errorf("parameters for FINEID are %s", got)
	}
	a, _ = parseATR(unhex("3B8081214565"))
	if got := fmt.Sprintf("%X", a.parameters()); got != "11100045002000" {
		t.Errorf("parameters for the old card are %s", got)
	}
}

func TestTheCheckCharacterOfSATU(t *testing.T) {
	for text, want := range map[string]bool{
		"10011187H": true, "10011187J": false, "10011178H": false, "1001118H": false, "1001118aH": false,
		"10011187h": false, "": false, "99900007" + sim.SATU(99900007)[8:]: true,
	} {
		if ValidSATU([]byte(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestASubjectIsFoundInAnyStringType(t *testing.T) {
	name := func(values ...element) []byte {
		oids := [][]byte{oidSurname, oidGivenName, oidSerial}
		var rdns []byte
		for i, v := range values {
			pair := append(tlv(tagOID, oids[i]), tlv(byte(v.tag), v.value)...)
			rdns = append(rdns, tlv(tagSet, tlv(tagSequence, pair))...)
		}
		return tlv(tagSequence, rdns)
	}
	satu := element{0x13, []byte("10011187H")}
	for _, v := range []element{
		{0x0C, []byte("Äkäinen")},
		{0x14, []byte("\xC4k\xE4inen")},
		{0x0C, []byte("\xC4k\xE4inen")}, // wrongly marked
		{0x1E, []byte("\x00\xC4\x00k\x00\xE4\x00i\x00n\x00e\x00n")},
		{0x1C, []byte("\x00\x00\x00\xC4\x00\x00\x00k\x00\x00\x00\xE4\x00\x00\x00i\x00\x00\x00n\x00\x00\x00e\x00\x00\x00n")},
		{0x0C, []byte("Äk\x1b\näinen")},
	} {
		empty := tlv(tagSequence, nil)
		fields := bytes.Join([][]byte{tlv(tagInteger, []byte{0xFF}), empty, empty, empty, name(v, v, satu)}, nil)
		der := tlv(tagSequence, tlv(tagSequence, fields))
		card := &Card{}
		if err := card.take(der); err != nil || string(card.Surname) != "Äkäinen" || string(card.GivenNames) != "Äkäinen" || string(card.SATU) != "10011187H" {
			t.Errorf("string type %02X: %v %q %q %q", v.tag, err, card.Surname, card.GivenNames, card.SATU)
		}
	}
}

func tlv(tag byte, value []byte) []byte {
	if len(value) < 0x80 {
		return append([]byte{tag, byte(len(value))}, value...)
	}
	return append([]byte{tag, 0x82, byte(len(value) >> 8), byte(len(value))}, value...)
}

func TestOverlongNamesAreCutAtAWholeCharacter(t *testing.T) {
	c := &Card{}
	for _, long := range []element{
		{0x0C, []byte(strings.Repeat("ä", 1000))},
		{0x1E, bytes.Repeat([]byte{0x00, 0xE4, 0xD8, 0x00}, 300)}, // half of a surrogate pair
		{0x1C, bytes.Repeat([]byte{0xFF, 0x00, 0x00, 0xE4}, 300)}, // no character at all
	} {
		for range 4 {
			c.Surname = c.keep(long.appendText)
			if len(c.Surname) > maxField || strings.Trim(string(c.Surname), "ä\uFFFD") != "" {
				t.Fatalf("kept %q", c.Surname)
			}
			if n := len(c.Surname); n > 0 && &c.Surname[0] != &c.buf[c.used-n] {
				t.Fatal("kept outside of what Wipe overwrites")
			}
		}
		c.Wipe()
	}
}

func TestNoTextOfACardShowsWhoseItIs(t *testing.T) {
	c := &Card{ATR: fineidATRs[0], Kind: KindFINEID}
	for _, f := range []*[]byte{&c.Surname, &c.GivenNames, &c.SATU, &c.DocumentNumber} {
		*f = c.keep(func(dst []byte) []byte { return append(dst, "geheim"...) })
	}
	var out bytes.Buffer
	for _, l := range []*slog.Logger{slog.New(slog.NewJSONHandler(&out, nil)), slog.New(slog.NewTextHandler(&out, nil))} {
		l.Info("read", "card", c, "value", *c, "event", CardRead{Card: c})
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "%c"} {
		fmt.Fprintf(&out, verb, c)
		fmt.Fprintf(&out, verb, *c)
		fmt.Fprintf(&out, verb, CardRead{Card: c})
		fmt.Fprintf(&out, verb, []any{*c, c})
	}
	b, err := json.Marshal(CardRead{Card: c})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(b)
	for _, secret := range []string{"geheim", "67656865696d", "67656865696D", "103 101 104", "Z2VoZWlt"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q is in %s", secret, out.String())
		}
	}
	if !strings.Contains(out.String(), "3B7F96") {
		t.Error("the answer to reset is not told")
	}
	c.Wipe()
	if c.SATU != nil || bytes.Contains(c.buf[:], []byte("geheim")) {
		t.Error("something is left after Wipe")
	}
	(*Card)(nil).Wipe()
}

// TestCommandsGoThroughAnyLossOfBlocks plays T=1 with a card that chains its answer
// while blocks are damaged now and then.
func TestCommandsGoThroughAnyLossOfBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Byte(), 2, 200).Draw(t, "answer")
		size := rapid.IntRange(1, 254).Draw(t, "block size")
		lost := rapid.SliceOfN(rapid.Bool(), 0, 3).Draw(t, "damaged")
		var parts [][]byte
		for rest := want; len(rest) > 0; {
			n := min(len(rest), max(size, 3))
			parts = append(parts, rest[:n])
			rest = rest[n:]
		}
		at, ns := -1, byte(0)
		card := &t1{ifsc: 32, transfer: func(_ context.Context, b []byte, _ byte) ([]byte, error) {
			in, err := parseBlock(b)
			if err != nil {
				t.Fatalf("sent the block % X", b)
			}
			if in.pcb&0x80 == 0 || in.pcb&pcbRNext/pcbRNext != ns {
				at++
				ns = byte(at) & 1
			}
			pcb := ns * pcbSequence
			if at < len(parts)-1 {
				pcb |= pcbMore
			}
			out := block{pcb, parts[min(at, len(parts)-1)]}.append(nil)
			if len(lost) > 0 {
				if lost[0] {
					out[len(out)-1] ^= 1
				}
				lost = lost[1:]
			}
			return out, nil
		}}
		got, err := card.exchange(context.Background(), []byte{0, 0xB0, 0, 0, 0}, make([]byte, 0, maxReply))
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%v: got % X, want % X", err, got, want)
		}
	})
}
