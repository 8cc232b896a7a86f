package ui

import "kundterminal/kiosk"

// afterwards are the screens from the moment a ticket was asked for.
func (c composer) afterwards() Screen {
	switch c.session.Step {
	case kiosk.StepIssuing:
		return Screen{
			Title: c.say("issuing_title"), Hint: c.say("issuing_hint"),
			Parts: []Part{Drawing{Icon: "ui-hourglass"}},
		}
	case kiosk.StepPrinting:
		return Screen{
			Title: c.say("printing_title"),
			Parts: []Part{Drawing{Icon: "ui-printer"}, c.number(), c.queuePlace()},
		}
	case kiosk.StepTrouble:
		return c.trouble()
	case kiosk.StepTake:
		return c.take()
	case kiosk.StepShown:
		return c.shown()
	case kiosk.StepRefused:
		return c.refused()
	}
	if c.session.Answered {
		return c.feedbackGiven()
	}
	return Screen{
		Title: c.say("thanks_title"),
		Parts: []Part{
			Drawing{Icon: "drawing-thanks"},
			Paragraph{Text: c.say("thanks_line"), Large: true},
		},
		Back: c.invite(),
	}
}

// take tells to take the ticket, and where to go with it.
func (c composer) take() Screen {
	s := Screen{
		Title: c.say("take_title"), Parts: []Part{Drawing{Icon: "drawing-take-ticket"}, c.number()},
		Back: c.invite(), Next: c.finish("done", "ui-check"), Calm: true,
	}
	s.Parts = append(s.Parts, c.wayThere()...)
	s.Parts = append(s.Parts, Paragraph{Text: c.say("take_wait"), Large: true})
	s.Parts = append(s.Parts, c.estimateGiven()...)
	s.Parts = append(s.Parts, c.showWay()...)
	return s
}

// shown gives the number in place of paper. Where a printer works by now, the
// person can have paper too.
func (c composer) shown() Screen {
	s := Screen{
		Title: c.say("shown_title"), Hint: c.say("shown_photo"),
		Parts: []Part{c.number(), Barcode{Code: c.session.Ticket.Code()}},
		Back:  c.invite(), Next: c.finish("done", "ui-check"), Calm: true,
	}
	s.Parts = append(s.Parts, c.wayThere()...)
	s.Parts = append(s.Parts, Paragraph{Text: c.say("take_wait"), Large: true})
	s.Parts = append(s.Parts, c.estimateGiven()...)
	s.Parts = append(s.Parts, c.showWay()...)
	if c.state.Printer.Condition == kiosk.PrinterReady {
		print := c.button("print", "print", "ui-printer", kiosk.CopyRequested{Ticket: c.session.Ticket.Name})
		s.Back = &print
	}
	return s
}

func (c composer) finish(key, icon string) *Button {
	b := c.button("finish", key, icon, kiosk.Finished{})
	return &b
}

func (c composer) number() Number {
	return Number{Caption: c.say("your_number"), Label: c.session.Ticket.Label()}
}

// queuePlace says where to wait.
func (c composer) queuePlace() Part {
	q, _ := c.state.Catalogue.Queue(c.session.Ticket.Queue)
	return Paragraph{Text: c.text(q.Place), Large: true}
}

// trouble says what is wrong with the printer and what to do, each fault in its
// own words. The number is to be seen all the time.
func (c composer) trouble() Screen {
	key := troubleKey(c.session.Condition)
	if c.session.Condition == kiosk.PrinterSilent {
		key = "trouble_silent" // only the person knows
	}
	s := Screen{
		Title: c.say(key), Hint: c.say(key + "_do"),
		Parts: []Part{Drawing{Icon: troubleIcon(c.session.Condition)}, c.number()},
	}
	show := c.button("number", "without_paper", "ui-photo", kiosk.NumberRequested{})
	s.Next = &show
	if c.session.Condition == kiosk.PrinterSilent {
		got := c.button("got", "got_paper", "ui-check", kiosk.PaperConfirmed{})
		again := c.button("again", "no_paper_again", "ui-printer", kiosk.CopyRequested{Ticket: c.session.Ticket.Name})
		s.Back, s.Next = &again, &got
	}
	s.Parts = append(s.Parts, Paragraph{Text: c.say("place_kept"), Tone: Done})
	return s
}

// troubleKey is the sentence about what is wrong with a printer.
func troubleKey(p kiosk.PrinterCondition) string {
	switch p {
	case kiosk.PrinterSilent:
		return "trouble_absent"
	case kiosk.PrinterReady:
		return "trouble_broken"
	}
	return "trouble_" + p.String()
}

func troubleIcon(p kiosk.PrinterCondition) string {
	switch p {
	case kiosk.PaperOut:
		return "ui-paper-out"
	case kiosk.CoverOpen:
		return "ui-cover-open"
	case kiosk.CutterJammed:
		return "ui-cutter"
	case kiosk.PrinterHot:
		return "ui-hourglass"
	case kiosk.PrinterAbsent:
		return "ui-unplugged"
	}
	return "ui-printer"
}
