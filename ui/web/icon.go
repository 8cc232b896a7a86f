package web

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"strings"
	"sync"

	"kundterminal/internal/logbook"
)

// iconInk is the colour that an icon is drawn with, and that is replaced by the
// colour of the text around it.
const iconInk = "#10243A"

// icons are the drawings as markup to stand in a page, each read once.
type icons struct {
	from fs.FS
	log  *slog.Logger

	mu   sync.Mutex
	read map[string]icon
}

// icon is what stands between <svg …> and </svg>, and the attributes of the
// first.
type icon struct{ attrs, inner string }

func newIcons(from fs.FS, log *slog.Logger) *icons {
	return &icons{from: from, log: log, read: map[string]icon{}}
}

// markup returns an icon as an element that is hidden from readers. An icon that
// is missing or unsafe is logged once, and nothing is drawn.
func (i *icons) markup(name, class string) string {
	i.mu.Lock()
	defer i.mu.Unlock()
	drawn, known := i.read[name]
	if !known {
		var err error
		if drawn, err = i.load(name); err != nil {
			logbook.Write(i.log, logbook.IconNotDrawn{Name: name, Cause: err})
		}
		i.read[name] = drawn
	}
	return `<svg class="` + class + `" aria-hidden="true" focusable="false"` + drawn.attrs + `>` + drawn.inner + `</svg>`
}

func (i *icons) load(name string) (icon, error) {
	if i.from == nil {
		return icon{}, errors.New("there are no icons")
	}
	data, err := fs.ReadFile(i.from, name+".svg")
	if err != nil {
		return icon{}, err
	}
	return readIcon(data)
}

// drawable are the elements that a drawing may have. Nothing among them loads,
// runs or styles anything.
var drawable = map[string]bool{
	"svg": true, "g": true, "path": true, "circle": true, "ellipse": true, "rect": true, "line": true,
	"polyline": true, "polygon": true,
}

// drawing are the attributes that a drawing may have.
var drawing = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`viewBox d x y x1 y1 x2 y2 cx cy r rx ry width height points transform
		fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit
		stroke-dasharray stroke-dashoffset stroke-opacity opacity`) {
		names[name] = true
	}
	return names
}()

// readIcon writes a drawing anew, as far as it only draws.
func readIcon(data []byte) (icon, error) {
	var ic icon
	var inner strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return icon{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !drawable[t.Name.Local] || (depth == 0) != (t.Name.Local == "svg") {
				return icon{}, fmt.Errorf("element <%s> is not a part of a drawing", t.Name.Local)
			}
			if depth++; depth == 1 {
				ic.attrs = iconAttrs(t.Attr)
				continue
			}
			inner.WriteString("<" + t.Name.Local + iconAttrs(t.Attr) + ">")
		case xml.EndElement:
			if depth--; depth > 0 {
				inner.WriteString("</" + t.Name.Local + ">")
			}
		}
	}
	if ic.attrs == "" {
		return icon{}, errors.New("it is not an SVG drawing")
	}
	ic.inner = inner.String()
	return ic, nil
}

// iconAttrs writes the attributes that shape and colour a drawing, and leaves
// out the others.
func iconAttrs(attrs []xml.Attr) string {
	var b strings.Builder
	for _, a := range attrs {
		if a.Name.Space != "" || !drawing[a.Name.Local] || strings.Contains(strings.ToLower(a.Value), "url") {
			continue
		}
		value := a.Value
		if strings.EqualFold(value, iconInk) {
			value = "currentColor"
		}
		b.WriteString(" " + a.Name.Local + `="` + escape(value) + `"`)
	}
	return b.String()
}
