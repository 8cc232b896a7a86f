package ui

import "kundterminal/kiosk"

// advisor is a screen of a service advisor over the person's session. It shows no more
// than the person sees, in the person's language: both look at it.
func (c composer) advisor() Screen {
	s := c.advisorView()
	s.Top.Step = c.say("advisor")
	return s
}

func (c composer) advisorView() Screen {
	switch c.session.Advisor.View {
	case kiosk.AdvisorPIN:
		return c.pinPad(c.session.Advisor.PINEntry, "advisor_pin_")
	case kiosk.AdvisorConfirming:
		return Screen{Title: c.say("reason_title"), Hint: c.say("reason_do"), Parts: []Part{c.reasons()}, Back: c.back()}
	case kiosk.AdvisorPreferring:
		return c.preferring()
	case kiosk.AdvisorChoosing:
		s := c.step()
		for i, p := range s.Parts {
			if tiles, ok := p.(Tiles); ok {
				s.Parts[i] = tiles.without(kiosk.WayChosen{Way: kiosk.StepAppointment})
			}
		}
		return s
	}
	return c.advisorHome()
}

// without leaves out the tile of a press.
func (t Tiles) without(p kiosk.Press) Tiles {
	var list []Tile
	for _, tile := range t.Tiles {
		if tile.Event != p {
			list = append(list, tile)
		}
	}
	t.Tiles = list
	return t
}

// advisorHome is the visit, and what an advisor can do for the person.
func (c composer) advisorHome() Screen {
	done := c.button("hand-back", "advisor_back", "ui-person", kiosk.AdvisorDone{})
	s := Screen{Title: c.say("advisor_title"), Hint: c.say("advisor_hint"), Next: &done, Begin: done.ID}
	changes := c.state.CanChangeVisit()
	rows := Rows{Page: c.session.Page, Pager: c.pager(), Empty: c.say("summary_empty")}
	for i, id := range c.state.ErrandsInOrder() {
		service, ok := c.state.Catalogue.Service(id)
		if !ok {
			continue
		}
		row := Row{
			Button: Button{ID: "service:" + string(id), Label: c.numbered(i+1, c.service(service)), Event: kiosk.ErrandToggled{Service: id}, Off: !changes},
			Detail: c.whose(service),
		}
		if changes {
			row.Icon, row.Mark = "ui-trash", MarkRemove
		}
		rows.Rows = append(rows.Rows, row)
	}
	if t := c.session.Ticket; !t.IsZero() {
		s.Parts = append(s.Parts, c.number())
	}
	s.Parts = append(s.Parts, rows)
	if !changes {
		s.Parts = append(s.Parts, Paragraph{Text: c.say("advisor_fixed"), Tone: Told})
	}
	if tiles := c.advisorTiles(changes); len(tiles) > 0 {
		s.Parts = append(s.Parts, Tiles{Wide: true, Tiles: tiles})
	}
	return s
}

func (c composer) advisorTiles(changes bool) []Tile {
	opens := func(key, icon string, v kiosk.AdvisorView) Tile {
		return Tile{Button: c.button("advisor:"+v.String(), key, icon, kiosk.AdvisorOpened{View: v})}
	}
	var tiles []Tile
	if changes {
		confirm := opens("advisor_confirm", "ui-person", kiosk.AdvisorConfirming)
		if i := c.session.Identity; !i.IsZero() {
			confirm.Detail = c.personal(c.known(i))
		}
		prefer := opens("advisor_priority", "ui-up", kiosk.AdvisorPreferring)
		if why := c.session.Why; why != "" {
			prefer.Detail = c.say("priority_" + string(why))
		}
		tiles = append(tiles, opens("advisor_add", "ui-plus", kiosk.AdvisorChoosing), confirm, prefer)
	}
	if c.state.CanPrintAgain() {
		tiles = append(tiles, Tile{Button: c.button("print", "advisor_print", "ui-printer", kiosk.CopyRequested{Ticket: c.session.Ticket.Name})})
	}
	return tiles
}

// preferring are the reasons of priority, and that there is none.
func (c composer) preferring() Screen {
	rows := Rows{Pager: c.pager(), Page: c.session.Page}
	row := func(id, key string, why kiosk.Precedence) {
		mark := MarkEmpty
		if c.session.Why == why {
			mark = MarkSet
		}
		rows.Rows = append(rows.Rows, Row{Mark: mark, Button: Button{ID: "priority:" + id, Label: c.say(key), Event: kiosk.PriorityChosen{Why: why}}})
	}
	for _, why := range kiosk.Precedences() {
		row(string(why), "priority_"+string(why), why)
	}
	row("none", "priority_none", "")
	return Screen{Title: c.say("priority_title"), Hint: c.say("priority_do"), Parts: []Part{rows}, Back: c.back()}
}
