package ui

import "kundterminal/kiosk"

// LooseSlip returns paper that is no ticket, in its own language: it says so by
// having no number and no code. Like a ticket it says nothing of the person.
func (p *Presenter) LooseSlip(s kiosk.LooseSlip, c *kiosk.Catalogue) Slip {
	if s.Kind == kiosk.SlipForm {
		return p.form(s, c)
	}
	slip := Slip{Language: s.Language, Lines: []SlipLine{
		{Kind: SlipLogo},
		{Text: p.Place.String(s.Language), Bold: true, Centre: true},
		{Kind: SlipGap},
		{Text: p.Texts.Say(s.Language, "slip_"+s.Kind.String()), Size: 2, Bold: true, Centre: true},
		{Kind: SlipGap},
	}}
	slip.Lines = append(slip.Lines, p.slipBring(s, c)...)
	return Slip{Language: s.Language, Lines: append(slip.Lines,
		SlipLine{Kind: SlipGap},
		SlipLine{Text: s.Language.Date(s.At), Centre: true},
	)}
}

// slipBring lists the errands with what to bring for each.
func (p *Presenter) slipBring(s kiosk.LooseSlip, c *kiosk.Catalogue) []SlipLine {
	var lines []SlipLine
	event, _ := c.LifeEvent(s.Situation)
	for i, service := range public(s.Errands, c) {
		if i > 0 {
			lines = append(lines, SlipLine{Kind: SlipGap})
		}
		lines = append(lines, SlipLine{Text: itoa(i+1) + ". " + service.Name.String(s.Language), Bold: true})
		due := event.Why[service.ID].String(s.Language)
		if due == "" {
			due = service.Note.String(s.Language)
		}
		if due != "" {
			lines = append(lines, SlipLine{Text: due})
		}
		for _, name := range slipPapers([]kiosk.Service{service}, s.Language) {
			lines = append(lines, SlipLine{Text: "- " + name})
		}
	}
	return append(lines, SlipLine{Kind: SlipGap}, SlipLine{Text: p.Texts.Say(s.Language, "slip_bring_ask")})
}

// form is a form with room to write in: a finger's breadth above each line.
func (p *Presenter) form(s kiosk.LooseSlip, c *kiosk.Catalogue) Slip {
	f, _ := c.Form(s.Form)
	lines := []SlipLine{
		{Text: p.Place.String(s.Language), Centre: true},
		{Kind: SlipGap},
		{Text: f.Name.String(s.Language), Bold: true, Centre: true},
		{Kind: SlipGap},
	}
	for _, l := range f.Lines {
		text := l.Text.String(s.Language)
		switch l.Kind {
		case kiosk.FormBlank:
			lines = append(lines, SlipLine{Text: text})
			for range writingGaps {
				lines = append(lines, SlipLine{Kind: SlipGap})
			}
			lines = append(lines, SlipLine{Kind: SlipRule}, SlipLine{Kind: SlipGap})
		case kiosk.FormCheck:
			lines = append(lines, SlipLine{Text: "[   ] " + text}, SlipLine{Kind: SlipGap})
		default:
			lines = append(lines, SlipLine{Text: text}, SlipLine{Kind: SlipGap})
		}
	}
	return Slip{Language: s.Language, Lines: lines}
}

// writingGaps make room for handwriting.
const writingGaps = 5
