package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/statistics"
	shown "kundterminal/ui/statistics"
	"kundterminal/ui/texts"
)

// statisticsCmd tells the figures of the point.
type statisticsCmd struct {
	Show  statisticsShowCmd  `cmd:"" default:"withargs" help:"Tell the figures: a table, CSV or JSON Lines."`
	Purge statisticsPurgeCmd `cmd:"" help:"Remove what is kept long enough, as the terminal does each night; it must not run."`
}

// statisticsShowCmd tells figures from the store or, while a terminal has that open,
// from the terminal's page.
type statisticsShowCmd struct {
	View     string         `arg:"" optional:"" help:"overview, waits, services, channels, no_shows, hours, promises, terminals or feedback." default:"overview"`
	Config   string         `help:"Configuration file; the defaults without it." type:"path" short:"c"`
	Span     string         `help:"today, week, month, half, year, 2026-11-26, 2026-W48, 2026-11, 2026-Q4, 2026-H2, 2026, or 2026-11-02..2026-11-20." default:"year"`
	With     string         `help:"What it is compared with: none, before, year, years." default:"year" enum:"none,before,year,years"`
	CSV      bool           `help:"Write CSV, with semicolons." xor:"form" name:"csv"`
	JSONL    bool           `help:"Write JSON Lines." xor:"form" name:"jsonl"`
	Comma    bool           `help:"Write a decimal comma in the CSV."`
	Language kiosk.Language `help:"Language of the table and of names." default:"fi" enum:"fi,sv,en"`
}

// Run implements the command.
func (r *statisticsShowCmd) Run(s *surroundings) error {
	c, err := loadConfig(r.Config)
	if err != nil {
		return err
	}
	if err := r.check(kiosk.DateOf(time.Now().In(c.location))); err != nil {
		return err
	}
	target := r.target()
	kept, err := readClosed(c)
	if errors.Is(err, bolt.ErrLocked) {
		return askPage(s.ctx, s.out, "http://"+c.Web.Listen+target)
	}
	if err != nil {
		return err
	}
	handler, err := closedPages(c, kept)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(s.ctx, http.MethodGet, target, nil)
	if err != nil {
		return err
	}
	a := answer{head: http.Header{}, code: http.StatusOK}
	handler.ServeHTTP(&a, request)
	if a.code != http.StatusOK {
		return fmt.Errorf("the store's figures cannot be read: %s", strings.TrimSpace(a.body.String()))
	}
	_, err = a.body.WriteTo(s.out)
	return err
}

// check returns why there is nothing of the kind that is asked for, or nil.
func (r *statisticsShowCmd) check(today kiosk.Date) error {
	if views := statistics.Views(); !slices.Contains(views, statistics.View(r.View)) {
		return fmt.Errorf("%w: there is no view %q; the views are %v", errUse, r.View, views)
	}
	if _, err := statistics.ParseSpan(r.Span, today); err != nil {
		return fmt.Errorf("%w: --span: %w", errUse, err)
	}
	return nil
}

// target is the address of the page that has what is asked for.
func (r *statisticsShowCmd) target() string {
	form, comma := ".txt", "0"
	switch {
	case r.CSV:
		form = ".csv"
	case r.JSONL:
		form = ".jsonl"
	}
	if r.Comma {
		comma = "1"
	}
	query := url.Values{"span": {r.Span}, "with": {r.With}, "lang": {string(r.Language)}, "comma": {comma}}
	return shown.Root + url.PathEscape(r.View) + form + "?" + query.Encode()
}

// answer is what a page answers, in memory.
type answer struct {
	head http.Header
	code int
	body bytes.Buffer
}

// Header implements http.ResponseWriter.
func (a *answer) Header() http.Header { return a.head }

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(code int) { a.code = code }

// Write implements http.ResponseWriter.
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

