package kiosk

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func anyTicket(t *rapid.T) (TerminalID, Date, Series, int) {
	day := firstCodeDay.AddDate(0, 0, rapid.IntRange(0, 1<<15-1).Draw(t, "day"))
	return TerminalID(rapid.Uint16().Draw(t, "terminal")), DateOf(day),
		Series(rapid.IntRange('A', 'Z').Draw(t, "series")), rapid.IntRange(1, MaxNumber).Draw(t, "number")
}

func TestACodeDecodesToWhatItWasMadeOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terminal, date, series, number := anyTicket(t)
		code := EncodeCode(terminal, date, series, number)
		if len(code) != codeLength {
			t.Fatalf("%q has %d characters", code, len(code))
		}
		for _, written := range []string{string(code), code.Spaced(), strings.ToLower(string(code)), " " + string(code[:5]) + "-" + string(code[5:])} {
			parsed, err := ParseCode(written)
			if err != nil || parsed != code {
				t.Fatalf("%q reads as %q: %v", written, parsed, err)
			}
		}
		if gt, gd, gs, gn := code.Decode(); gt != terminal || gd != date || gs != series || gn != number {
			t.Fatalf("%q decodes to %d %v %v %d", code, gt, gd, gs, gn)
		}
	})
}

func TestAnyTwoWrongCharactersAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(EncodeCode(anyTicket(t)))
		good := string(code)
		for _, i := range []int{rapid.IntRange(0, 11).Draw(t, "i"), rapid.IntRange(0, 11).Draw(t, "j")} {
			code[i] = rapid.SampledFrom([]byte(codeAlphabet)).Draw(t, "wrong")
		}
		if _, err := ParseCode(string(code)); string(code) != good && !errors.Is(err, ErrCode) {
			t.Fatalf("%s is taken for a ticket's code; the right one is %s", code, good)
		}
	})
}

func TestAnyTwoExchangedCharactersAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(EncodeCode(anyTicket(t)))
		i, j := rapid.IntRange(0, 11).Draw(t, "i"), rapid.IntRange(0, 11).Draw(t, "j")
		if code[i] == code[j] {
			return
		}
		code[i], code[j] = code[j], code[i]
		if _, err := ParseCode(string(code)); !errors.Is(err, ErrCode) {
			t.Fatalf("%s with characters %d and %d exchanged is taken", code, i, j)
		}
	})
}

func TestACodeOutsideItsRangeIsNone(t *testing.T) {
	for _, code := range []Code{
		EncodeCode(1, Date{2019, 12, 31}, 'A', 1), EncodeCode(1, Date{2110, 1, 1}, 'A', 1), EncodeCode(1, Date{}, 'A', 1),
		EncodeCode(1, Date{2026, 1, 1}, 'a', 1), EncodeCode(1, Date{2026, 1, 1}, 'A', 0), EncodeCode(1, Date{2026, 1, 1}, 'A', MaxNumber+1),
	} {
		if code != "" {
			t.Errorf("%q", code)
		}
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("000H 7CG0 1A76")
	f.Add("")
	f.Add("ÄÄÄÄÄÄ")
	f.Fuzz(func(t *testing.T, s string) {
		code, err := ParseCode(s)
		if err != nil {
			return
		}
		terminal, date, series, number := code.Decode()
		if again := EncodeCode(terminal, date, series, number); again != code {
			t.Fatalf("%q reads as %q and is written %q", s, code, again)
		}
	})
}

func TestAnEventsNameReadsAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := EventName{
			TerminalID(rapid.Uint16().Draw(t, "terminal")), rapid.StringMatching(`[0-9A-Z]{1,10}`).Draw(t, "epoch"),
			rapid.Uint64().Draw(t, "seq"),
		}
		if got, err := ParseEventName(n.String()); err != nil || got != n {
			t.Fatalf("%v reads as %v: %v", n, got, err)
		}
	})
}
