package statistics_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
	"kundterminal/kiosk/statistics/sample"
)

var thursday = kiosk.Date{Year: 2026, Month: 11, Day: 26}

func known(t testing.TB) *kiosk.Catalogue {
	t.Helper()
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// text is a value as JSON, in which equal figures are equal.
func text(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestADayIsTheSumOfItsHalvesHoweverItIsCut(t *testing.T) {
	c := known(t)
	records := sample.Point{Visits: 400, Terminals: 3, Catalogue: c}.Records(thursday)
	whole := text(t, statistics.NewDay(thursday, records, c))
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 1))
		shuffled := slices.Clone(records)
		r.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
		cut := r.IntN(len(shuffled))
		a, b := statistics.NewDay(thursday, shuffled[:cut], c), statistics.NewDay(thursday, shuffled[cut:], c)
		a.Merge(b)
		if got := text(t, a); got != whole {
			t.Fatalf("cut at %d the halves add up to something else", cut)
		}
	}
}

func TestAddingUpDaysIsAssociativeAndCommutative(t *testing.T) {
	p := sample.Point{Visits: 60, Terminals: 2}
	day := func(n int) statistics.Figures { return p.Day(thursday.Add(-n)).Figures }
	sum := func(list ...statistics.Figures) string {
		var f statistics.Figures
		for _, o := range list {
			f.Merge(o)
		}
		return text(t, f)
	}
	var bc statistics.Figures
	bc.Merge(day(1))
	bc.Merge(day(2))
	want := sum(day(0), day(1), day(2))
	if got := sum(day(0), bc); got != want {
		t.Errorf("a + (b + c) is not (a + b) + c:\n%s", cmp.Diff(want, got))
	}
	if got := sum(day(2), day(0), day(1)); got != want {
		t.Errorf("the order matters:\n%s", cmp.Diff(want, got))
	}
}

func TestADayIsReadAsItWasWritten(t *testing.T) {
	c := known(t)
	d := sample.Point{Visits: 6000, Terminals: 5, Catalogue: c}.Day(thursday)
	data := text(t, d)
	var back statistics.Day
	if err := json.Unmarshal([]byte(data), &back); err != nil {
		t.Fatal(err)
	}
	if got := text(t, back); got != data {
		t.Error("what is read is not what was written")
	}
	t.Logf("%d visits, %d parts: %d bytes", d.All.Visits, d.All.Parts, len(data))
	if len(data) > 200_000 {
		t.Errorf("a day of %d visits has %d bytes", d.All.Visits, len(data))
	}
}

func TestAHistogramKeepsMeanAndQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.IntRange(0, 9*3600), 1, 60).Draw(t, "seconds")
		var m statistics.Minutes
		sum := 0
		for _, s := range list {
			m.Add(time.Duration(s) * time.Second)
			sum += s
		}
		if got, want := m.Mean(), float64(sum)/60/float64(len(list)); math.Abs(got-want) > 1e-6 {
			t.Fatalf("the mean is %g, not %g", got, want)
		}
		slices.Sort(list)
		for _, q := range []float64{0.5, 0.9, 1} {
			rank := max(int(math.Ceil(q*float64(len(list))))-1, 0)
			if got, want := m.Quantile(q), float64(list[rank])/60; math.Abs(got-want) > 1.0001 {
				t.Fatalf("quantile %g of %v is %g, not about %g", q, list, got, want)
			}
		}
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back statistics.Minutes
		if err := json.Unmarshal(b, &back); err != nil || back.N() != m.N() || back.Mean() != m.Mean() {
			t.Fatalf("%s is read as %+v, %v", b, back, err)
		}
	})
}

func FuzzAHistogramOfAnyBytesIsReadOrRefused(f *testing.F) {
	for _, seed := range []string{`""`, `"90 1 2"`, `"1 2`, `"-1 0 3"`, `"1 600 1 1"`, "null", `"9999999999999999999 0 1"`, `"0 0   "`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var m statistics.Minutes
		if m.UnmarshalJSON(b) == nil {
			out, err := m.MarshalJSON()
			var back statistics.Minutes
			if err != nil || back.UnmarshalJSON(out) != nil || back.N() != m.N() {
				t.Fatalf("%q is read as %+v and written as %s, %v", b, m, out, err)
			}
		}
	})
}

