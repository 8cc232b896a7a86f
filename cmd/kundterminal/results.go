package main

import (
	"context"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
	"kundterminal/ui/chart"
	"kundterminal/ui/web"
)

// results are what the pages of feedback show; nil where charts cannot be drawn.
func (t *terminal) results() *web.Results {
	charts, err := newCharts()
	if err != nil {
		logbook.Write(t.log, logbook.FeedbackUnreadable{Cause: err})
		return nil
	}
	return &web.Results{
		Report: t.feedbackReport, Charts: charts, Languages: t.config.Terminal.Languages,
		Today: func() kiosk.Date { return kiosk.DateOf(t.engine.Now().In(t.config.location)) },
		Say:   t.presenter.Texts.Say,
		Name:  func(l kiosk.Language, a kiosk.AuthorityID) string { return nameOf(t.current.Load(), l, a) },
	}
}

func newCharts() (*chart.Charts, error) {
	regular, bold, err := typefaces()
	if err != nil {
		return nil, err
	}
	return chart.New(regular, bold)
}

// nameOf is an authority's short name, and its id where the catalogue has it no
// more.
func nameOf(c *kiosk.Catalogue, l kiosk.Language, id kiosk.AuthorityID) string {
	a, ok := c.Authority(id)
	if !ok {
		return string(id)
	}
	if name := a.Tile.String(l); name != "" {
		return name
	}
	return a.Name.String(l)
}

func (t *terminal) feedbackReport(ctx context.Context, first, last kiosk.Date) (kiosk.FeedbackReport, error) {
	list, err := t.store.Feedback(ctx)
	if err != nil {
		return kiosk.FeedbackReport{}, err
	}
	days, err := t.figures.days(ctx, statistics.Span{From: first, To: last})
	if err != nil {
		return kiosk.FeedbackReport{}, err
	}
	return kiosk.ReportFeedback(first, last, list, statistics.IssuedIn(days)), nil
}
