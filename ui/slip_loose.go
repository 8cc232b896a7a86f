package ui

import "kundterminal/kiosk"

// LooseSlip returns paper that is no ticket, in its own language: it says so by
// having no number and no code. Like a ticket it says nothing of the person.
func (p *Presenter) LooseSlip(s kiosk.LooseSlip, c *kiosk.Catalogue) Slip {
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
	for i, id := range s.Errands {
		if service, ok := c.Service(id); ok {
			lines = append(lines, SlipLine{Text: itoa(i+1) + ". " + service.Name.String(s.Language), Bold: true})
		}
	}
	return lines
}
