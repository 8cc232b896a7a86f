package web

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"

	"kundterminal/ui"
	"kundterminal/ui/asset"
)

//go:embed static
var static embed.FS

func loadAssets(base string, fonts, icons fs.FS, log *slog.Logger) *asset.Set {
	s := asset.New(base)
	s.TakeFaces(fonts, log)
	s.Take(icons, "logo.svg", log)
	s.Add("terminal.css", slices.Concat(s.Rules(), asset.Own(static, "terminal.css"), colourRules()))
	for _, name := range []string{"terminal.js", "aim.js", "bench.css", "technician.css", "results.css", "mirror.css", "mirror.js"} {
		s.Add(name, asset.Own(static, name))
	}
	return s
}

// colourRules makes three classes of each colour of the palette.
func colourRules() []byte {
	var rules bytes.Buffer
	for _, c := range ui.Colors() {
		fmt.Fprintf(&rules, ".fill-%[1]s{background:var(--%[1]s)}.edge-%[1]s::after{border-color:var(--%[1]s)}"+
			".ink-%[1]s{color:var(--%[1]s)}\n", c)
	}
	return rules.Bytes()
}
