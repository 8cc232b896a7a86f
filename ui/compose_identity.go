package ui

import (
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// identity is what the summary has of identification: the offer, or that it was
// done. Without a reader it has nothing.
func (c composer) identity() []Part {
	i := c.session.Identity
	switch {
	case !i.IsZero():
		tiles := Tiles{Wide: true, Tiles: []Tile{{
			Button: Button{ID: "identity", Label: c.personal(c.known(i)), Icon: "ui-check", Event: kiosk.IdentityRemoved{}},
			Detail: c.say("identity_remove"),
		}}}
		tiles.Tiles = append(tiles.Tiles, c.address()...)
		return []Part{tiles}
	case c.state.Reader == kiosk.ReaderAbsent:
		return nil
	}
	return []Part{Tiles{Wide: true, Tiles: []Tile{{
		Button: c.button("identify", "identify", "ui-card", kiosk.IdentifyPressed{}), Detail: c.say("identify_detail"),
	}}}}
}

// address offers to go on in the language of the document that was shown.
func (c composer) address() []Tile {
	l := c.session.Speaks
	if l == "" || l == c.lang || !slices.Contains(c.Languages, l) {
		return nil
	}
	return []Tile{{Button: Button{
		ID: "language:" + string(l), Label: c.sayIn(l, "address_in"), Icon: "ui-language",
		Event: kiosk.LanguageChosen{Language: l},
	}}}
}

// known says who the terminal takes the person for, and no more of it than a
// bystander may see.
func (c composer) known(i kiosk.Identity) string {
	who := i.Shown
	if i.Initials != "" {
		who = i.Initials + "  " + who
	}
	switch i.How {
	case kiosk.ByEye:
		return c.say("identified_by_eye")
	case kiosk.ByCode:
		return c.say("code_given", "code", who)
	}
	return c.say("identified", "code", who)
}

// rung is how a rung of the ladder looks.
type rung struct{ key, icon string }

var rungs = map[kiosk.Step]rung{
	kiosk.StepIdentify: {"identify", "drawing-show-card"},
	kiosk.StepReread:   {"reread", "drawing-hold-card"},
	kiosk.StepOther:    {"other_document", "drawing-documents"},
	kiosk.StepEye:      {"by_eye", "ui-advisor"},
}

// identification is a rung of the ladder. Each can be left without identification.
func (c composer) identification() Screen {
	without := c.button("without", "without_id", "ui-next", kiosk.WithoutIdentityPressed{})
	if c.session.Step == kiosk.StepCode {
		return c.typeCode(without)
	}
	r := rungs[c.session.Step]
	s := Screen{
		Title: c.say(r.key + "_title"), Hint: c.say(r.key + "_do"), Calm: true,
		Back: c.back(), Next: &without,
		Parts: []Part{Drawing{Icon: r.icon, Large: true}},
	}
	s.Parts = append(s.Parts, c.misreading()...)
	switch {
	case c.session.Step == kiosk.StepEye && c.session.Staff:
		s.Title, s.Hint = c.say("reason_title"), c.say("reason_do")
		s.Parts = []Part{c.reasons()}
	case c.session.Step != kiosk.StepEye:
		s.Parts = append(s.Parts, Tiles{Wide: true, Tiles: append(c.address(), Tile{
			Button: c.button("rung", r.key+"_next", "ui-help", kiosk.NextRungPressed{}),
		})})
	}
	s.Top.Step = c.stepOf(3)
	return s
}

func (c composer) misreading() []Part {
	if c.session.Trouble == kiosk.ReadWell {
		return nil
	}
	key := "misread_" + c.session.Trouble.String()
	if c.session.Step == kiosk.StepCode {
		key = "misread_code"
	}
	return []Part{Paragraph{Text: c.say(key), Tone: Attention, Large: true}}
}

// reasons are what an advisor chooses from.
func (c composer) reasons() Part {
	rows := Rows{Pager: c.pager()}
	for _, r := range kiosk.Reasons() {
		rows.Rows = append(rows.Rows, Row{Button: c.button(
			"reason:"+r.String(), "reason_"+r.String(), "ui-advisor", kiosk.ReasonChosen{Reason: r},
		)})
	}
	return rows
}

// typeCode is the keypad. It shows only the keys that can come next in a personal
// identity code, and of what was typed only how much. Nothing but the keys
// changes its place while one types.
func (c composer) typeCode(without Button) Screen {
	typed := strings.Repeat("•", c.session.Typed)
	if c.session.Typed > 6 {
		typed = typed[:len("••••••")] + " " + typed[len("••••••"):]
	}
	enter := c.button("enter", "code_enter", "ui-check", kiosk.CodeEntered{})
	enter.Off = c.session.Typed != codeCharacters
	s := Screen{
		Title: c.say("code_title"), Hint: c.say("code_do"), Back: c.back(), Next: &enter,
		Parts: []Part{Field{Text: typed, Placeholder: c.say("code_field"), Secret: true}},
	}
	s.Parts = append(s.Parts, c.misreading()...)
	others := Tiles{Wide: true, Tiles: []Tile{{Button: without}}}
	if c.state.Rules.Advisors {
		others.Tiles = append(others.Tiles, Tile{Button: c.button("rung", "code_next", "ui-advisor", kiosk.NextRungPressed{})})
	}
	s.Parts = append(s.Parts, others, c.codeKeys())
	s.Top.Step = c.stepOf(3)
	return s
}

// codeCharacters is how many characters a personal identity code has.
const codeCharacters = len("DDMMYY-NNNC")

// codeKeys are the characters that can stand at the next place of the code.
func (c composer) codeKeys() Keyboard {
	rows := []string{"123", "456", "789", " 0<"}
	whole := c.session.Typed == codeCharacters
	switch c.session.Typed {
	case 6: // the sign of the century
		rows = []string{"-A", "BCDEF", "UVWXY", "+   <"}
	case 10: // the check character
		rows = []string{"01234567", "89ABCDEF", "HJKLMNPR", "STUVWXY<"}
	}
	remove := c.button("key:delete", "key_delete", "ui-delete", kiosk.CharacterDeleted{})
	remove.Off = c.session.Typed == 0
	return keypad(rows, remove, func(b byte) Button { return Button{Event: kiosk.CharacterTyped{Character: b}, Off: whole} })
}

// keypad makes keys of the characters of rows: a space is a gap, and "<" is
// remove.
func keypad(rows []string, remove Button, key func(byte) Button) Keyboard {
	k := Keyboard{Pad: true}
	for _, row := range rows {
		var keys []Button
		for i := range len(row) {
			b := Button{}
			switch c := row[i]; c {
			case ' ':
			case '<':
				b = remove
			default:
				b = key(c)
				b.ID, b.Label = "key:"+string(c), string(c)
			}
			keys = append(keys, b)
		}
		k.Rows = append(k.Rows, keys)
	}
	return k
}

// cardLeft calls after a person who has left their card in the reader, in all
// languages.
func (c composer) cardLeft() *Panel {
	p := &Panel{
		Parts:   []Part{Drawing{Icon: "drawing-documents"}},
		Buttons: []Button{c.button("close", "close", "ui-close", kiosk.OverlayClosed{})},
	}
	for i, text := range c.inAll("card_left") {
		if i == 0 {
			p.Title = text
			continue
		}
		p.Parts = append(p.Parts, Paragraph{Text: text, Large: true})
	}
	return p
}
