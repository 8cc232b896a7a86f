//go:build fyne

package touch

import (
	"fmt"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"
)

// fonts are the two fonts of the screen, for our own typesetter, and for what
// Fyne might write by itself.
type fonts struct {
	parsed        [2]*sfnt.Font // regular, bold
	regular, bold fyne.Resource
}

func newFonts(regular, bold []byte) (fonts, error) {
	f := fonts{
		regular: fyne.NewStaticResource("regular.ttf", regular),
		bold:    fyne.NewStaticResource("bold.ttf", bold),
	}
	for i, data := range [][]byte{regular, bold} {
		parsed, err := sfnt.Parse(data)
		if err != nil {
			return fonts{}, fmt.Errorf("touch: the font in Options.%s cannot be read: %w", [...]string{"Regular", "Bold"}[i], err)
		}
		f.parsed[i] = parsed
	}
	return f, nil
}

func (f fonts) of(bold bool) fyne.Resource {
	if bold {
		return f.bold
	}
	return f.regular
}
