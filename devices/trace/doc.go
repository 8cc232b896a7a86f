// Package trace listens to the line between a driver and its device, and records
// what goes over it in files that the simulator plays back.
//
// # Vocabulary
//
//   - tap: sits between a driver and its port. It costs next to nothing until a
//     listener is on.
//   - listener: gets a copy of every chunk, and never makes the device wait: what it
//     does not take in time is lost, and counted.
//   - chunk: bytes that one Read brought or one Write took.
//   - recording: chunks with their times, in which everything that may say something
//     of a person was replaced by a stand-in. See [Header] for the file.
//   - stand-in: a made-up byte in place of a personal one; devices.Piece.
//
// # Recordings
//
// A recording is text, a line for each thing. The first line is "kundterminal
// recording 1". Then come lines of the header, a key and its value each, up to a line
// of three hyphens. Each line after that begins with milliseconds since the first:
//
//	0 > 43000101
//	13 < 43000101
//	1500 ! 64
//
// ">" and "<" are bytes to and from the device in hexadecimal, at most 4096 on a
// line, "!" is how many bytes were lost there. A "#" begins a comment. A file may
// end anywhere after a whole line: a recording that a power cut ended is good.
//
// # Caveats
//
// A listener has what people's documents say in its hands. Its chunks are to be wiped
// as soon as they were looked at, and only what a describer made of them goes on.
package trace
