// Package texts reads what the terminal says from TOML files, one a language.
package texts

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// Load reads one file for each of kiosk.Languages, named after it ("sv.toml"),
// and proves that all have the same keys. The error names every fault: the
// file, the key and what is wrong with it.
func Load(fsys fs.FS) (*ui.Texts, error) {
	by := map[kiosk.Language]map[string]string{}
	var faults []error
	for _, l := range kiosk.Languages() {
		texts, err := loadFile(fsys, string(l)+".toml")
		faults = append(faults, err)
		by[l] = texts
	}
	faults = append(faults, compare(by)...)
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return ui.NewTexts(by), nil
}

// loadFile reads the keys of a file. A table is a text with plural forms.
func loadFile(fsys fs.FS, name string) (map[string]string, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("texts: %w", err)
	}
	var raw map[string]any
	if err := toml.Unmarshal(data, &raw); err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return nil, fmt.Errorf("%s: line %d: %s", name, parse.Position.Line, parse.Message)
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	texts := map[string]string{}
	var faults []error
	for key, value := range raw {
		faults = append(faults, collect(texts, name, key, value))
	}
	return texts, errors.Join(faults...)
}

func collect(texts map[string]string, file, key string, value any) error {
	switch v := value.(type) {
	case string:
		if strings.TrimSpace(v) == "" {
			return fmt.Errorf("%s: %s: the text is empty", file, key)
		}
		texts[key] = v
		return nil
	case map[string]any:
		var faults []error
		for form, text := range v {
			if form != "one" && form != "other" {
				faults = append(faults, fmt.Errorf("%s: %s.%s: the plural forms are one and other", file, key, form))
				continue
			}
			faults = append(faults, collect(texts, file, key+"."+form, text))
		}
		return errors.Join(faults...)
	}
	return fmt.Errorf("%s: %s: is neither a text nor a table of plural forms", file, key)
}

func compare(by map[kiosk.Language]map[string]string) []error {
	all := map[string]bool{}
	for _, texts := range by {
		for key := range texts {
			all[key] = true
		}
	}
	var faults []error
	for l, texts := range by {
		for key := range all {
			if _, ok := texts[key]; !ok && texts != nil {
				faults = append(faults, fmt.Errorf("%s.toml: %s: the text is missing; another language has it", l, key))
			}
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}
