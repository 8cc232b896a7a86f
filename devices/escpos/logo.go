package escpos

import (
	"errors"
	"fmt"
	"image"

	"golang.org/x/image/draw"
)

// logo recalls the picture from the printer's memory, or sends it as raster.
func (e *encoder) logo(l Logo) error {
	if e.profile.NVGraphics {
		key, err := graphicsKey(l.Key)
		if err != nil {
			return err
		}
		e.align(Centre)
		e.put(0x1D, 0x28, 0x4C, 0x06, 0x00, 0x30, 0x45, key[0], key[1], 1, 1)
		if l.Image != nil {
			e.moved(logoHeight(l.Image, e.profile.Dots))
		}
		return nil
	}
	if l.Image == nil {
		return errors.New("has no picture, and this printer keeps none")
	}
	b := logoBitmap(l.Image, e.profile.Dots)
	e.picture(b, Centre, b.height)
	return nil
}

func graphicsKey(key string) ([2]byte, error) {
	if len(key) != 2 || key[0] < 0x21 || key[0] > 0x7E || key[1] < 0x21 || key[1] > 0x7E {
		return [2]byte{}, errors.New("its key has to be two printable ASCII characters, such as \"K1\"")
	}
	return [2]byte{key[0], key[1]}, nil
}

// logoBitmap makes a picture fit the paper.
func logoBitmap(img image.Image, dots int) *bitmap {
	box := img.Bounds()
	if box.Dx() > dots {
		height := logoHeight(img, dots)
		small := image.NewGray(image.Rect(0, 0, dots, height))
		draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
		draw.CatmullRom.Scale(small, small.Bounds(), img, box, draw.Over, nil)
		img = small
	}
	return bitmapOf(img)
}

// logoHeight is how high a picture is on the paper, in dots.
func logoHeight(img image.Image, dots int) int {
	box := img.Bounds()
	if box.Dx() <= dots {
		return box.Dy()
	}
	return max(1, box.Dy()*dots/box.Dx())
}

// image sends a picture as it is.
func (e *encoder) image(p Picture) error {
	if p.Image == nil {
		return errors.New("has no picture")
	}
	if width := p.Image.Bounds().Dx(); width > e.profile.Dots {
		return fmt.Errorf("the picture is %d dots wide and the paper has %d", width, e.profile.Dots)
	}
	b := bitmapOf(p.Image)
	e.picture(b, min(p.Align, Right), b.height)
	return nil
}

// storeGraphics is GS ( L fn 67, or GS 8 L where the picture is too long for it:
// keep a picture in NV memory under a key.
func storeGraphics(key [2]byte, b *bitmap) []byte {
	data := append([]byte(nil), b.bits...)
	Defuse(data)
	parameters := []byte{
		0x30, 0x43, 0x30, key[0], key[1], 1,
		byte(b.width), byte(b.width >> 8), byte(b.height), byte(b.height >> 8), 0x31,
	}
	n := len(parameters) + len(data)
	header := []byte{0x1D, 0x28, 0x4C, byte(n), byte(n >> 8)}
	if n > 0xFFFF {
		header = []byte{0x1D, 0x38, 0x4C, byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)}
	}
	return append(append(header, parameters...), data...)
}
