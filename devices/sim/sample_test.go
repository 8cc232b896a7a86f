package sim

import (
	"os"
	"path/filepath"
	"testing"
)

// receipt is a whole ticket as a kiosk prints it.
func receipt() []byte {
	return join(
		0x1B, "@", 0x1C, ".", 0x1B, "R", 0, 0x1B, "t", 19,
		0x1B, "a", 1, 0x1B, "E", 1, "Palvelupiste Kallio\n", 0x1B, "E", 0,
		"H", 0x84, "meentie 3, Helsinki\n\n",
		0x1D, "!", 0x00, "Vuoronumero\n",
		0x1D, "!", 0x77, "A042\n", 0x1D, "!", 0x00,
		0x1B, "a", 0, 0x1B, "-", 1, "Asiat\n", 0x1B, "-", 0,
		"1. Ilmoittautuminen ty\x94nhakijaksi\n", "2. Verokortti\n", "3. Asumistuki \xD5 120,50\n",
		0x1B, "M", 1, "Odotusaika noin 12 minuuttia. \x8Fland \x99.\n", 0x1B, "M", 0,
		0x1B, "a", 2, "26.11.2026 klo 14.05\n", 0x1B, "a", 1,
		0x1D, "h", 80, 0x1D, "w", 3, 0x1D, "H", 2, 0x1D, "f", 0,
		0x1D, "k", 73, 13, "{BTL-A042-07X",
		0x1B, "J", 40,
		0x1D, "(k", 4, 0, 0x31, 0x41, 0x32, 0, 0x1D, "(k", 3, 0, 0x31, 0x43, 6,
		0x1D, "(k", 3, 0, 0x31, 0x45, 49, 0x1D, "(k", 11, 0, 0x31, 0x50, 0x30, "TL-A042X", 0x1D, "(k", 3, 0, 0x31, 0x51, 0x30,
		0x1B, "d", 1, 0x1B, "a", 1, 0x1D, "B", 1, " Kiitos ", 0x1D, "B", 0, "\n", cutHere,
	)
}

func TestWholeReceipt(t *testing.T) {
	for _, m := range []Model{TMT88V(), TMT20III(), VKP80()} {
		t.Run(m.Name, func(t *testing.T) {
			p, h := plugIn(t, m, Options{})
			h.write(receipt())
			eventually(t, "ticket", func() bool { return len(p.Tickets()) == 1 })
			unrefused(t, p)
			picture, err := p.PaperPNG()
			if err != nil {
				t.Fatal(err)
			}
			if dir := os.Getenv("SIM_PICTURES"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, m.Name+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
