package ui

import "kundterminal/kiosk"

// slipTile offers a loose slip: of a kind, under a text of its own.
func (c composer) slipTile(kind kiosk.SlipKind) Tile {
	t := Tile{Button: c.button("slip:"+kind.String(), "print_"+kind.String(), "ui-printer", kiosk.SlipRequested{Kind: kind})}
	t.Off = !c.state.CanPrintSlip()
	return t
}

// slipStands says how it stands with the slip that was asked for, or nothing
// where none was.
func (c composer) slipStands() []Part {
	slip := c.session.Slip
	switch slip.Stage {
	case kiosk.SlipOnTheWay:
		return []Part{Paragraph{Text: c.say("slip_on_the_way")}}
	case kiosk.SlipOut:
		return []Part{Paragraph{Text: c.say("slip_out"), Tone: Done}}
	case kiosk.SlipStuck:
		return []Part{Paragraph{Text: c.join(". ", c.say(troubleKey(slip.Condition)), c.say("slip_stuck")), Tone: Attention}}
	}
	return nil
}
