package ui

import (
	"slices"

	"kundterminal/kiosk"
)

// Slip is what stands on paper, from the top. It says nothing of the person.
type Slip struct {
	Language kiosk.Language
	Lines    []SlipLine
}

// SlipKind is what a line of a slip is.
type SlipKind uint8

// The kinds of lines.
const (
	SlipText SlipKind = iota
	SlipLogo          // the point's mark, centred
	SlipCode          // Text as a Code 128 with its characters below, centred
	SlipGap           // half a line of white
	SlipRule          // a line to write on
	SlipQR            // Text as a QR code, centred
)

// SlipLine is one thing on a slip. A text that is too long goes on in the next
// line.
type SlipLine struct {
	Kind   SlipKind
	Text   string
	Size   int // times the normal height and width of letters; 0 and 1: normal
	Bold   bool
	Centre bool
}

// Slip returns the paper of a ticket, in the ticket's language.
func (p *Presenter) Slip(t kiosk.Ticket, c *kiosk.Catalogue, again bool) Slip {
	say := func(key string) string { return p.Texts.Say(t.Language, key) }
	s := Slip{Language: t.Language}
	add := func(lines ...SlipLine) { s.Lines = append(s.Lines, lines...) }
	add(
		SlipLine{Kind: SlipLogo},
		SlipLine{Text: p.Place.String(t.Language), Bold: true, Centre: true},
		SlipLine{Kind: SlipGap},
		SlipLine{Text: say("slip_number"), Centre: true},
		SlipLine{Text: t.Label(), Size: 4, Bold: true, Centre: true},
	)
	if again {
		add(SlipLine{Text: say("slip_copy"), Bold: true, Centre: true})
	}
	if q, ok := c.Queue(t.Queue); ok {
		add(SlipLine{Text: q.Place.String(t.Language), Centre: true})
		if way, _ := p.WayThere(c, q.ID, t.Language); way != "" {
			add(SlipLine{Text: way, Centre: true})
		}
	}
	expected, room := p.expected(t)
	add(expected...)
	add(p.slipBooking(t)...)
	if errands := p.slipErrands(t, c); len(errands) > 0 {
		add(SlipLine{Kind: SlipGap})
		for _, e := range errands {
			add(SlipLine{Text: e})
		}
	}
	if papers := slipPapers(public(t.Errands, c), t.Language); len(papers) > 0 {
		add(SlipLine{Kind: SlipGap})
		add(p.slipHave(t, papers, room-errandsLength(p.slipErrands(t, c)))...)
	}
	add(
		SlipLine{Kind: SlipGap},
		SlipLine{Kind: SlipCode, Text: string(t.Code())},
		SlipLine{Text: dateTime(t), Centre: true},
	)
	if p.Asks {
		add(SlipLine{Text: say("slip_feedback"), Centre: true})
	}
	return s
}

// slipErrands names the errands in the order in which they should be done, with
// numbers where there are several, but the private ones: of these a slip says only
// that there are some, and nothing where there are no others.
func (p *Presenter) slipErrands(t kiosk.Ticket, c *kiosk.Catalogue) []string {
	var names []string
	for i, s := range public(t.Errands, c) {
		name := s.Name.String(t.Language)
		if len(t.Errands) > 1 {
			name = itoa(i+1) + ". " + name
		}
		names = append(names, name)
	}
	private := slices.ContainsFunc(t.Errands, func(id kiosk.ServiceID) bool { s, ok := c.Service(id); return ok && s.Private })
	if private && len(names) > 0 {
		names = append(names, p.Texts.Say(t.Language, "slip_private"))
	}
	return names
}

// public are those of the errands that may be named on paper.
func public(errands []kiosk.ServiceID, c *kiosk.Catalogue) []kiosk.Service {
	var list []kiosk.Service
	for _, id := range errands {
		if s, ok := c.Service(id); ok && !s.Private {
			list = append(list, s)
		}
	}
	return list
}

// dateTime writes when a ticket was issued as its language does.
func dateTime(t kiosk.Ticket) string {
	return t.Language.Date(t.IssuedAt) + " " + t.Language.Clock(t.IssuedAt)
}

func errandsLength(names []string) (n int) {
	for _, name := range names {
		n += len(name)
	}
	return n
}
