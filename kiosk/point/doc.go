// Package point reads what is particular to one service point's queue: where its
// desks are, and by which rules people are called to them.
//
// # Vocabulary
//
//   - A Plan is all of it. It is immutable; a new one replaces it whole.
//   - A Desk is where people are served. Its ID is what stands on its sign and what
//     the voice says: a number, with or without a letter before it.
//   - A Room is one with a video link, to which people are called for an authority's
//     remote service. Desks and rooms share their IDs: each sign is there once.
//   - A Direction is where one goes, seen by somebody who looks at the call display.
//   - Elsewhere is another service point, to which a visit can be transferred.
//
// # Files
//
// desks.toml and rules.toml lie in the folder of the catalogue, and are proved with
// it: a folder with a fault in either is not taken into use. Both have defaults
// within the program.
//
// # Caveats
//
// Rules by which somebody could wait for ever are refused, not mended: the fault says
// which rule is missing, or has to stand before another.
package point
