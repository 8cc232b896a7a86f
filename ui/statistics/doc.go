// Package statistics shows the figures of a service point to those who lead it: a page
// for each view of package kiosk/statistics, with a chart beside each table, and the
// same as CSV and JSON Lines at the same address with a suffix.
//
//	/statistics/                      overview
//	/statistics/waits?span=2026-05&with=years
//	/statistics/waits.csv?span=2026-05&comma=1
//	/statistics/waits.jsonl?span=2026-05
//	/statistics/waits.txt?span=2026-05
//
// # Parameters
//
//   - span: what statistics.ParseSpan reads; or year and period; or from and to
//   - with: a statistics.Comparison
//   - lang: fi, sv or en
//   - comma: 1 for a decimal comma in the CSV, 0 for a point; else as the language does
//
// # Caveats
//
// The handler lets everybody in who reaches it: whoever mounts it asks for the role
// first. It sets the headers of a page that allows no scripts and no styles but its
// own. Metrics has no labels that could tell of a person.
package statistics
