package sim

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// bytesSource feeds an interpreter without a wire.
type bytesSource struct{ data []byte }

func (s *bytesSource) next() (byte, error) {
	if len(s.data) == 0 {
		return 0, errAbandoned
	}
	b := s.data[0]
	s.data = s.data[1:]
	return b, nil
}

// run executes bytes on a printer that has no cable.
func run(m Model, parts ...any) *Printer {
	p := newPrinter(m, Options{})
	(&interpreter{p: p, m: &p.model, in: &bytesSource{join(parts...)}, modes: powerOn(&p.model)}).run()
	return p
}

// printed is the paper below the knife's blank.
func printed(p *Printer) *Bitmap {
	knife := p.model.dots(p.model.CutterMM)
	return p.sheet.bitmap(p.model.Dots, knife, p.sheet.height())
}

// box is the extent of the ink: columns x0 to x1, rows y0 to y1, ends not
// included.
func box(b *Bitmap) (x0, y0, x1, y1 int) {
	x0, y0 = b.Width, b.Height
	for y := range b.Height {
		for x := range b.Width {
			if b.Black(x, y) {
				x0, x1, y0, y1 = min(x0, x), max(x1, x+1), min(y0, y), max(y1, y+1)
			}
		}
	}
	return x0, y0, x1, y1
}

func TestCodePagesAgreeWithTheStandards(t *testing.T) {
	for name, standard := range map[string]*charmap.Charmap{
		"PC437": charmap.CodePage437, "PC850": charmap.CodePage850, "PC852": charmap.CodePage852,
		"PC858": charmap.CodePage858, "PC865": charmap.CodePage865, "PC866": charmap.CodePage866,
		"WPC1250": charmap.Windows1250, "WPC1252": charmap.Windows1252, "WPC1257": charmap.Windows1257,
		"ISO8859-2": charmap.ISO8859_2, "ISO8859-4": charmap.ISO8859_4, "ISO8859-15": charmap.ISO8859_15,
	} {
		for b := 0x80; b < 0x100; b++ {
			want := standard.DecodeByte(byte(b))
			if want < 0xA0 {
				want = undefined
			}
			if got := letter(byte(b), codePages()[name], 0); got != want {
				t.Errorf("%s %02X is %q, want %q", name, b, got, want)
			}
		}
	}
	for name, page := range codePages() {
		if n := strings.Count(pageText[name], "") - 1; n != 128 || page[127] == 0 {
			t.Errorf("%s has %d letters", name, n)
		}
	}
}

func TestInternationalSetsReplaceLetters(t *testing.T) {
	for n, letters := range international {
		if len([]rune(letters)) != len(replaced) {
			t.Errorf("set %d has %d letters", n, len([]rune(letters)))
		}
	}
	p := run(TMT20III(), "[\\]{|}\n", 0x1B, "R", 5, "[\\]{|}\n", cutHere)
	if got := p.Tickets()[0].Text; !slices.Equal(got, []string{"[\\]{|}", "ÄÖÅäöå"}) {
		t.Errorf("text %q", got)
	}
}

func TestLinesFeedAsCommanded(t *testing.T) {
	for _, test := range []struct {
		name  string
		bytes []byte
		dots  int
	}{
		{"line feed", join("a\n"), 30},
		{"empty line", join("\n"), 30},
		{"carriage return", join("\r"), 0},
		{"double height needs more", join(0x1D, "!", 0x01, "a\n"), 48},
		{"spacing in half dots", join(0x1B, "3", 80, "a\n"), 40},
		{"spacing less than the letters", join(0x1B, "3", 10, "a\n"), 24},
		{"spacing back to its default", join(0x1B, "3", 80, 0x1B, "2", "a\n"), 30},
		{"three lines", join("a", 0x1B, "d", 3), 90},
		{"motion units", join(0x1B, "J", 50), 25},
		{"motion units of a dot", join(0x1D, "P", 0, 203, 0x1B, "J", 50), 50},
		{"raster", join(0x1D, "v0", 0, 1, 0, 5, 0, "xxxxx"), 5},
		{"raster of double height", join(0x1D, "v0", 2, 1, 0, 5, 0, "xxxxx"), 10},
		{"barcode", join(0x1D, "h", 70, 0x1D, "k", 73, 4, "{BAB"), 70},
		{"barcode with text", join(0x1D, "h", 70, 0x1D, "H", 3, 0x1D, "k", 73, 4, "{BAB"), 70 + 48},
	} {
		p := run(TMT20III(), test.bytes)
		if got := printed(p).Height; got != test.dots {
			t.Errorf("%s: fed %d dots, want %d", test.name, got, test.dots)
		}
	}
}

