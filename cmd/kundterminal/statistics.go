package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"kundterminal/assets"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
	"kundterminal/ui/plan"
	shown "kundterminal/ui/statistics"
	"kundterminal/ui/texts"
)

// figures are the numbers of the terminal's store, with what has happened since they
// were kept.
type figures struct {
	t    *terminal
	past func(kiosk.Date) statistics.Day // a made-up past, in a demonstration; else nil

	mu      sync.Mutex
	watch   *statistics.Watch // of what is not counted in the store
	counted uint64            // where it began
	through uint64            // the last entry that it has seen
}

// days are the days of a span of which anything is known.
func (f *figures) days(ctx context.Context, s statistics.Span) ([]statistics.Day, error) {
	byDate, err := f.kept(s)
	if err != nil {
		return nil, err
	}
	add := func(d kiosk.Date, o statistics.Figures) {
		day := byDate[d]
		day.Date = d
		day.Merge(statistics.Day{Date: d, Figures: o})
		byDate[d] = day
	}
	today := kiosk.DateOf(f.t.now())
	if s.Has(today) {
		f.t.hall.Read(func(b *queue.Book, at time.Time) { // so far
			add(today, statistics.NewDay(today, b.Records(today, false, at), f.t.current.Load()).Figures)
		})
	}
	uncounted, err := f.uncounted(ctx)
	if err != nil {
		return nil, err
	}
	for d, o := range uncounted {
		if s.Has(d) {
			add(d, o)
		}
	}
	list := make([]statistics.Day, 0, len(byDate))
	for d := s.From; d.Compare(s.To) <= 0; d = d.Add(1) {
		day, ok := byDate[d]
		if !ok && f.past != nil && d.Compare(today) < 0 {
			day = f.past(d)
			ok = day.Days > 0
		}
		if ok {
			list = append(list, day)
		}
	}
	return list, nil
}

// kept are the days of the store.
func (f *figures) kept(s statistics.Span) (map[kiosk.Date]statistics.Day, error) {
	list, err := f.t.store.Days(s.From, s.To)
	if err != nil {
		return nil, err
	}
	days, err := readDays(list)
	byDate := map[kiosk.Date]statistics.Day{}
	for _, d := range days {
		byDate[d.Date] = d
	}
	return byDate, err
}

func readDays(list []json.RawMessage) ([]statistics.Day, error) {
	days := make([]statistics.Day, len(list))
	for i, text := range list {
		if err := json.Unmarshal(text, &days[i]); err != nil {
			return nil, fmt.Errorf("what is kept of a day cannot be read: %w", err)
		}
	}
	return days, nil
}

// uncounted is what the journal tells of the terminal and the store does not count yet.
// Each call reads on where the last one stopped.
func (f *figures) uncounted(ctx context.Context) (map[kiosk.Date]statistics.Figures, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	count, err := f.t.store.Counted()
	if err != nil {
		return nil, err
	}
	if f.watch == nil || f.counted != count.Through {
		if f.watch, err = f.t.watchFrom(count.State); err != nil {
			return nil, err
		}
		f.counted, f.through = count.Through, count.Through
	}
	for r, err := range f.t.store.Events(ctx, f.through+1) {
		if err != nil {
			return nil, err
		}
		f.watch.Add(r)
		f.through = r.Name.Seq
	}
	days := map[kiosk.Date]statistics.Figures{}
	for d, o := range f.watch.Days() {
		var copied statistics.Figures // the watch goes on
		copied.Merge(*o)
		days[d] = copied
	}
	return days, nil
}

// watchFrom is a watch that goes on where the journal is counted.
func (t *terminal) watchFrom(state json.RawMessage) (*statistics.Watch, error) {
	w := &statistics.Watch{Catalogue: t.current.Load(), Location: t.config.location}
	if len(state) > 0 {
		if err := json.Unmarshal(state, &w.WatchState); err != nil {
			return nil, fmt.Errorf("what is counted of the journal cannot be read: %w", err)
		}
	}
	return w, nil
}

// keepDay is what the store keeps of a day that is over. What is kept of its terminals
// stays.
func (t *terminal) keepDay(date kiosk.Date, records []queue.Record) ([]byte, error) {
	day := statistics.NewDay(date, records, t.current.Load())
	kept, err := t.figures.kept(statistics.Span{From: date, To: date})
	if err != nil {
		return nil, err
	}
	day.Terminals = kept[date].Terminals
	return json.Marshal(day)
}

// statisticsPages are the pages for those who lead the point. Desk is where they came
// from, if they did.
func (t *terminal) statisticsPages(desk string) (http.Handler, error) {
	words, err := texts.Load(assets.StatisticsTexts())
	if err != nil {
		return nil, err
	}
	charts, err := newCharts()
	if err != nil {
		return nil, err
	}
	return shown.New(shown.Options{
		Desk: desk, Planning: plan.Root, Days: t.figures.days, Feedback: t.feedbackReport,
		Today:     func() kiosk.Date { return kiosk.DateOf(t.now()) },
		Languages: statisticsLanguages(t.config), Say: words.Say, Name: naming(t.current.Load), Charts: charts, Fonts: assets.Fonts(), Log: t.log,
	}), nil
}

// naming tells what the catalogue calls authorities and services.
func naming(current func() *kiosk.Catalogue) func(kiosk.Language, statistics.Axis, string) string {
	return func(l kiosk.Language, a statistics.Axis, key string) string {
		return shown.NameIn(current(), l, a, key)
	}
}

// statisticsLanguages are those of the point that the pages have: its main one first.
func statisticsLanguages(c config) []kiosk.Language {
	var list []kiosk.Language
	for _, l := range c.Terminal.Languages {
		for _, have := range kiosk.Languages() {
			if l == have {
				list = append(list, l)
			}
		}
	}
	if len(list) == 0 {
		return kiosk.Languages()
	}
	return list
}

// others are the pages that this machine's own users see beside the terminal's.
func (t *terminal) others() map[string]http.Handler {
	handler, err := t.statisticsPages("")
	if err != nil {
		logbook.Write(t.log, logbook.StatisticsUnreadable{View: "all", Cause: err})
		return nil
	}
	planning, err := t.planPage()
	if err != nil {
		logbook.Write(t.log, logbook.PageNotWritten{Page: "plan", Cause: err})
		return nil
	}
	return map[string]http.Handler{"GET " + shown.Root: handler, "GET " + plan.Root: planning, "GET /metrics": shown.Metrics(t.metrics)}
}

// metrics are what a monitoring system is told.
func (t *terminal) metrics() shown.Now {
	today := kiosk.DateOf(t.now())
	now := shown.Now{Waiting: map[string]int{}, Printer: t.engine.State().Printer.Condition.String()}
	for _, c := range kiosk.PrinterConditions() {
		now.Printers = append(now.Printers, c.String())
	}
	for _, q := range t.current.Load().Queues {
		now.Waiting[string(q.ID)] = 0
	}
	t.hall.Read(func(b *queue.Book, at time.Time) {
		now.Today = statistics.NewDay(today, b.Records(today, false, at), nil).Figures
		now.People(b.Visits())
		now.Desks = len(b.Posts())
	})
	if t.point != nil {
		now.Refusals = map[string]int64{}
		for why, n := range t.point.pages.Refusals() {
			now.Refusals[why] = int64(n)
		}
	}
	return now
}
