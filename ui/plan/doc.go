// Package plan shows what became of a simulated day, for those who lead a service
// point: as tables for a terminal, as CSV, and as a page with charts.
//
// # Vocabulary
//
//   - A Table is what is said in rows; some rows have a bar, which says the same.
//   - Played is a change of the day with what became of the day then.
//
// # Caveats
//
// A page simulates when it is asked for. One simulation runs at a time, and what was
// simulated is remembered while the day's file stays as it is.
package plan