func TestAlignmentAndMargins(t *testing.T) {
	dot := join(0x1D, "v0", 0, 1, 0, 1, 0, 0xFF)
	for _, test := range []struct {
		name   string
		before []byte
		x0     int
	}{
		{"left", nil, 0},
		{"centre", join(0x1B, "a", 1), 284},
		{"right", join(0x1B, "a2"), 568},
		{"margin", join(0x1D, "L", 40, 0), 40},
		{"area", join(0x1D, "L", 40, 0, 0x1D, "W", 0, 1, 0x1B, "a", 2), 40 + 256 - 8},
		{"area wider than the paper", join(0x1D, "L", 40, 0, 0x1D, "W", 0, 9, 0x1B, "a", 2), 568},
	} {
		if x0, _, x1, _ := box(printed(run(TMT20III(), test.before, dot))); x0 != test.x0 || x1 != x0+8 {
			t.Errorf("%s: columns %d to %d, want from %d", test.name, x0, x1, test.x0)
		}
	}
}

func TestTextWrapsAtTheColumnsOfTheModel(t *testing.T) {
	for _, test := range []struct {
		m    Model
		font int
		cols int
	}{{TMT88V(), 0, 42}, {TMT88V(), 1, 56}, {TMT20III(), 0, 48}, {TMT20III(), 1, 64}, {Plain58(), 0, 32}, {Plain58(), 1, 42}} {
		p := run(test.m, 0x1B, "M", test.font, strings.Repeat("m", 100), "\n", cutHere)
		if got := len(p.Tickets()[0].Text[0]); got != test.cols {
			t.Errorf("%s font %d: %d columns, want %d", test.m.Name, test.font, got, test.cols)
		}
	}
}

func TestMagnificationRepeatsDots(t *testing.T) {
	small, big := printed(run(TMT20III(), "4\n")), printed(run(TMT20III(), 0x1D, "!", 0x77, "4\n"))
	for y := range 24 {
		for x := range 12 {
			if small.Black(x, y) != big.Black(8*x+3, 8*y+5) {
				t.Fatalf("dot %d,%d differs", x, y)
			}
		}
	}
}

func TestStylesChangeTheLetter(t *testing.T) {
	plain := printed(run(TMT20III(), "H\n")).Ink()
	for name, before := range map[string][]byte{
		"bold": join(0x1B, "E", 1), "underline": join(0x1B, "-", 2), "inverse": join(0x1D, "B", 1),
		"print mode": join(0x1B, "!", 0x08),
	} {
		if got := printed(run(TMT20III(), before, "H\n")).Ink(); got <= plain {
			t.Errorf("%s: %d black dots, plain has %d", name, got, plain)
		}
	}
}

func TestEveryLetterOfEveryPageHasAShape(t *testing.T) {
	blank := glyphOf('\uFFFE', false)
	for name, page := range codePages() {
		for i, r := range page {
			if r == undefined || r == '\u00A0' || r == '\u00AD' {
				continue
			}
			if g := glyphOf(r, false); g.Ink() == 0 || bytes.Equal(g.Bits, blank.Bits) {
				t.Errorf("%s %02X %q has no shape", name, i+0x80, r)
			}
		}
	}
}

func TestKnifeSitsAboveTheHead(t *testing.T) {
	p := run(TMT20III(), "seen\n", 0x1D, "V", 0, "next\n", cutHere)
	tickets := p.Tickets()
	if len(tickets) != 2 || len(tickets[0].Text) != 0 || !slices.Equal(tickets[1].Text, []string{"seen", "next"}) {
		t.Fatalf("a cut without feed leaves the line inside: %+v", tickets)
	}
	if tickets[0].Partial || !tickets[1].Partial {
		t.Error("GS V 0 is a full cut, GS V 66 a partial one")
	}
	p = run(TMT20III(), "a\n", 0x1D, "V", 0x68, 0, "b\n", cutHere)
	if h := p.Tickets()[1].Image.Height; h != 30 {
		t.Errorf("after GS V 104 the blank is pulled back: %d dots, want 30", h)
	}
	for _, form := range []string{"\x1dV\x00", "\x1dV1", "\x1dVA\x00", "\x1dVB\x00", "\x1dVa\x00", "\x1dVg\x00", "\x1bi", "\x1bm"} {
		p := run(TMT20III(), "a\n\n\n\n\n\n", form)
		if p.counts.Cuts != 1 || len(p.refused) > 0 {
			t.Errorf("%q: %d cuts, refused %v", form, p.counts.Cuts, p.refused)
		}
	}
}