func TestAPromiseIsHeldEarlyLateOrNeverKnown(t *testing.T) {
	promise := kiosk.Span{Least: 10 * time.Minute, Most: 20 * time.Minute}
	var list []queue.Record
	for _, had := range []time.Duration{10, 20, 9, 21, 45} {
		list = append(list, queue.Record{First: true, Promise: promise, Had: had * time.Minute, Reached: true, Stage: queue.Done})
	}
	list = append(list, queue.Record{First: true, Promise: promise, Stage: queue.Left}, queue.Record{First: true, Reached: true, Stage: queue.Done})
	l := statistics.NewDay(thursday, list, nil).Waits
	if l.Made != 6 || l.Held != 2 || l.Early != 1 || l.Late != 2 || l.Error.N() != 5 || l.Error.Mean() != (5+5+6+6+30)/5.0 {
		t.Errorf("the ledger is %+v", l)
	}
}

func TestTheJournalTellsWhatATerminalDid(t *testing.T) {
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	at := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, helsinki) }
	w := statistics.Watch{Location: helsinki}
	add := func(when time.Time, e kiosk.Entry) {
		e.At = when.UTC()
		w.Add(kiosk.Record{Name: kiosk.EventName{Terminal: 17}, Entry: e})
	}
	detail := func(pairs ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = pairs[i+1]
		}
		return m
	}
	add(at(25, 20, 0), kiosk.Entry{Kind: kiosk.TerminalStarted})
	add(at(26, 9, 0), kiosk.Entry{Kind: kiosk.SessionStarted})
	add(at(26, 9, 1), kiosk.Entry{Kind: kiosk.ReadFailed, Detail: detail("why", "expired")})
	add(at(26, 9, 1), kiosk.Entry{Kind: kiosk.EServiceUsed, Detail: detail("authority", "kela", "how", "shown")})
	add(at(26, 9, 1), kiosk.Entry{Kind: kiosk.EServiceUsed, Detail: detail("authority", "kela", "how", "paper")})
	add(at(26, 9, 2), kiosk.Entry{Kind: kiosk.PrintChanged, Print: &kiosk.Print{State: kiosk.PrintSent, Copies: 1}})
	add(at(26, 9, 2), kiosk.Entry{Kind: kiosk.PrintChanged, Print: &kiosk.Print{State: kiosk.PrintPrinted, Copies: 1}})
	add(at(26, 9, 3), kiosk.Entry{Kind: kiosk.PrinterStatus, Detail: detail("condition", "paper_out", "was", "ready")})
	add(at(26, 9, 4), kiosk.Entry{Kind: kiosk.PrinterStatus, Detail: detail("condition", "ready", "was", "paper_out")})
	add(at(26, 9, 5), kiosk.Entry{Kind: kiosk.SessionEnded, Detail: detail("outcome", kiosk.OutcomeTimedOut, "step", "summary")})
	add(at(26, 9, 6), kiosk.Entry{Kind: kiosk.SessionEnded, Detail: detail("outcome", kiosk.OutcomeTicket, "step", "thanks")})
	add(at(26, 10, 0), kiosk.Entry{Kind: kiosk.TerminalStarted}) // the power had gone, nobody knows when
	add(at(26, 18, 0), kiosk.Entry{Kind: kiosk.TerminalStopped})
	days := w.Days()
	yesterday, today := days[thursday.Add(-1)].Terminals[17], days[thursday].Terminals[17]
	if yesterday.Up != 4*3600 || yesterday.Down != 0 {
		t.Errorf("on the first day it ran %d s, and did not for %d s", yesterday.Up, yesterday.Down)
	}
	if up := int64((9*60 + 6 + 8*60) * 60); today.Up != up || today.Down != 54*60 {
		t.Errorf("on the second day it ran %d s, not %d, and did not for %d s", today.Up, up, today.Down)
	}
	want := statistics.Terminal{
		Up: today.Up, Down: today.Down, Starts: 1, Sessions: 1, Printed: 1, Copies: 1, Faults: map[string]int{"paper_out": 1},
		Unread: map[string]int{"expired": 1}, GivenUp: map[string]int{"summary": 1}, EServices: map[string]int{"kela": 1},
	}
	if diff := cmp.Diff(want, *today); diff != "" {
		t.Errorf("the day is:\n%s", diff)
	}
}

