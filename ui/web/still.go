package web

import (
	"bytes"
	"html/template"
	"io/fs"
	"log/slog"
	"path"
	"slices"

	"kundterminal/ui"
	"kundterminal/ui/asset"
)

// Stills draws scenes as pages that need no server: each holds its own rules and
// drawings, and nothing on it does anything. It may be called from several
// goroutines.
type Stills struct {
	icons *icons
	style template.CSS
}

// NewStills draws with these icons. The typefaces NotoSans-Regular.ttf and
// NotoSans-Bold.ttf are looked for in the folder of that address, as seen from a
// page.
func NewStills(icons fs.FS, fonts string) (*Stills, error) {
	style, err := static.ReadFile("static/terminal.css")
	if err != nil {
		return nil, err
	}
	faces := asset.Faces(func(name string) string { return path.Join(fonts, name) })
	all := slices.Concat(faces, asset.Palette(), style, colourRules())
	return &Stills{icons: newIcons(icons, slog.Default()), style: template.CSS(all)}, nil
}

var stillPage = template.Must(template.New("still").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{.Title}}</title>
<style>{{.Style}}{{.Glass}}{{.Places}}</style>
</head>
<body class="alone">
<div class="glass"><div id="kt-stage" class="stage">{{.Stage}}</div></div>
</body>
</html>
`))

// Page returns the page of a scene.
func (s *Stills) Page(scene ui.Scene) ([]byte, error) {
	w := &writer{icons: s.icons, scene: scene}
	w.all()
	var b bytes.Buffer
	err := stillPage.Execute(&b, struct {
		Lang, Title          string
		Style, Glass, Places template.CSS
		Stage                template.HTML
	}{
		string(scene.Language), titleOf(scene), s.style, glassRules(scene.Frame),
		template.CSS(w.rules.String()), template.HTML(w.html.String()),
	})
	return b.Bytes(), err
}
