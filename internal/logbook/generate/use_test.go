package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "../../.."

// passedOver are folders that are not the terminal: the book itself, and the
// simulator, which talks to whoever plays with it.
var passedOver = []string{"internal/logbook", "cmd/devicesim"}

// sources parses all files of the project that are not tests, whatever they are
// built for.
func sources(t *testing.T) (*token.FileSet, map[string]*ast.File) {
	t.Helper()
	positions, files := token.NewFileSet(), map[string]*ast.File{}
	err := filepath.WalkDir(module, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(module, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains(passedOver, filepath.ToSlash(name)) || name != "." && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files[name], err = parser.ParseFile(positions, path, nil, parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return positions, files
}

func TestEveryEventIsWrittenSomewhere(t *testing.T) {
	_, files := sources(t)
	used := map[string]bool{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && isName(s.X, "logbook") {
				used[s.Sel.Name] = true
			}
			return true
		})
	}
	for _, e := range theBook(t).Events {
		if !used[goName(e.ID)] {
			t.Errorf("event %s is in the list, and nothing writes it", e.ID)
		}
	}
}

func TestNothingIsLoggedOutsideTheBook(t *testing.T) {
	positions, files := sources(t)
	for _, file := range files {
		for _, n := range loggings(file) {
			t.Errorf("%s: an event of internal/logbook is to be written here", positions.Position(n.Pos()))
		}
	}
}

// loggings returns what logs in a file by itself: calls of what a log can be told,
// loggers of the old kind made of new ones, and the old kind altogether. It goes
// by names, so a value cannot hide by its own; methods with these names that are
// something else take no arguments here.
func loggings(file *ast.File) (found []ast.Node) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			if n.Path.Value == `"log"` {
				found = append(found, n)
			}
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) > 0 && logs(s) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

func logs(s *ast.SelectorExpr) bool {
	switch s.Sel.Name {
	case "Info", "Warn", "Error", "Debug", "Log", "LogAttrs",
		"InfoContext", "WarnContext", "ErrorContext", "DebugContext", "NewLogLogger":
	default:
		return false
	}
	// http.Error answers a request, math.Log counts, and t is a test that is helped.
	return !isName(s.X, "http") && !isName(s.X, "math") && !isName(s.X, "t")
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func TestWhatLogsByItselfIsFound(t *testing.T) {
	for code, want := range map[string]int{
		`log.Info("x")`:                               1,
		`s.options.Log.Warn("x", "y", err)`:           1,
		`slog.Default().Error("x")`:                   1,
		`slog.DebugContext(ctx, "x")`:                 1,
		`x.With("a", 1).LogAttrs(ctx, 0, "x")`:        1,
		`go func() { l.Log(ctx, 0, "x") }()`:          1,
		`slog.NewLogLogger(h, slog.LevelWarn)`:        1,
		`http.Error(w, "no", 404); math.Log(1)`:       0,
		`err.Error(); db.Info()`:                      0,
		`logbook.Write(log, logbook.TicketPrinted{})`: 0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", fmt.Sprintf("package p\nfunc f() { %s }", code), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(loggings(file)); got != want {
			t.Errorf("%s: %d calls found, want %d", code, got, want)
		}
	}
	old, err := parser.ParseFile(token.NewFileSet(), "", "package p\nimport \"log\"", 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(loggings(old)) != 1 {
		t.Error("the old kind of logger is not found")
	}
}
