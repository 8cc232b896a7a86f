package display

import (
	"strings"
	"time"

	"kundterminal/kiosk"
)

// wordKeys are the texts that the page chooses among by itself.
var wordKeys = []string{
	"title", "number", "desk", "room", "left", "right", "straight", "up", "down", "blue", "green", "red", "brown",
	"nobody", "waiting", "closed", "stale", "silent",
}

// vocabulary is what the page says in one language.
type vocabulary struct {
	Tag   kiosk.Language    `json:"tag"`
	Place said              `json:"place"` // the service point's name
	Mark  string            `json:"mark"`  // between hours and minutes
	Words map[string]string `json:"words"`
}

func (h *handler) vocabularies() []vocabulary {
	var list []vocabulary
	for _, l := range h.languages {
		name, in := h.opt.Place.In(l)
		v := vocabulary{Tag: l, Place: said{name, in}, Mark: strings.Trim(l.Clock(time.Time{}), "0123456789"), Words: map[string]string{}}
		for _, key := range wordKeys {
			v.Words[key] = h.opt.Words.Say(l, "display_"+key)
		}
		list = append(list, v)
	}
	return list
}
