package escpos

import (
	"fmt"

	"github.com/boombuler/barcode"
	code128image "github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"
)

const (
	leastBarHeight = 80 // dots: 10 mm at 203 dots per inch
	leastQRModule  = 4  // dots
	quietQR        = 4  // modules on each side of a QR code
)

// barcode prints a Code 128 in the middle of the paper, which leaves its quiet
// zones white.
func (e *encoder) barcode(b Barcode) error {
	code, err := encodeCode128(b.Data)
	if err != nil {
		return err
	}
	if !e.profile.NativeBarcode {
		return e.drawnBarcode(b)
	}
	module, err := moduleDots(code.modules, e.profile.Dots, b.ModuleDots)
	if err != nil {
		return err
	}
	e.align(Centre)
	height := e.barHeight(b, code.modules*module)
	e.put(0x1D, 0x68, byte(height), 0x1D, 0x77, byte(module))
	if b.HRI != e.modes.hri {
		e.modes.hri = b.HRI
		e.put(0x1D, 0x48, 2*bit(b.HRI))
	}
	e.put(0x1D, 0x6B, 0x49, byte(len(code.data)))
	e.put(code.data...)
	e.moved(height + int(bit(b.HRI))*cellHeight(FontA))
	return nil
}

// barHeight is in dots, at most what GS h can say.
func (e *encoder) barHeight(b Barcode, length int) int {
	return min(255, max(leastBarHeight, e.profile.dotsOf(max(10, b.HeightMM)), (length*15+99)/100))
}

func (e *encoder) drawnBarcode(b Barcode) error {
	code, err := code128image.Encode(b.Data)
	if err != nil {
		return fmt.Errorf("drawing the barcode: %w", err)
	}
	modules := code.Bounds().Dx()
	module, err := moduleDots(modules, e.profile.Dots, b.ModuleDots)
	if err != nil {
		return err
	}
	height := e.barHeight(b, modules*module)
	out := newBitmap(modules*module, height)
	for x := range modules {
		if blackAt(code, x, 0) {
			out.fill(x*module, 0, (x+1)*module, height)
		}
	}
	e.picture(out, Centre, height)
	if b.HRI {
		return e.line([]rune(b.Data), Style{Align: Centre})
	}
	return nil
}

// qr prints a QR code with four modules of white around it.
func (e *encoder) qr(q QR) error {
	code, err := qr.Encode(q.Data, qr.M, qr.Auto)
	if err != nil {
		return fmt.Errorf("drawing the QR code: %w", err)
	}
	size := code.Bounds().Dx()
	module, err := e.qrModule(q, size+2*quietQR)
	if err != nil {
		return err
	}
	e.feed(quietQR * module)
	if e.profile.NativeQR && nativeQRData(q.Data) {
		e.nativeQR(q.Data, module)
		e.moved(size * module)
	} else {
		out := newBitmap(size*module, size*module)
		for y := range size {
			for x := range size {
				if blackAt(code, x, y) {
					out.fill(x*module, y*module, (x+1)*module, (y+1)*module)
				}
			}
		}
		e.picture(out, Centre, out.height)
	}
	e.feed(quietQR * module)
	return nil
}

// qrModule is the side of one module in dots, for a code of so many modules with
// its white edges.
func (e *encoder) qrModule(q QR, modules int) (int, error) {
	least, most := leastQRModule, 16
	mm := q.ModuleMM
	if mm <= 0 {
		mm = 0.75
	}
	dots := e.profile.dotsOf(mm)
	if q.ModuleDots != 0 {
		if q.ModuleDots < 2 || q.ModuleDots > most {
			return 0, fmt.Errorf("a module of the QR code cannot be %d dots, only 2 to %d", q.ModuleDots, most)
		}
		least, most, dots = q.ModuleDots, q.ModuleDots, q.ModuleDots
	}
	fits := e.profile.Dots / modules
	if fits < least {
		return 0, fmt.Errorf("the QR code is too long: it takes %d dots and the paper has %d", modules*least, e.profile.Dots)
	}
	return min(max(least, dots), most, fits), nil
}

// nativeQRData tells whether a printer may be given the data as they are: printable
// ASCII holds no real-time command and means the same to every printer.
func nativeQRData(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7E {
			return false
		}
	}
	return s != ""
}

func (e *encoder) nativeQR(data string, module int) {
	e.align(Centre)
	n := len(data) + 3
	e.put(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, byte(module)) // module in dots
	e.put(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31)         // correction M
	e.put(0x1D, 0x28, 0x6B, byte(n), byte(n>>8), 0x31, 0x50, 0x30)
	e.put([]byte(data)...)
	e.put(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30) // print
}

func blackAt(code barcode.Barcode, x, y int) bool {
	r, _, _, _ := code.At(code.Bounds().Min.X+x, code.Bounds().Min.Y+y).RGBA()
	return r < 0x8000
}
