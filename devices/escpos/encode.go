package escpos

import (
	"errors"
	"fmt"
)

// Encode turns a document into the bytes for a printer of the given profile. It
// sends as little as it can, for the line is slower than the print head: a mode
// only when it changes, pictures cropped to their ink.
//
// The bytes begin by initialising the printer and do not ask for proof; Driver.Print
// adds that. The error says which element cannot be printed and why; then there are
// no bytes.
func Encode(p Profile, doc Document) ([]byte, error) {
	e, err := encodeWhole(p, doc)
	if err != nil {
		return nil, err
	}
	return e.out, nil
}

func encodeWhole(p Profile, doc Document) (*encoder, error) {
	e := &encoder{profile: &p, out: prelude(&p), bandRows: 255}
	for i, element := range doc {
		if err := e.element(element); err != nil {
			return nil, fmt.Errorf("element %d of the ticket (%T): %w", i+1, element, err)
		}
	}
	if at := Hidden(e.out); at >= 0 {
		return nil, fmt.Errorf("byte %d of the ticket would be carried out as a real-time command", at)
	}
	return e, nil
}

// encoder writes elements and remembers which modes the printer is in. Between
// elements the printer is always at the beginning of a line.
type encoder struct {
	profile  *Profile
	out      []byte
	modes    modes
	bandRows int
	travel   travel
}

func (e *encoder) put(b ...byte) { e.out = append(e.out, b...) }

func (e *encoder) element(element Element) error {
	switch v := element.(type) {
	case Text:
		return e.text(v)
	case Columns:
		return e.columns(v)
	case Feed:
		e.feed(max(0, e.profile.dotsOf(v.MM)+v.Dots))
	case Rule:
		e.rule()
	case Barcode:
		return e.barcode(v)
	case QR:
		return e.qr(v)
	case Logo:
		return e.logo(v)
	case Picture:
		return e.image(v)
	case Cut:
		e.cut(v)
	case nil:
		return errors.New("is nil")
	default:
		return errors.New("is of no known kind")
	}
	return nil
}

// feed moves the paper by dots (ESC J).
func (e *encoder) feed(dots int) {
	const most = 10_000 // more than a metre is a mistake
	dots = min(dots, most)
	for units := dots * e.profile.UnitsPerDot; units > 0; {
		n := min(units, 255)
		e.put(0x1B, 0x4A, byte(n))
		units -= n
	}
	e.moved(dots)
}

// rule draws with the horizontal bar of code page 858, eight times as wide, which
// takes some ten bytes where a picture would take a hundred.
func (e *encoder) rule() {
	if e.profile.CodePages.PC858 < 0 {
		width := e.profile.Dots
		bm := newBitmap(width, 2)
		bm.fill(0, 0, width, 2)
		e.picture(bm, Centre, 30)
		return
	}
	e.set(Style{Width: 8, Align: Centre}, pagePC858)
	for range max(1, e.profile.Dots/(8*cellWidth(FontA))) {
		e.put(0xC4)
	}
	e.put('\n')
	e.moved(pitch)
}

func (e *encoder) cut(c Cut) {
	e.put(e.profile.Cut...)
	e.severed()
	switch presenter := e.profile.Presenter; {
	case presenter == nil:
	case c.Eject && len(presenter.Eject) > 0:
		e.put(presenter.Eject...)
	default:
		e.put(presenter.Present...)
		e.put(presenter.steps())
	}
}
