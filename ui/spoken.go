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

// SpokenTicket returns the sentences that give a ticket to the ear: its number,
// and where to wait.
func (p *Presenter) SpokenTicket(t kiosk.Ticket, c *kiosk.Catalogue, l kiosk.Language) []Sentence {
	number, in := p.Texts.In(l, "spoken_number", "number", SpokenNumber(t))
	list := []Sentence{{in, number}}
	if q, ok := c.Queue(t.Queue); ok {
		if place, in := q.Place.In(l); place != "" {
			list = append(list, Sentence{in, place})
		}
		if way, in := p.WayThere(c, q.ID, l); way != "" {
			list = append(list, Sentence{in, way})
		}
	}
	return list
}

// SpokenCard calls after a person whose card is still in the reader.
func (p *Presenter) SpokenCard(l kiosk.Language) Sentence {
	text, in := p.Texts.In(l, "card_left")
	return Sentence{in, text}
}

// SpokenSample returns the sentence by which a technician hears whether a
// language is spoken as it should be.
func (p *Presenter) SpokenSample(l kiosk.Language) Sentence {
	text, in := p.Texts.In(l, "spoken_sample")
	return Sentence{in, text}
}
