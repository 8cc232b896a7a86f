package web

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnIconIsOnlyADrawingInTheColourOfItsText(t *testing.T) {
	for given, want := range map[string]string{
		`<svg viewBox="0 0 24 24" stroke="#10243A"><path d="M1 2"/></svg>`:  `<path d="M1 2"></path>`,
		`<svg fill="none"><circle r="1" fill="#10243a"/></svg>`:             `<circle r="1" fill="currentColor"></circle>`,
		`<svg width="1"><path ONLOAD="x()" style="x" id="x" d="M1"/></svg>`: `<path d="M1"></path>`,
		`<svg width="1"><path fill="URL(//evil)" d="&lt;"/></svg>`:          `<path d="&lt;"></path>`,
		`<svg width="1"><!-- c -->text<g><rect/></g></svg>`:                 `<g><rect></rect></g>`,
	} {
		if got, err := readIcon([]byte(given)); err != nil || got.inner != want {
			t.Errorf("%s: %q, %v", given, got.inner, err)
		}
	}
	for _, bad := range []string{
		"", "<svg>", "<p/>", "<svg width='1'><script/></svg>", "<svg width='1'><image href='x'/></svg>", "<svg width='1'><svg/></svg>",
		"<svg width='1'><foreignObject/></svg>", "<svg width='1'><style/></svg>", "<svg width='1'></svg><svg width='1'></svg><p/>",
	} {
		if got, err := readIcon([]byte(bad)); err == nil {
			t.Errorf("%s was taken as %q", bad, got)
		}
	}
}

func TestEveryIconOfTheTerminalIsDrawn(t *testing.T) {
	files, err := filepath.Glob("../../assets/icons/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatalf("no icons: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readIcon(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(strings.ToUpper(got.attrs+got.inner), iconInk) {
			t.Errorf("%s keeps its colour: %s", name, got.inner)
		}
	}
}

func FuzzReadIcon(f *testing.F) {
	f.Add([]byte(`<svg viewBox="0 0 24 24" stroke="#10243A"><g><path d="M1 2"/></g></svg>`))
	f.Add([]byte(`<svg width='1'><script>x</script></svg>`))
	f.Add([]byte(`<svg xmlns:x="y" x:onload="z" width="1"><rect x:y="&quot;"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := readIcon(data)
		if err != nil {
			return
		}
		d := xml.NewDecoder(strings.NewReader("<svg" + got.attrs + ">" + got.inner + "</svg>"))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%q became %q: %v", data, got, err)
			}
			element, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !drawable[element.Name.Local] {
				t.Fatalf("%q became %q", data, got)
			}
			for _, a := range element.Attr {
				if !drawing[a.Name.Local] {
					t.Fatalf("%q became %q", data, got)
				}
			}
		}
	})
}
