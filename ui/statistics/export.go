package statistics

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"kundterminal/kiosk/statistics"
)

// headings are the columns of a CSV before those of figures.
var headings = []string{"view", "table", "axis", "key", "name", "span", "from", "to"}

// heading is the name of a column in files. One by an axis has the axis before it, so
// that it is no other's.
func heading(c statistics.Column) string {
	if c.Axis != "" {
		return string(c.Axis) + "_" + c.Key
	}
	return c.Key
}

// CSV writes a report as CSV (RFC 4180) with semicolons: a line for each line of each
// table and each span, and a column for whatever any table tells. What is hidden, or is
// not told of a line, is empty. Dates are written 2026-11-26, shares from 0 to 1.
func CSV(r statistics.Report, name func(statistics.Axis, string) string, comma bool) []byte {
	columns := slices.Clone(headings)
	at := map[string]int{}
	for _, t := range r.Tables {
		for _, c := range t.Columns {
			if _, ok := at[heading(c)]; !ok {
				at[heading(c)] = len(columns)
				columns = append(columns, heading(c))
			}
		}
	}
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	out.Comma = ';'
	_ = out.Write(columns) // a buffer takes everything
	for _, t := range r.Tables {
		for _, l := range t.Lines {
			for k, values := range l.Spans {
				s := r.Spans[k]
				line := make([]string, len(columns))
				copy(line, []string{string(r.View), t.ID, string(t.Axis), l.Key, text(name(t.Axis, l.Key)), s.Name, s.From.String(), s.To.String()})
				for i, v := range values {
					if v.State == statistics.Told {
						line[at[heading(t.Columns[i])]] = decimal(v.Number, comma)
					}
				}
				_ = out.Write(line)
			}
		}
	}
	out.Flush()
	return b.Bytes()
}

// text keeps a spreadsheet from taking a name for a formula.
func text(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// decimal writes a number with four decimals at most.
func decimal(v float64, comma bool) string {
	s := strconv.FormatFloat(v, 'f', 4, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if comma {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// JSONLines writes a report with a JSON object on each line: one for each line of each
// table and each span. What is hidden is named in "hidden".
func JSONLines(r statistics.Report) []byte {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	for _, t := range r.Tables {
		for _, l := range t.Lines {
			for k, values := range l.Spans {
				line := map[string]any{"view": r.View, "table": t.ID, "axis": t.Axis, "key": l.Key, "span": r.Spans[k]}
				figures, hidden := map[string]float64{}, []string{}
				for i, v := range values {
					switch key := heading(t.Columns[i]); v.State {
					case statistics.Told:
						figures[key] = v.Number
					case statistics.Hidden:
						hidden = append(hidden, key)
					}
				}
				line["figures"] = figures
				if len(hidden) > 0 {
					line["hidden"] = hidden
				}
				_ = out.Encode(line) // a buffer takes everything, and figures are numbers
			}
		}
	}
	return b.Bytes()
}

// plain writes a report as tables for a command line.
func (h *handler) plain(q request, r statistics.Report) []byte {
	var b bytes.Buffer
	v := &pageView{h: h, l: q.l}
	for _, t := range r.Tables {
		if len(t.Lines) == 0 {
			continue
		}
		shown := v.lay(t, r)
		fmt.Fprintf(&b, "%s\n\n", shown.Title)
		out := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		fmt.Fprintln(out, strings.Join(slices.Concat(shown.Corner, shown.Heads), "\t"))
		for _, line := range shown.Rows {
			cells := []string{line.Name}
			if shown.Grouped {
				cells = append(cells, line.Span)
			}
			fmt.Fprintln(out, strings.Join(append(cells, line.Cells...), "\t"))
		}
		_ = out.Flush() // a buffer takes everything
		b.WriteString("\n")
	}
	b.WriteString(h.Say(q.l, "stat_few") + "\n")
	return b.Bytes()
}
