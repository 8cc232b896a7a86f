package catalogue

import (
	"maps"
	"slices"

	"kundterminal/kiosk"
)

// formsFile has the forms to be filled in by hand. A catalogue may be without it.
const formsFile = "forms.toml"

var formKinds = map[string]kiosk.FormKind{"text": kiosk.FormText, "blank": kiosk.FormBlank, "check": kiosk.FormCheck}

func (r *reading) readForms() {
	if _, there := r.texts[formsFile]; !there {
		return
	}
	t, ok := r.open(formsFile)
	if !ok {
		return
	}
	for _, c := range t.Children("form") {
		r.forms = append(r.forms, r.readForm(c))
	}
	t.Done()
}

func (r *reading) readForm(t *Table) kiosk.Form {
	var f kiosk.Form
	if id, ok := Required[string](t, "id", `a word in quotes, such as "authorisation"`); ok {
		r.claim(t, "form", id)
		f.ID = kiosk.FormID(id)
	}
	f.Name = t.Text("name", false)
	for i, id := range t.Strings("services", "ids of services") {
		f.Services = append(f.Services, kiosk.ServiceID(id))
		r.references = append(r.references, reference{from: t, key: at("services", i), service: kiosk.ServiceID(id)})
	}
	for i, m := range t.maps("lines", `a list of lines: [ { blank = { fi = "…", sv = "…", en = "…" } } ]`) {
		f.Lines = append(f.Lines, t.formLine(at("lines", i), m))
	}
	if len(f.Lines) == 0 {
		t.Fault("lines", "has no line: write one or more of text, blank and check")
	}
	t.Done()
	return f
}

// formLine reads one line, which has one key: what kind it is.
func (t *Table) formLine(key string, m map[string]any) kiosk.FormLine {
	kinds := slices.Sorted(maps.Keys(m))
	if len(kinds) != 1 {
		t.Fault(key, "must be one of text, blank and check, and no more")
		return kiosk.FormLine{}
	}
	kind, known := formKinds[kinds[0]]
	text, isText := m[kinds[0]].(map[string]any)
	switch {
	case !known:
		t.Fault(key, "%q is no kind of line: use text, blank or check", kinds[0])
	case !isText:
		t.Fault(key, `must be a text in all languages: { fi = "…", sv = "…", en = "…" }`)
	default:
		return kiosk.FormLine{Kind: kind, Text: t.textOf(key+"."+kinds[0], text)}
	}
	return kiosk.FormLine{}
}
