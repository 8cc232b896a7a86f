package workshop

import (
	"fmt"
	"strings"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
)

// PageHead is what stands at the top of a printer's test page.
type PageHead struct {
	Title    string // in the technician's language: "Test page"
	Language kiosk.Language
	Terminal kiosk.TerminalID
	Printer  escpos.Identity // what the printer says it is; may be empty
	At       time.Time       // when it is printed, local
}

// PageCode is one of the six codes on a printer's test page.
type PageCode struct {
	Symbology string // "Code 128" or "QR"
	Dots      int    // width of a module
	Text      string // what a scanner reads, different for each
}

// PageCodes lists the codes on the test page of a printer: both symbologies with
// modules of 2, 3 and 4 dots.
func PageCodes(p escpos.Profile) []PageCode {
	var codes []PageCode
	for _, dots := range []int{2, 3, 4} {
		codes = append(codes, PageCode{Symbology: "Code 128", Dots: dots, Text: longestBarcode(p, dots)})
	}
	for _, dots := range []int{2, 3, 4} {
		codes = append(codes, PageCode{Symbology: "QR", Dots: dots, Text: fmt.Sprintf("KT-TEST-QR-%d", dots)})
	}
	return codes
}

// longestBarcode is the longest of three texts that fits on the paper: the wider
// the bars, the fewer characters there is room for.
func longestBarcode(p escpos.Profile, dots int) string {
	for _, form := range []string{"KT-TEST-128-%d", "KT-128-%d"} {
		text := fmt.Sprintf(form, dots)
		if _, err := escpos.Encode(p, escpos.Document{escpos.Barcode{Data: text, ModuleDots: dots}}); err == nil {
			return text
		}
	}
	return fmt.Sprintf("KT%d", dots)
}

// The letters of the languages, each large and small.
const (
	lettersABC  = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
	lettersabc  = "abcdefghijklmnopqrstuvwxyzåäö"
	lettersElse = "0123456789 éÉüÜ €§%&@#+-*/=?!.,:;()"
	lettersSami = "ÁáÂâČčĐđǤǥǦǧǨǩŊŋÕõŠšŦŧŽžƷʒǮǯ"
)

// TestPageOf lays a printer's test page out: who and when, a card with rulers,
// greys and letters as a picture, the printer's own letters, and codes to scan.
// The error says that the built-in typeface is broken.
func TestPageOf(p escpos.Profile, h PageHead) (escpos.Document, error) {
	card, err := testCard(p)
	if err != nil {
		return nil, err
	}
	doc := pageHead(p, h)
	doc = append(doc, escpos.Feed{MM: 2}, escpos.Picture{Image: card}, escpos.Feed{MM: 3})
	doc = append(doc, ownLetters(p)...)
	for _, code := range PageCodes(p) {
		doc = append(doc, pageCode(code)...)
	}
	return append(doc, escpos.Feed{MM: 2}, escpos.Cut{}), nil
}

func pageHead(p escpos.Profile, h PageHead) escpos.Document {
	name := strings.TrimSpace(h.Printer.Maker + " " + h.Printer.Model)
	if name == "" {
		name = strings.TrimSpace(p.Maker + " " + p.Model)
	}
	doc := escpos.Document{
		escpos.Text{Content: h.Title, Style: escpos.Style{Bold: true, Width: 2, Height: 2, Align: escpos.Centre}},
		escpos.Feed{MM: 1.5},
		escpos.Columns{Left: fmt.Sprintf("Kundterminal %d", h.Terminal), Right: h.Language.Date(h.At) + " " + h.Language.Clock(h.At)},
		escpos.Columns{Left: name, Right: h.Printer.Firmware},
	}
	if h.Printer.Serial != "" {
		doc = append(doc, escpos.Text{Content: h.Printer.Serial})
	}
	width := fmt.Sprintf("%d × 1/%d\"", p.Dots, p.DPI)
	return append(doc, escpos.Columns{Style: escpos.Style{Font: escpos.FontB}, Left: p.ID, Right: width})
}

// ownLetters are the letters that the printer has itself; those that it lacks are
// on the card.
func ownLetters(p escpos.Profile) escpos.Document {
	var doc escpos.Document
	for _, letters := range []string{lettersABC, lettersabc, lettersElse, lettersSami} {
		for _, line := range ownLines(p, letters) {
			doc = append(doc, escpos.Text{Content: line})
		}
	}
	for _, letters := range []string{lettersABC, lettersabc} {
		for _, line := range ownLines(p, letters) {
			doc = append(doc, escpos.Text{Content: line, Style: escpos.Style{Font: escpos.FontB}})
		}
	}
	return append(doc,
		escpos.Text{Content: "Aa 123", Style: escpos.Style{Width: 3, Height: 3}},
		escpos.Rule{},
	)
}

// ownLines leaves out what the printer lacks, and begins a new line where the next
// letter is in another code page.
func ownLines(p escpos.Profile, letters string) []string {
	var lines []string
	line := ""
	for _, r := range letters {
		switch {
		case !p.Prints(string(r)):
		case p.Prints(line + string(r)):
			line += string(r)
		default:
			lines, line = append(lines, line), string(r)
		}
	}
	if strings.TrimSpace(line) != "" {
		lines = append(lines, line)
	}
	return lines
}

// pageCode is a code with its name above. There is white around it, so that a
// scanner aimed at one does not see two.
func pageCode(c PageCode) escpos.Document {
	caption := escpos.Text{
		Content: fmt.Sprintf("%s · %d · %s", c.Symbology, c.Dots, c.Text),
		Style:   escpos.Style{Font: escpos.FontB, Align: escpos.Centre},
	}
	if c.Symbology == "QR" {
		return escpos.Document{escpos.Feed{MM: 3.5}, caption, escpos.QR{Data: c.Text, ModuleDots: c.Dots}}
	}
	return escpos.Document{escpos.Feed{MM: 3.5}, caption, escpos.Feed{MM: 0.5}, escpos.Barcode{Data: c.Text, ModuleDots: c.Dots}}
}
