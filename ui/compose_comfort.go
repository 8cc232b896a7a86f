package ui

import "kundterminal/kiosk"

// comfortable fits a citizen's screen to how the person wants it. What is longer
// than the glass can be turned in pages.
func (c composer) comfortable(s *Screen) {
	s.Comfort, s.Reach = c.session.Comfort, c.Reach
	s.Page, s.Pager = c.session.Page, c.pager()
	if s.Over != nil {
		pager := c.pager() // the screen below may have one too
		pager.Earlier.ID, pager.More.ID = "panel-earlier", "panel-more"
		s.Over.Page, s.Over.Pager = c.session.Leaf, pager
	}
	if s.Comfort.Simple {
		c.simply(s)
	}
}

// nationally says a text in the national languages of the service point.
func (c composer) nationally(key string) string {
	return c.join(" · ", c.inEach(c.nationals(), key)...)
}

// idleBar has what can be pressed before a session, each where it is later. While
// nobody has chosen a language, it speaks both national ones.
func (c composer) idleBar() []Button {
	var bar []Button
	for _, b := range c.bar() {
		switch b.ID {
		case "comfort", "listen", "help":
			b.Label = c.nationally(b.ID)
		default:
			b.ID = ""
		}
		bar = append(bar, b)
	}
	return bar
}

// comfort is the panel of text size, contrast, reach, time, simplicity and hand. Each choice holds
// at once, and the panel shows it.
func (c composer) comfort(closing Button) *Panel {
	now := c.session.Comfort
	size := Choice{Label: c.say("comfort_size")}
	for _, t := range kiosk.TextSizes() {
		chosen := now
		chosen.Text = t
		size.Options = append(size.Options, Option{Set: now.Text == t, Button: Button{
			ID: "text:" + itoa(t.Percent()), Label: c.say("comfort_percent", "n", itoa(t.Percent())),
			Event: kiosk.ComfortChosen{Comfort: chosen},
		}})
	}
	contrast, low, slow, simple, left := now, now, now, now, now
	contrast.Contrast, low.Low, slow.Slow = !now.Contrast, !now.Low, !now.Slow
	simple.Simple, left.LeftHand = !now.Simple, !now.LeftHand
	rows := Rows{Rows: []Row{c.comfortRow("contrast", now.Contrast, contrast)}}
	if c.upright {
		rows.Rows = append(rows.Rows, c.comfortRow("low", now.Low, low))
	}
	rows.Rows = append(
		rows.Rows,
		c.comfortRow("slow", now.Slow, slow),
		c.comfortRow("simple", now.Simple, simple),
		c.comfortRow("left", now.LeftHand, left),
	)
	parts := []Part{size, rows}
	if c.session.Listening {
		parts = append(parts, c.volume())
	}
	return &Panel{Title: c.say("comfort"), Parts: parts, Buttons: []Button{closing}}
}

func (c composer) comfortRow(key string, set bool, next kiosk.Comfort) Row {
	row := Row{
		Button: Button{ID: "comfort:" + key, Label: c.say("comfort_" + key), Event: kiosk.ComfortChosen{Comfort: next}},
		Detail: c.say("comfort_" + key + "_detail"), Mark: MarkEmpty,
	}
	if set {
		row.Mark = MarkSet
	}
	return row
}
