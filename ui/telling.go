package ui

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kundterminal/kiosk"
)

// telling puts a screen into sentences.
type telling struct {
	composer
	shown    Screen
	scene    Scene
	glass    map[string]Item // what can be pressed on it
	order    []string        // their ids, in the order of focus
	list     []Sentence
	last     int  // number of the last choice
	withheld bool // something personal was left out, and that was told
}

// telling composes the screen in a language that has a voice.
func (p *Presenter) telling(s kiosk.State, f Frame) *telling {
	upright := f.H > f.W
	t := &telling{scene: p.Scene(s, f), glass: map[string]Item{}}
	covered := t.scene.Covered()
	for _, item := range t.scene.Items {
		if item.Button != nil && item.Kind != Hidden && (!covered || item.Region == RegionOver) {
			t.glass[item.ID] = item
			t.order = append(t.order, item.ID)
		}
	}
	if !s.Session.Language.Speaks() {
		s.Session.Language = s.Session.Language.Voice()
	}
	t.composer = p.composer(s, upright)
	t.shown = t.composer.screen()
	return t
}

// voiceless tells whoever has just chosen a language without a voice, or asked for
// one, which they hear in its place.
func (t *telling) voiceless(s kiosk.Session) {
	switch s.Last.(type) {
	case kiosk.LanguageChosen, kiosk.SpeakPressed:
		if !s.Language.Speaks() {
			t.tell("spoken_no_voice")
		}
	}
}

// between stands between texts that are joined into one.
const between = " · "

var (
	ticketNumber = regexp.MustCompile(`\b([A-Z]) 0*(\d{1,3})\b`)
	masked       = regexp.MustCompile(`[•\-]*•[•\-]*`)
)

// aloud writes a text as a voice says it well.
func aloud(text string) string {
	text = strings.ReplaceAll(text, string(unbroken), " ")
	text = ticketNumber.ReplaceAllString(text, "$1, $2")
	return strings.Join(strings.Fields(masked.ReplaceAllString(text, " ")), " ")
}

// hidden reports whether a text is not for everybody's ears, and tells so once.
func (t *telling) hidden(text string) bool {
	if !t.privately[text] || t.state.Headphones {
		return false
	}
	if !t.withheld {
		t.withheld = true
		t.tell("spoken_personal")
	}
	return true
}

// text says a text in its own language, or in those of its parts.
func (t *telling) text(text string) { t.numbered("", text) }

// numbered says a text with something in front of it.
func (t *telling) numbered(front, text string) {
	if text == "" || t.hidden(text) {
		return
	}
	whole := t.tongueOf(text)
	for part := range strings.SplitSeq(text, between) {
		l := whole
		if own, other := t.tongues[strings.ReplaceAll(part, string(unbroken), " ")]; other {
			l = own
		}
		if said := aloud(part); said != "" {
			t.list = append(t.list, Sentence{l, front + said})
			front = ""
		}
	}
}

// tell says one of the texts that are only said.
func (t *telling) tell(key string, args ...string) { t.text(t.say(key, args...)) }

// reads says what is not pressed.
func (t *telling) reads(parts []Part) {
	for _, p := range parts {
		switch p := p.(type) {
		case Paragraph:
			t.text(p.Text)
		case Number:
			t.number(p)
		case Field:
			t.field(p)
		case Countdown:
			t.text(p.Text)
		case Card:
			t.text(p.Title)
			for _, line := range p.Lines {
				t.text(line)
			}
		case QR:
			t.text(p.Caption)
		case Rows:
			if len(p.Rows) == 0 {
				t.text(p.Empty)
			}
		}
	}
}

// number says the caption and the number in one breath.
func (t *telling) number(p Number) {
	if t.hidden(p.Label) {
		return
	}
	t.list = append(t.list, Sentence{t.tongueOf(p.Caption), aloud(p.Caption + " " + p.Label)})
}

// masks reports whether a field's characters are for headphones.
func (t *telling) masks(f Field) bool {
	return f.Secret && !t.state.Headphones || strings.ContainsRune(f.Text, '•')
}

func (t *telling) field(f Field) {
	typed := strings.ReplaceAll(f.Text, " ", "")
	switch {
	case typed == "":
		t.text(f.Placeholder)
	case t.masks(f):
		t.text(t.count("spoken_characters", utf8.RuneCountInString(typed)))
	case f.Code:
		t.tell("spoken_typed", "text", spelled(typed))
	default:
		t.tell("spoken_typed", "text", f.Text)
	}
}

// spelled writes a code so that each of its characters is said.
func spelled(code string) string { return strings.Join(strings.Split(code, ""), ", ") }

// slipped reports whether the ticket's paper, or what stands for it, is shown.
func (t *telling) slipped() bool {
	return !t.session.Advisor.Here() && (t.session.Step == kiosk.StepTake || t.session.Step == kiosk.StepShown)
}

// ticket says what is on the paper, besides what is on the screen, and what to bring
// that it had no room for. The code is long, and said when it is asked for.
func (t *telling) ticket() {
	ticket := t.session.Ticket
	if !t.slipped() || ticket.IsZero() {
		return
	}
	ticket.Language = t.lang
	papers := slipPapers(public(ticket.Errands, t.state.Catalogue), t.lang)
	booked, errands, headed := t.slipBooking(ticket), t.slipErrands(ticket, t.state.Catalogue), false
	wait := t.slipEstimate(ticket) // the screen says it in whole sentences
	for _, line := range t.Slip(ticket, t.state.Catalogue, false).Lines {
		text := strings.TrimPrefix(line.Text, "- ")
		if text == t.say("slip_more") || text == t.say("slip_ask") { // the voice has room for all
			for _, name := range papers {
				t.text(name)
			}
			continue
		}
		papers = slices.DeleteFunc(papers, func(name string) bool { return name == text })
		switch {
		case line.Kind != SlipText || text == ticket.Label() || text == t.say("slip_number") || t.told(text) || slices.Contains(wait, line):
			continue
		case slices.Contains(booked, line):
			t.personal(text)
		case slices.Contains(errands, text) && !headed:
			headed = true
			t.tell("spoken_errands")
		}
		t.text(text)
	}
	if t.session.Spelled {
		t.tell("spoken_code", "code", spelled(string(ticket.Code())))
	} else if t.session.Keyed {
		t.tell("spoken_code_keys")
	} else {
		t.tell("spoken_code_how")
	}
}

// told reports whether a text has been said.
func (t *telling) told(text string) bool {
	return slices.ContainsFunc(t.list, func(s Sentence) bool { return s.Text == aloud(text) })
}
