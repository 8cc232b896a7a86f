package main

import (
	"sync"

	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
	"kundterminal/kiosk/statistics/sample"
)

// madeUp is the past of a demonstration: days as a small service point has them, so that
// its statistics have something to show.
func madeUp(c *kiosk.Catalogue) func(kiosk.Date) statistics.Day {
	var known sync.Map // by date, as statistics.Day
	p := sample.Point{Visits: 150, Terminals: 1, Catalogue: c}
	return func(d kiosk.Date) statistics.Day {
		if day, ok := known.Load(d); ok {
			return day.(statistics.Day)
		}
		day := p.Day(d)
		known.Store(d, day)
		return day
	}
}
