package sim

import (
	"bytes"
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	independent "github.com/boombuler/barcode/code128"
)

func TestCode128AgreesWithAnIndependentEncoder(t *testing.T) {
	for _, s := range []string{"A", "TL-A042", "{}~ az09", "Hello, World!"} {
		other, err := independent.Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		modules, text, err := bars(73, []byte("{B"+strings.ReplaceAll(s, "{", "{{")))
		if err != nil || text != s {
			t.Fatalf("%q reads %q: %v", s, text, err)
		}
		if len(modules) != other.Bounds().Dx() {
			t.Fatalf("%q: %d modules, want %d", s, len(modules), other.Bounds().Dx())
		}
		for x, bar := range modules {
			if r, _, _, _ := other.At(x, 0).RGBA(); bar != (r == 0) {
				t.Fatalf("%q differs at module %d", s, x)
			}
		}
	}
}

// zbar decodes a bitmap with a program that knows nothing of this one.
func zbar(t *testing.T, b *Bitmap) string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	path := filepath.Join(t.TempDir(), "ticket.png")
	var out bytes.Buffer
	if err := png.Encode(&out, b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("zbarimg", "--quiet", path).Output()
	if err != nil {
		t.Errorf("zbarimg: %v", err)
	}
	return strings.TrimSpace(string(text))
}

func TestSymbolsOnThePaperAreRead(t *testing.T) {
	qr := func(s string) []byte {
		return join(0x1D, "(k", 3, 0, 0x31, 0x43, 4, 0x1D, "(k", len(s)+3, 0, 0x31, 0x50, 0x30, s, 0x1D, "(k", 3, 0, 0x31, 0x51, 0x30)
	}
	for _, test := range []struct {
		name string
		job  []byte
		want string
	}{
		{"Code 128 B", join(0x1D, "k", 73, 9, "{BTL-A042"), "CODE-128:TL-A042"},
		{"Code 128 C", join(0x1D, "k", 73, 6, "{C", 20, 26, 4, 99), "CODE-128:20260499"},
		{"Code 128 B to C", join(0x1D, "k", 73, 9, "{BAB{C", 12, 34, 56), "CODE-128:AB123456"},
		{"Code 128 A with shift", join(0x1D, "k", 73, 8, "{AAB{Sab"[:7], "C"), "CODE-128:ABaC"},
		{"Code 128 brace", join(0x1D, "k", 73, 6, "{Ba{{b"), "CODE-128:a{b"},
		{"Code 39", join(0x1D, "w", 2, 0x1D, "k", 69, 6, "A042-7"), "CODE-39:A042-7"},
		{"EAN-13", join(0x1D, "k", 67, 12, "640123456789"), "EAN-13:6401234567897"},
		{"ITF", join(0x1D, "k", 70, 6, "123456"), "I2/5:123456"},
		{"QR", qr("https://kela.fi/Äö"), "QR-Code:https://kela.fi/Äö"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := run(TMT20III(), "\n", 0x1B, "a", 1, 0x1D, "h", 80, test.job, "\n", cutHere)
			ticket := p.Tickets()[0]
			if len(p.refused) > 0 || len(ticket.Barcodes) != 1 {
				t.Fatalf("refused %v, symbols %q", p.refused, ticket.Barcodes)
			}
			if got := zbar(t, ticket.Image); got != test.want {
				t.Errorf("reads %q, want %q", got, test.want)
			}
		})
	}
}

func TestRandomCode128IsRead(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	for range 10 {
		var s strings.Builder
		for range 5 + random.IntN(9) {
			s.WriteByte(letters[random.IntN(len(letters))])
		}
		code := s.String()
		p := run(TMT88V(), 0x1B, "a", 1, 0x1D, "w", 2, 0x1D, "h", 80, 0x1D, "k", 73, len(code)+2, "{B", code, cutHere)
		if got := zbar(t, p.Tickets()[0].Image); got != fmt.Sprint("CODE-128:", code) {
			t.Errorf("%s reads %q", code, got)
		}
	}
}
