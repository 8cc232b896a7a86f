package ui

import (
	"slices"

	"kundterminal/kiosk"
)

// simply turns a screen into one with one thing on it, for whoever asked for that.
// It knows the parts of screens and not the screens, so that each has it:
//
//   - a list of boxes to be set is asked about one by one: do you need this? One that
//     is too long for that is chosen from
//   - other lists have few and large choices on a page, one below the other
//   - second lines go, but for those that tell one choice from another, and so does the
//     hint below the question of a list
//   - search, which needs a keyboard, is not among the ways
//
// Arrange sees to the pages.
func (c composer) simply(s *Screen) {
	if !slices.ContainsFunc(s.Parts, isKeyboard) {
		if !s.Calm && slices.ContainsFunc(s.Parts, isList) {
			s.Hint = ""
		}
		for _, p := range s.Parts {
			if rows, ok := p.(Rows); ok && marked(rows) && len(rows.Rows) <= mostAsked {
				c.ask(s, rows.Rows)
				break
			}
		}
	}
	s.Parts = plainer(s.Parts)
	if s.Next != nil && s.Next.Off {
		s.Next = nil // it comes when it can be pressed
	}
	if s.Over != nil {
		s.Over.Parts = plainer(s.Over.Parts)
	}
}

// mostAsked is how many questions can be asked one by one. Proposals are fewer.
const mostAsked = 9

func isKeyboard(p Part) bool { _, ok := p.(Keyboard); return ok }

func isList(p Part) bool {
	switch p.(type) {
	case Tiles, Rows:
		return true
	}
	return false
}

// marked reports whether a list is one of boxes to be set.
func marked(p Rows) bool {
	return slices.ContainsFunc(p.Rows, func(r Row) bool { return r.Mark == MarkEmpty || r.Mark == MarkSet })
}

// ask puts the row of this page as a question. Each answer leads to the next one;
// that to the last leads on, or back where nothing was chosen.
func (c composer) ask(s *Screen, rows []Row) {
	page := min(max(s.Page, 0), len(rows)-1)
	row := rows[page]
	then := func(yes bool) kiosk.Press {
		switch {
		case page < len(rows)-1:
			return kiosk.PageTurned{To: page + 1}
		case s.Next != nil && (yes || !s.Next.Off):
			return s.Next.Event
		case s.Back != nil:
			return s.Back.Event
		}
		return kiosk.PageTurned{To: page}
	}
	answer := func(id, key, icon string, yes bool) Tile {
		t := Tile{Button: c.button(id, key, icon, then(yes))}
		if set := row.Mark == MarkSet; set != yes {
			t.Event = kiosk.BothPressed{First: row.Event, Then: t.Event}
		}
		return t
	}
	no := "no:" + row.ID
	switch {
	case row.Off:
		s.Parts = []Part{
			Paragraph{Text: row.Detail, Tone: Attention, Large: true},
			Tiles{Wide: true, Tiles: []Tile{{Button: c.button(no, "next", "ui-next", then(false))}}},
		}
	default:
		yes := answer(row.ID, "simple_yes", "ui-check", true)
		if row.Mark == MarkSet {
			yes.Label, yes.Icon = c.say("simple_chosen"), "ui-check-on"
		}
		s.Hint = c.say("simple_need")
		s.Parts = []Part{Tiles{Wide: true, Tiles: []Tile{yes, answer(no, "simple_no", "ui-close", false)}}}
	}
	s.Title = row.Label
	if page > 0 {
		back := c.button("back", "back", "ui-back", kiosk.PageTurned{To: page - 1})
		s.Back = &back
	}
	s.Top.Step = c.pager().Label(page+1, len(rows))
}

// plainer leaves out what is said a second time, and sets tiles one below the
// other.
func plainer(parts []Part) []Part {
	var list []Part
	for _, p := range parts {
		switch p := p.(type) {
		case Tiles:
			p.Wide, p.Low, p.Tiles = true, false, slices.Clone(p.Tiles)
			p.Tiles = slices.DeleteFunc(p.Tiles, func(t Tile) bool { return t.Event == kiosk.WayChosen{Way: kiosk.StepSearch} })
			for i := range p.Tiles {
				p.Tiles[i].Detail = ""
			}
			list = append(list, p)
		case Rows:
			p.Rows = slices.Clone(p.Rows)
			alike := map[string]int{}
			for _, r := range p.Rows {
				alike[r.Label]++
			}
			for i, r := range p.Rows {
				if !r.Off && alike[r.Label] == 1 { // else it tells why, or which of them
					p.Rows[i].Detail = ""
				}
			}
			list = append(list, p)
		default:
			list = append(list, p)
		}
	}
	return list
}

// offerSimple offers one thing on each screen to whoever chose an easy language:
// the same person often wants both.
func (c composer) offerSimple() []Tile {
	if c.lang == c.lang.Plain() || c.session.Comfort.Simple {
		return nil
	}
	simple := c.session.Comfort
	simple.Simple = true
	return []Tile{{
		Button: c.button("simple", "comfort_simple", "ui-simple", kiosk.ComfortChosen{Comfort: simple}),
		Detail: c.say("comfort_simple_detail"),
	}}
}
