package ui

// fewest is how many choices a page has at most for whoever has one thing on each
// screen.
const fewest = 3

// paging is whether a body is turned in pages.
type paging uint8

const (
	neverPaged  paging = iota
	pagedIfLong        // where it is longer than the glass
	alwaysPaged        // there are more choices than one screen may have
)

func (a *arranger) pagingOf(p *Pager, parts []Part) paging {
	switch {
	case p == nil || !flows(parts):
		return neverPaged
	case a.comfort.Simple && crowded(parts):
		return alwaysPaged
	}
	return pagedIfLong
}

// crowded reports whether there is more to choose from than one screen of a simple
// terminal has: too much, or two kinds of lists.
func crowded(parts []Part) bool {
	rows, others := 0, 0
	for _, p := range parts {
		n := len(partButtons([]Part{p}))
		if _, ok := p.(Rows); ok {
			rows += n
		} else {
			others += n
		}
	}
	return rows+others > fewest || rows > 0 && others > 0
}

// crowds reports whether one more unit is too much on a page.
func crowds(page []measured, more measured) bool {
	if more.presses == 0 {
		return false
	}
	n := more.presses
	for _, m := range page {
		n += m.presses
		if m.presses > 0 && m.kind != more.kind {
			return true
		}
	}
	return n > fewest
}

// growth is how much higher each choice is drawn where a page has few of them: as
// much as the fullest page has room for.
func (a *arranger) growth(pages [][]measured, room float64) float64 {
	if !a.comfort.Simple {
		return 0
	}
	grown := 50 * a.k
	for _, page := range pages {
		n := 0
		for _, m := range page {
			n += m.presses
		}
		if n > 0 {
			grown = min(grown, (room-stacked(page, a.gutter()))/float64(n))
		}
	}
	return max(grown, 0)
}

// hintSize is the size of the line below the question, before it grows: on a simple
// screen it is a part of the question.
func (a *arranger) hintSize() float64 {
	if a.comfort.Simple {
		return emLabel
	}
	return emHint
}

// labelSize is the size of the label of a choice, before it grows.
func (a *arranger) labelSize() float64 {
	if a.comfort.Simple && !a.large() { // a grown one is large enough
		return emLarge
	}
	return emLabel
}
