package desk

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

// assets are the files that never change under their address, which holds a part of
// the file's SHA-256.
type assets struct {
	files map[string][]byte // by address below /desk/assets/
	href  map[string]string // by name, such as "desk.js"
}

func loadAssets(fonts, icons fs.FS, log *slog.Logger) *assets {
	a := &assets{files: map[string][]byte{}, href: map[string]string{}}
	take := func(from fs.FS, name string) {
		if from == nil {
			return
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			logbook.Write(log, logbook.AssetMissing{Name: name, Cause: err})
			return
		}
		a.add(name, data)
	}
	take(fonts, "NotoSans-Regular.ttf")
	take(fonts, "NotoSans-Bold.ttf")
	take(icons, "logo.svg")
	for _, name := range []string{"desk.js", "desk.css"} {
		data, err := static.ReadFile("static/" + name)
		if err != nil {
			panic(err) // embedded: the build is broken
		}
		if name == "desk.css" {
			data = slices.Concat(a.faces(), palette(), data)
		}
		a.add(name, data)
	}
	return a
}

func (a *assets) add(name string, data []byte) {
	hash := sha256.Sum256(data)
	ext := path.Ext(name)
	address := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(hash[:6]) + ext
	a.files[address], a.href[name] = data, "/desk/assets/"+address
}

// faces declares the fonts.
func (a *assets) faces() []byte {
	var b bytes.Buffer
	for _, f := range []struct {
		name   string
		weight int
	}{{"NotoSans-Regular.ttf", 400}, {"NotoSans-Bold.ttf", 700}} {
		if href := a.href[f.name]; href != "" {
			fmt.Fprintf(&b, "@font-face{font-family:\"Noto Sans\";font-weight:%d;font-display:swap;"+
				"src:url(%q) format(\"truetype\")}\n", f.weight, href)
		}
	}
	return b.Bytes()
}

// palette makes a variable of each colour.
func palette() []byte {
	var b bytes.Buffer
	b.WriteString(":root{")
	for _, c := range ui.Colors() {
		v := c.RGB()
		fmt.Fprintf(&b, "--%s:rgb(%d %d %d);", c, v.R, v.G, v.B)
	}
	b.WriteString("}\n")
	return b.Bytes()
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
