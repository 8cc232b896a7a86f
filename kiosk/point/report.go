package point

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"kundterminal/kiosk"
)

// Report describes a plan for those who lead the point: its desks and rooms in a
// table, and the rules in words, in the language l.
func Report(p Plan, l kiosk.Language, words Words) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "DESK\tWAY\tCOLOUR\tROOM\tNAME")
	for _, d := range p.Desks {
		door := ""
		if d.Door {
			door = " (closed door)"
		}
		row(w, string(d.ID)+door, d.Way, d.Name.String(l))
	}
	for _, r := range p.Rooms {
		row(w, string(r.ID)+" (video)", r.Way, r.Name.String(l))
	}
	for _, e := range p.Points {
		fmt.Fprintf(w, "%s (elsewhere)\t\t\t\t%s\n", e.ID, e.Name.String(l))
	}
	_ = w.Flush() // a strings.Builder takes everything
	b.WriteString("\n")
	for i, rule := range Rules(p.limits.Rules, l, words) {
		fmt.Fprintf(&b, "%d. %s\n", i+1, rule)
	}
	for _, limit := range Limits(p.limits, l, words) {
		fmt.Fprintf(&b, "%s\n", limit)
	}
	for _, q := range slices.Sorted(maps.Keys(p.Quotas)) {
		fmt.Fprintf(&b, "%s: %d numbers a day\n", q, p.Quotas[q])
	}
	return b.String()
}

func row(w *tabwriter.Writer, id string, way Way, name string) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", id, way.Direction, way.Paint, way.Room, name)
}
