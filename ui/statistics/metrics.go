package statistics

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
)

// Now is what a monitoring system is told of a point.
type Now struct {
	Today    statistics.Figures
	Waiting  map[string]int   // people, by queue
	Called   int              // people on the way to a desk
	Served   int              // people at a desk
	Desks    int              // at which somebody is logged in
	Refusals map[string]int64 // requests that the server of the desks refused since it began, by why; nil: there is none
	Printer  string           // its condition
	Printers []string         // all conditions there are
}

// People counts where people are, each of them once: who has several errands is at a desk
// with one of them and waits for the others.
func (n *Now) People(visits []*queue.Visit) {
	for _, v := range visits {
		queued := slices.ContainsFunc(v.Parts, func(p *queue.Part) bool {
			return p.Stage == queue.Waiting || p.Stage == queue.AwaitingExpert
		})
		switch p := v.AtDesk(); {
		case p == nil && queued:
			n.Waiting[string(v.Ticket.Queue)]++
		case p == nil:
		case p.Stage == queue.Called:
			n.Called++
		default:
			n.Served++
		}
	}
}

// waitBounds are the upper bounds of the histogram of waits, in minutes.
var waitBounds = []int{1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120}

// Metrics answers in the text format of Prometheus. Its labels are queues, reasons and
// conditions: never a desk, a person, a ticket or an errand. Figures of the day begin
// anew at midnight, as counters do when a process starts.
func Metrics(now func() Now) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write(now().text()) // the reader went away
	})
}

// exposition is a page of metrics while it is written.
type exposition struct{ bytes.Buffer }

func (e *exposition) head(name, kind, help string) {
	fmt.Fprintf(e, "# HELP kundterminal_%s %s\n# TYPE kundterminal_%s %s\n", name, help, name, kind)
}

func (e *exposition) value(name, labels string, v float64) {
	if labels != "" {
		labels = "{" + labels + "}"
	}
	fmt.Fprintf(e, "kundterminal_%s%s %s\n", name, labels, strconv.FormatFloat(v, 'g', -1, 64))
}

func (e *exposition) one(name, kind, help string, v int) {
	e.head(name, kind, help)
	e.value(name, "", float64(v))
}

// label writes a label as the format wants it.
func label(name, value string) string {
	return name + `="` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(value) + `"`
}

func (n Now) text() []byte {
	var e exposition
	e.one("visits_today", "counter", "Visits of today.", n.Today.All.Visits)
	e.one("parts_today", "counter", "Parts of visits of today.", n.Today.All.Parts)
	e.head("parts_ended_today", "counter", "Parts of visits that ended today, by how.")
	for i, s := range statistics.Stages() {
		e.value("parts_ended_today", label("stage", string(s)), float64(n.Today.All.Ended[i]))
	}
	e.histogram("wait_seconds", "Waits of today until the first call.", n.Today.All.Wait)
	e.histogram("service_seconds", "Services of today at a desk.", n.Today.All.Service)
	e.head("waiting", "gauge", "People waiting, by queue.")
	for _, q := range slices.Sorted(maps.Keys(n.Waiting)) {
		e.value("waiting", label("queue", q), float64(n.Waiting[q]))
	}
	e.one("called", "gauge", "People on the way to a desk.", n.Called)
	e.one("served", "gauge", "People at a desk.", n.Served)
	e.one("desks", "gauge", "Desks at which somebody is logged in.", n.Desks)
	if n.Refusals != nil {
		e.head("desk_requests_refused_total", "counter", "Requests that the server of the desks refused, by why.")
		for _, why := range slices.Sorted(maps.Keys(n.Refusals)) {
			e.value("desk_requests_refused_total", label("why", why), float64(n.Refusals[why]))
		}
	}
	e.head("printer", "gauge", "1 for the condition of the ticket printer.")
	for _, c := range n.Printers {
		v := 0.0
		if c == n.Printer {
			v = 1
		}
		e.value("printer", label("condition", c), v)
	}
	return e.Bytes()
}

func (e *exposition) histogram(name, help string, m statistics.Minutes) {
	e.head(name, "histogram", help)
	for _, bound := range waitBounds {
		e.value(name+"_bucket", label("le", strconv.Itoa(bound*60)), float64(m.Within(bound)))
	}
	e.value(name+"_bucket", label("le", "+Inf"), float64(m.N()))
	e.value(name+"_sum", "", m.Sum().Round(time.Second).Seconds())
	e.value(name+"_count", "", float64(m.N()))
}
