package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui/texts"
)

// keyed says in front of which literals of the sources a text's key has a prefix.
var keyed = map[string]map[string]string{ // type → field → prefix
	"Fact":        {"Key": "fact_", "Text": ""},
	"FactSection": {"Key": "section_"},
	"TestStage":   {"Text": "stage_"},
	"Action":      {"ID": "action_"},
}

// TestEveryWordOfTheWorkshopIsInTheTexts reads the sources, because a technician
// meets most of these words on a bad day only.
func TestEveryWordOfTheWorkshopIsInTheTexts(t *testing.T) {
	words, err := texts.Load(assets.Texts())
	if err != nil {
		t.Fatal(err)
	}
	keys := words.Keys(kiosk.Finnish)
	for _, pattern := range []string{"*.go", "workshop/*.go", "../../kiosk/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v %v", pattern, files, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, key := range wordsOf(t, file) {
				if !slices.Contains(keys, key) {
					t.Errorf("%s says %q, which is in no language", file, key)
				}
			}
		}
	}
}

// wordsOf returns the keys of texts that a file spells out.
func wordsOf(t *testing.T, file string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	ast.Inspect(tree, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		for _, e := range lit.Elts {
			keys = append(keys, keyOf(lit.Type, e)...)
			if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil { // of a slice
				if array, ok := lit.Type.(*ast.ArrayType); ok {
					for _, e := range inner.Elts {
						keys = append(keys, keyOf(array.Elt, e)...)
					}
				}
			}
		}
		return true
	})
	return keys
}

func keyOf(of ast.Expr, element ast.Expr) []string {
	name := ""
	switch of := of.(type) {
	case *ast.SelectorExpr:
		name = of.Sel.Name
	case *ast.Ident:
		name = of.Name
	}
	pair, ok := element.(*ast.KeyValueExpr)
	if !ok {
		return nil
	}
	field, ok := pair.Key.(*ast.Ident)
	if !ok {
		return nil
	}
	prefix, ok := keyed[name][field.Name]
	value, literal := pair.Value.(*ast.BasicLit)
	if !ok || !literal {
		return nil
	}
	text, err := strconv.Unquote(value.Value)
	if err != nil || text == "" {
		return nil
	}
	return []string{prefix + text}
}
