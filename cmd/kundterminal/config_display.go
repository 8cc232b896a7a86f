package main

import (
	"fmt"
	"net"
	"slices"

	"kundterminal/kiosk"
	"kundterminal/ui/display"
)

// displayConfig is the call display.
type displayConfig struct {
	Listen     string           `toml:"listen"`
	WidthPx    int              `toml:"width_px"`
	HeightPx   int              `toml:"height_px"`
	DiagonalIn float64          `toml:"diagonal_in"`
	DistanceM  float64          `toml:"distance_m"`
	Languages  []kiosk.Language `toml:"languages"`
	TurnS      int              `toml:"turn_s"`
	Speech     bool             `toml:"speech"`
}

func (c displayConfig) screen() display.Screen {
	return display.Screen{WidthPx: c.WidthPx, HeightPx: c.HeightPx, DiagonalIn: c.DiagonalIn, DistanceM: c.DistanceM}
}

func (c displayConfig) check(fault func(key, reason string), between func(key string, v, least, most int)) {
	between("display.turn_s", c.TurnS, 4, 60)
	if _, err := c.screen().Layout(); err != nil {
		fault("display.distance_m", err.Error())
	}
	for _, l := range c.Languages {
		if !slices.Contains(kiosk.Languages(), l) {
			fault("display.languages", fmt.Sprintf("%q is none of %v: the display has texts in these only", l, kiosk.Languages()))
		}
	}
	if c.Listen == "" {
		return
	}
	if _, port, err := net.SplitHostPort(c.Listen); err != nil || port == "" {
		fault("display.listen", fmt.Sprintf("%q is no address such as 0.0.0.0:8480", c.Listen))
	}
}
