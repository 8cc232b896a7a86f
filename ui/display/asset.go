package display

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"kundterminal/ui"
)

// assets are the files that never change under their address: it holds a part of the
// file's SHA-256.
type assets struct {
	files map[string][]byte // by address below /display/assets/
	href  map[string]string // by name
	build string            // changes when any of them does, or the words do
}

func (h *handler) loadAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}, href: map[string]string{}}
	for _, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		data, err := fs.ReadFile(h.opt.Fonts, name)
		if err != nil {
			return nil, fmt.Errorf("display: %w", err)
		}
		a.add(name, data)
	}
	a.add("gong.wav", h.opt.Gong)
	for _, name := range []string{"display.css", "board.js", "voice.js"} {
		data, err := fs.ReadFile(static, "static/"+name)
		if err != nil {
			return nil, fmt.Errorf("display: %w", err)
		}
		if name == "display.css" {
			data = slices.Concat(a.faces(), colours(), []byte(h.layout.rules()), data)
		}
		a.add(name, data)
	}
	words, err := json.Marshal(h.vocabularies())
	if err != nil {
		return nil, fmt.Errorf("display: %w", err)
	}
	sum := sha256.Sum256(append(words, a.sum()...))
	a.build = hex.EncodeToString(sum[:6])
	return a, nil
}

func (a *assets) add(name string, data []byte) {
	hash := sha256.Sum256(data)
	ext := path.Ext(name)
	address := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(hash[:6]) + ext
	a.files[address], a.href[name] = data, "/display/assets/"+address
}

// sum tells these files from others.
func (a *assets) sum() []byte {
	var list []string
	for address := range a.files {
		list = append(list, address)
	}
	slices.Sort(list)
	return []byte(strings.Join(list, " "))
}

// faces declares the fonts.
func (a *assets) faces() []byte {
	var b bytes.Buffer
	for _, f := range []struct {
		name   string
		weight int
	}{{"NotoSans-Regular.ttf", 400}, {"NotoSans-Bold.ttf", 700}} {
		fmt.Fprintf(&b, "@font-face{font-family:\"Noto Sans\";font-weight:%d;font-display:block;src:url(%q) format(\"truetype\")}\n", f.weight, a.href[f.name])
	}
	return b.Bytes()
}

// colours makes a variable of each colour of the palette.
func colours() []byte {
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
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".ttf": "font/ttf", ".wav": "audio/wav",
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
