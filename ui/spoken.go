package ui

import (
	"strconv"

	"kundterminal/kiosk"
)

// Sentence is something to be said, in the language of the voice that says it.
type Sentence struct {
	Language kiosk.Language
	Text     string
}

// Said returns what an effect wants said of a state that is shown on a glass.
func (p *Presenter) Said(s kiosk.State, e kiosk.Speak, f Frame) []Sentence {
	switch e.Say {
	case kiosk.SayScreen:
		return p.Spoken(s, f)
	case kiosk.SayFocus:
		return p.SpokenFocus(s, f, s.Session.Focus)
	case kiosk.SayService:
		return p.SpokenFocus(s, f, "service:"+string(e.Service))
	case kiosk.SayTyped, kiosk.SayField:
		return p.spokenTyped(s, f, e.Say == kiosk.SayTyped)
	case kiosk.SayVolume:
		return p.spokenVolume(s, f)
	case kiosk.SayCard:
		text, in := p.Texts.In(e.Language, "card_left")
		return []Sentence{{in, text}}
	}
	return nil
}

// Spoken returns the sentences that give a screen to the ear: the question, what is
// to be read, what can be chosen on this page by its number, the ways back and on,
// the bar, and how to press. What is personal is among them in headphones only. A
// language without a voice is told so, in the one that speaks in its place.
//
// Whoever uses the keypad meets the bar key by key, and has to wait for what it is on
// until all else is said: so the bar and the keys are told them at the beginning, and
// whenever they have the screen repeated.
func (p *Presenter) Spoken(s kiosk.State, f Frame) []Sentence {
	t := p.telling(s, f)
	t.voiceless(s.Session)
	if over := t.shown.Over; over != nil {
		t.text(over.Title)
		t.reads(over.Parts)
		t.chooses(over.Parts)
		t.pages()
		t.presses(over.Buttons)
	} else {
		t.text(t.shown.Title)
		t.text(t.shown.Hint)
		t.reads(t.shown.Parts)
		t.ticket()
		t.chooses(t.shown.Parts)
		t.pages()
		t.way()
		if t.introduces() {
			t.bar()
		}
	}
	if b := t.shown.Banner; b != nil {
		t.text(b.Text)
		t.presses([]Button{b.Button})
	}
	t.how()
	if t.scene.Focus != "" && (t.shown.Over != nil || !t.onBar(t.scene.Focus)) {
		t.here(t.scene.Focus)
	}
	return t.list
}

// SpokenFocus returns what is said of one button: its label and detail, how it
// stands, and which of how many it is. Where there is no such button, it is the
// whole screen.
func (p *Presenter) SpokenFocus(s kiosk.State, f Frame, id string) []Sentence {
	t := p.telling(s, f)
	if !t.focus(id) {
		return p.Spoken(s, f)
	}
	return t.list
}

// spokenTyped says the character that was typed last, or all that is typed. Of what
// is secret it tells on a loudspeaker only how much it is.
func (p *Presenter) spokenTyped(s kiosk.State, f Frame, last bool) []Sentence {
	t := p.telling(s, f)
	for _, part := range t.shown.Parts {
		if found, ok := part.(Rows); ok && s.Session.Query != "" {
			t.text(t.count("spoken_found", len(found.Rows)))
		}
		field, ok := part.(Field)
		if !ok {
			continue
		}
		typed := []rune(field.Text)
		switch {
		case !last || len(typed) == 0 || t.masks(field):
			t.field(field)
		case typed[len(typed)-1] == ' ':
			t.tell("key_space")
		default:
			t.text(string(typed[len(typed)-1]))
		}
	}
	return t.list
}

// spokenVolume says how loud the voice is.
func (p *Presenter) spokenVolume(s kiosk.State, f Frame) []Sentence {
	t := p.telling(s, f)
	t.tell("spoken_volume", "n", itoa(s.Session.Volume-kiosk.MinVolume+1), "of", itoa(kiosk.MaxVolume-kiosk.MinVolume+1))
	return t.list
}

// SpokenSample returns the sentence by which a technician hears whether a
// language is spoken as it should be.
func (p *Presenter) SpokenSample(l kiosk.Language) Sentence {
	text, in := p.Texts.In(l, "spoken_sample")
	return Sentence{in, text}
}

// SpokenNumber writes a ticket's number so that a voice says it well in every
// language: the letter by its name, a breath, and the number without the zeros
// that fill it up on screen and paper. Without the comma an English voice takes
// the A of "A 42" for the article, and a Swedish one the I of "I 42" for a word.
func SpokenNumber(t kiosk.Ticket) string {
	if t.IsZero() {
		return ""
	}
	return t.Series.String() + ", " + strconv.Itoa(t.Number)
}
