// Package escpos prints tickets on receipt printers that speak Epson's ESC/POS,
// and knows whether they were printed.
//
// # Vocabulary
//
//   - document: what is to be on the paper, as plain values (Document, Text,
//     Barcode, ...). Encode turns it into bytes for one Profile. It is pure.
//   - profile: what one family of printers can do, as data (profiles/*.toml).
//   - ASB: Automatic Status Back, four bytes that the printer sends of its own
//     accord when its state changes (GS a).
//   - DLE EOT, DLE ENQ, DLE DC4: real-time commands, carried out as they arrive,
//     before everything that waits in the printer's buffer and even while it is
//     off line. The same bytes inside a picture are carried out too; Defuse sees
//     to it that a picture has none.
//   - process id: four characters sent after the cut (GS ( H fn 48), which the
//     printer sends back when everything before them is on paper. This is proof of
//     printing. Printers without it answer a status request behind the cut (GS r 1).
//   - NV graphics: a picture kept in the printer's own memory, recalled by a key of
//     two characters.
//   - presenter: the part of a kiosk printer that holds the cut ticket for a hand.
//
// # Driver
//
// A Driver serves one port at a time (Serve fits devices.Link) and takes documents
// from any goroutine (Print), one after another. Print returns nil only on proof.
// After a failed job the printer's buffer is cleared, so that the rest cannot come
// out in front of the next ticket, and paper that may hold half a ticket is cut off.
//
// # Caveats
//
// The answer to DLE EOT does not say which question it answers; therefore only one
// is ever under way. GS r 1 is answered with one byte, which line noise can forge;
// it is asked three times in a row and believed when the three answers stand
// together. A printer with proof "none" is believed when it reports no fault after
// the time the job needs: that is weak.
package escpos
