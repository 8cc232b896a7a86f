package gallery

import (
	"fmt"
	"strconv"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// Mode is a way to want the screen, with the name of its folder.
type Mode struct {
	Name    string // "largest+contrast"
	Comfort kiosk.Comfort
}

// settings are what a mode is made of, in the order in which they are told.
var settings = []struct {
	word string
	set  func(*kiosk.Comfort)
}{
	{"plain", func(*kiosk.Comfort) {}},
	{"large", func(c *kiosk.Comfort) { c.Text = kiosk.TextLarge }},
	{"largest", func(c *kiosk.Comfort) { c.Text = kiosk.TextLargest }},
	{"contrast", func(c *kiosk.Comfort) { c.Contrast = true }},
	{"low", func(c *kiosk.Comfort) { c.Low = true }},
	{"simple", func(c *kiosk.Comfort) { c.Simple = true }},
	{"left", func(c *kiosk.Comfort) { c.LeftHand = true }},
}

// ParseMode reads a mode as words with commas between them: "largest,contrast".
func ParseMode(text string) (Mode, error) {
	var m Mode
	var names []string
	for word := range strings.SplitSeq(text, ",") {
		if !apply(&m.Comfort, word) {
			return Mode{}, fmt.Errorf("the mode %q is not known: write %s, or several with commas, as in largest,contrast", word, words())
		}
		names = append(names, word)
	}
	m.Name = strings.Join(names, "+")
	return m, nil
}

func apply(c *kiosk.Comfort, word string) bool {
	for _, s := range settings {
		if s.word == word {
			s.set(c)
			return true
		}
	}
	return false
}

func words() string {
	var list []string
	for _, s := range settings {
		list = append(list, s.word)
	}
	return strings.Join(list, ", ")
}

// Frame is a glass, with the name of its folder.
type Frame struct {
	Name              string
	Glass             ui.Frame
	WidthPx, HeightPx int
}

// ParseFrame reads "portrait" and "landscape", which are 27 inches, or a glass as
// its pixels and its diagonal in inches: "1080x1920@21.5".
func ParseFrame(text string) (Frame, error) {
	size := text
	switch text {
	case "portrait":
		size = "1080x1920@27"
	case "landscape":
		size = "1920x1080@27"
	}
	pixels, inches, _ := strings.Cut(size, "@")
	width, height, _ := strings.Cut(pixels, "x")
	w, err1 := strconv.Atoi(width)
	h, err2 := strconv.Atoi(height)
	diagonal, err3 := strconv.ParseFloat(inches, 64)
	if err1 != nil || err2 != nil || err3 != nil || w < 600 || w > 8000 || h < 600 || h > 8000 || !(diagonal >= 21.5 && diagonal <= 65) {
		return Frame{}, fmt.Errorf("the frame %q is not known: write portrait, landscape, or pixels and inches as in 1080x1920@21.5 (600 to 8000 pixels, 21.5 to 65 inches)", text)
	}
	pitch := ui.Pitch(w, h, diagonal)
	return Frame{text, ui.Frame{W: float64(w) * pitch, H: float64(h) * pitch}, w, h}, nil
}
