package gallery

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
)

// sheet is the contact sheet of a mode and a frame.
type sheet struct {
	Mode, Frame string
	Pictures    bool
	Wide        bool
	Ratio       float64 // of height to width
	Rows        []*row

	at map[rowKey]*row
}

// row is a page of a screen in all its languages. One language may need more pages
// than another.
type row struct {
	Name  string
	Page  int
	Shown []shown
}

type rowKey struct {
	name string
	page int
}

func newSheet(m Mode, f Frame, pictures bool) sheet {
	return sheet{
		Mode: m.Name, Frame: f.Name, Pictures: pictures, Wide: f.Glass.W > f.Glass.H,
		Ratio: f.Glass.H / f.Glass.W, at: map[rowKey]*row{},
	}
}

func (s *sheet) add(list []shown) {
	for _, one := range list {
		key := rowKey{one.Name, one.Page}
		if s.at[key] == nil {
			s.at[key] = &row{Name: one.Name, Page: one.Page}
			s.Rows = append(s.Rows, s.at[key])
		}
		s.at[key].Shown = append(s.at[key].Shown, one)
	}
}

var indexPage = template.Must(template.New("index").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Screens of Kundterminal</title>
<style>
body{font:16px/1.4 "Noto Sans",sans-serif;margin:1.5rem;background:#EEF3F6;color:#10243A}
@font-face{font-family:"Noto Sans";src:url("fonts/NotoSans-Regular.ttf")}
@font-face{font-family:"Noto Sans";font-weight:700;src:url("fonts/NotoSans-Bold.ttf")}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}
input{font:inherit;padding:.4rem .6rem;width:20rem;max-width:100%;border:1px solid #5F7385;border-radius:.25rem}
.sheet{display:flex;flex-wrap:wrap;gap:1.25rem 2rem;align-items:start}
.row{display:flex;gap:.75rem;flex-wrap:wrap}
.screen[hidden]{display:none}
h3{font-size:1rem;margin:0 0 .25rem}
figure{margin:0;width:var(--w)}
img,iframe{display:block;width:100%;aspect-ratio:var(--r);border:1px solid #5F7385;background:#fff}
iframe{pointer-events:none}
figcaption{font-size:.875rem}
a{color:#0A4A73}a:focus-visible,input:focus-visible{outline:3px solid #10243A;outline-offset:2px}
</style>
</head>
<body>
<h1>Screens of Kundterminal</h1>
<p><label>Show names with <input id="find" type="search" autocomplete="off"></label></p>
{{range .}}{{$s := .}}<h2>{{.Mode}}, {{.Frame}}</h2>
<div class="sheet" style="--w:{{if .Wide}}20rem{{else}}12rem{{end}};--r:1/{{printf "%.4f" .Ratio}}">
{{range .Rows}}{{$r := .}}<section class="screen" data-name="{{.Name}}"><h3>{{.Name}}{{if gt .Page 1}}, page {{.Page}}{{end}}</h3><div class="row">
{{range .Shown}}<figure><a href="{{.Base}}.html">{{if $s.Pictures}}<img loading="lazy" src="{{.Base}}.png" alt="{{$r.Name}} in {{.Lang}}">{{else}}<iframe loading="lazy" tabindex="-1" title="{{$r.Name}} in {{.Lang}}" src="{{.Base}}.html"></iframe>{{end}}</a>
<figcaption>{{.Lang}} · <a href="{{.Base}}.html">page</a> · <a href="{{.Base}}.json">data</a>{{if $s.Pictures}} · <a href="{{.Base}}.png">picture</a>{{end}}</figcaption></figure>
{{end}}</div></section>
{{end}}</div>
{{end}}<script>
document.getElementById("find").addEventListener("input", (e) => {
	for (const s of document.querySelectorAll(".screen")) s.hidden = !s.dataset.name.includes(e.target.value.trim().toLowerCase());
});
</script>
</body>
</html>
`))

func (g *Gallery) writeIndex(sheets []sheet) error {
	var b bytes.Buffer
	if err := indexPage.Execute(&b, sheets); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(g.Folder, "index.html"), b.Bytes(), 0o644)
}
