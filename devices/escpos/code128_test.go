package escpos

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// symbols are the values of the symbols before the check symbol, as ISO 15417 has
// them, worked out from what GS k is sent.
func symbols(t *rapid.T, data []byte) []int {
	var out []int
	var set byte
	for i := 0; i < len(data); i++ {
		switch {
		case data[i] == '{' && i+1 < len(data) && data[i+1] != '{':
			next := data[i+1]
			if len(out) == 0 {
				out = append(out, map[byte]int{'B': 104, 'C': 105}[next])
			} else {
				out = append(out, map[byte]int{'B': 100, 'C': 99}[next])
			}
			set = next
			i++
		case set == 'C':
			out = append(out, int(data[i]))
		default:
			if data[i] == '{' {
				i++
			}
			out = append(out, int(data[i])-32)
		}
	}
	return out
}

// read turns symbol values back into text.
func read(t *rapid.T, values []int) string {
	var text strings.Builder
	inC := values[0] == 105
	for _, v := range values[1:] {
		switch {
		case inC && v == 100:
			inC = false
		case !inC && v == 99:
			inC = true
		case inC && v < 100:
			text.WriteByte('0' + byte(v/10))
			text.WriteByte('0' + byte(v%10))
		case !inC && v < 95:
			text.WriteByte(byte(v + 32))
		default:
			t.Fatalf("symbol %d where it cannot stand", v)
		}
	}
	return text.String()
}

func TestEveryCode128ReadsBackAndHoldsNoCommand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringMatching(`[A-Z0-9]{1,16}`), rapid.StringMatching(`[ -~]{1,40}`), rapid.StringMatching(`(16|04|05|20|01|00|A){1,20}`),
		).Draw(t, "data")
		code, err := encodeCode128(s)
		if err != nil {
			t.Fatal(err)
		}
		if Hidden(append(append([]byte{}, code.data...), 0x0A)) >= 0 {
			t.Fatalf("%q hides a command: % X", s, code.data)
		}
		values := symbols(t, code.data)
		if got := read(t, values); got != s {
			t.Fatalf("%q reads back as %q", s, got)
		}
		if modules := (len(values)+1)*11 + 13; modules != code.modules {
			t.Fatalf("%q takes %d modules, it says %d", s, modules, code.modules)
		}
	})
}

func TestDigitsGoInPairsWhereThatIsShorter(t *testing.T) {
	for s, want := range map[string]string{
		"ABC":        "{BABC",
		"A1234":      "{BA{C\x0C\x22",
		"123456":     "{C\x0C\x22\x38",
		"A12B":       "{BA12B",
		"1604":       "{B1604", // as a pair of pairs it would begin DLE EOT
		"12345":      "{B1{C\x17\x2D",
		"K7TA000142": "{BK7TA{C\x00\x01\x2A",
	} {
		code, err := encodeCode128(s)
		if err != nil || string(code.data) != want {
			t.Errorf("%q is %q, %v; want %q", s, code.data, err, want)
		}
	}
}

func TestModulesAreThreeDotsWhereTheQuietZonesFit(t *testing.T) {
	for _, c := range []struct{ modules, width, dots int }{
		{108, 384, 3}, {109, 384, 2}, {172, 384, 2}, {173, 384, 0}, {172, 576, 3}, {150, 512, 3}, {151, 512, 2},
	} {
		if dots, err := moduleDots(c.modules, c.width, 0); dots != c.dots || (err == nil) != (c.dots > 0) {
			t.Errorf("%d modules on %d dots: %d, %v; want %d", c.modules, c.width, dots, err, c.dots)
		}
	}
}

func TestBarsAreAtLeastTenMillimetresHigh(t *testing.T) {
	for _, p := range Profiles() {
		e := &encoder{profile: &p}
		for _, b := range []Barcode{{}, {HeightMM: 3}, {HeightMM: 20}} {
			if h := e.barHeight(b, 400); h < 80 && p.DPI >= 203 || h*254 < 100*p.DPI-p.DPI || h < 60 {
				t.Errorf("%s: bars of %d dots", p.ID, h)
			}
		}
	}
}
