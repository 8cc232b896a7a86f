// Package chart draws the results of feedback and the figures of a point as SVG, with gonum.org/v1/plot. It is
// the only importer of that.
//
// # Vocabulary
//
//   - A chart stands beside a table that has the same figures: it is never the only
//     place where something can be read.
//   - What is hidden in a report has no bar, no point and no line.
//
// # Caveats
//
// Letters are drawn as their outlines, so that a chart looks the same wherever it
// is opened and asks for no font. Whoever shows one gives it a text of its own for
// those who do not see it.
package chart
