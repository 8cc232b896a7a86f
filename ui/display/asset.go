package display

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"kundterminal/ui/asset"
)

// loadAssets also tells the build: it changes when a file does, or the words do.
func (h *handler) loadAssets() (s *asset.Set, build string, err error) {
	s = asset.New("/display/assets/")
	s.TakeFaces(h.opt.Fonts, h.opt.Log)
	s.Add("gong.wav", h.opt.Gong)
	for _, name := range []string{"display.css", "board.js", "voice.js"} {
		data, err := fs.ReadFile(static, "static/"+name)
		if err != nil {
			return nil, "", fmt.Errorf("display: %w", err)
		}
		if name == "display.css" {
			data = slices.Concat(s.Rules(), []byte(h.layout.rules()), data)
		}
		s.Add(name, data)
	}
	words, err := json.Marshal(h.vocabularies())
	if err != nil {
		return nil, "", fmt.Errorf("display: %w", err)
	}
	return s, s.Build(words...), nil
}
