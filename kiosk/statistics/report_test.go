package statistics_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
)

// fewRecords are parts of visits of which every table has cells with few.
func fewRecords(t *rapid.T) []queue.Record {
	n := rapid.IntRange(0, 40).Draw(t, "parts")
	list := make([]queue.Record, n)
	for i := range list {
		list[i] = queue.Record{
			Date: thursday, First: rapid.IntRange(0, 4).Draw(t, "first") > 0, Hour: rapid.IntRange(9, 11).Draw(t, "hour"), Terminal: 1,
			Authority: rapid.SampledFrom([]kiosk.AuthorityID{"kela", "kela", "kela", "vero", "dvv"}).Draw(t, "authority"),
			Channel:   rapid.SampledFrom([]queue.Channel{queue.ByAdvisor, queue.ByAdvisor, queue.ByVideo}).Draw(t, "channel"),
			Language:  rapid.SampledFrom([]kiosk.Language{"fi", "fi", "sv", "en"}).Draw(t, "language"), Class: kiosk.WalkIn,
			Stage:   rapid.SampledFrom([]queue.Stage{queue.Done, queue.Done, queue.Done, queue.NoShow, queue.Left}).Draw(t, "stage"),
			Reached: rapid.Bool().Draw(t, "reached"), Begun: rapid.Bool().Draw(t, "begun"),
		}
	}
	return list
}

// whole reports whether the lines of a table are parts of one whole, each person in one.
func whole(table statistics.Table) bool {
	switch table.Axis {
	case statistics.ByService, statistics.BySort, statistics.BySpan, statistics.ByTime, statistics.ByTerminal, "promise":
		return false
	}
	return true
}

func TestNoReportTellsOfFewOrHidesOneAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := statistics.NewDay(thursday, fewRecords(t), nil)
		span, err := statistics.ParseSpan(thursday.String(), thursday)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range statistics.Views() {
			r, err := statistics.NewReport(v, []statistics.Span{span}, statistics.Source{Days: func(statistics.Span) ([]statistics.Day, error) {
				return []statistics.Day{d}, nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			for _, table := range r.Tables {
				examine(t, fmt.Sprint(v, " ", table.ID), table, d.All.Visits)
			}
		}
	})
}

func examine(t *rapid.T, name string, table statistics.Table, visits int) {
	for i, c := range table.Columns {
		if c.Unit != statistics.Count || c.Key == "left_out" {
			continue
		}
		hidden, few := 0, false
		for _, l := range table.Lines {
			v := l.Spans[0][i]
			if v.State == statistics.Told && v.Number > 0 && v.Number < statistics.Fewest {
				t.Fatalf("%s tells that %s of %q is %g", name, c.Key, l.Key, v.Number)
			}
			if v.State == statistics.Hidden {
				hidden++
				few = few || l.Key == statistics.Everything
			}
		}
		if hidden == 1 && !few && whole(table) && visits >= statistics.Fewest && c.Axis == "" {
			t.Fatalf("%s hides %s of one line alone", name, c.Key)
		}
	}
}
