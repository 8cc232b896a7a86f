package ui

import "kundterminal/kiosk"

// helpAdvisor says how an advisor is reached: where none can be called, at the
// service desk. That one has been called is said once the beacon is lit.
func (c composer) helpAdvisor() Paragraph {
	switch calling, done := c.state.Calling(); {
	case done:
		return Paragraph{Text: c.say("help_called"), Large: true, Tone: Done}
	case calling:
		return Paragraph{Text: c.say("help_calling"), Large: true}
	case c.state.Beacon != kiosk.BeaconAbsent:
		return Paragraph{Text: c.say("help_can_call"), Large: true}
	}
	return Paragraph{Text: c.say("help_advisor"), Large: true}
}

// helpButtons are the ways out of help, and an advisor.
func (c composer) helpButtons(closing Button) []Button {
	calling, _ := c.state.Calling()
	switch {
	case calling:
		return []Button{c.button("call-off", "help_call_off", "ui-check", kiosk.AdvisorCancelled{}), closing}
	case c.state.Beacon != kiosk.BeaconAbsent:
		return []Button{closing, c.button("call", "call_advisor", "ui-advisor", kiosk.AdvisorRequested{})}
	}
	return []Button{closing}
}
