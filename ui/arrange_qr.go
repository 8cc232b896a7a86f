package ui

import (
	"image/color"

	"github.com/boombuler/barcode/qr"
)

// QR is an address as a QR code, with the same in letters below it.
type QR struct {
	piece
	Text    string
	Caption string
}

const qrQuiet = 4 // modules on each side of a QR code (ISO/IEC 18004)

// qr draws the code black on white, in high contrast too: not every telephone reads
// the contrary.
func (a *arranger) qr(p QR, width float64) measured {
	modules, across := qrModules(p.Text)
	if across == 0 {
		return measured{draw: func(Box) {}}
	}
	side, pad := 96*a.k, 4*a.k
	if a.wide || a.comfort.Low {
		side = 66 * a.k
	}
	w := min(width, 230*a.k)
	text := a.fit(p.Caption, typing{em: a.em(emLabel), bold: true, ink: Black, centre: true}, w-2*pad)
	return measured{height: side + text.height() + 2*pad, draw: func(box Box) {
		card := Box{box.X + (box.W-w)/2, box.Y, w, side + text.height() + 2*pad}
		a.add(Item{ID: a.nextID("card"), Box: card, Fill: White, Radius: 3 * a.k})
		a.add(Item{ID: "qr", Kind: Bars, Box: Box{card.X + (w-side)/2, card.Y + pad, side, side}, Modules: modules, Across: across})
		at := Box{card.X + pad, card.Y + pad + side, w - 2*pad, text.height()}
		a.add(Item{ID: "qr-text", Kind: Copy, Box: at, Lines: a.place(text, at)})
	}}
}

// qrModules returns the modules of a QR code row by row, quiet zones included, and
// how many a row has; none where there is nothing to encode.
func qrModules(text string) (modules []bool, across int) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if text == "" || err != nil {
		return nil, 0
	}
	n := code.Bounds().Dx()
	across = n + 2*qrQuiet
	modules = make([]bool, across*across)
	for y := range n {
		for x := range n {
			modules[(y+qrQuiet)*across+qrQuiet+x] = code.At(x, y) == color.Black
		}
	}
	return modules, across
}
