package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/simulate"
	"kundterminal/ui/plan"
	"kundterminal/ui/texts"
)

// simulateCmd plays a day of a service point through the queue, in virtual time.
type simulateCmd struct {
	Day      string         `help:"File of the day, or an example: small, missing, remote, square." required:"" placeholder:"FILE"`
	Folder   string         `help:"The point's folder with its catalogue, desks and rules." type:"existingdir"`
	Seed     uint64         `help:"Other people than those of the file's own seed."`
	WhatIf   []string       `help:"A change to try: desk=all, desk=kela,vero, desk=kela:remote, desk=-3, desk=back, aged=30, rules=FILE or none; some are tried without it." name:"what-if" sep:";" placeholder:"CHANGE"`
	CSV      bool           `help:"Write CSV, with semicolons." xor:"form" name:"csv"`
	JSON     bool           `help:"Write JSON." xor:"form" name:"json"`
	Language kiosk.Language `help:"Language of the tables." default:"fi" enum:"fi,sv,en"`
}

// Run implements the command.
func (r *simulateCmd) Run(s *surroundings) error {
	known, own, err := pointOf(r.Folder)
	if err != nil {
		return err
	}
	d, err := readDay(r.Day, known, own)
	if err != nil {
		return err
	}
	changes, err := r.changes(d, known)
	if err != nil {
		return err
	}
	first := simulate.Play(d, known, r.Seed, simulate.Watcher{})
	cases := []simulate.Case{{Result: first}}
	var played []plan.Played
	for _, c := range changes {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		result := simulate.Play(d.With(c), known, r.Seed, simulate.Watcher{})
		played = append(played, plan.Played{Change: c, Result: result})
		cases = append(cases, simulate.Case{Change: c.String(), Result: result})
	}
	switch {
	case r.CSV:
		return simulate.WriteCSV(s.out, cases)
	case r.JSON:
		out := json.NewEncoder(s.out)
		out.SetIndent("", "  ")
		return out.Encode(cases)
	}
	return r.print(s, d, known, first, played)
}

func (r *simulateCmd) print(s *surroundings, d simulate.Day, known *kiosk.Catalogue, first simulate.Result, played []plan.Played) error {
	words, err := texts.Load(assets.PlanTexts())
	if err != nil {
		return err
	}
	w := plan.Words{Texts: words, Language: r.Language, Catalogue: known}
	if err := w.Head(s.out, d, first); err != nil {
		return err
	}
	for _, t := range w.Tables(d, first, played) {
		if err := t.Text(s.out); err != nil {
			return err
		}
	}
	return nil
}

// changes are those that were asked for, or the standard ones.
func (r *simulateCmd) changes(d simulate.Day, known *kiosk.Catalogue) ([]simulate.WhatIf, error) {
	if len(r.WhatIf) == 0 {
		return simulate.Standard(d), nil
	}
	var list []simulate.WhatIf
	for _, text := range r.WhatIf {
		if text == "none" {
			continue
		}
		w, err := oneChange(text, d, known)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

func oneChange(text string, d simulate.Day, known *kiosk.Catalogue) (simulate.WhatIf, error) {
	file, rules := strings.CutPrefix(text, "rules=")
	if !rules {
		return simulate.ParseWhatIf(text, d, known)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return simulate.WhatIf{}, err
	}
	desks, err := fs.ReadFile(assets.Catalogue(), "desks.toml")
	if err != nil {
		return simulate.WhatIf{}, err
	}
	p, faults := point.Read(map[string]string{"desks.toml": string(desks), "rules.toml": string(data)}, known)
	for i := range faults {
		faults[i].File = file
	}
	return simulate.WhatIf{Plan: &p, File: filepath.Base(file)}, faults.Err()
}

// pointOf reads the catalogue and the plan of a point; without a folder those of the
// program.
func pointOf(folder string) (*kiosk.Catalogue, point.Plan, error) {
	files := assets.Catalogue()
	if folder != "" {
		files = catalogue.Overlay(files, os.DirFS(folder))
	}
	var own point.Plan
	known, err := catalogue.Load(files, func(files map[string]string, c *kiosk.Catalogue) (faults catalogue.Faults) {
		own, faults = point.Read(files, c)
		return faults
	})
	return known, own, err
}

// readDay reads a day from a file, or one of the examples.
func readDay(name string, known *kiosk.Catalogue, own point.Plan) (simulate.Day, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && filepath.Base(name) == name {
		if example, failed := fs.ReadFile(assets.Days(), strings.TrimSuffix(name, ".toml")+".toml"); failed == nil {
			data, err = example, nil
		}
	}
	if err != nil {
		return simulate.Day{}, fmt.Errorf("the day: %w; give a file, or one of small, missing, remote and square", err)
	}
	return simulate.Load(name, string(data), known, own)
}
