package display

import (
	"encoding/json"
	"fmt"
	"slices"

	"kundterminal/ui/asset"
)

// loadAssets also tells the build: it changes when a file does, or the words do.
func (h *handler) loadAssets() (s *asset.Set, build string, err error) {
	s = asset.New("/display/assets/")
	s.TakeFaces(h.opt.Fonts, h.opt.Log)
	s.Add("gong.wav", h.opt.Gong)
	s.Add("display.css", slices.Concat(s.Rules(), []byte(h.layout.rules()), asset.Own(static, "display.css")))
	for _, name := range []string{"board.js", "voice.js"} {
		s.Add(name, asset.Own(static, name))
	}
	words, err := json.Marshal(h.vocabularies())
	if err != nil {
		return nil, "", fmt.Errorf("display: %w", err)
	}
	return s, s.Build(words...), nil
}
