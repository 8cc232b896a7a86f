// Package asset serves the files of pages that never change under their address: each
// address holds a part of the file's SHA-256. It has the typeface and the palette that
// all pages share.
package asset

import (
	"bytes"
	"crypto/sha256"
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

// Set is the files of a page. It is filled before it serves.
type Set struct {
	Href  map[string]string // the address of a file by its name, such as "desk.js"
	base  string
	files map[string][]byte // by the last part of the address
}

// New returns a Set whose files are below an address that ends with a slash.
func New(base string) *Set {
	return &Set{Href: map[string]string{}, base: base, files: map[string][]byte{}}
}

// Add adds a file.
func (s *Set) Add(name string, data []byte) {
	hash := sha256.Sum256(data)
	ext := path.Ext(name)
	address := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(hash[:6]) + ext
	s.files[address], s.Href[name] = data, s.base+address
}

// Take adds a file of a folder. One that cannot be read is logged, and the page does
// without it; so it does without a folder.
func (s *Set) Take(from fs.FS, name string, log *slog.Logger) {
	if from == nil {
		return
	}
	data, err := fs.ReadFile(from, name)
	if err != nil {
		logbook.Write(log, logbook.AssetMissing{Name: name, Cause: err})
		return
	}
	s.Add(name, data)
}

// Own is a file that a package embeds in its folder static.
func Own(embedded fs.FS, name string) []byte {
	data, err := fs.ReadFile(embedded, "static/"+name)
	if err != nil {
		panic(err) // the build is broken
	}
	return data
}

// TakeFaces adds the typeface.
func (s *Set) TakeFaces(fonts fs.FS, log *slog.Logger) {
	for _, f := range weights {
		s.Take(fonts, f.name, log)
	}
}

var weights = []struct {
	name   string
	weight int
}{{"NotoSans-Regular.ttf", 400}, {"NotoSans-Bold.ttf", 700}}

// Rules declare the typeface, as far as it is there, and a variable of each colour of
// the palette: the beginning of a page's style sheet, which lies beside the fonts.
func (s *Set) Rules() []byte {
	return append(Faces(func(name string) string {
		if href := s.Href[name]; href != "" {
			return path.Base(href)
		}
		return ""
	}), Palette()...)
}

// Faces declare the typeface, each weight at its address; an empty one is not there.
func Faces(at func(name string) string) []byte {
	var b bytes.Buffer
	for _, f := range weights {
		if href := at(f.name); href != "" {
			fmt.Fprintf(&b, "@font-face{font-family:\"Noto Sans\";font-weight:%d;font-display:block;src:url(%q) format(\"truetype\")}\n", f.weight, href)
		}
	}
	return b.Bytes()
}

// Palette makes a variable of each colour.
func Palette() []byte {
	var b bytes.Buffer
	b.WriteString(":root{")
	for _, c := range ui.Colors() {
		v := c.RGB()
		value := fmt.Sprintf("rgb(%d %d %d)", v.R, v.G, v.B)
		if c == ui.Veil {
			value = fmt.Sprintf("rgb(%d %d %d / %g)", v.R, v.G, v.B, ui.VeilOpacity)
		}
		fmt.Fprintf(&b, "--%s:%s;", c, value)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// Build tells these files from others, and from other words.
func (s *Set) Build(words ...byte) string {
	list := make([]string, 0, len(s.files))
	for address := range s.files {
		list = append(list, address)
	}
	slices.Sort(list)
	sum := sha256.Sum256(append(words, strings.Join(list, " ")...))
	return hex.EncodeToString(sum[:6])
}

var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".ttf": "font/ttf", ".wav": "audio/wav",
}

// ServeHTTP serves the file that the path's value "name" names.
func (s *Set) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, ok := s.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
