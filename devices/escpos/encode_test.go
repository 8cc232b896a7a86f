package escpos

import (
	"bytes"
	"encoding/hex"
	"flag"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

func encode(t testing.TB, profile string, doc ...Element) []byte {
	t.Helper()
	b, err := Encode(profileFor(t, profile), doc)
	if err != nil {
		t.Fatalf("Encode: %v", err)
	}
	return b
}

func TestTicketsAreTheGoldenBytes(t *testing.T) {
	for _, profile := range Profiles() {
		got := hex.Dump(encode(t, profile.ID, ticket("A 042", "K7TA042X")...))
		golden := filepath.Join("testdata", profile.ID+".hex")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the ticket is not as in %s (go test -update writes it anew):\n%s", profile.ID, golden, got)
		}
	}
}

func TestTicketsHideBehindThePrintHead(t *testing.T) {
	for _, profile := range Profiles() {
		if !profile.NativeBarcode {
			continue
		}
		if n := len(encode(t, profile.ID, ticket("A 042", "K7TA042X")...)) + 11; n > 384 {
			t.Errorf("%s: a ticket for one errand takes %d bytes, more than 384", profile.ID, n)
		}
		if n := len(encode(t, profile.ID, longTicket("A 042", "K7TA042X")...)) + 11; n > 512 {
			t.Errorf("%s: a ticket for four errands takes %d bytes, more than 512", profile.ID, n)
		}
	}
}

func TestAModeIsSentOnlyWhenItChanges(t *testing.T) {
	b := encode(t, "tm-t20iii",
		Text{Content: "a", Style: Style{Bold: true}}, Text{Content: "b", Style: Style{Bold: true}}, Text{Content: "c"})
	want := "\x1B@\x1Da\xFF" + "\x1BE\x01a\nb\n" + "\x1BE\x00c\n"
	if string(b) != want {
		t.Errorf("% X, want % X", b, want)
	}
}

func TestTheCodePageIs858Else1252ElseAPicture(t *testing.T) {
	for content, want := range map[string]string{
		"Tervetuloa": "Tervetuloa\n",
		"Åbo öy 5 €": "\x1Bt\x13\x8Fbo \x94y 5 \xD5\n",
		"šakki Öö":   "\x1Bt\x10\x9Aakki \xD6\xF6\n",
	} {
		if got := encode(t, "tm-t20iii", Text{Content: content})[5:]; string(got) != want {
			t.Errorf("%q is % X, want % X", content, got, want)
		}
	}
	for _, content := range []string{"Davvisámegiella: ođđa", "ŋ", "ŧ", "ǩ ǧ ʒ ǯ", "Привет", "ŠĐ"} {
		if got := encode(t, "tm-t20iii", Text{Content: content}); !bytes.Contains(got, []byte("\x1Dv0")) {
			t.Errorf("%q is % X, want a picture", content, got)
		}
	}
}

func TestThePageStaysWhenTheNextLineFitsInIt(t *testing.T) {
	b := encode(t, "tm-t20iii", Text{Content: "Š"}, Text{Content: "ä"}, Text{Content: "b"})
	if n := bytes.Count(b, []byte("\x1Bt")); n != 1 {
		t.Errorf("% X switches the page %d times, want once", b, n)
	}
}

func TestEveryLetterOfTheLanguagesHasAShape(t *testing.T) {
	missing, err := drawLine([]rune{'\uE000'}, Style{}, 576)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "ÁáÂâČčĐđŊŋŠšŦŧŽžǤǥǦǧǨǩƷʒǮǯÕõÅåÄäÖöʼʹ€" {
		for _, style := range []Style{{}, {Bold: true}} {
			b, err := drawLine([]rune{r}, style, 576)
			if err != nil {
				t.Fatal(err)
			}
			if x0, x1 := b.inkColumns(); x0 >= x1 || bytes.Equal(b.bits, missing.bits) {
				t.Errorf("%c (bold %v) has no shape", r, style.Bold)
			}
		}
	}
}

func TestControlCharactersNeverReachThePrinter(t *testing.T) {
	b := encode(t, "tm-t20iii", Text{Content: "a\x1B@\x10\x05\x02b\tc\r\nd\x7F\x85e\u200Bf\u00ADg\u202Fh"})
	if want := "a?@???b c\nd??efg h\n"; string(b[5:]) != want {
		t.Errorf("%q, want %q", b[5:], want)
	}
}

