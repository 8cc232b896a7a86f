// Package statistics counts what happened at a service point: compact figures of one
// day, which add up over any span, and reports of them. It is pure.
//
// # Vocabulary
//
//   - Figures are counts and histograms. They add up: those of a year are the sum of
//     those of its days, in any order.
//   - A Day is the Figures of one local date, and is all that is kept of its visits
//     once the records of single visits have been removed.
//   - A Cell is what is counted on one value of an Axis, such as one authority.
//   - Minutes is a histogram of how long something took, in whole minutes.
//   - A Ledger holds promises of waiting times beside what happened.
//   - A Watch reads the journal and counts what the terminals did themselves: a
//     Terminal for each of them and each day.
//   - A Span is a run of dates with a name people use: 2026-05, 2026-H2, 2026-W48.
//   - A Report is a View of a Span, and of the Spans that it is compared with, as
//     Tables of Values.
//
// # What is hidden
//
// A Report tells of people only where there are at least Fewest. What is hidden does
// not follow from what is shown in the reports of the same span either: where a sum is
// shown, another cell is hidden beside the one that has too few (see conceal).
//
// # Caveats
//
// Whoever asks for two spans that differ by a day can subtract one from the other.
// Nothing in a report prevents that: the pages are for those who lead the point and
// see its queue, and spans shorter than a day are not to be had.
//
// A part with errands of several service classes counts in each of them, and once in
// the total. The same is true of services. A part whose times the advisor marked as
// wrong counts as a part, and in no time; how many there are is told beside the times.
package statistics