func TestMidLineCutsAndBarcodesAreNotHonoured(t *testing.T) {
	p := run(TMT20III(), "x", cutHere, 0x1D, "k", 73, 4, "{BAB", 0x1B, "a", 1, "\n")
	if p.counts.Cuts != 0 || len(p.refused) != 3 || len(p.sheet.codes) != 0 {
		t.Errorf("%d cuts, refused %+v", p.counts.Cuts, p.refused)
	}
}

func TestATooWideBarcodeIsFedNotPrinted(t *testing.T) {
	p := run(Model{Dots: 200, Features: BarcodeB, CutterMM: 10}, 0x1D, "h", 50, 0x1D, "k", 73, 12, "{B0123456789")
	if b := printed(p); b.Height != 50 || b.Ink() != 0 || len(p.refused) != 1 {
		t.Errorf("height %d, ink %d, refused %v", b.Height, b.Ink(), p.refused)
	}
}

func TestGraphicsFromBufferAndMemory(t *testing.T) {
	square := join(10, 0, 2, 0, 0x31, 0xAA, 0x80, 0x55, 0x40)
	want := []byte{0xAA, 0x80, 0x55, 0x40}
	for name, data := range map[string][]byte{
		"GS ( L": join(0x1D, "(L", 14, 0, 0x30, 0x70, 0x30, 1, 1, 0x31, 10, 0, 2, 0, want, 0x1D, "(L", 2, 0, 0x30, 0x32),
		"GS 8 L": join(0x1D, "8L", 14, 0, 0, 0, 0x30, 0x70, 0x30, 1, 1, 0x31, 10, 0, 2, 0, want, 0x1D, "(L", 2, 0, 0x30, 2),
		"NV": join(0x1D, "(L", 15, 0, 0x30, 0x43, 0x30, "LG", 1, square, 0x1B, "@",
			0x1D, "(L", 6, 0, 0x30, 0x45, "LG", 1, 1),
	} {
		p := run(TMT20III(), data)
		b := printed(p)
		if len(p.refused) > 0 || b.Height != 2 || !bytes.Equal(slices.Concat(b.row(0)[:2], b.row(1)[:2]), want) {
			t.Errorf("%s: % X refused %v", name, b.Bits, p.refused)
		}
	}
	p := run(TMT20III(), 0x1D, "(L", 15, 0, 0x30, 0x43, 0x30, "LG", 1, square, 0x1D, "(L", 4, 0, 0x30, 0x42, "LG",
		0x1D, "(L", 6, 0, 0x30, 0x45, "LG", 1, 1)
	if len(p.refused) != 1 || len(p.NVKeys()) != 0 {
		t.Errorf("a deleted logo is gone: %v %v", p.refused, p.NVKeys())
	}
}

func TestUnknownCommandsAreNotedAndSkipped(t *testing.T) {
	p := run(TMT20III(), "ab\n", 0x1B, "Z", 0x1D, "(Q", 3, 0, "xyz", 0x1D, 0xF8, 0x07, "\n", cutHere)
	if len(p.refused) != 4 || p.refused[0].Offset != 3 || p.refused[1].Offset != 5 {
		t.Fatalf("refused %+v", p.refused)
	}
	if text := p.Tickets()[0].Text; !slices.Equal(text, []string{"ab"}) {
		t.Errorf("text %q", text)
	}
}

func TestPaperIsBounded(t *testing.T) {
	p := run(TMT20III(), bytes.Repeat([]byte("x\x1bd\xff"), 12))
	if h := p.sheet.height(); h > p.sheet.maxRows {
		t.Errorf("%d rows uncut", h)
	}
	if len(p.Tickets()) == 0 || p.Tickets()[0].Complete {
		t.Error("what is longer than a piece may be is torn off")
	}
}
