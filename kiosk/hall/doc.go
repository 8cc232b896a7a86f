// Package hall runs the queue of a service point: people's wishes are decided one after
// another, made durable, and only then seen by others.
//
// # Vocabulary
//
//   - A wish is what somebody at a desk wants of the queue. Deciding it makes changes,
//     or an error that says why not.
//   - The gate parts those who get a ticket from those who decide. Tickets are issued
//     beside one another and share their commits; while the queue decides, none is.
//   - The ledger is the Book with what is known of its place in the journal.
//   - The open day is the first on which something has happened and that is not closed.
//
// # What always holds
//
// The Book is what the journal says: the tickets joined in the order of their sequence
// numbers, the changes made in theirs, as they are read from their JSON. Nobody sees a
// change before it is durable. Where a commit fails, the Book is read anew from the last
// snapshot and the journal; where that fails too, the Hall is broken, and says so to
// everybody until the terminal is started again.
//
// Wishes that come while a commit runs are decided together and share the next one. Each
// sees what the ones before it have done. A wish that cannot be fails by itself.
//
// # Time
//
// A change is never before the one before it, unless the clock was set back by more than
// ten minutes: then it was wrong, and must not hold the day up.
//
// # Caveats
//
// What Read hands out is the queue's own: it must be neither kept nor changed, and
// whoever reads must not call Issue or Do meanwhile, which would wait for ever.
package hall
