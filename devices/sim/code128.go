package sim

import "errors"

// code128Bars are the widths of bars and spaces of each symbol character, as
// ISO/IEC 15417 lists them: values 0 to 102, the start characters of sets A, B
// and C (103 to 105), and the stop character with its final bar.
const code128Bars = "" +
	"212222222122222221121223121322131222122213122312132212221213" +
	"221312231212112232122132122231113222123122123221223211221132" +
	"221231213212223112312131311222321122321221312212322112322211" +
	"212123212321232121111323131123131321112313132113132311211313" +
	"231113231311112133112331132131113123113321133121313121211331" +
	"231131213113213311213131311123311321331121312113312311332111" +
	"314111221411431111111224111422121124121421141122141221112214" +
	"112412122114122411142112142211241211221114413111241112134111" +
	"111242121142121241114212124112124211411212421112421211212141" +
	"214121412121111143111341131141114113114311411113411311113141" +
	"114131311141411131211412211214211232"

const code128Stop = "2331112"

// Values with a function in Code 128.
const (
	code128Shift  = 98
	code128ToC    = 99
	code128ToB    = 100
	code128ToA    = 101
	code128FNC1   = 102
	code128StartA = 103
)

var errCode128 = errors.New("data not of Code 128")

// code128 draws the data of GS k 73, in the code sets that it asks for. It
// returns the modules, true for a bar, and the text under the bars.
func code128(data []byte) (modules []bool, text string, err error) {
	values, text, err := code128Values(data)
	if err != nil {
		return nil, "", err
	}
	sum := values[0]
	for n, v := range values[1:] {
		sum += (n + 1) * v
	}
	for _, v := range append(values, sum%103) {
		modules = appendBars(modules, code128Bars[v*6:v*6+6])
	}
	return appendBars(modules, code128Stop), text, nil
}

// appendBars adds alternating bars and spaces of the given widths.
func appendBars(modules []bool, widths string) []bool {
	for n, w := range widths {
		for range w - '0' {
			modules = append(modules, n%2 == 0)
		}
	}
	return modules
}

// code128Values turns {A, {B, {C and what follows into symbol values.
func code128Values(d []byte) (values []int, text string, err error) {
	if len(d) < 2 || d[0] != '{' || d[1] < 'A' || d[1] > 'C' {
		return nil, "", errCode128
	}
	set := d[1]
	values = []int{code128StartA + int(set-'A')}
	shift := false
	for d = d[2:]; len(d) > 0; d = d[1:] {
		if d[0] == '{' {
			if len(d) < 2 {
				return nil, "", errCode128
			}
			if d[1] != '{' {
				v, next, ok := code128Special(d[1], set)
				if !ok {
					return nil, "", errCode128
				}
				shift, set = v == code128Shift, next
				values = append(values, v)
				d = d[1:]
				continue
			}
			d = d[1:]
		}
		use := set
		if shift {
			use, shift = 'A'+'B'-set, false
		}
		v, ok := code128Value(d[0], use)
		if !ok {
			return nil, "", errCode128
		}
		values = append(values, v)
		text += code128Text(d[0], use)
	}
	return values, text, nil
}

// code128Special is the value of "{c" in a set, and the set that follows.
func code128Special(c, set byte) (value int, next byte, ok bool) {
	switch {
	case c == 'S' && set != 'C':
		return code128Shift, set, true
	case c == 'A' && set != 'A':
		return code128ToA, 'A', true
	case c == 'B' && set != 'B':
		return code128ToB, 'B', true
	case c == 'C' && set != 'C':
		return code128ToC, 'C', true
	case c == '1':
		return code128FNC1, set, true
	case c == '2' && set != 'C':
		return 97, set, true
	case c == '3' && set != 'C':
		return 96, set, true
	case c == '4' && set == 'A':
		return 101, set, true
	case c == '4' && set == 'B':
		return 100, set, true
	}
	return 0, set, false
}

// code128Value is the value of one byte of data.
func code128Value(b, set byte) (int, bool) {
	switch {
	case set == 'C':
		return int(b), b < 100
	case set == 'A' && b < 0x20:
		return int(b) + 64, true
	case set == 'A':
		return int(b) - 32, b < 0x60
	default:
		return int(b) - 32, b >= 0x20 && b < 0x80
	}
}

// code128Text is how one byte of data reads.
func code128Text(b, set byte) string {
	if set == 'C' {
		return string([]byte{'0' + b/10, '0' + b%10})
	}
	return string(rune(b))
}
