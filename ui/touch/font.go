//go:build fyne

package touch

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"
)

// fonts are the two fonts of the screen. They are given to each text by
// themselves: asked through the theme, Fyne would first read every font of the
// system.
type fonts struct {
	regular, bold fyne.Resource
}

func newFonts(regular, bold []byte) (fonts, error) {
	for name, data := range map[string][]byte{"Regular": regular, "Bold": bold} {
		if _, err := sfnt.Parse(data); err != nil {
			return fonts{}, fmt.Errorf("touch: the font in Options.%s cannot be read: %w", name, err)
		}
	}
	return fonts{
		regular: fyne.NewStaticResource("regular.ttf", regular),
		bold:    fyne.NewStaticResource("bold.ttf", bold),
	}, nil
}

func (f fonts) of(bold bool) fyne.Resource {
	if bold {
		return f.bold
	}
	return f.regular
}

// letters is a font in a size.
type letters struct {
	bold bool
	size float32 // in the toolkit's units
	unit float32 // px per unit
}

// ascents remembers how many pixels the toolkit draws above the baseline. It is
// used on Fyne's goroutine only.
type ascents map[letters]int

// of returns how far above the baseline the upper edge of a text must be, in
// whole pixels, as Fyne's painters round it.
func (a ascents) of(f fonts, l letters) int {
	up, ok := a[l]
	if !ok {
		_, base := fyne.CurrentApp().Driver().RenderedTextSize("x", l.size, fyne.TextStyle{}, f.of(l.bold))
		up = int(math.Ceil(float64(base * l.unit)))
		a[l] = up
	}
	return up
}
