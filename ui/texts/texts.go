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

// Load reads one file for each language, named after it ("sv.toml"). Those of
// kiosk.Languages must be there and have the same keys; another file may be left
// out, and may lack keys, whose fallbacks are then shown. The error names every
// fault: the file, the key and what is wrong with it.
func Load(fsys fs.FS) (*ui.Texts, error) {
	by := map[kiosk.Language]map[string]string{}
	var faults []error
	for _, l := range kiosk.AllLanguages() {
		texts, err := loadFile(fsys, string(l)+".toml", l)
		if !whole(l) && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		faults = append(faults, err)
		by[l] = texts
	}
	faults = append(faults, compare(by)...)
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return ui.NewTexts(by), nil
}

// whole reports whether a language must have every text.
func whole(l kiosk.Language) bool { return slices.Contains(kiosk.Languages(), l) }

// loadFile reads the keys of a file. A table is a text with plural forms.
func loadFile(fsys fs.FS, name string, l kiosk.Language) (map[string]string, error) {
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
		faults = append(faults, collect(texts, name, key, value, forms(l)))
	}
	return texts, errors.Join(faults...)
}

// forms are the plural forms that a text may have in a language.
func forms(l kiosk.Language) []string {
	list := []string{string(kiosk.One), string(kiosk.Other)}
	if l.Plural(2) == kiosk.Two {
		list = []string{string(kiosk.One), string(kiosk.Two), string(kiosk.Other)}
	}
	return list
}

func collect(texts map[string]string, file, key string, value any, forms []string) error {
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
			if !slices.Contains(forms, form) {
				faults = append(faults, fmt.Errorf("%s: %s.%s: the plural forms are %s", file, key, form, strings.Join(forms, " and ")))
				continue
			}
			faults = append(faults, collect(texts, file, key+"."+form, text, forms))
		}
		return errors.Join(faults...)
	}
	return fmt.Errorf("%s: %s: is neither a text nor a table of plural forms", file, key)
}

// compare finds texts that a language must have and lacks, and those that another
// has and no screen can know.
func compare(by map[kiosk.Language]map[string]string) []error {
	all := map[string]bool{}
	for l, texts := range by {
		for key := range texts {
			if whole(l) {
				all[key] = true
			}
		}
	}
	var faults []error
	for l, texts := range by {
		for key := range all {
			if _, ok := texts[key]; !ok && texts != nil && whole(l) {
				faults = append(faults, fmt.Errorf("%s.toml: %s: the text is missing; another language has it", l, key))
			}
		}
		for key := range texts {
			name, two := strings.CutSuffix(key, "."+string(kiosk.Two))
			if !all[key] && !(two && all[name+"."+string(kiosk.Other)]) {
				faults = append(faults, fmt.Errorf("%s.toml: %s: the text is of no use; Finnish, Swedish and English have none", l, key))
			}
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}
