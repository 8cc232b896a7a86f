package statistics_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/statistics"
)

func TestTheMetricsAreTextThatPrometheusReads(t *testing.T) {
	now := statistics.Now{
		Today: store()[today].Figures, Waiting: map[string]int{"general": 7, "odd \"name\"\\": 1}, Called: 2, Served: 3, Desks: 4,
		Refusals: map[string]int64{"login": 5}, Printer: "ready",
	}
	for _, c := range kiosk.PrinterConditions() {
		now.Printers = append(now.Printers, c.String())
	}
	text := get(statistics.Metrics(func() statistics.Now { return now }), "/metrics").Body.String()
	line := regexp.MustCompile(`^kundterminal_[a-z_]+(\{[a-z]+="(?:[^"\\]|\\.)*"\})? (\d+(\.\d+)?(e[+-]\d+)?)$`)
	buckets := -1.0
	for l := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(l, "# HELP ") || strings.HasPrefix(l, "# TYPE ") {
			continue
		}
		m := line.FindStringSubmatch(l)
		if m == nil {
			t.Errorf("no line of metrics: %s", l)
			continue
		}
		if strings.HasPrefix(l, "kundterminal_wait_seconds_bucket") {
			n, err := strconv.ParseFloat(m[2], 64)
			if err != nil || n < buckets {
				t.Errorf("the buckets fall: %s", l)
			}
			buckets = n
		}
	}
	for _, want := range []string{
		`kundterminal_waiting{queue="general"} 7`, `kundterminal_waiting{queue="odd \"name\"\\"} 1`, `kundterminal_printer{condition="ready"} 1`,
		`kundterminal_printer{condition="paper_out"} 0`, `kundterminal_desk_requests_refused_total{why="login"} 5`, "kundterminal_desks 4",
		"kundterminal_wait_seconds_count " + strconv.Itoa(now.Today.All.Wait.N()),
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("the metrics lack %s:\n%s", want, text)
		}
	}
}

func TestTheMetricsCountPeopleAndNotTheirErrands(t *testing.T) {
	now := statistics.Now{Waiting: map[string]int{}}
	var visits []*queue.Visit
	for _, stages := range [][]queue.Stage{
		{queue.Waiting, queue.AwaitingExpert},
		{queue.Done, queue.Waiting},
		{queue.Serving, queue.Waiting, queue.Waiting},
		{queue.Waiting, queue.Called},
		{queue.Done, queue.OnHold},
		{queue.Done, queue.Left},
	} {
		v := &queue.Visit{Ticket: kiosk.Ticket{Queue: "tax"}}
		for _, s := range stages {
			v.Parts = append(v.Parts, &queue.Part{Stage: s})
		}
		visits = append(visits, v)
	}
	now.People(visits)
	if now.Waiting["tax"] != 2 || now.Called != 1 || now.Served != 1 {
		t.Errorf("of six people %d wait, %d are called and %d served", now.Waiting["tax"], now.Called, now.Served)
	}
}
