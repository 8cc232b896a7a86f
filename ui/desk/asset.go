package desk

import (
	"embed"
	"io/fs"
	"log/slog"
	"slices"

	"kundterminal/ui/asset"
)

//go:embed static
var static embed.FS

func loadAssets(fonts, icons fs.FS, log *slog.Logger) *asset.Set {
	s := asset.New("/desk/assets/")
	s.TakeFaces(fonts, log)
	s.Take(icons, "logo.svg", log)
	for _, name := range []string{"desk.js", "desk.css"} {
		data, err := static.ReadFile("static/" + name)
		if err != nil {
			panic(err) // embedded: the build is broken
		}
		if name == "desk.css" {
			data = slices.Concat(s.Rules(), data)
		}
		s.Add(name, data)
	}
	return s
}