func TestSpansHaveTheNamesPeopleUse(t *testing.T) {
	for name, want := range map[string]string{
		"today": "2026-11-26 2026-11-26 2026-11-26", "week": "2026-W48 2026-11-23 2026-11-26", "month": "2026-11 2026-11-01 2026-11-26",
		"quarter": "2026-Q4 2026-10-01 2026-11-26", "half": "2026-H2 2026-07-01 2026-11-26", "year": "2026 2026-01-01 2026-11-26",
		"2026-05": "2026-05 2026-05-01 2026-05-31", "2024-02": "2024-02 2024-02-01 2024-02-29", "2025": "2025 2025-01-01 2025-12-31",
		"2026-H1": "2026-H1 2026-01-01 2026-06-30", "2025-W01": "2025-W01 2024-12-30 2025-01-05",
		"2026-11-02..2026-11-20": "2026-11-02..2026-11-20 2026-11-02 2026-11-20",
	} {
		s, err := statistics.ParseSpan(name, thursday)
		if got := s.Name + " " + s.From.String() + " " + s.To.String(); err != nil || got != want {
			t.Errorf("%s is %s, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "2026-13", "2026-W54", "2025-W53", "2026-H3", "2026-00", "soon", "2026-05x", "2026-11-20..2026-11-02", "2001-01-01..2026-01-01", "..", "0000", "2026-02-30"} {
		if s, err := statistics.ParseSpan(name, thursday); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q is %+v, %v", name, s, err)
		}
	}
}

func TestASpanIsComparedWithOneThatIsAsLong(t *testing.T) {
	for _, test := range []struct {
		name string
		with statistics.Comparison
		want string
	}{
		{"year", statistics.WithLastYear, "2025 2025-01-01 2025-11-26"},
		{"half", statistics.WithBefore, "2026-H1 2026-01-01 2026-05-29"},
		{"half", statistics.WithLastYear, "2025-H2 2025-07-01 2025-11-26"},
		{"2026-05", statistics.WithTwoYears, "2025-05 2025-05-01 2025-05-31, 2024-05 2024-05-01 2024-05-31"},
		{"2026-03", statistics.WithBefore, "2026-02 2026-02-01 2026-02-28"},
		{"week", statistics.WithLastYear, "2025-W48 2025-11-24 2025-11-27"},
		{"today", statistics.WithBefore, "2026-11-25 2026-11-25 2026-11-25"},
		{"2026-11-02..2026-11-08", statistics.WithBefore, "2026-10-26..2026-11-01 2026-10-26 2026-11-01"},
		{"2024-02-29..2024-02-29", statistics.WithLastYear, "2023-02-28..2023-02-28 2023-02-28 2023-02-28"},
		{"today", statistics.WithNothing, ""},
	} {
		s, err := statistics.ParseSpan(test.name, thursday)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, o := range s.Against(test.with)[1:] {
			list = append(list, o.Name+" "+o.From.String()+" "+o.To.String())
		}
		if got := strings.Join(list, ", "); got != test.want {
			t.Errorf("%s beside %s is %s, not %s", test.name, test.with, got, test.want)
		}
	}
}

func BenchmarkAYearIsReadAndAddedUp(b *testing.B) {
	p := sample.Point{Visits: 6000, Terminals: 5, Catalogue: known(b)}
	one := p.Day(thursday)
	data := []byte(text(b, one))
	from := statistics.Source{Days: func(statistics.Span) ([]statistics.Day, error) {
		list := make([]statistics.Day, 250)
		for i := range list {
			if err := json.Unmarshal(data, &list[i]); err != nil {
				return nil, err
			}
		}
		return list, nil
	}}
	span, err := statistics.ParseSpan("2026", thursday)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := statistics.NewReport(statistics.Waits, []statistics.Span{span}, from); err != nil {
			b.Fatal(err)
		}
	}
}
