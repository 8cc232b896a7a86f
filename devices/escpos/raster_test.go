package escpos

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// picture is a bitmap that is rich in the bytes of real-time commands.
func drawBitmap(t *rapid.T) *bitmap {
	width := rapid.IntRange(1, 72).Draw(t, "bytes in a row") * 8
	height := rapid.IntRange(1, 40).Draw(t, "rows")
	b := newBitmap(width, height)
	value := rapid.SampledFrom([]byte{0x10, 0x10, 0x04, 0x05, 0x14, 0x00, 0x01, 0x02, 0x08, 0x0F, 0xFF, 0x44})
	for i := range b.bits {
		b.bits[i] = value.Draw(t, "byte")
	}
	return b
}

func TestDefuseLeavesNoCommandAndFewDotsChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBitmap(t)
		before := bytes.Clone(b.bits)
		hits := 0
		for i := range before {
			if hidden(before, i) {
				hits++
			}
		}
		changed := Defuse(b.bits)
		if at := Hidden(b.bits); at >= 0 {
			t.Fatalf("a command is left at %d: % X", at, b.bits)
		}
		dots := 0
		for i := range before {
			for d := before[i] ^ b.bits[i]; d != 0; d &= d - 1 {
				dots++
			}
		}
		if dots != changed || dots > hits {
			t.Fatalf("%d dots changed for %d commands, and it says %d", dots, hits, changed)
		}
	})
}

func TestNoCommandIsHiddenInAPictureWhateverItsBands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Profiles()[0]
		e := &encoder{profile: &p, bandRows: rapid.IntRange(1, 255).Draw(t, "rows in a band")}
		e.picture(drawBitmap(t), Align(rapid.IntRange(0, 2).Draw(t, "align")), 30)
		if at := Hidden(e.out); at >= 0 {
			t.Fatalf("a command at byte %d: % X", at, e.out[max(0, at-8):min(len(e.out), at+8)])
		}
	})
}

func TestACommandIsFoundAcrossTheEndOfARow(t *testing.T) {
	for _, b := range [][]byte{
		{0x10, 0x04, 0x01},
		{0x10, 0x04, 0x08},
		{0x10, 0x04, 0x14},
		{0x10, 0x05, 0x00},
		{0x10, 0x05, 0x02},
		{0x10, 0x14, 0x01},
		{0x10, 0x14, 0x08},
		{0xFF, 0x10, 0x10, 0x04, 0x02},
		{0x10, 0x04},
		{0x10, 0x14},
	} {
		if Hidden(b) < 0 {
			t.Errorf("% X is not found", b)
		}
	}
	for _, b := range [][]byte{{0x10}, {0x10, 0x04, 0x09}, {0x10, 0x05, 0x03}, {0x10, 0x14, 0x10}, {0x04, 0x10}, {0x10, 0x44, 0x01}, nil} {
		if at := Hidden(b); at >= 0 {
			t.Errorf("% X holds no command, found one at %d", b, at)
		}
	}
}

func TestAPictureIsCroppedToItsInk(t *testing.T) {
	p := profileFor(t, "tm-t20iii")
	b := newBitmap(576, 100)
	b.fill(400, 10, 408, 14)
	b.fill(400, 80, 408, 84)
	for align, want := range map[Align]string{
		Left: "\x1DL\x90\x01" + // margin 400
			"\x1BJ\x14" + "\x1Dv0\x02\x01\x00\x02\x00\xFF\xFF" +
			"\x1BJ\x84" + "\x1Dv0\x02\x01\x00\x02\x00\xFF\xFF" +
			"\x1DL\x00\x00" + "\x1BJ\x20",
		Centre: "\x1Ba\x01" +
			"\x1BJ\x14" + "\x1Dv0\x02\x01\x00\x02\x00\xFF\xFF" +
			"\x1BJ\x84" + "\x1Dv0\x02\x01\x00\x02\x00\xFF\xFF" +
			"\x1BJ\x20",
	} {
		e := &encoder{profile: &p, bandRows: 255}
		e.picture(b, align, 0)
		got := bytes.ReplaceAll(e.out, []byte("\x1Dv0\x03\x01\x00\x02\x00\xF0\xF0"), []byte("\x1Dv0\x02\x01\x00\x02\x00\xFF\xFF"))
		if string(got) != want {
			t.Errorf("align %d: % X, want % X", align, got, want)
		}
	}
}

func TestABlankPictureIsOnlyFeed(t *testing.T) {
	p := profileFor(t, "custom-kpm")
	e := &encoder{profile: &p, bandRows: 255}
	e.picture(newBitmap(576, 40), Centre, 30)
	if string(e.out) != "\x1BJ\x28" {
		t.Errorf("% X", e.out)
	}
}

func TestHalvedPicturesAreTheSamePicture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := drawBitmap(t)
		doubled := newBitmap(small.width*2, small.height*2)
		for y := range small.height {
			for x := range small.width {
				if small.black(x, y) {
					doubled.fill(2*x, 2*y, 2*x+2, 2*y+2)
				}
			}
		}
		half := doubled.halfHeight()
		if half == nil || half.halfWidth() == nil || !bytes.Equal(half.halfWidth().bits, small.bits) {
			t.Fatal("a doubled picture does not halve to itself")
		}
	})
}
