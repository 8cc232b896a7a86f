//go:build fyne

package touch

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"kundterminal/ui"
)

// look is the application's theme. Nothing on the stage asks for it, but what
// Fyne might draw by itself is in the terminal's colours and letters too.
type look struct {
	fonts fonts
}

// blank stands in place of Fyne's own icons.
var blank = fyne.NewStaticResource("blank.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`))

var lookColors = map[fyne.ThemeColorName]ui.Color{
	theme.ColorNameBackground:          ui.Mist,
	theme.ColorNameButton:              ui.Paper,
	theme.ColorNameDisabledButton:      ui.Mist,
	theme.ColorNameDisabled:            ui.Slate,
	theme.ColorNamePlaceHolder:         ui.Slate,
	theme.ColorNameError:               ui.Red,
	theme.ColorNameWarning:             ui.Amber,
	theme.ColorNameSuccess:             ui.Moss,
	theme.ColorNamePrimary:             ui.Lake,
	theme.ColorNameHyperlink:           ui.Lake,
	theme.ColorNameSelection:           ui.Sun,
	theme.ColorNameFocus:               ui.Sun,
	theme.ColorNameForegroundOnError:   ui.Paper,
	theme.ColorNameForegroundOnWarning: ui.Paper,
	theme.ColorNameForegroundOnSuccess: ui.Paper,
	theme.ColorNameForegroundOnPrimary: ui.Paper,
	theme.ColorNameHeaderBackground:    ui.Mist,
	theme.ColorNameHover:               ui.Mist,
	theme.ColorNamePressed:             ui.Mist,
	theme.ColorNameInputBackground:     ui.Paper,
	theme.ColorNameInputBorder:         ui.Rim,
	theme.ColorNameMenuBackground:      ui.Paper,
	theme.ColorNameOverlayBackground:   ui.Paper,
	theme.ColorNameScrollBar:           ui.Rim,
	theme.ColorNameScrollBarBackground: ui.Mist,
	theme.ColorNameSeparator:           ui.Rim,
	theme.ColorNameShadow:              ui.None,
}

// Color returns a token of the palette for each of Fyne's names.
func (look) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if token, ok := lookColors[name]; ok {
		return ink(token)
	}
	return ink(ui.Ink)
}

// Font returns one of the two fonts.
func (l look) Font(style fyne.TextStyle) fyne.Resource { return l.fonts.of(style.Bold) }

// Icon returns nothing to be seen.
func (look) Icon(fyne.ThemeIconName) fyne.Resource { return blank }

// Size returns no paddings, and letters that can be read.
func (look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameCaptionText:
		return 24
	}
	return 0
}

// ink returns the colour of a token. The veil lets through what is below it.
func ink(token ui.Color) color.NRGBA {
	rgb := token.RGB()
	switch token {
	case ui.None:
		return color.NRGBA{}
	case ui.Veil:
		return color.NRGBA{R: rgb.R, G: rgb.G, B: rgb.B, A: uint8(pixels(255 * ui.VeilOpacity))}
	}
	return color.NRGBA{R: rgb.R, G: rgb.G, B: rgb.B, A: 255}
}
