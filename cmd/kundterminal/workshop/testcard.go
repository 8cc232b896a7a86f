package workshop

import (
	"fmt"
	"image"
	"io/fs"
	"math"
	"strings"
	"sync"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"kundterminal/assets"
	"kundterminal/devices/escpos"
)

// Measures of the test card, in millimetres.
const (
	cardBar    = 1.5  // height of the black bar at its top, where both rulers begin
	cardTop    = 9.0  // where greys and letters begin: below the ruler across
	cardLeft   = 10.0 // and beside the ruler along the paper
	cardLength = 50.0 // at least, for a length that can be measured
	greyHigh   = 3.0
	greyEvery  = 4.2
	greyLabel  = 8.5
	letterHigh = 3.1 // size of the typeface
	digitHigh  = 2.6
	lineEvery  = 4.0
)

// greys are the shares of black of the bars, in percent, and out of 16 dots.
var greys = []struct{ percent, of16 int }{{12, 2}, {25, 4}, {50, 8}, {75, 12}, {100, 16}}

// dither is the order in which the dots of a square of four become black.
var dither = [4][4]int{{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}}

var screenFont = sync.OnceValues(func() (*opentype.Font, error) {
	ttf, err := fs.ReadFile(assets.Fonts(), "NotoSans-Regular.ttf")
	if err != nil {
		return nil, err
	}
	return opentype.Parse(ttf)
})

// card is a picture that is drawn in millimetres.
type card struct {
	*image.Gray
	dpi float64
}

func (c card) dots(mm float64) int { return int(math.Round(mm * c.dpi / 25.4)) }

// fill blackens a rectangle of dots.
func (c card) fill(x0, y0, x1, y1 int) {
	draw.Draw(c, image.Rect(x0, y0, x1, y1), image.Black, image.Point{}, draw.Src)
}

// testCard draws what a ruler is laid on and an eye looks at: a black bar over the
// whole width, which shows every dot of the head, scales in millimetres across and
// along the paper, bars of grey, and all letters in the typeface of the screens.
func testCard(p escpos.Profile) (image.Image, error) {
	typeface, err := screenFont()
	if err != nil {
		return nil, fmt.Errorf("the test page's typeface: %w", err)
	}
	dpi := float64(p.DPI)
	size := func(mm float64) *opentype.FaceOptions {
		return &opentype.FaceOptions{Size: mm * dpi / 25.4, DPI: 72, Hinting: font.HintingFull}
	}
	digits, err := opentype.NewFace(typeface, size(digitHigh))
	if err != nil {
		return nil, fmt.Errorf("the test page's digits: %w", err)
	}
	defer func() { _ = digits.Close() }()
	letters, err := opentype.NewFace(typeface, size(letterHigh))
	if err != nil {
		return nil, fmt.Errorf("the test page's letters: %w", err)
	}
	defer func() { _ = letters.Close() }()
	c := card{dpi: dpi}
	lines := wrapLetters(letters, p.Dots-c.dots(cardLeft))
	length := max(cardLength+1.5, cardTop+greyEvery*float64(len(greys))+1+lineEvery*float64(len(lines)))
	c.Gray = image.NewGray(image.Rect(0, 0, p.Dots, c.dots(length)))
	draw.Draw(c, c.Bounds(), image.White, image.Point{}, draw.Src)
	c.fill(0, 0, p.Dots, c.dots(cardBar)&^1)
	c.ruleAcross(digits)
	c.ruleAlong(digits)
	c.drawGreys(digits)
	y := cardTop + greyEvery*float64(len(greys)) + 1
	for _, line := range lines {
		y += lineEvery
		c.write(letters, line, c.dots(cardLeft), c.dots(y-1))
	}
	return c.Gray, nil
}

// write draws text from x with its baseline at y.
func (c card) write(face font.Face, text string, x, y int) {
	drawer := font.Drawer{Dst: c, Src: image.Black, Face: face, Dot: fixed.P(x, y)}
	drawer.DrawString(text)
}

// tick is how long the line at a millimetre of a scale is.
func tick(mm int) float64 {
	switch {
	case mm%10 == 0:
		return 3.5
	case mm%5 == 0:
		return 2.5
	}
	return 1.5
}

// ruleAcross hangs a scale from the bar, from the first dot of the head.
func (c card) ruleAcross(digits font.Face) {
	top := c.dots(cardBar)
	for mm := 0; c.dots(float64(mm))+2 <= c.Rect.Dx(); mm++ {
		x := c.dots(float64(mm))
		c.fill(x, top, x+2, top+c.dots(tick(mm)))
		if mm == 0 || mm%10 != 0 {
			continue
		}
		label := fmt.Sprint(mm)
		width := font.MeasureString(digits, label).Ceil()
		if x+width/2 <= c.Rect.Dx() {
			c.write(digits, label, x-width/2, top+c.dots(3.5+2.3))
		}
	}
}

// ruleAlong draws a scale down the left edge. Its nought is the upper edge of the
// bar; its first lines are where the other scale leaves room.
func (c card) ruleAlong(digits font.Face) {
	for mm := int(cardTop) - 1; mm <= cardLength; mm++ {
		y := c.dots(float64(mm))
		c.fill(0, y, c.dots(tick(mm)), y+2)
		if mm%10 == 0 {
			c.write(digits, fmt.Sprint(mm), c.dots(4), y+c.dots(0.95))
		}
	}
}

func (c card) drawGreys(digits font.Face) {
	for i, grey := range greys {
		top := c.dots(cardTop+greyEvery*float64(i)) &^ 1
		bottom := top + c.dots(greyHigh)&^1
		c.write(digits, fmt.Sprintf("%d %%", grey.percent), c.dots(cardLeft), bottom-c.dots(0.6))
		for y := top; y < bottom; y++ {
			for x := c.dots(cardLeft + greyLabel); x < c.Rect.Dx(); x++ {
				if dither[y%4][x%4] < grey.of16 {
					c.Pix[y*c.Stride+x] = 0
				}
			}
		}
	}
}

// wrapLetters sets all letters in lines of at most width dots, each large letter
// beside its small one.
func wrapLetters(face font.Face, width int) []string {
	var words []string
	small := []rune(lettersabc)
	for i, r := range []rune(lettersABC) {
		words = append(words, string(r)+string(small[i]))
	}
	sami := []rune(lettersSami)
	for i := 0; i+1 < len(sami); i += 2 {
		words = append(words, string(sami[i:i+2]))
	}
	words = append(words, "éüß", "0123456789")
	var lines []string
	line := ""
	for _, word := range words {
		if next := strings.TrimSpace(line + " " + word); font.MeasureString(face, next).Ceil() <= width {
			line = next
			continue
		}
		lines, line = append(lines, line), word
	}
	return append(lines, line)
}
