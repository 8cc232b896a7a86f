package plan

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/simulate"
)

var templates = template.Must(template.ParseFS(static, "static/plan.html"))

// view is what the template writes.
type view struct {
	Words
	CSS, Statistics, Title, Assumes string
	Languages, Days                 []link
	Day                             string
	Draw                            uint64
	Changes                         []change
	Notice                          string
	Faults                          []string
	Tables                          []shown
}

// link leads to another page.
type link struct {
	Name, Href string
	Lang       kiosk.Language
	Here       bool
}

// change is a change of the day that can be tried.
type change struct {
	Value, Name string
	Chosen      bool
}

// T is a text of the page.
func (v view) T(key string, args ...string) string { return v.say(key, args...) }

// view makes the page that a request asks for.
func (h *handler) view(r *http.Request) (view, int) {
	l := kiosk.Language(r.FormValue("lang"))
	if !slices.Contains(h.Languages, l) {
		l = h.Languages[0]
	}
	known := h.Catalogue()
	v := view{Words: Words{h.Texts, l, known}, CSS: h.css, Title: h.Texts.Say(l, "plan_title")}
	if h.Statistics != "" {
		v.Statistics = h.Statistics + "?lang=" + string(l)
	}
	days := h.days(known)
	name := r.FormValue("day")
	if name == "" && len(days) > 0 {
		name = days[0].name
	}
	v.Day = name
	h.links(&v, days)
	i := slices.IndexFunc(days, func(d file) bool { return d.name == name })
	if i < 0 {
		v.Notice = v.T("plan_unknown_day")
		return v, http.StatusNotFound
	}
	if faults := days[i].faults; len(faults) > 0 {
		v.Notice = v.T("plan_faults")
		for _, f := range faults {
			v.Faults = append(v.Faults, f.Error())
		}
		return v, http.StatusOK
	}
	return h.play(r, v, days[i])
}

// file is a day's file.
type file struct {
	name   string
	sum    [32]byte
	day    simulate.Day
	faults catalogue.Faults
}

// days reads the files of all days, the smallest day first and those with faults last.
func (h *handler) days(known *kiosk.Catalogue) []file {
	names, _ := fs.Glob(h.Days, "*.toml") // the pattern is sound
	var list []file
	own := h.Plan()
	for _, name := range names {
		f := file{name: strings.TrimSuffix(name, ".toml")}
		data, err := fs.ReadFile(h.Days, name)
		if err == nil {
			f.day, err = simulate.Load(name, string(data), known, own)
		}
		f.sum = sha256.Sum256(fmt.Append(data, own.Settings(known, kiosk.OpenHours{}), own.Quotas))
		if err != nil && !errors.As(err, &f.faults) {
			f.faults = catalogue.Faults{{File: name, Reason: err.Error()}}
		}
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b file) int {
		return cmp.Or(cmp.Compare(min(1, len(a.faults)), min(1, len(b.faults))), a.day.People()-b.day.People())
	})
	return list
}

func (h *handler) links(v *view, days []file) {
	to := func(day string, l kiosk.Language) string {
		return Root + "?" + url.Values{"day": {day}, "lang": {string(l)}}.Encode()
	}
	for _, l := range h.Languages {
		v.Languages = append(v.Languages, link{Name: h.Texts.Say(l, "plan_language"), Href: to(v.Day, l), Lang: l, Here: l == v.Language})
	}
	for _, d := range days {
		name := d.day.Name.String(v.Language)
		if name == "" {
			name = d.name
		}
		v.Days = append(v.Days, link{Name: name, Href: to(d.name, v.Language), Here: d.name == v.Day})
	}
}

// play simulates the day and the changes that were chosen: those that are tried for
// every day, where somebody comes to it by a link.
func (h *handler) play(r *http.Request, v view, f file) (view, int) {
	v.Title, v.Assumes = f.day.Name.String(v.Language), f.day.Assumes.String(v.Language)
	v.Draw = f.day.Seed
	asked := r.FormValue("draw") != ""
	if n, err := strconv.ParseUint(r.FormValue("draw"), 10, 31); err == nil && n > 0 {
		v.Draw = n
	}
	standard := simulate.Standard(f.day)
	for _, w := range standard {
		c := change{Value: w.String(), Name: v.WhatIf(w)}
		c.Chosen = !asked || slices.Contains(r.Form["if"], c.Value)
		v.Changes = append(v.Changes, c)
	}
	leave, ok := h.games.enter(r.Context())
	if !ok {
		v.Notice = v.T("plan_busy")
		return v, http.StatusServiceUnavailable
	}
	defer leave()
	began := time.Now()
	k := game{catalogue: v.Catalogue, file: f.sum, seed: v.Draw}
	first := h.games.play(k, f.day)
	var played []Played
	for i, w := range standard {
		k.change = w.String()
		_, known := h.games.known(k)
		switch {
		case !v.Changes[i].Chosen:
		case !known && (time.Since(began) > budget || r.Context().Err() != nil):
			v.Notice = v.T("plan_later")
		default:
			played = append(played, Played{w, h.games.play(k, f.day.With(w))})
		}
	}
	tables := v.Words.Tables(f.day, first, played)
	slices.SortStableFunc(tables, func(a, b Table) int { return rank(a) - rank(b) })
	for _, t := range tables {
		v.Tables = append(v.Tables, h.show(v.Words, t, first, played))
	}
	return v, http.StatusOK
}

// rank has what was asked for come first on the page.
func rank(t Table) int {
	if t.ID == WhatIfs {
		return 0
	}
	return 1
}
