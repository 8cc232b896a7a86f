package main

import (
	"context"
	"fmt"
	"time"

	"kundterminal/assets"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
)

const catalogueEvery = 30 * time.Second // how often the folder of the catalogue is looked at

func (t *terminal) loadCatalogue() error {
	keeper, err := catalogue.Open(assets.Catalogue(), t.config.Catalogue.Folder, t.config.Catalogue.LastGood, point.Check)
	if err != nil {
		return err
	}
	t.catalogue = keeper
	t.useCatalogue(keeper.Current())
	return nil
}

func (t *terminal) useCatalogue(o catalogue.Outcome) {
	for _, fault := range o.Faults {
		logbook.Write(t.log, logbook.CatalogueFaulty{File: fault.File, Line: fault.Line, Key: fault.Key, Reason: fault.Reason})
	}
	plan, _ := point.Read(o.Files, o.Catalogue) // proved with the catalogue
	limits := plan.Settings(o.Catalogue, t.config.openHours())
	t.plan.Store(&plan)
	t.limits.Store(&limits)
	t.current.Store(o.Catalogue)
	logbook.Write(t.log, logbook.CatalogueInUse{Origin: fmt.Sprint(o.Source), Services: len(o.Catalogue.Services)})
}

// watchCatalogue takes new catalogue files into use while the terminal runs.
func (t *terminal) watchCatalogue(ctx context.Context) error {
	ticker := time.NewTicker(catalogueEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			if o, changed := t.catalogue.Poll(); changed {
				t.useCatalogue(o)
				t.engine.Post(kiosk.CatalogueChanged{Catalogue: o.Catalogue})
			}
		}
	}
}
