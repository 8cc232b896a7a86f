package ui

import (
	"fmt"
	"strings"

	"kundterminal/kiosk"
)

// typing is how a text is set: its size in mm of em, and how small it may become
// where room is short.
type typing struct {
	em, min float64
	bold    bool
	ink     Color
	lines   int     // most lines; 0: as many as there is room for
	height  float64 // of all lines; 0: any
	centre  bool
	fine    bool // for a technician: it may be as small as CapFine

	language kiosk.Language // where it is not the screen's
}

const (
	lineHeight = 1.28 // of em, from baseline to baseline
	emStep     = 0.25 // mm, by which a text shrinks
)

func (t typing) least() float64 {
	if t.fine {
		return emFine
	}
	return emLeast
}

// block is a text broken into lines.
type block struct {
	typing
	text []string
}

func (b block) height() float64 { return float64(len(b.text)) * b.em * lineHeight }

// fit breaks a text into lines no wider than width, at the largest size between
// em and min at which it takes no more lines than it may. A text that fits at no
// size is a fault of the scene, and is broken within words so that nothing of it
// is lost.
func (a *arranger) fit(text string, t typing, width float64) block {
	if text == "" {
		return block{typing: t}
	}
	t.language = a.tongues[text]
	smallest := min(t.em, max(t.min, t.least()))
	if !t.fine {
		smallest = max(smallest, min(a.floor, t.em))
	}
	for em := t.em; em >= smallest-0.001; em -= emStep {
		lines, whole := a.wrap(text, em, t.bold, width)
		if high := float64(len(lines)) * em * lineHeight; whole && (t.lines == 0 || len(lines) <= t.lines) && (t.height == 0 || high <= t.height) {
			t.em = em
			return block{t, lines}
		}
	}
	t.em = smallest
	lines, whole := a.wrap(text, smallest, t.bold, width)
	a.fault("%q finds no room: %d lines of %.0f mm, whole words %t", text, len(lines), width, whole)
	return block{t, lines}
}

// wrap fills lines with words. Whole reports whether no word had to be broken.
func (a *arranger) wrap(text string, em float64, bold bool, width float64) (lines []string, whole bool) {
	whole = true
	line, wide := "", 0.0 // in em
	for _, word := range words(text) {
		joined := 0.0
		if line != "" {
			joined = a.font.further(wide, " ", bold)
		}
		if joined = a.font.further(joined, word, bold); joined*em <= width {
			if line != "" {
				word = line + " " + word
			}
			line, wide = word, joined
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimSuffix(line, " ·")) // the break parts what the sign would
			if word == "·" {
				line = ""
				continue
			}
		}
		for a.font.Width(word, em, bold) > width {
			head, tail := a.split(word, em, bold, width)
			if tail == "" {
				break
			}
			whole = whole && strings.HasSuffix(head, "-") && strings.HasPrefix(word, head)
			lines = append(lines, head)
			word = tail
		}
		line, wide = word, a.font.further(0, word, bold)
	}
	return append(lines, line), whole
}

// split breaks a word that is wider than a line: after a hyphen of its own where
// it has one, else anywhere, with a hyphen.
func (a *arranger) split(word string, em float64, bold bool, width float64) (head, tail string) {
	runes := []rune(word)
	at := 0
	for i := 1; i < len(runes); i++ {
		if a.font.Width(string(runes[:i]), em, bold) > width {
			break
		}
		if runes[i-1] == '-' || runes[i-1] == '/' {
			at = i
		}
	}
	if at > 0 {
		return string(runes[:at]), string(runes[at:])
	}
	for at = len(runes) - 1; at > 1; at-- {
		if a.font.Width(string(runes[:at])+"-", em, bold) <= width {
			break
		}
	}
	if at < 1 {
		return word, ""
	}
	return string(runes[:at]) + "-", string(runes[at:])
}

// place sets a block's lines into a box, from its top.
func (a *arranger) place(b block, box Box) []Line {
	var lines []Line
	for i, text := range b.text {
		w := a.font.Width(text, b.em, b.bold)
		x := box.X
		if b.centre {
			x += (box.W - w) / 2
		}
		y := box.Y + b.em*lineHeight*float64(i) + b.em*(lineHeight+CapHeight)/2
		lines = append(lines, Line{X: x, Y: y, W: w, Em: b.em, Bold: b.bold, Ink: b.ink, Text: text, Language: b.language})
	}
	return lines
}

func (a *arranger) fault(format string, args ...any) {
	a.scene.Faults = append(a.scene.Faults, fmt.Sprintf(format, args...))
}
