package sim

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
)

// PNG is the ticket as it looks in the hand, for people: on paper of the full
// width, off-white, with a soft edge. For a decoder encode Image instead.
func (t Ticket) PNG(m Model) ([]byte, error) { return paperPNG(m, t.Image) }

// PaperPNG is what lies in the printer's mouth, for people: the last finished
// ticket, and below it, if something is printed on it, the paper that is not
// yet cut. It is never nil without an error.
func (p *Printer) PaperPNG() ([]byte, error) {
	p.mu.Lock()
	var pieces []*Bitmap
	if n := len(p.tickets); n > 0 {
		pieces = append(pieces, p.tickets[n-1].Image)
	}
	if p.sheet.inked > 0 || len(pieces) == 0 {
		pieces = append(pieces, p.sheet.bitmap(p.model.Dots, 0, p.sheet.height()))
	}
	model := p.model
	p.mu.Unlock()
	return paperPNG(model, pieces...)
}

// Colours of thermal paper and its surroundings.
var (
	paperWhite = color.NRGBA{0xFC, 0xFB, 0xF7, 0xFF}
	inkBlack   = color.NRGBA{0x1E, 0x1D, 0x22, 0xFF}
)

const (
	shadow = 14 // dots of soft edge around a piece
	torn   = 10 // least height of a piece, so that an empty one is seen
)

// paperPNG draws pieces of paper below one another.
func paperPNG(m Model, pieces ...*Bitmap) ([]byte, error) {
	m.complete()
	width := max(m.dots(m.PaperMM), m.Dots)
	height := shadow
	for _, b := range pieces {
		height += max(b.Height, torn) + 2*shadow
	}
	img := image.NewNRGBA(image.Rect(0, 0, width+2*shadow, height))
	y := shadow
	for _, b := range pieces {
		drawPiece(img, b, image.Rect(shadow, y, shadow+width, y+max(b.Height, torn)))
		y += max(b.Height, torn) + 2*shadow
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("sim: encode the picture of the paper: %w", err)
	}
	return out.Bytes(), nil
}

// drawPiece draws one piece of paper with its shadow.
func drawPiece(img *image.NRGBA, b *Bitmap, r image.Rectangle) {
	halo := r.Inset(-shadow)
	for y := halo.Min.Y; y < halo.Max.Y; y++ {
		for x := halo.Min.X; x < halo.Max.X; x++ {
			if d := distance(x, y, r); d > 0 && d < shadow {
				fade := 1 - d/shadow
				img.SetNRGBA(x, y, color.NRGBA{0x10, 0x24, 0x3A, uint8(60 * fade * fade)})
			}
		}
	}
	left := r.Min.X + (r.Dx()-b.Width)/2
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if b.Black(x-left, y-r.Min.Y) {
				img.SetNRGBA(x, y, inkBlack)
			} else {
				img.SetNRGBA(x, y, paperWhite)
			}
		}
	}
}

// distance of a point from a rectangle.
func distance(x, y int, r image.Rectangle) float64 {
	dx := max(r.Min.X-x, x-r.Max.X+1, 0)
	dy := max(r.Min.Y-y, y-r.Max.Y+1, 0)
	return math.Hypot(float64(dx), float64(dy))
}
