package texts

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kundterminal/kiosk"
)

var embedded = os.DirFS("../../assets/texts")

func TestEveryKeyExistsInEveryLanguage(t *testing.T) {
	words, err := Load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	want := words.Keys(kiosk.Finnish)
	for _, l := range kiosk.Languages() {
		if got := words.Keys(l); !slices.Equal(got, want) {
			t.Errorf("%s has the keys %v, Finnish has %v", l, got, want)
		}
	}
}

func TestEveryTextIsUsedByAScreenTheSlipOrTheWorkshop(t *testing.T) {
	words, err := Load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	literals := literalsOf(t, "../*.go")
	literals = append(literals, literalsOf(t, "../../cmd/kundterminal/*.go")...)
	literals = append(literals, literalsOf(t, "../../cmd/kundterminal/workshop/*.go")...)
	for _, key := range words.Keys(kiosk.Finnish) {
		key, _, _ = strings.Cut(key, ".")
		used := slices.ContainsFunc(literals, func(s string) bool {
			return s == key || strings.HasSuffix(s, "_") && strings.HasPrefix(key, s) ||
				strings.HasPrefix(s, "_") && strings.HasSuffix(key, s)
		})
		if !used {
			t.Errorf("no screen says %q", key)
		}
	}
}

// literalsOf returns the strings in Go files, their tests left out.
func literalsOf(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v %v", pattern, files, err)
	}
	var list []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					list = append(list, s)
				}
			}
			return true
		})
	}
	return list
}

func TestEveryFaultIsNamedWithItsFileAndKey(t *testing.T) {
	good := `a = "x"` + "\n" + `n = { one = "1", other = "2" }`
	for _, test := range []struct {
		name, swedish string
		want          []string
	}{
		{"a missing key", `n = { one = "1", other = "2" }`, []string{"sv.toml: a: the text is missing"}},
		{"a missing form", `a = "x"` + "\n" + `n = { other = "2" }`, []string{"sv.toml: n.one: the text is missing"}},
		{"an empty text", strings.Replace(good, `"x"`, `" "`, 1), []string{"sv.toml: a: the text is empty"}},
		{"a form that is none", strings.Replace(good, "one", "few", 1), []string{"sv.toml: n.few: the plural forms are one and other"}},
		{"a number", strings.Replace(good, `"x"`, `7`, 1), []string{"sv.toml: a: is neither a text nor a table"}},
		{"no TOML", "a = \"x\"\nb = \n", []string{"sv.toml: line 2"}},
		{"several at once", `b = ""`, []string{"sv.toml: b: the text is empty", "sv.toml: a: the text is missing", "sv.toml: n.one: the text is missing"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{
				"fi.toml": {Data: []byte(good)}, "en.toml": {Data: []byte(good)}, "sv.toml": {Data: []byte(test.swedish)},
			})
			for _, want := range test.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q: %v", want, err)
				}
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("a = \"x\"\nn = { one = \"1\" }")
	f.Add("[a.b]\nc = 1")
	f.Add("\x00")
	f.Fuzz(func(t *testing.T, text string) {
		data := []byte(text)
		_, _ = Load(fstest.MapFS{"fi.toml": {Data: data}, "sv.toml": {Data: data}, "en.toml": {Data: data}})
	})
}
