package statistics_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics/sample"
	"kundterminal/ui/statistics"
)

// rows reads a table of a page: its headings and the cells of its rows. A row under
// another's heading gets that heading too.
func rows(t *testing.T, page, title string) (heads []string, list [][]string) {
	t.Helper()
	_, part, ok := strings.Cut(page, "<h2>"+title+"</h2>")
	if !ok {
		t.Fatalf("the page has no table %q", title)
	}
	part, _, _ = strings.Cut(part, "</table>")
	_, part, _ = strings.Cut(part, "<table")
	cell := regexp.MustCompile(`<t[hd][^>]*>([^<]*)</t[hd]>`)
	name := ""
	for i, tr := range strings.Split(part, "<tr")[1:] {
		var cells []string
		for _, m := range cell.FindAllStringSubmatch(tr, -1) {
			cells = append(cells, m[1])
		}
		if i == 0 {
			heads = cells
			continue
		}
		if strings.Contains(tr, "rowgroup") {
			name = cells[0]
		} else if len(cells) < len(heads) {
			cells = append([]string{name}, cells...)
		}
		list = append(list, cells)
	}
	return heads, list
}

// number is a figure of an English page.
func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.NewReplacer("\u00a0", "", "%", "").Replace(text), 64)
	if err != nil {
		t.Fatalf("%q is no figure", text)
	}
	return v
}

// of returns the figure of a row under a heading.
func of(t *testing.T, page, title, row, span, head string) float64 {
	t.Helper()
	heads, list := rows(t, page, title)
	i := slices.Index(heads, head)
	for _, cells := range list {
		if cells[0] == row && (span == "" || cells[1] == span) && i >= 0 {
			return number(t, cells[i])
		}
	}
	t.Fatalf("%q has no figure of %q %q under %q: %q\n%q", title, row, span, head, heads, list)
	return 0
}

// between adds up what is in the store, another way than the pages do.
func between(first, last kiosk.Date) (records []queue.Record) {
	c, _ := catalogue.Load(assets.Catalogue())
	p := sample.Point{Visits: 120, Terminals: 2, Catalogue: c}
	for d := first; d.Compare(last) <= 0; d = d.Add(1) {
		records = append(records, p.Records(d)...)
	}
	return records
}

func visits(list []queue.Record) (n float64) {
	for _, r := range list {
		if r.First {
			n++
		}
	}
	return n
}

func date(y int, m time.Month, d int) kiosk.Date { return kiosk.Date{Year: y, Month: m, Day: d} }

func TestHowManyVisitsThisHalfYearAndHowItCompares(t *testing.T) {
	page := get(statistics.New(options(t)), "/statistics/?span=half&with=before&lang=en").Body.String()
	for row, want := range map[string]float64{
		"Second half-year 2026": visits(between(date(2026, 7, 1), today)),
		"First half-year 2026":  visits(between(date(2026, 1, 1), date(2026, 5, 29))), // as many days
	} {
		if got := of(t, page, "Summary", row, "", "Visits"); got != want {
			t.Errorf("%s: the page tells of %g visits, there were %g", row, got, want)
		}
	}
	page = get(statistics.New(options(t)), "/statistics/?span=half&with=year&lang=en").Body.String()
	if got, want := of(t, page, "Summary", "Second half-year 2025", "", "Visits"), visits(between(date(2025, 7, 1), date(2025, 11, 26))); got != want {
		t.Errorf("a year before the page tells of %g visits, there were %g", got, want)
	}
}

func TestHowLongPeopleWaitedInMayThisYearLastYearAndTheYearBefore(t *testing.T) {
	page := get(statistics.New(options(t)), "/statistics/waits?period=05&year=2026&with=years&lang=en").Body.String()
	for _, year := range []int{2026, 2025, 2024} {
		var waited []float64
		sum := 0.0
		for _, r := range between(date(year, 5, 1), date(year, 5, 31)) {
			if r.Reached && !r.Wrong {
				waited = append(waited, r.Waited.Minutes())
				sum += r.Waited.Minutes()
			}
		}
		slices.Sort(waited)
		row := fmt.Sprintf("May %d", year)
		for head, want := range map[string]float64{
			"Wait, median (min)": waited[len(waited)/2], "Wait, 90 % within (min)": waited[len(waited)*9/10],
			"Wait, mean (min)": sum / float64(len(waited)), "Wait, n": float64(len(waited)),
		} {
			if got := of(t, page, "Summary", row, "", head); got < want-1 || got > want+1 {
				t.Errorf("%s, %s: the page tells %g, it was %g", row, head, got, want)
			}
		}
	}
}

func TestWhatShareWasSatisfied(t *testing.T) {
	page := get(statistics.New(options(t)), "/statistics/feedback?span=half&with=none&lang=en").Body.String()
	if got := of(t, page, "Summary", "Second half-year 2026", "", "Satisfied (grade 8–10)"); got != 75 {
		t.Errorf("the page tells of %g %%", got)
	}
}

func TestWhichAuthoritysRemoteServiceIsUsed(t *testing.T) {
	page := get(statistics.New(options(t)), "/statistics/channels?span=2026-10&with=none&lang=en").Body.String()
	want := map[kiosk.AuthorityID]float64{}
	for _, r := range between(date(2026, 10, 1), date(2026, 10, 31)) {
		if r.Channel == queue.ByVideo {
			want[r.Authority]++
		}
	}
	for a, name := range map[kiosk.AuthorityID]string{"kela": "Kela", "vero": "Tax Administration", "poliisi": "Police"} {
		if got := of(t, page, "Service channels of each authority", name, "", "Remote service"); got != want[a] {
			t.Errorf("%s: the page tells of %g, there were %g", name, got, want[a])
		}
	}
	if got := of(t, page, "Service channels of each authority", "Municipality", "", "Remote service"); got != 0 {
		t.Errorf("the municipality has no remote service, the page tells of %g", got)
	}
}
