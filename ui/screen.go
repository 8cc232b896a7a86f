package ui

import "kundterminal/kiosk"

// Button is something that can be pressed.
type Button struct {
	ID    string      // stable and unique on its screen: "next", "service:k-housing"
	Label string      // in the screen's language
	Event kiosk.Press // what pressing it means
	Off   bool        // seen, and cannot be pressed now
	Quiet bool        // as Next of a screen: outlined, because something else is asked for
	Icon  string      // name of an icon in assets, such as "ui-next"

	Language kiosk.Language // of the label, where it is not the screen's
}

// Screen is what a screen means, in one language.
type Screen struct {
	Name     string         // of the step or what lies over it: "way", "help"
	Language kiosk.Language // of all texts on it that are not among its Tongues
	Top      Top
	Title    string
	Hint     string // one more line below the title; may be empty
	Parts    []Part
	Calm     bool     // centred, with a larger title: it greets or tells
	Back     *Button  // left, outlined
	Next     *Button  // right, filled: the largest press
	Bar      []Button // one without an id keeps the place of one that is not offered here
	Begin    string   // id of what the keypad begins at; empty: the first choice
	Corners  bool     // its corners can be touched, and nobody sees that
	Beside   *Button  // what a touch beside all buttons means; nil: nothing
	Banner   *Banner  // is seen whatever lies over the rest
	Over     *Panel   // lies over everything else; only it can be pressed

	Page    int    // of a body that is too long for the glass: as asked for
	Pager   *Pager // how to turn it; nil: it is never turned
	Comfort kiosk.Comfort
	Reach   float64 // mm from the lower edge of the glass within which a low screen is pressed; 0: three fifths of it

	Tongues  Tongues
	Personal Personal
}

// Top is the bar at the top.
type Top struct {
	Place string // the service point's name
	Clock string // the time, as the language writes it
	Step  string // "2 / 4"; may be empty
}

// Panel is what lies over a screen: a question or help.
type Panel struct {
	Title   string
	Parts   []Part
	Buttons []Button // the last is the one most people need
	Page    int      // of parts that are too long for the glass: as asked for
	Pager   *Pager   // how to turn it
}

// Part is one thing in the body of a screen. The interface is sealed.
type Part interface{ part() }

type piece struct{}

func (piece) part() {}

// Tiles is a choice of large tiles, of which a page is shown at a time.
type Tiles struct {
	piece
	Tiles []Tile
	Page  int    // asked for; Arrange shows the nearest there is
	Wide  bool   // few of them, one below the other over the whole width
	Low   bool   // of a word each: all on one page in two columns, where they are not wide
	Pager *Pager // how to turn pages
}

// Pager turns the pages of a list.
type Pager struct {
	Earlier, More Button
	Label         func(page, pages int) string // both from 1
}

// Tile is one large choice.
type Tile struct {
	Button
	Detail string // a second line; may be empty
}

// Rows is a list, of which a page is shown at a time.
type Rows struct {
	piece
	Rows  []Row
	Page  int
	Empty string // shown when there is none
	Pager *Pager
	Dense bool // for a technician: lower rows, with smaller letters
}

// Row is a line of a list.
type Row struct {
	Button
	Detail string // a second line; may be empty
	Mark   Mark

	Health     kiosk.Health // how the thing stands, at the right
	HealthWord string       // the same in a word; empty: it is not told
	Leads      bool         // an arrowhead at the right: there is more behind it
}

// Mark is the box in front of a row.
type Mark uint8

// The marks of a row.
const (
	NoMark Mark = iota
	MarkEmpty
	MarkSet
	MarkRemove
)

// Paragraph is running text.
type Paragraph struct {
	piece
	Text     string
	Tone     Tone
	Large    bool
	Language kiosk.Language // where it is not the screen's
}

// Choice is one of a few, beside each other where there is room.
type Choice struct {
	piece
	Label   string
	Options []Option
}

// Option is one of a Choice.
type Option struct {
	Button
	Set   bool // it is the one that holds
	Again bool // it does something each time, and never holds
}

// Tone is what a text is about, always shown by an icon as well as a colour.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Done
	Attention
	Fault
	Told // good to know
)

// Drawing is a picture without words.
type Drawing struct {
	piece
	Icon  string
	Large bool // it shows how to do something
}

// Number is a queue number to be read from afar.
type Number struct {
	piece
	Caption string
	Label   string // "A 042"
}

// Barcode is a ticket's code, to be photographed and scanned.
type Barcode struct {
	piece
	Code kiosk.Code
}

// Field shows what has been typed.
type Field struct {
	piece
	Text        string
	Placeholder string
	Lines       int  // how many there is room for; the last are shown. 0 and 1: one
	Code        bool // it is said one character after the other
	Secret      bool // a voice says what is typed in headphones only, and elsewhere how much it is
}

// Keyboard is a keyboard on the screen.
type Keyboard struct {
	piece
	Rows [][]Button
	Pad  bool   // few keys: as large as there is room for, each as wide as the others; one without an id is a gap
	Main string // id of the key that is filled, because it goes on
}

// Countdown is a number of seconds to be seen running.
type Countdown struct {
	piece
	Text    string
	Seconds int
	Of      int
}

// Buttons lists what can be pressed on the screen, in the order of focus.
func (s Screen) Buttons() []Button {
	list := s.buttons()
	if s.Banner != nil {
		list = append(list, s.Banner.Button)
	}
	return list
}

// buttons are those of the screen without its banner.
func (s Screen) buttons() []Button {
	if s.Over != nil {
		return append(partButtons(s.Over.Parts), s.Over.Buttons...)
	}
	list := partButtons(s.Parts)
	for _, b := range []*Button{s.Back, s.Next} {
		if b != nil {
			list = append(list, *b)
		}
	}
	for _, b := range s.Bar {
		if b.ID != "" {
			list = append(list, b)
		}
	}
	return list
}

func partButtons(parts []Part) []Button {
	var list []Button
	for _, p := range parts {
		switch p := p.(type) {
		case Tiles:
			for _, t := range p.Tiles {
				list = append(list, t.Button)
			}
		case Rows:
			for _, r := range p.Rows {
				list = append(list, r.Button)
			}
		case Choice:
			for _, o := range p.Options {
				list = append(list, o.Button)
			}
		case Keyboard:
			for _, row := range p.Rows {
				for _, b := range row {
					if b.ID != "" {
						list = append(list, b)
					}
				}
			}
		case Targets:
			list = append(list, p.buttons()...)
		case Pattern:
			list = append(list, p.Button)
		}
	}
	return list
}
