package plan

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"kundterminal/kiosk/simulate"
)

// bar is how many letters the longest bar of a table has.
const bar = 20

// Text writes a table for a terminal: the first column to the left, the others to the
// right, and the bars at the end of the rows.
func (t Table) Text(out io.Writer) error {
	widths := make([]int, len(t.Heads))
	bars := false
	for i, head := range t.Heads {
		widths[i] = utf8.RuneCountInString(head)
		for _, r := range t.Rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(r.Cells[i]))
			bars = bars || r.Bar > 0
		}
	}
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "%s\n", t.Title)
	line := func(cells []string, tail string) {
		var b strings.Builder
		for i, cell := range cells {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 || t.ID == Desks && i == 1 {
				b.WriteString("  " + cell + gap)
			} else {
				b.WriteString("  " + gap + cell)
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String()+"  "+tail, " "))
	}
	line(t.Heads, "")
	for _, r := range t.Rows {
		tail := ""
		if bars {
			tail = blocks(r.Bar)
		}
		line(r.Cells, tail)
	}
	fmt.Fprintln(w)
	return w.Flush()
}

// blocks draws a bar to an eighth of a letter.
func blocks(share float64) string {
	eighths := int(max(0, min(1, share))*bar*8 + 0.5)
	b := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		b += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return b
}

// Head writes which day was played, and what it rests on.
func (w Words) Head(out io.Writer, d simulate.Day, r simulate.Result) error {
	_, err := fmt.Fprintf(out, "%s\n%s %s · %s %d\n", d.Name.String(w.Language), w.say("plan_day"), d.Date, w.say("plan_draw"), r.Seed)
	if text := d.Assumes.String(w.Language); text != "" && err == nil {
		_, err = fmt.Fprintf(out, "%s: %s\n", w.say("plan_assumes"), text)
	}
	if err == nil {
		_, err = fmt.Fprintln(out)
	}
	return err
}
