package kiosk

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// alphabets are the orders of languages that package collate knows. Inari Sámi it
// does not know: it is sorted as Finnish. Skolt Sámi has an alphabet of its own.
var alphabets = map[Language]language.Tag{
	Finnish: language.Finnish, Swedish: language.Swedish, English: language.English,
	NorthernSami: language.MustParse("se"), InariSami: language.Finnish,
}

// skolt is the alphabet of Skolt Sámi, with the letters of foreign words where
// Finnish has them.
const skolt = "aâbcčʒǯdđefgǧǥhijkǩlmnŋoõpqrsštuvwxyzžåäö"

// Sorted returns the places of texts in the order of the language's alphabet:
// Sorted(…)[0] is the index of the first. Equal texts keep their order. The letter
// ʹ of Skolt Sámi counts only where all others are equal.
func (l Language) Sorted(texts []string) []int {
	keys := make([][]byte, len(texts))
	if l == SkoltSami {
		for i, text := range texts {
			keys[i] = skoltKey(text)
		}
	} else {
		tag, ok := alphabets[l.Plain()]
		if !ok {
			tag = language.Finnish
		}
		var room collate.Buffer
		c := collate.New(tag)
		for i, text := range texts {
			keys[i] = slices.Clone(c.KeyFromString(&room, text))
			room.Reset()
		}
	}
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return bytes.Compare(keys[a], keys[b]) })
	return order
}

// skoltKey is a text by the places of its letters in the alphabet. What is no
// letter comes before all letters, and digits by their value.
func skoltKey(text string) []byte {
	var key []byte
	for _, r := range strings.ToLower(text) {
		at := strings.IndexRune(skolt, r)
		switch {
		case r == softener:
		case at >= 0:
			key = append(key, 0x40+byte(at))
		case unicode.IsDigit(r):
			key = append(key, 0x20+byte(r%16))
		case plain[r] != 0:
			key = append(key, 0x40+byte(strings.IndexRune(skolt, plain[r])))
		default:
			key = append(key, 0x10)
		}
	}
	return append(append(key, 0), text...)
}
