package escpos

import (
	"errors"
	"fmt"
)

const (
	quietModules  = 10 // white on each side of a Code 128
	stopModules   = 13
	symbolModules = 11
)

// code128 is a barcode as GS k wants it: {B and {C select the sets, a byte of set C
// is the value of a pair of digits.
type code128 struct {
	data    []byte
	modules int // width without quiet zones
}

// encodeCode128 finds the shortest row of symbols in sets B and C.
func encodeCode128(s string) (code128, error) {
	if s == "" || len(s) > 80 {
		return code128{}, fmt.Errorf("a barcode has 1 to 80 characters, not %d", len(s))
	}
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7E {
			return code128{}, fmt.Errorf("character %d of the barcode is not printable ASCII", i+1)
		}
	}
	sets := shortestSets(s)
	code := writeCode128(s, sets)
	if Hidden(code.data) >= 0 { // a pair such as 16 04 would be DLE EOT
		code = writeCode128(s, make([]bool, len(s)))
	}
	if len(code.data) > 255 {
		return code128{}, errors.New("the barcode is too long for one command")
	}
	return code, nil
}

// shortestSets tells for each character whether it belongs to a pair in set C. It
// works from the end: cost[set][i] is how many symbols s[i:] takes when set is on.
func shortestSets(s string) []bool {
	const b, c = 0, 1
	n := len(s)
	cost := [2][]int{make([]int, n+1), make([]int, n+1)}
	pair := func(i int) bool { return i+1 < n && digit(s[i]) && digit(s[i+1]) }
	for i := n - 1; i >= 0; i-- {
		stay := 1 + cost[b][i+1]
		cost[b][i], cost[c][i] = stay, stay+1
		if pair(i) {
			asPair := 1 + cost[c][i+2]
			cost[b][i] = min(stay, asPair+1)
			cost[c][i] = min(stay+1, asPair)
		}
	}
	sets := make([]bool, n)
	set := b
	if cost[c][0] < cost[b][0] {
		set = c
	}
	for i := 0; i < n; {
		stay, asPair := 1+cost[b][i+1], n*3
		if pair(i) {
			asPair = 1 + cost[c][i+2]
		}
		if set == b {
			asPair++
		} else {
			stay++
		}
		if asPair < stay {
			sets[i], sets[i+1], set, i = true, true, c, i+2
		} else {
			set, i = b, i+1
		}
	}
	return sets
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func writeCode128(s string, inC []bool) code128 {
	var code code128
	symbols := 1 // the check symbol; the start symbol counts as the first selection
	var set byte
	for i := 0; i < len(s); i++ {
		want := byte('B')
		if inC[i] {
			want = 'C'
		}
		if want != set {
			set = want
			code.data = append(code.data, '{', set)
			symbols++
		}
		symbols++
		switch {
		case set == 'C':
			code.data = append(code.data, (s[i]-'0')*10+s[i+1]-'0')
			i++
		case s[i] == '{':
			code.data = append(code.data, '{', '{')
		default:
			code.data = append(code.data, s[i])
		}
	}
	code.modules = symbols*symbolModules + stopModules
	return code
}

// moduleDots is how wide a module is drawn: as is wished, or, where nothing is, 3
// dots where that fits with the quiet zones, else 2.
func moduleDots(modules, width, wish int) (int, error) {
	choice := []int{3, 2}
	if wish != 0 {
		choice = []int{wish}
	}
	if wish < 0 || wish == 1 || wish > 6 {
		return 0, fmt.Errorf("a module of the barcode cannot be %d dots wide, only 2 to 6", wish)
	}
	for _, dots := range choice {
		if (modules+2*quietModules)*dots <= width {
			return dots, nil
		}
	}
	least := choice[len(choice)-1]
	return 0, fmt.Errorf("the barcode is too long: with its white edges it takes %d dots and the paper has %d", (modules+2*quietModules)*least, width)
}
