package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"strings"
	"text/template"
)

// The generated files, as seen from the folder of the list.
const (
	codeName = "events.go"
	pageName = "../../docs/events.md"
)

//go:embed events.go.tmpl
var codeText string

//go:embed events.md.tmpl
var pageText string

// files returns what is generated, by path.
func (b book) files() (map[string][]byte, error) {
	code, err := b.fill(codeText)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", codeName, err)
	}
	if code, err = format.Source(code); err != nil {
		return nil, fmt.Errorf("%s: %w", codeName, err)
	}
	page, err := b.fill(pageText)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pageName, err)
	}
	return map[string][]byte{codeName: code, pageName: page}, nil
}

func (b book) fill(text string) ([]byte, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"goName":    goName,
		"of":        b.of,
		"cell":      cell,
		"comment":   comment,
		"constant":  func(e event) string { return levels[e.Level] },
		"type":      func(name string) string { return kinds[b.Fields[name].Type].goType },
		"meaning":   func(name string) string { return b.Fields[name].Meaning },
		"attribute": b.attribute,
		"uses":      b.uses,
		"join":      func(list []string) string { return strings.Join(list, "`, `") },
	}).Parse(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, b)
	return out.Bytes(), err
}

// attribute is the expression that makes an attribute of a field of e.
func (b book) attribute(name string) string {
	return fmt.Sprintf(kinds[b.Fields[name].Type].attribute, name, "e."+goName(name))
}

// uses reports whether any field of the list is written as a Go type of a package.
func (b book) uses(pkg string) bool {
	for _, f := range b.Fields {
		if strings.HasPrefix(kinds[f.Type].goType, pkg+".") {
			return true
		}
	}
	return false
}

// cell makes a text fit into a cell of a Markdown table.
func cell(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "|", `\|`)
}

const commentWidth = 90

// comment breaks a text into the lines of a doc comment.
func comment(text string) string {
	var out strings.Builder
	line := "//"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > commentWidth {
			out.WriteString(line + "\n")
			line = "//"
		}
		line += " " + word
	}
	return out.String() + line
}
