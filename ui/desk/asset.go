package desk

import (
	"embed"
	"io/fs"
	"log/slog"

	"kundterminal/ui/asset"
)

//go:embed static
var static embed.FS

func loadAssets(fonts, icons fs.FS, log *slog.Logger) *asset.Set {
	s := asset.New("/desk/assets/")
	s.TakeFaces(fonts, log)
	s.Take(icons, "logo.svg", log)
	s.Add("desk.js", asset.Own(static, "desk.js"))
	s.Add("desk.css", append(s.Rules(), asset.Own(static, "desk.css")...))
	return s
}
