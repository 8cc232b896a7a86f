package ui

import (
	"strconv"
	"strings"

	"kundterminal/kiosk"
)

// callBackTile is the way to a call, beside the ways to be served.
func (c composer) callBackTile() []Tile {
	if !c.state.CanCallBack() {
		return nil
	}
	return []Tile{{
		Button: c.button("call-back", "call_back", "ui-phone", kiosk.CallBackPressed{}), Detail: c.say("call_back_detail"),
	}}
}

// callBack are the screens on which a call is asked for.
func (c composer) callBack() Screen {
	s := Screen{Back: c.back()}
	switch c.session.Step {
	case kiosk.StepCallWho:
		s.Title, s.Parts = c.say("call_who_title"), []Part{c.callers()}
	case kiosk.StepCallDay:
		s.Title, s.Hint, s.Parts = c.say("call_day_title"), c.caller(), []Part{c.callWindows()}
	case kiosk.StepCallPhone:
		s = c.callPhone()
	default:
		ask := c.button("ask", "call_ask", "ui-phone", kiosk.CallBackConfirmed{})
		s.Title, s.Parts, s.Next = c.say("call_check_title"), c.calls(), &ask
		s.Parts = append(s.Parts, Paragraph{Text: c.personal(c.say("call_number", "number", c.session.Shown)), Large: true}, Paragraph{Text: c.say("call_privacy")})
	}
	s.Top.Step = c.stepOf(3)
	return s
}

// callers are the authorities of the errands.
func (c composer) callers() Rows {
	rows := Rows{Page: c.session.Page, Pager: c.pager()}
	for _, id := range c.state.Catalogue.AuthoritiesOf(c.session.Errands) {
		a, _ := c.state.Catalogue.Authority(id)
		rows.Rows = append(rows.Rows, Row{Leads: true, Button: Button{
			ID: "caller:" + string(id), Label: c.text(a.Name), Event: kiosk.CallAuthorityChosen{Authority: id},
		}})
	}
	return rows
}

// caller names whose expert calls.
func (c composer) caller() string {
	a, _ := c.state.Catalogue.Authority(c.session.Call.Authority)
	return c.text(a.Name)
}

// callWindows are the times to choose from.
func (c composer) callWindows() Rows {
	rows := Rows{Page: c.session.Page, Pager: c.pager()}
	for _, w := range c.state.CallWindows() {
		rows.Rows = append(rows.Rows, Row{
			Button: Button{
				ID: "call:" + strconv.FormatInt(w.From.Unix(), 10), Label: c.callDay(w), Event: kiosk.CallWindowChosen{From: w.From.Unix()},
			},
			Detail: c.callTime(w), Leads: true,
		})
	}
	return rows
}

func (c composer) callDay(w kiosk.CallWindow) string {
	l := c.languageOf("call_day")
	return c.say("call_day", "weekday", l.Weekday(w.From.Weekday()), "date", l.LongDate(w.From))
}

func (c composer) callTime(w kiosk.CallWindow) string {
	l := c.languageOf("call_time")
	return c.say("call_time", "from", l.Clock(w.From), "to", l.Clock(w.To))
}

// callPhone is the keypad. Of what was typed it shows how much and the last
// character, so that one sees what the finger did and a bystander does not see the
// number.
func (c composer) callPhone() Screen {
	enter := c.button("enter", "code_enter", "ui-check", kiosk.CodeEntered{})
	n := c.session.Dialled
	enter.Off = n == 0
	typed := strings.Repeat("•", n)
	if last, ok := c.session.Last.(kiosk.CharacterTyped); ok && n > 0 {
		typed = strings.Repeat("•", n-1) + string(rune(last.Character))
	}
	s := Screen{
		Title: c.say("call_phone_title"), Hint: c.say("call_phone_do"), Back: c.back(), Next: &enter,
		Parts: []Part{Field{Text: typed, Placeholder: c.say("call_phone_field"), Code: true, Secret: true}},
	}
	if f := c.session.Misdialled; f != kiosk.PhoneRight {
		s.Parts = append(s.Parts, Paragraph{Text: c.say("phone_" + f.String()), Tone: Attention, Large: true})
	}
	remove := c.button("key:delete", "key_delete", "ui-delete", kiosk.CharacterDeleted{})
	remove.Off = n == 0
	s.Parts = append(s.Parts, keypad([]string{"123", "456", "789", "+0<"}, remove, func(b byte) Button {
		return Button{Event: kiosk.CharacterTyped{Character: b}, Off: n == kiosk.MaxPhone || b == '+' && n > 0}
	}))
	return s
}

// calls says who calls and when.
func (c composer) calls() []Part {
	w := kiosk.CallWindow{From: c.session.Call.From, To: c.session.Call.To}
	var parts []Part
	for _, text := range []string{c.caller(), c.callDay(w), c.callTime(w)} {
		parts = append(parts, Paragraph{Text: text, Large: true})
	}
	return parts
}

// calledBack are the screens from the moment a call was asked for.
func (c composer) calledBack() Screen {
	switch c.session.Step {
	case kiosk.StepCallKeeping:
		return Screen{Title: c.say("issuing_title"), Parts: []Part{Drawing{Icon: "ui-hourglass"}}}
	case kiosk.StepCallKept:
		s := Screen{Title: c.say("call_kept_title"), Next: c.finish("done", "ui-check")}
		near := "call_kept"
		if len(c.state.RestOf()) > 0 {
			near = "call_kept_rest"
			s.Back, s.Next = s.Next, c.rest()
		}
		s.Parts = append(append([]Part{Drawing{Icon: "ui-phone"}}, c.calls()...), Paragraph{Text: c.say(near), Large: true})
		return s
	}
	s := Screen{
		Title: c.say("call_refused_title"), Next: c.finish("stop", "ui-stop"),
		Parts: []Part{Drawing{Icon: "drawing-out-of-order"}, Paragraph{Text: c.say("call_refused"), Large: true, Tone: Attention}},
	}
	if len(c.state.RestOf()) > 0 {
		s.Back, s.Next.Quiet = c.back(), true
	}
	return s
}

// rest is the button that goes on with the errands that are left.
func (c composer) rest() *Button {
	b := c.button("rest", "rest", "ui-next", kiosk.NextPressed{})
	return &b
}
