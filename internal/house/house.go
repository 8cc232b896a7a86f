// Package house checks in tests that imports run one way: each wing knows only
// itself, and its root neither its folders nor the world outside.
package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "kundterminal/"
	// book is what all folders log by. A root does so only where it says that this is
	// pure to it.
	book = module + "internal/logbook"
	// registers is how folders wipe what wiped buffers leave behind.
	registers = module + "internal/registers"
)

// Wing is what the folders of a wing may import of this project.
type Wing struct {
	Name   string   // folder at the root of the project: "kiosk"
	Others []string // wings beside itself that its folders may import
	Pure   []string // packages and modules beside the standard library that its root may import
}

// Check reads the imports of all files of the wing but its tests. It is called
// from a test in the wing's root.
func Check(t *testing.T, w Wing) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		root := filepath.Dir(path) == "."
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if reason := w.forbids(name, root); reason != "" {
				t.Errorf("%s/%s imports %s: %s", w.Name, path, name, reason)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w Wing) forbids(name string, root bool) string {
	if (name == book || name == registers) && !root {
		return ""
	}
	if root && slices.ContainsFunc(w.Pure, func(pure string) bool {
		return name == pure || strings.HasPrefix(name, pure+"/")
	}) {
		return ""
	}
	if rest, ours := strings.CutPrefix(name, module); ours {
		wing, _, _ := strings.Cut(rest, "/")
		switch {
		case wing != w.Name && !slices.Contains(w.Others, wing):
			return "wings do not know one another"
		case root && wing == w.Name:
			return "the root of a wing does not know its folders"
		}
		return ""
	}
	if root && strings.Contains(strings.Split(name, "/")[0], ".") {
		return "the root of a wing is pure Go"
	}
	return ""
}
