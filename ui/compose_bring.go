package ui

import "kundterminal/kiosk"

// numbered puts the place of an errand in their order in front of its name.
func (c composer) numbered(n int, name string) string {
	if n == 0 {
		return name
	}
	text := c.note(itoa(n)+". "+name, c.tongueOf(name))
	if c.privately[name] {
		return c.personal(text)
	}
	return text
}

// why is the reason that a life event gives for the place of an errand, with whose
// it is; empty where it gives none.
func (c composer) why(event kiosk.LifeEvent, s kiosk.Service) string {
	reason := c.text(event.Why[s.ID])
	if reason == "" {
		return ""
	}
	whole := c.note(c.whose(s)+". "+reason, c.tongueOf(reason))
	if s.Private {
		c.personal(whole)
	}
	return whole
}

// situation is the life event that the visit's errands come from, if any.
func (c composer) situation() kiosk.LifeEvent {
	event, _ := c.state.Catalogue.LifeEvent(c.session.Situation)
	return event
}

// bringTile leads to what to bring.
func (c composer) bringTile() Tile {
	return Tile{Button: c.button("way:bring", "bring", "ui-bring", kiosk.WayChosen{Way: kiosk.StepBring})}
}

// bring says for each errand, in their order, what to bring and when it is due,
// and offers that on paper.
func (c composer) bring() Screen {
	s := Screen{Title: c.say("bring"), Hint: c.say("bring_hint"), Back: c.back()}
	for i, id := range c.state.ErrandsInOrder() {
		service, ok := c.state.Catalogue.Service(id)
		if !ok {
			continue
		}
		card := Card{Title: c.numbered(i+1, c.service(service))}
		for _, line := range []string{c.due(service), c.papers(service)} {
			if line == "" {
				continue
			}
			if service.Private {
				c.personal(line)
			}
			card.Lines = append(card.Lines, line)
		}
		s.Parts = append(s.Parts, card)
	}
	if tiles := c.formTiles(); len(tiles.Tiles) > 0 {
		s.Parts = append(s.Parts, tiles)
	}
	if len(s.Parts) == 0 {
		s.Parts = []Part{Paragraph{Text: c.say("summary_empty"), Large: true}}
	}
	s.Parts = append(c.slipStands(), s.Parts...) // where one looks after the press, on every page
	if !c.state.Rules.NoPaper && c.state.HasPublicErrands() {
		print := c.slipButton(kiosk.SlipBring)
		s.Next = &print
	}
	return s
}

// due is until when an errand should be done, or why at its place.
func (c composer) due(s kiosk.Service) string {
	if reason := c.text(c.situation().Why[s.ID]); reason != "" {
		return reason
	}
	return c.text(s.Note)
}

// papers lists what to bring for an errand.
func (c composer) papers(s kiosk.Service) string {
	var names []string
	for _, t := range s.Bring {
		names = append(names, c.text(t))
	}
	return c.join(" · ", names...)
}

// ended says which errands are not served any more.
func (c composer) ended(closing Button) *Panel {
	p := &Panel{Title: c.say("changed_title"), Buttons: []Button{closing}}
	p.Parts = append(p.Parts, Paragraph{Text: c.say("changed_line"), Large: true})
	for _, name := range c.session.Gone {
		p.Parts = append(p.Parts, Paragraph{Text: c.personal(c.text(name)), Large: true, Tone: Attention}) // which of them were private is not known any more
	}
	if len(c.session.Errands) > 0 {
		p.Parts = append(p.Parts, Paragraph{Text: c.say("changed_rest"), Large: true})
	}
	return p
}

// slipPapers lists what to bring for all errands of a slip, each thing once.
func slipPapers(services []kiosk.Service, l kiosk.Language) []string {
	var list []string
	seen := map[string]bool{}
	for _, s := range services {
		for _, t := range s.Bring {
			if name := t.String(l); !seen[name] {
				seen[name] = true
				list = append(list, name)
			}
		}
	}
	return list
}
