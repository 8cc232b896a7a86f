package ui

import (
	"strings"

	"kundterminal/kiosk"
)

// atOnce is how many languages the idle screen offers without asking for more.
const atOnce = 3

// idle greets in the national languages with equal weight, in the order of the
// configuration. Languages that find no room lie behind one large choice.
func (c composer) idle() Screen {
	if c.state.Store != kiosk.StoreReady {
		return c.outOfOrder()
	}
	front, others := c.front()
	tiles := Tiles{Wide: true}
	for _, l := range front {
		tiles.Tiles = append(tiles.Tiles, Tile{
			Button: Button{
				ID: "language:" + string(l), Label: c.sayIn(l, "start_in"),
				Icon: "ui-language", Event: kiosk.LanguageChosen{Language: l},
			},
			Detail: c.sayIn(l, "idle_lead"),
		})
	}
	greeted := front
	if len(others) > 0 {
		tiles.Tiles = append(tiles.Tiles, c.moreLanguages(front, others))
		greeted = c.Languages
	}
	parts := append([]Part{Drawing{Icon: "drawing-welcome"}, tiles}, c.nationalNotices()...)
	if rows := c.offers(); len(rows.Rows) > 0 {
		parts = append(parts, rows)
	}
	for _, text := range c.inEach(front, "idle_privacy") {
		parts = append(parts, Paragraph{Text: text})
	}
	return Screen{Title: c.join(" · ", c.inEach(greeted, "welcome")...), Parts: parts, Bar: c.idleBar(), Calm: true, Corners: true}
}

// front are the languages that the idle screen offers at once, and others those
// behind one more choice: where there are many, the national ones are in front.
func (c composer) front() (front, others []kiosk.Language) {
	if len(c.Languages) <= atOnce {
		return c.Languages, nil
	}
	for _, l := range c.Languages {
		if l.National() {
			front = append(front, l)
		} else {
			others = append(others, l)
		}
	}
	if len(front) == 0 {
		return c.Languages[:1], c.Languages[1:]
	}
	return front, others
}

// moreLanguages leads to the languages that are not in front. It says so in those
// that are and in English, and names the others as they name themselves.
func (c composer) moreLanguages(front, others []kiosk.Language) Tile {
	var names []string
	for _, l := range others {
		names = append(names, whole(c.sayIn(l, "language_name")))
	}
	asked := append(append([]kiosk.Language{}, front...), kiosk.English)
	asks := c.inEach(asked, "more_languages")
	for i := range asks {
		asks[i] = whole(asks[i])
	}
	return Tile{
		Button: Button{
			ID: "languages", Label: c.join(" · ", asks...),
			Icon: "ui-language", Event: kiosk.LanguagesPressed{},
		},
		Detail: c.join(" · ", names...),
	}
}

// whole keeps the words of a short text in one line.
func whole(text string) string { return strings.ReplaceAll(text, " ", string(unbroken)) }

func (c composer) outOfOrder() Screen {
	s := Screen{Title: c.say("out_of_order"), Corners: true, Parts: []Part{Drawing{Icon: "drawing-out-of-order"}}}
	do := c.inAll("out_of_order_do")
	for i, text := range c.inAll("out_of_order") {
		if i > 0 {
			s.Parts = append(s.Parts, Paragraph{Text: text, Large: true})
		}
		if i < len(do) {
			s.Parts = append(s.Parts, Paragraph{Text: do[i], Large: i == 0})
		}
	}
	return s
}

func (c composer) language() Screen {
	return Screen{Title: c.languagesTitle(), Parts: []Part{c.languageTiles()}, Back: c.back()}
}

// languagesTitle asks for the language in each of them.
func (c composer) languagesTitle() string { return c.join(" · ", c.inAll("choose_language")...) }

// languageTiles are all languages by the names that they have for themselves.
func (c composer) languageTiles() Tiles {
	tiles := Tiles{Wide: len(c.Languages) <= atOnce || c.session.Comfort.Text != kiosk.TextPlain, Low: true}
	for _, l := range c.Languages {
		tiles.Tiles = append(tiles.Tiles, Tile{Button: Button{
			ID: "language:" + string(l), Label: c.sayIn(l, "language_name"),
			Icon: "ui-language", Event: kiosk.LanguageChosen{Language: l},
		}})
	}
	return tiles
}
