package ui

import "kundterminal/kiosk"

// slipButton offers a loose slip: of a kind, under a text of its own.
func (c composer) slipButton(kind kiosk.SlipKind) Button {
	b := c.button("slip:"+kind.String(), "print_"+kind.String(), "ui-printer", kiosk.SlipRequested{Kind: kind})
	b.Off = !c.state.CanPrintSlip()
	return b
}

// formTiles offer the forms that can be printed for the errands.
func (c composer) formTiles() Tiles {
	tiles := Tiles{Wide: true}
	for _, f := range c.state.Forms() {
		tiles.Tiles = append(tiles.Tiles, Tile{
			Button: Button{
				ID: "form:" + string(f.ID), Label: c.text(f.Name), Icon: "ui-form", Off: !c.state.CanPrintSlip(),
				Event: kiosk.SlipRequested{Kind: kiosk.SlipForm, Form: f.ID},
			},
			Detail: c.say("print_form"),
		})
	}
	return tiles
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
