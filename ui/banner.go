package ui

import "kundterminal/kiosk"

// Banner tells what must be seen on every screen, and how it is ended. It has its own
// place above the bar, and at the lower edge of the glass where something lies over the
// screen: nothing lies over the banner.
type Banner struct {
	Text   string
	Icon   string
	Button Button
}

// assisted is the banner of a session whose screen a desk sees. Where something is
// pointed at it says so, but not to who walks with the keypad: theirs is the ring.
func (c composer) assisted() *Banner {
	if !c.state.Assisted() {
		return nil
	}
	text := c.say("assist_banner")
	if c.session.Assist.Points != "" && !c.session.Keyed {
		text = c.say("assist_pointed")
	}
	return &Banner{
		Text: text, Icon: "ui-advisor",
		Button: c.button("assist-stop", "assist_stop", "ui-close", kiosk.AssistStopped{}),
	}
}

// mayAssist asks the person.
func (c composer) mayAssist() *Panel {
	return &Panel{
		Title: c.say("assist_title", "desk", c.session.Assist.Desk),
		Parts: []Part{
			Paragraph{Text: c.say("assist_line"), Large: true},
			Paragraph{Text: c.say("assist_private"), Large: true, Tone: Told},
		},
		Buttons: []Button{
			c.button("assist-no", "assist_no", "ui-close", kiosk.AssistDeclined{}),
			c.button("assist-yes", "assist_yes", "ui-check", kiosk.AssistAllowed{}),
		},
	}
}

// Mirrored is the screen of a state as an advisor at a desk sees it: that of the person,
// but for what they type unseen.
func (p *Presenter) Mirrored(s kiosk.State, f Frame) Scene {
	if !s.Unseen() {
		return p.Scene(s, f)
	}
	c := p.composer(s, f.H > f.W)
	screen := Screen{
		Name: "mirror-unseen", Language: c.lang, Title: c.say("assist_typing"), Hint: c.say("assist_typing_do"), Calm: true,
		Top: Top{Place: c.placeName(), Clock: c.clock()}, Parts: []Part{Drawing{Icon: "ui-keypad", Large: true}}, Banner: c.assisted(),
	}
	screen.Tongues = c.tongues
	return Arrange(screen, f, p.Font)
}
