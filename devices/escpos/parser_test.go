package escpos

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// heard parses bytes in one piece, with a question under way if asked is not 0.
func heard(asked byte, b ...byte) []Reply {
	var p Parser
	p.Ask(asked)
	p.AskIdentity(true)
	return p.Parse(b)
}

func TestEachAnswerIsToldFromTheOthers(t *testing.T) {
	for name, c := range map[string]struct {
		asked byte
		bytes []byte
		want  []Reply
	}{
		"idle DLE EOT":              {1, []byte{0x12}, []Reply{RealTime{1, 0x12}}},
		"paper end, DLE EOT 4":      {4, []byte{0x7E}, []Reply{RealTime{4, 0x7E}}},
		"nobody asked":              {0, []byte{0x16}, []Reply{RealTime{0, 0x16}}},
		"ASB":                       {0, []byte{0x14, 0, 0, 0x0F}, []Reply{ASB{0x14, 0, 0, 0x0F}}},
		"ASB and XOFF within":       {0, []byte{0x1C, 0x13, 0, 0x0F, 0x11, 0x0F}, []Reply{FlowChanged{true}, FlowChanged{false}, ASB{0x1C, 0, 0x0F, 0x0F}}},
		"GS r 1":                    {0, []byte{0x0F}, []Reply{PaperStatus(0x0F)}},
		"process id":                {0, []byte("\x37\x220042\x00"), []Reply{ProcessID{'0', '0', '4', '2'}}},
		"process id and XON":        {0, []byte("\x37\x2200\x1142\x00"), []Reply{FlowChanged{false}, ProcessID{'0', '0', '4', '2'}}},
		"identity":                  {0, []byte("_TM-T20III\x00"), []Reply{Identification("TM-T20III")}},
		"empty identity":            {0, []byte("_\x00"), []Reply{Identification("")}},
		"buffer cleared":            {0, []byte{0x37, 0x25, 0}, []Reply{BufferCleared{}}},
		"offline":                   {0, []byte{0x37, 0x23, 0}, []Reply{OfflineNotice{}}},
		"offline with cause":        {0, []byte{0x37, 0x23, 0x32, 0}, []Reply{OfflineNotice{0x32}}},
		"keys":                      {0, []byte("\x37\x72\x40K1L2\x00"), []Reply{GraphicsKeys{Keys: []string{"K1", "L2"}}}},
		"keys, more to come":        {0, []byte("\x37\x72\x41K1\x00"), []Reply{GraphicsKeys{Keys: []string{"K1"}, More: true}}},
		"full status":               {0x14, []byte{0x10, 0x0F, 0x25, 0x13, 0x40, 0x11}, []Reply{FullStatus{0x25, 0x13, 0x40, 0x11}}},
		"ASB while that is awaited": {0x14, []byte{0x10, 0, 0, 0}, []Reply{ASB{0x10, 0, 0, 0}}},
		"noise":                     {0, []byte{0xFF, 0x80}, []Reply{Noise(0xFF), Noise(0x80)}},
	} {
		if diff := cmp.Diff(c.want, heard(c.asked, c.bytes...)); diff != "" {
			t.Errorf("%s: % X (-want +got)\n%s", name, c.bytes, diff)
		}
	}
}

func TestAnAnswerWithoutFixedBitsCountsWhenAsked(t *testing.T) {
	p := Parser{Bare: true}
	p.Ask(4)
	if diff := cmp.Diff([]Reply{RealTime{4, 0x6C}, PaperStatus(0x0C)}, p.Parse([]byte{0x6C, 0x0C})); diff != "" {
		t.Errorf("a Pyramid Reliance out of paper (-want +got)\n%s", diff)
	}
}

func TestAnAnswerBehindTheRemainsOfAnotherIsHeard(t *testing.T) {
	for name, b := range map[string]string{
		"ASB cut short":        "\x1C\x00\x37\x220042\x00",
		"process id cut short": "\x37\x22\x37\x220042\x00",
		"identity cut short":   "_TM\x37\x220042\x00", // taken for a name, unless nobody asked
		"keys cut short":       "\x37\x72\x40K\x37\x220042\x00",
		"full status awaited":  "\x10\x37\x220042\x00",
	} {
		var p Parser
		if name == "full status awaited" {
			p.Ask(fullStatus)
		}
		found := false
		for _, reply := range p.Parse([]byte(b)) {
			found = found || reply == ProcessID{'0', '0', '4', '2'}
		}
		if !found {
			t.Errorf("%s: % X swallowed the process id", name, b)
		}
	}
}

func TestItIsTheSameHoweverTheBytesAreCut(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"\x14\x00\x00\x0F", "\x12", "\x37\x220042\x00", "\x37\x25\x00", "_EPSON\x00", "\x11", "\x13", "\x00", "\x0F", "\xFF", "\x37", "\x10\x0F", "_", "\x1C",
	})
	rapid.Check(t, func(t *rapid.T) {
		var stream []byte
		for range rapid.IntRange(0, 20).Draw(t, "pieces") {
			stream = append(stream, pieces.Draw(t, "piece")...)
		}
		asked := rapid.SampledFrom([]byte{0, 1, 4, fullStatus}).Draw(t, "asked")
		whole := append([]Reply{}, heard(asked, stream...)...)
		var p Parser
		p.Ask(asked)
		p.AskIdentity(true)
		parts := []Reply{}
		for _, b := range stream {
			parts = append(parts, p.Parse([]byte{b})...)
		}
		if diff := cmp.Diff(whole, parts); diff != "" {
			t.Fatalf("% X (-whole +byte by byte)\n%s", stream, diff)
		}
	})
}

func FuzzParserSurvivesAnything(f *testing.F) {
	for _, seed := range []string{"\x14\x00\x00\x0F", "\x37\x220042\x00", "\x10\x0F\x01\x02\x03\x04", "_TM\x00\x11", "\x37\x72\x41K1\x00", "\x37\x37\x37"} {
		f.Add([]byte(seed), byte(0x14), true)
		f.Add([]byte(seed), byte(2), false)
	}
	f.Fuzz(func(t *testing.T, b []byte, asked byte, identity bool) {
		p := Parser{Bare: identity}
		p.Ask(asked)
		p.AskIdentity(identity)
		replies := len(p.Parse(b))
		if replies > len(b) {
			t.Fatalf("%d replies in %d bytes", replies, len(b))
		}
		if len(p.frame) >= maxFrame {
			t.Fatalf("%d bytes are kept", len(p.frame))
		}
		// Whatever came before, a frame that follows rest is heard.
		p.Ask(0)
		p.AskIdentity(false)
		p.Parse(bytes.Repeat([]byte{0xFF}, maxFrame))
		if got := p.Parse([]byte{0x1C, 0x00, 0x0F, 0x0F}); len(got) != 1 || got[0] != (ASB{0x1C, 0x00, 0x0F, 0x0F}) {
			t.Fatalf("after % X a frame is heard as %v", b, got)
		}
	})
}
