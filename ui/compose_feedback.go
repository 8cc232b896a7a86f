package ui

import (
	"unicode/utf8"

	"kundterminal/kiosk"
)

// feedback asks one question at a time. Each answer leads on by itself.
func (c composer) feedback() Screen {
	switch c.session.Step {
	case kiosk.StepSuccess:
		return c.success()
	case kiosk.StepGrade:
		return c.question("grade_title", "grade_do", c.scale(kiosk.MinGrade, kiosk.MaxGrade, 7, func(n int) kiosk.Press { return kiosk.GradeGiven{Grade: n} }))
	case kiosk.StepRecommend:
		return c.question("recommend_title", "recommend_do", c.scale(0, kiosk.MaxPoints, 6, func(n int) kiosk.Press { return kiosk.RecommendationGiven{Points: n} }))
	case kiosk.StepStatement:
		statement := kiosk.Statement(c.session.Page).String()
		return c.question("statement_"+statement, "statement_do", c.scale(1, kiosk.MaxRating, 5, func(n int) kiosk.Press { return kiosk.StatementRated{Rating: n} }))
	case kiosk.StepComment:
		return c.comment()
	}
	closed := "closed_" + c.session.Concern.Closed.String()
	return Screen{
		Title: c.say(closed + "_title"), Calm: true,
		Parts: []Part{Drawing{Icon: "drawing-thanks"}, Paragraph{Text: c.say(closed), Large: true}},
		Next:  c.finish("done", "ui-check"),
	}
}

var successIcons = map[kiosk.Success]string{
	kiosk.SuccessYes: "ui-face-glad", kiosk.SuccessPartly: "ui-face-even", kiosk.SuccessNo: "ui-face-sad",
}

// success is the first question, and for most people the only one.
func (c composer) success() Screen {
	tiles := Tiles{Wide: true}
	for _, s := range kiosk.Successes() {
		tiles.Tiles = append(tiles.Tiles, Tile{Button: c.button(
			"success:"+s.String(), "success_"+s.String(), successIcons[s], kiosk.SuccessAnswered{Success: s},
		)})
	}
	title := "success_title"
	if c.session.Concern.Channel == kiosk.ChannelTerminal {
		title = "success_title_terminal" // nobody has served them yet
	}
	return Screen{Title: c.say(title), Hint: c.say("success_do"), Parts: []Part{tiles}}
}

// question can be gone back from, and skipped.
func (c composer) question(title, hint string, answers Part) Screen {
	skip := c.button("skip", "feedback_skip", "ui-next", kiosk.QuestionSkipped{})
	skip.Quiet = true
	return Screen{Title: c.say(title), Hint: c.say(hint), Parts: []Part{answers}, Back: c.back(), Next: &skip}
}

// scale are the values of a scale as keys, so many in a row. The one that was
// chosen before is filled.
func (c composer) scale(least, most, row int, press func(int) kiosk.Press) Keyboard {
	k := Keyboard{Pad: true}
	if n, given := c.given(); given {
		k.Main = "value:" + itoa(n)
	}
	for n := least; n <= most; n++ {
		if (n-least)%row == 0 {
			k.Rows = append(k.Rows, nil)
		}
		last := len(k.Rows) - 1
		k.Rows[last] = append(k.Rows[last], Button{ID: "value:" + itoa(n), Label: itoa(n), Event: press(n)})
	}
	return k
}

// given is the answer that was given to the question before the person came back
// to it.
func (c composer) given() (int, bool) {
	a := c.session.Answers
	switch c.session.Step {
	case kiosk.StepGrade:
		return a.Grade, a.Grade != 0
	case kiosk.StepRecommend:
		if a.Recommend != nil {
			return *a.Recommend, true
		}
	case kiosk.StepStatement:
		n := a.Ratings[c.session.Page]
		return n, n != 0
	}
	return 0, false
}

// comment is free text. Send has a meaning of its own without text too: that is
// all.
func (c composer) comment() Screen {
	draft := c.session.Draft
	left := kiosk.MaxComment - utf8.RuneCountInString(draft)
	send := c.button("send", "comment_send", "ui-check", kiosk.CommentSent{})
	if draft == "" {
		send.Label = c.say("done")
	}
	s := Screen{
		Title: c.say("comment_title"), Hint: c.say("no_personal_data") + " " + c.Texts.Count(c.lang, "comment_left", left),
		Back: c.back(), Next: &send,
		Parts: []Part{Field{Text: draft, Placeholder: c.say("comment_field"), Lines: 3, Secret: true}},
	}
	if c.session.Private != kiosk.NothingPersonal {
		s.Parts = append(s.Parts, Paragraph{Text: c.say("private_" + c.session.Private.String()), Tone: Attention, Large: true})
	}
	rows := append([]string{"1234567890-", "qwertyuiopå", "asdfghjklöä", "zxcvbnm,.?!"}, samiLetters(c.lang)...)
	s.Parts = append(s.Parts, c.letters(left == 0, rows...))
	return s
}

// samiLetters are rows of the letters that a Sámi language has beside the Finnish and
// Swedish ones: its own, or those of Northern Sámi.
func samiLetters(l kiosk.Language) []string {
	switch l {
	case kiosk.InariSami:
		return []string{"áâčđŋšž"}
	case kiosk.SkoltSami:
		return []string{"âčʒǯđǧǥǩŋ", "õšžʹ"}
	}
	return []string{"áčđŋšŧž"}
}

// feedbackGiven thanks for the answers.
func (c composer) feedbackGiven() Screen {
	return Screen{
		Title: c.say("feedback_thanks"),
		Parts: []Part{
			Drawing{Icon: "ui-face-glad"},
			Paragraph{Text: c.say("feedback_thanks_line"), Large: true},
		},
	}
}

// invite is the way to the questions, where it is offered.
func (c composer) invite() *Button {
	if !c.state.CanGiveFeedback() {
		return nil
	}
	b := c.button("feedback", "feedback", "ui-feedback", kiosk.FeedbackPressed{})
	return &b
}