func TestColumnsStandAtBothEdges(t *testing.T) {
	got := string(encode(t, "plain-58mm", Columns{Left: "Jono", Right: "A 042"})[4:])
	if want := "Jono" + strings.Repeat(" ", 32-9) + "A 042\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	got = string(encode(t, "plain-58mm", Columns{Left: strings.Repeat("x", 30), Right: "A 042"})[4:])
	if want := strings.Repeat("x", 30) + "\n\x1Ba\x02A 042\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestElementsThatCannotBePrintedSayWhy(t *testing.T) {
	for why, element := range map[string]Element{
		"too long":           Barcode{Data: strings.Repeat("ABCDEFG", 6)},
		"not printable":      Barcode{Data: "Ä"},
		"1 to 80":            Barcode{},
		"two printable":      Logo{Key: "K", Image: image.NewGray(image.Rect(0, 0, 8, 8))},
		"QR code":            QR{Data: strings.Repeat("x", 4000)},
		"is nil":             nil,
		"element 1":          QR{Data: strings.Repeat("x", 2000)},
		"with its white edg": Barcode{Data: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
	} {
		if b, err := Encode(profileFor(t, "tm-t20iii"), Document{element}); err == nil || !strings.Contains(err.Error(), why) || b != nil {
			t.Errorf("%T: %v, want %q in it and no bytes", element, err, why)
		}
	}
	if _, err := Encode(profileFor(t, "custom-kpm"), Document{Logo{Key: "K1"}}); err == nil {
		t.Error("a logo without a picture and without NV graphics is no error")
	}
}

func TestALogoInThePrintersMemoryTakesElevenBytes(t *testing.T) {
	logo := Logo{Key: "K1", Image: sampleLogo()}
	if got := string(encode(t, "tm-t20iii", logo)[5:]); got != "\x1Ba\x01\x1D(L\x06\x000EK1\x01\x01" {
		t.Errorf("recalling the logo is % X", got)
	}
	if got := encode(t, "custom-kpm", logo); !bytes.Contains(got, []byte("\x1Dv0")) {
		t.Errorf("without memory the logo is % X, want a picture", got)
	}
	wide := Logo{Key: "K1", Image: image.NewGray(image.Rect(0, 0, 2000, 100))}
	if got := encode(t, "custom-kpm", wide); len(got) > 72*40 {
		t.Errorf("a wide logo takes %d bytes; it was not made to fit", len(got))
	}
}

func TestAKioskPrinterPresentsTheTicketAfterTheCut(t *testing.T) {
	got := encode(t, "custom-kpm", Text{Content: "x"}, Cut{})
	if want := "x\n\x1DVB\x00\x1De\x03\x60"; !bytes.HasSuffix(got, []byte(want)) {
		t.Errorf("% X, want % X at its end", got, want) // 60 mm in steps of 0.625 mm are 96
	}
}

func TestWrapKeepsEveryWordAndNoLineIsTooLong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zäö ]{0,120}`).Draw(t, "text")
		room := rapid.IntRange(1, 48).Draw(t, "room")
		var words []string
		for _, line := range wrap([]rune(text), room) {
			if len(line) > room {
				t.Fatalf("%q is longer than %d", string(line), room)
			}
			words = append(words, strings.Fields(string(line))...)
		}
		if joined := strings.Join(words, ""); joined != strings.Join(strings.Fields(text), "") {
			t.Fatalf("wrapping %q lost letters: %q", text, words)
		}
		for _, word := range strings.Fields(text) {
			if utf8.RuneCountInString(word) <= room && !contains(words, word) {
				t.Fatalf("%q of %q was split: %q", word, text, words)
			}
		}
	})
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

func FuzzEncodeTakesAnyText(f *testing.F) {
	for _, seed := range []string{"Vuoronumero A 042", "ođđa ŋ\n\nÅ €", "\x10\x04\x01", "\xFF\xFE", "🙂 a\u0301", strings.Repeat("w", 200)} {
		f.Add(seed, byte(0), byte(0), byte(0))
	}
	profiles := Profiles()
	f.Fuzz(func(t *testing.T, s string, which, size, look byte) {
		if len(s) > 400 {
			return
		}
		style := Style{
			Width: int(size & 15), Height: int(size >> 4), Bold: look&1 != 0, Underline: look&2 != 0,
			Align: Align(look >> 2 & 3), Font: Font(look >> 4 & 3),
		}
		doc := Document{Text{style, s}, Columns{Style: style, Left: s, Right: s}, Rule{}, Barcode{Data: "K7TA042X"}, Cut{}}
		b, err := Encode(profiles[int(which)%len(profiles)], doc)
		if err != nil {
			t.Fatalf("%q cannot be printed: %v", s, err)
		}
		if at := Hidden(b); at >= 0 {
			t.Fatalf("%q makes a real-time command at byte %d", s, at)
		}
	})
}
