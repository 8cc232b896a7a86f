package escpos

import "image"

// Document is what is to be on the paper, from top to bottom.
type Document []Element

// Element is one part of a document: Text, Columns, Feed, Rule, Barcode, QR, Logo,
// Picture or Cut. There are no others.
type Element interface{ element() }

// Align is where something stands across the paper.
type Align uint8

// The alignments, as ESC a numbers them.
const (
	Left Align = iota
	Centre
	Right
)

// Font is one of the printer's two fonts.
type Font uint8

// The fonts, as ESC M numbers them.
const (
	FontA Font = iota // 12 dots wide, 24 high
	FontB             // 9 dots wide, 17 high
)

// Style is how text looks. The zero value is font A at its own size.
type Style struct {
	Bold      bool
	Underline bool
	Width     int // magnification across, 1 to 8; 0 means 1
	Height    int // magnification down, 1 to 8; 0 means 1
	Align     Align
	Font      Font
}

// Text is one paragraph, or several with "\n" between. It is wrapped between words.
// Letters that the printer lacks are drawn as a picture of the same height.
type Text struct {
	Style
	Content string
}

// Columns is a line with a text at the left edge and one at the right. When the
// two do not fit in one line, the right one goes below.
type Columns struct {
	Style       // Align is not heeded
	Left, Right string
}

// Feed is blank paper. Both measures are added.
type Feed struct {
	MM   float64
	Dots int
}

// Rule is a thin line across the paper.
type Rule struct{}

// Barcode is a Code 128, in the middle of the paper.
type Barcode struct {
	Data string // printable ASCII
	HRI  bool   // the data in letters below the bars
	// HeightMM is how high the bars are; 0 means 10 mm, and never less than that
	// or than 15 % of the length.
	HeightMM float64
	// ModuleDots is how wide the narrowest bar is, 2 to 6 dots; 0 means 3 where that
	// fits, else 2.
	ModuleDots int
}

// QR is a QR code with error correction M, in the middle of the paper.
type QR struct {
	Data     string
	ModuleMM float64 // side of one module; 0 means 0.75 mm, never less than 4 dots
	// ModuleDots, unless 0, is the side of one module in place of ModuleMM: 2 to 16
	// dots, exactly.
	ModuleDots int
}

// Logo is a picture in the middle of the paper, one dot for each pixel, dark pixels
// black. A printer with NV graphics keeps it under Key; see Options.Logo.
type Logo struct {
	Key   string // two printable ASCII characters
	Image image.Image
}

// Picture is sent dot by dot: one dot for each pixel, dark pixels black. It may be
// as wide as the paper. It is placed by its ink, not by its white edges, unless it
// stands left.
type Picture struct {
	Image image.Image
	Align Align
}

// Cut ends a ticket: the paper is fed to the cutter and cut, and a presenter offers it.
type Cut struct {
	Eject bool // a presenter throws it out instead, where it can
}

func (Text) element()    {}
func (Columns) element() {}
func (Feed) element()    {}
func (Rule) element()    {}
func (Barcode) element() {}
func (QR) element()      {}
func (Logo) element()    {}
func (Picture) element() {}
func (Cut) element()     {}
