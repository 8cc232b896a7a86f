package ui

import (
	"strings"

	"kundterminal/kiosk"
)

// help says what to do on the screen below, and whom to ask.
func (c composer) help() []Part {
	key := "help_ticket"
	switch c.session.Step {
	case kiosk.StepLanguage:
		key = "help_language"
	case kiosk.StepWay:
		key = "help_way"
	case kiosk.StepSearch:
		key = "help_search"
	case kiosk.StepSummary, kiosk.StepBring:
		key = "help_summary"
	case kiosk.StepIdentify, kiosk.StepReread, kiosk.StepOther, kiosk.StepCode, kiosk.StepEye:
		key = "help_identify"
	case kiosk.StepServed, kiosk.StepEServices, kiosk.StepEService:
		key = "help_served"
	case kiosk.StepCallWho, kiosk.StepCallDay, kiosk.StepCallPhone, kiosk.StepCallCheck,
		kiosk.StepCallKeeping, kiosk.StepCallKept, kiosk.StepCallRefused:
		key = "help_call"
	case kiosk.StepAppointment, kiosk.StepCheckIn:
		key = "help_appointment"
	case kiosk.StepLifeEvents, kiosk.StepAuthorities, kiosk.StepServices, kiosk.StepBundle:
		key = "help_list"
	case kiosk.StepSuccess, kiosk.StepGrade, kiosk.StepRecommend, kiosk.StepStatement, kiosk.StepComment:
		key = "help_feedback"
	}
	parts := []Part{Paragraph{Text: c.say(key), Large: true}}
	if i := c.session.Identity; i.Shown != "" {
		who := c.personal(c.say("help_identity", "who", strings.TrimSpace(i.Initials+"  "+i.Shown)))
		parts = append(parts, Paragraph{Text: who, Large: true, Tone: Done})
	}
	return append(
		parts,
		c.helpAdvisor(),
		Paragraph{Text: c.say("help_emergency"), Large: true, Tone: Attention},
	)
}

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
	var list []Button
	if c.state.CanAskAdvisor() { // first, where nobody presses it who is in a hurry
		list = append(list, c.button("advisor", "advisor_is", "ui-advisor", kiosk.AdvisorPressed{}))
	}
	calling, _ := c.state.Calling()
	switch {
	case calling:
		return append(list, c.button("call-off", "help_call_off", "ui-check", kiosk.AdvisorCancelled{}), closing)
	case c.state.Beacon != kiosk.BeaconAbsent:
		return append(list, closing, c.button("call", "call_advisor", "ui-advisor", kiosk.AdvisorRequested{}))
	}
	return append(list, closing)
}