// askPage writes what the page of a running terminal answers.
func askPage(ctx context.Context, out io.Writer, address string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	got, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("a terminal has the store open, and its page does not answer: %w; set web.listen as it has it", err)
	}
	defer got.Body.Close()
	if got.StatusCode != http.StatusOK {
		return fmt.Errorf("a terminal has the store open, and its page answers %s", got.Status)
	}
	_, err = io.Copy(out, got.Body)
	return err
}

// readClosed reads a store that no terminal has open. Where there is no key of feedback,
// there is none.
func readClosed(c config) (bolt.Closed, error) {
	key, err := os.ReadFile(c.feedbackKeyFile())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return bolt.Closed{}, fmt.Errorf("feedback.key_file: %w; run as the terminal's user, or give --config", err)
	}
	return bolt.ReadClosed(c.Store.Path, key, c.location)
}

// closedPages are the pages of a store that no terminal has open. They tell of days that
// are closed.
func closedPages(c config, kept bolt.Closed) (http.Handler, error) {
	words, err := texts.Load(assets.StatisticsTexts())
	if err != nil {
		return nil, err
	}
	charts, err := newCharts()
	if err != nil {
		return nil, err
	}
	keeper, err := catalogue.Open(assets.Catalogue(), c.Catalogue.Folder, "")
	if err != nil {
		return nil, err
	}
	known := keeper.Current().Catalogue
	days, err := readDays(kept.Days)
	if err != nil {
		return nil, err
	}
	return shown.New(shown.Options{
		Days: func(_ context.Context, s statistics.Span) (list []statistics.Day, err error) {
			for _, d := range days {
				if s.Has(d.Date) {
					list = append(list, d)
				}
			}
			return list, nil
		},
		Feedback: func(_ context.Context, first, last kiosk.Date) (kiosk.FeedbackReport, error) {
			return kiosk.ReportFeedback(first, last, kept.Feedback, issuedIn(kept, days, known)), nil
		},
		Today: func() kiosk.Date { return kiosk.DateOf(time.Now().In(c.location)) }, Languages: kiosk.Languages(),
		Say: words.Say, Name: naming(func() *kiosk.Catalogue { return known }), Charts: charts, Fonts: assets.Fonts(),
		Log: newLog(io.Discard, "error"),
	}), nil
}

// issuedIn tells how many tickets a store has issued: those that are counted, and those
// that it still has.
func issuedIn(kept bolt.Closed, days []statistics.Day, known *kiosk.Catalogue) []kiosk.Issued {
	return append(statistics.IssuedIn(days), kiosk.IssuedOf(kept.Tickets, known)...)
}

// statisticsPurgeCmd removes what is kept long enough.
type statisticsPurgeCmd struct {
	Config string `help:"Configuration file; the defaults without it." type:"path" short:"c"`
	DryRun bool   `help:"Tell what would be removed, and remove nothing."`
}

// Run implements the command.
func (r *statisticsPurgeCmd) Run(s *surroundings) error {
	c, err := loadConfig(r.Config)
	if err != nil {
		return err
	}
	o, err := c.storeOptions(newLog(s.errors, "warn"))
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.Store.Path); err != nil {
		return fmt.Errorf("store.path: %w", err)
	}
	store, _, err := bolt.Open(s.ctx, c.Store.Path, o)
	if err != nil {
		return err
	}
	l := c.Statistics.limits(time.Now().In(c.location))
	l.Dry = r.DryRun
	p, err := store.Purge(s.ctx, l)
	if err = errors.Join(err, store.Close()); err != nil {
		return err
	}
	out := json.NewEncoder(s.out)
	out.SetIndent("", "  ")
	return out.Encode(struct {
		DryRun bool `json:"dry_run"`
		bolt.Purged
		Visits string `json:"visits_before"`
		Rest   string `json:"journal_before"`
		Kept   string `json:"days_before"`
	}{l.Dry, p, l.Visits.Format(time.RFC3339), l.Rest.Format(time.RFC3339), l.Days.String()})
}
