// Package assets holds the files that the terminal carries within itself:
// catalogue, texts, typefaces and icons.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed catalogue example faulttrees texts fonts icons paper
var files embed.FS

// Catalogue holds queues.toml, life-events.toml, papers.toml, forms.toml,
// authorities/*.toml, and with them desks.toml and rules.toml.
func Catalogue() fs.FS { return sub("catalogue") }

// Example holds what only a service point itself can give, for a demonstration:
// roster.toml, places.toml and desks.toml.
func Example() fs.FS { return sub("example") }

// FaultTrees holds one TOML file for each kind of device.
func FaultTrees() fs.FS { return sub("faulttrees") }

// Texts holds one TOML file a language: fi.toml, sv.toml, en.toml.
func Texts() fs.FS { return sub("texts") }

// DeskTexts holds what the pages of the staff say: fi.toml, sv.toml, en.toml.
func DeskTexts() fs.FS { return sub("texts/desk") }
