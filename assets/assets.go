// Package assets holds the files that the terminal carries within itself:
// catalogue, texts, typefaces and icons.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed catalogue days example faulttrees texts fonts icons paper
var files embed.FS

// Catalogue holds queues.toml, life-events.toml, papers.toml, forms.toml,
// authorities/*.toml, and with them desks.toml and rules.toml.
func Catalogue() fs.FS { return sub("catalogue") }

// Example holds what only a service point itself can give, for a demonstration:
// roster.toml, places.toml and desks.toml.
func Example() fs.FS { return sub("example") }

// Days holds examples of days of a service point, to be simulated: *.toml.
func Days() fs.FS { return sub("days") }

// FaultTrees holds one TOML file for each kind of device.
func FaultTrees() fs.FS { return sub("faulttrees") }

// Texts holds one TOML file a language: fi.toml, sv.toml, en.toml.
func Texts() fs.FS { return sub("texts") }

// DeskTexts holds what the pages of the staff say: fi.toml, sv.toml, en.toml.
func DeskTexts() fs.FS { return sub("texts/desk") }

// PointTexts holds what a point's queue and its call display say, one TOML file a
// language.
func PointTexts() fs.FS { return sub("texts/point") }

// StatisticsTexts holds one TOML file a language with the words of the pages of
// statistics: fi.toml, sv.toml, en.toml.
func StatisticsTexts() fs.FS { return sub("texts/statistics") }

// PlanTexts holds the words of planning, one TOML file a language: fi.toml, sv.toml,
// en.toml.
func PlanTexts() fs.FS { return sub("texts/plan") }

// Fonts holds NotoSans-Regular.ttf and NotoSans-Bold.ttf.
func Fonts() fs.FS { return sub("fonts") }

// Icons holds the SVG icons, drawn in #10243A on a grid of 24 or 48.
func Icons() fs.FS { return sub("icons") }

func sub(name string) fs.FS {
	f, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the name is one of those embedded above
	}
	return f
}

// Logo is the mark on the paper: a PNG of 96 × 96 dots, black on white.
func Logo() []byte {
	data, err := files.ReadFile("paper/logo.png")
	if err != nil {
		panic(err) // embedded above
	}
	return data
}
