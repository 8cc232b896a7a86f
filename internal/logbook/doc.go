// Package logbook is the closed list of everything the terminal logs. Nothing
// else in the project writes to a log; a test holds this.
//
// # Vocabulary
//
//   - event: something that happened and has an id, a level, a message, and
//     typed fields. All of them are in events.toml, with what they mean and what
//     to do; events.go and docs/events.md are generated from it.
//   - field: a named value. A name means the same, and has the same type, in every
//     event.
//
// # A new event
//
// Add it to events.toml, run "go generate ./internal/logbook", and write it where
// it happens:
//
//	logbook.Write(log, logbook.TicketPrinted{Ticket: name, Copy: again})
//
// # Caveats
//
// A log leaves the terminal in support bundles. No field carries what a person
// typed, or what a document or card says of a person.
//
// The package knows only the standard library, so that everything may import it.
package logbook

//go:generate go run ./generate
