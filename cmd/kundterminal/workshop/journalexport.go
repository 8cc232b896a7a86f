package workshop

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"kundterminal/kiosk"
)

// bundledDays is how far back a support bundle looks.
const bundledDays = 7 * 24 * time.Hour

// bundledEntry is a line of the export.
type bundledEntry struct {
	Kind   kiosk.EntryKind   `json:"kind"`
	Name   string            `json:"name,omitempty"`
	At     *time.Time        `json:"at,omitempty"`
	Detail map[string]string `json:"detail,omitempty"`
	Day    string            `json:"day,omitempty"` // of a count
	Count  int               `json:"count,omitempty"`
}

// ExportJournal writes the last week's entries as JSON Lines: those of the machine, its
// devices and its technicians. Those of people are counts behind them, by their day.
func ExportJournal(ctx context.Context, e Events, now time.Time) ([]byte, error) {
	sizes, err := e.Sizes()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	lines := json.NewEncoder(&out)
	lines.SetEscapeHTML(false) // redact knows < as it is
	type day struct {
		date kiosk.Date
		kind kiosk.EntryKind
	}
	counts := map[day]int{}
	// A week of the busiest terminal is far from so many.
	for r, err := range e.Events(ctx, sizes.Events-min(sizes.Events, 200_000)+1) {
		if err != nil {
			return nil, err
		}
		if now.Sub(r.At) > bundledDays {
			continue
		}
		if !r.Kind.OfMachine() {
			counts[day{kiosk.DateOf(r.At), r.Kind}]++
			continue
		}
		if err := lines.Encode(bundledEntry{Kind: r.Kind, Name: r.Name.String(), At: &r.At, Detail: r.Detail}); err != nil {
			return nil, err
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(counts), func(a, b day) int {
		return cmp.Or(cmp.Compare(a.date.String(), b.date.String()), cmp.Compare(a.kind, b.kind))
	}) {
		if err := lines.Encode(bundledEntry{Kind: d.kind, Day: d.date.String(), Count: counts[d]}); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}
