package gallery

import (
	"strings"

	"kundterminal/kiosk"
)

// Source is where a text stands.
type Source struct {
	File     string         `json:"file"` // "texts/sv.toml"
	Key      string         `json:"key"`
	Language kiosk.Language `json:"language"`
	Text     string         `json:"-"` // with its names replaced

	bare string
}

// catalogueTexts finds the place of every text of a catalogue, by the text.
func catalogueTexts(c *kiosk.Catalogue) map[string]Source {
	all := map[string]Source{}
	add := func(file, key string, t kiosk.Text) {
		for _, text := range t {
			if _, known := all[text]; !known && text != "" {
				all[text] = Source{File: "catalogue/" + file, Key: key}
			}
		}
	}
	for _, a := range c.Authorities {
		file := "authorities/" + string(a.ID) + ".toml"
		add(file, "name", a.Name)
		add(file, "short", a.Short())
	}
	for _, s := range c.Services {
		file, key := "authorities/"+string(s.Authority)+".toml", string(s.ID)
		add(file, key+" name", s.Name)
		add(file, key+" note", s.Note)
		for _, e := range s.Errands {
			add(file, key+" errands", e)
		}
	}
	for _, e := range c.LifeEvents {
		add("life-events.toml", string(e.ID), e.Name)
	}
	for _, q := range c.Queues {
		add("queues.toml", string(q.ID)+" place", q.Place)
	}
	return all
}

// sourcesOf returns the sources of the text of an item: those that say just this,
// else those that are a part of it.
func sourcesOf(text string, said []Source) []Source {
	text = bare(text)
	var same, parts []Source
	for _, s := range said {
		switch {
		case s.bare == text:
			same = append(same, s)
		case len(s.bare) > 2 && strings.Contains(text, s.bare):
			parts = append(parts, s)
		}
	}
	if len(same) > 0 {
		return same
	}
	return parts
}

// bare leaves out what a line break may add or take.
func bare(text string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", "-", "").Replace(text)
}
