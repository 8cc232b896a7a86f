// Package sim simulates the devices of a kiosk on pseudo-terminals, so that
// the real drivers can be run, broken and measured without hardware.
//
// [New] switches on a receipt printer that speaks ESC/POS. It is a peer on the
// wire and shares no code with any driver: it interprets the bytes it is sent,
// draws them with its own letters and barcodes on its own paper, and answers.
//
//	p, err := sim.New(sim.TMT20III(), sim.Options{Baud: 19200, Speed: 1})
//	...
//	defer p.Close()
//	port, err := os.OpenFile(p.Path(), os.O_RDWR, 0)
//	...
//	p.Set(sim.PaperOut, true) // in the middle of a ticket
//	for _, t := range p.Tickets() { ... }
//
// [NewReader] plugs in a reader of documents, barcodes or magnetic cards. Cards are
// held before it by [Reader.Present], [Reader.Scan], [Reader.Swipe] and
// [Reader.InsertCard], and [Reader.Set] breaks it:
//
//	r, err := sim.NewReader(sim.ReaderOptions{Kind: sim.BarcodeScanner})
//	...
//	r.Scan("KT-000123")
//	r.Set(sim.GarbageFlood, true)
//
// # Vocabulary
//
// A command is real-time when the printer carries it out on reception, even
// while it is offline, its buffer full, or the bytes part of a picture: DLE
// EOT, DLE ENQ and DLE DC4 8. All others wait in the receive buffer. ASB,
// Automatic Status Back, is the four-byte frame sent at each change of state.
// A process id is the answer of GS ( H that proves that everything before it
// is printed and cut. Online means that the buffer is being processed. A
// ticket is one piece of paper; it is complete when it holds whole jobs and
// left the printer by the knife.
//
// # What is like the real thing
//
// The receive buffer is finite, and on a paced line what does not fit is lost.
// XOFF is sent when 128 bytes are left and XON when 256 are free. The knife
// sits above the head: a cut without feed leaves the last lines inside, and
// every ticket begins with the blank that the last cut left. Barcodes and cuts
// are honoured at the beginning of a line only, a barcode that is too wide is
// fed and not printed. ESC @ resets every mode, ASB and offline notices
// included. A cutter error outlives its cause until the host recovers it.
// Bytes of a real-time command go into the buffer too, so a host that polls an
// offline printer fills the buffer in the end.
//
// An Elyctis reader stops looking for documents after each read until it is told to
// look again, and what lies before it then is read. A Honeywell imager lets go of
// its trigger after each read. Readers without power forget what they were told.
//
// # Caveats
//
// A pseudo-terminal has no modem lines and no line errors, and between its two
// ends the kernel holds some kilobytes: after an XOFF what the host has
// already written still arrives. The simulator holds the host's end open as
// well, so answers that nobody read are still there for whoever opens the path
// next, where a serial port would have forgotten them at the last close: flush
// the input after opening. A symbol sent as raster is a picture; it is
// not listed in [Ticket.Barcodes]. User-defined characters, page mode, UPC-E
// and PDF417 are not simulated and show up in [Printer.Refused]. The cause in
// an offline notice differs by model on real printers; only its range is
// right here.
package sim
