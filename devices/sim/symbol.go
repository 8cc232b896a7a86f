package sim

import (
	"errors"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/codabar"
	"github.com/boombuler/barcode/code39"
	"github.com/boombuler/barcode/code93"
	"github.com/boombuler/barcode/ean"
	"github.com/boombuler/barcode/qr"
	"github.com/boombuler/barcode/twooffive"
)

// barcode is GS k in both forms.
func (i *interpreter) barcode() {
	m := i.u8()
	var data []byte
	switch {
	case m <= 6: // form A: ends with NUL
		for b := i.u8(); b != 0 && i.err == nil; b = i.u8() {
			if len(data) < 255 {
				data = append(data, b)
			}
		}
		m += 0x41
	case m >= 0x41 && m <= 0x49:
		data = i.take(int(i.u8()), 255)
	default:
		i.refuse("unknown symbology")
		return
	}
	if i.err != nil || i.lacks(BarcodeB, "GS k") || i.inLine("barcode") {
		return
	}
	modules, text, err := bars(m, data)
	if err != nil {
		i.refuse("barcode: " + err.Error())
		return
	}
	i.printBars(modules, text)
}

// bars draws the data in the symbology of GS k m.
func bars(m byte, data []byte) (modules []bool, text string, err error) {
	var code barcode.Barcode
	s := string(data)
	switch m {
	case 0x41: // UPC-A is EAN-13 with a leading 0
		code, err = ean.Encode("0" + s)
	case 0x43, 0x44:
		code, err = ean.Encode(s)
	case 0x45:
		code, err = code39.Encode(s, false, false)
	case 0x46:
		code, err = twooffive.Encode(s, true)
	case 0x47:
		code, err = codabar.Encode(s)
	case 0x48:
		code, err = code93.Encode(s, true, true)
	case 0x49:
		return code128(data)
	default:
		return nil, "", errors.New("UPC-E is not simulated")
	}
	if err != nil {
		return nil, "", err
	}
	for x := range code.Bounds().Dx() {
		r, _, _, _ := code.At(x, 0).RGBA()
		modules = append(modules, r == 0)
	}
	return modules, code.Content(), nil
}

// printBars prints a barcode with its text above or below. One that is too
// wide is not printed: the paper is fed by its height.
func (i *interpreter) printBars(modules []bool, text string) {
	s := &i.modes
	width := len(modules) * s.barModule
	if width > i.area() {
		i.refuse("barcode wider than the print area")
		i.feed(s.barHeight)
		return
	}
	if s.hri&1 != 0 {
		i.printHRI(text, width)
	}
	b := NewBitmap(width, 1)
	for n, bar := range modules {
		if bar {
			b.fill(n*s.barModule, 0, (n+1)*s.barModule, 1)
		}
	}
	i.picture(b, width, 1, s.barHeight)
	if s.hri&2 != 0 {
		i.printHRI(text, width)
	}
	if i.err == nil {
		i.p.noteCode(i.work, text)
	}
}

// printHRI prints the text of a barcode, centred on its bars.
func (i *interpreter) printHRI(text string, width int) {
	st := style{fontB: i.modes.hriFontB, wide: 1, high: 1}
	w, h := st.size()
	b := NewBitmap(i.m.Dots, h)
	x := i.modes.left + i.indent(width) + (width-w*len([]rune(text)))/2
	for _, r := range text {
		if r < 0x20 || r == 0x7F {
			r = ' '
		}
		cell{r: r, style: st}.draw(b, x)
		x += w
	}
	for y := range b.Height {
		i.row(b.row(y))
	}
}

// symbol executes GS ( k for QR codes (cn 49).
func (i *interpreter) symbol(d []byte) {
	if i.lacks(QRCode, "QR code") {
		return
	}
	if len(d) < 3 || d[0] != 0x31 {
		i.refuse("unknown symbol of GS ( k")
		return
	}
	s := &i.modes
	switch fn, d := d[1], d[2:]; {
	case fn == 0x41 && len(d) == 2 && d[0] == 0x32: // model 2
	case fn == 0x43 && len(d) == 1 && d[0] >= 1 && d[0] <= 16:
		s.qrSize = int(d[0])
	case fn == 0x45 && len(d) == 1 && d[0] >= 48 && d[0] <= 51:
		s.qrLevel = d[0]
	case fn == 0x50 && d[0] == 0x30 && len(d) <= 7090:
		s.qrData = append([]byte(nil), d[1:]...)
	case fn == 0x51 && d[0] == 0x30:
		i.printQR()
	default:
		i.refuse("bad parameters of a QR code")
	}
}

// printQR prints the stored QR code, without a quiet zone.
func (i *interpreter) printQR() {
	s := &i.modes
	if len(s.qrData) == 0 || i.inLine("QR code") {
		i.refuse("no QR code stored")
		return
	}
	levels := []qr.ErrorCorrectionLevel{qr.L, qr.M, qr.Q, qr.H}
	code, err := qr.Encode(string(s.qrData), levels[s.qrLevel-48], qr.Auto)
	if err != nil {
		i.refuse("QR code: " + err.Error())
		return
	}
	n := code.Bounds().Dx()
	if n*s.qrSize > i.area() {
		i.refuse("QR code wider than the print area")
		return
	}
	b := NewBitmap(n, n)
	for y := range n {
		for x := range n {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				b.set(x, y)
			}
		}
	}
	i.picture(b, n*s.qrSize, s.qrSize, s.qrSize)
	if i.err == nil {
		i.p.noteCode(i.work, string(s.qrData))
	}
}
