package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/ui"
)

//go:embed static
var static embed.FS

// assets are the files that never change under their address: the address holds
// a part of the file's SHA-256.
type assets struct {
	files map[string][]byte // by address below /assets/
	href  map[string]string // by name, such as "terminal.js"
	build string            // changes when any of them does
}

func loadAssets(base string, fonts, icons fs.FS, log *slog.Logger) *assets {
	a := &assets{files: map[string][]byte{}, href: map[string]string{}}
	sum := sha256.New()
	add := func(name string, data []byte) {
		hash := sha256.Sum256(data)
		sum.Write(hash[:])
		ext := path.Ext(name)
		address := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(hash[:6]) + ext
		a.files[address], a.href[name] = data, base+address
	}
	take := func(from fs.FS, name string) {
		if from == nil {
			return
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			logbook.Write(log, logbook.AssetMissing{Name: name, Cause: err})
			return
		}
		add(name, data)
	}
	take(fonts, "NotoSans-Regular.ttf")
	take(fonts, "NotoSans-Bold.ttf")
	take(icons, "logo.svg")
	for _, name := range []string{"terminal.js", "aim.js", "terminal.css", "bench.css", "technician.css", "results.css", "mirror.css", "mirror.js"} {
		data, err := static.ReadFile("static/" + name)
		if err != nil {
			panic(err) // embedded: the build is broken
		}
		if name == "terminal.css" {
			data = slices.Concat(a.faces(path.Base), data, colourRules())
		}
		add(name, data)
	}
	a.build = hex.EncodeToString(sum.Sum(nil)[:6])
	return a
}

// faces declares the fonts, at their addresses as seen from where the rules are.
func (a *assets) faces(from func(href string) string) []byte {
	var b bytes.Buffer
	for name, weight := range map[string]int{"NotoSans-Regular.ttf": 400, "NotoSans-Bold.ttf": 700} {
		if href := a.href[name]; href != "" {
			fmt.Fprintf(&b, "@font-face{font-family:\"Noto Sans\";font-weight:%d;font-display:block;"+
				"src:url(%q) format(\"truetype\")}\n", weight, from(href))
		}
	}
	return b.Bytes()
}

// colourRules makes a variable and three classes of each colour of the palette.
func colourRules() []byte {
	var vars, rules bytes.Buffer
	for _, c := range ui.Colors() {
		v := c.RGB()
		value := fmt.Sprintf("rgb(%d %d %d)", v.R, v.G, v.B)
		if c == ui.Veil {
			value = fmt.Sprintf("rgb(%d %d %d / %g)", v.R, v.G, v.B, ui.VeilOpacity)
		}
		fmt.Fprintf(&vars, "--%s:%s;", c, value)
		fmt.Fprintf(&rules, ".fill-%[1]s{background:var(--%[1]s)}.edge-%[1]s::after{border-color:var(--%[1]s)}"+
			".ink-%[1]s{color:var(--%[1]s)}\n", c)
	}
	return append([]byte(":root{"+vars.String()+"}\n"), rules.Bytes()...)
}

var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".ttf": "font/ttf",
}

func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, ok := a.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
