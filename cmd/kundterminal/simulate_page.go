package main

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"kundterminal/assets"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/ui/plan"
	shown "kundterminal/ui/statistics"
	"kundterminal/ui/texts"
)

// planPage is the page on which days are simulated: the examples, and those in the folder
// days beside the point's catalogue.
func (t *terminal) planPage() (http.Handler, error) {
	words, err := texts.Load(assets.PlanTexts())
	if err != nil {
		return nil, err
	}
	charts, err := newCharts()
	if err != nil {
		return nil, err
	}
	var own fs.FS
	if t.config.Catalogue.Folder != "" {
		own = os.DirFS(filepath.Join(t.config.Catalogue.Folder, "days"))
	}
	return plan.New(plan.Options{
		Days: catalogue.Overlay(assets.Days(), own), Catalogue: t.current.Load,
		Plan:       func() point.Plan { return *t.plan.Load() },
		Statistics: shown.Root, Languages: statisticsLanguages(t.config), Texts: words,
		Charts: charts, Fonts: assets.Fonts(), Log: t.log,
	}), nil
}
