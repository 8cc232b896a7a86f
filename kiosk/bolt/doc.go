// Package bolt keeps the terminal's journal in one bbolt file: events, tickets and
// their prints, number series, the session cache, settings, and the outbox of
// events still to be sent elsewhere. Its Store is the engine's Journal.
//
// # Vocabulary
//
//   - The sequence counts the events of one file, from 1, and never starts again
//     in it. The epoch is a random word of a file. Terminal, epoch and sequence
//     are the name of an event, and of the ticket that the event issued.
//   - A day is a series of numbers on one local date, such as "2026-11-26|A".
//     Days are never forgotten, so a clock that jumps back finds its numbers.
//   - The ticket log is a text file beside the database, path.tickets. It is
//     written after each commit and synced when a print is proved, and read only
//     when a store is opened.
//   - The floor is a number that the series of a day start above when it is not
//     known which numbers were given.
//   - Feedback has a random name and a rounded time. It is not in the journal: its
//     place there would tell whose it is. A delivery is a feedback that is still to
//     be sent to an address. A mark tells that feedback was given with a ticket, by
//     a keyed hash, and is removed when the ticket's day is over.
//   - A call-back is a call that a person asked for, with their telephone number. It is
//     sealed as a whole, has a random name and no place in the journal, and is removed
//     when whoever makes the call has acknowledged it.
//   - Unsettled is a ticket whose print is neither proved nor shown.
//   - The queue log is what the queue is made of: the journal's tickets and changes of
//     the queue, in their order. A snapshot is the queue as it was after one of them,
//     so that a start need not read the log from its beginning.
//
// # What is durable when
//
// A method that returned nil has written everything it stands for in one bbolt
// transaction: two flushes. Callers who come while a commit runs share the next
// one; a single caller waits for nobody. Each fails by itself: a full series, or a
// request too large for the disk, does not fail the others of its commit.
//
// The commits are led by one of the callers. Remember alone does not wait.
//
// # Files
//
//	x                           the database
//	x.tickets                   the ticket log
//	x.lock                      keeps two processes apart; may be left behind
//	x.tmp, x.tickets.tmp        being made; removed when next opened
//	x.damaged-20261126T135200   a damaged database; never removed, never overwritten
//
// # Copies and restored files
//
// A file that speaks for another one would give names twice. So Open compares the
// file with its fingerprint (inode, birth time, machine id, network adapters) and
// with the ticket log, and gives it a new epoch where they do not fit. That finds:
// a file copied to another place or machine, a file restored from a backup, a
// cloned disk in another machine, a file whose contents were rolled back in place.
// Numbers then continue from the higher of the file and the log.
//
// It cannot be found when everything that could tell is restored together: the
// image of a whole disk put back on the same machine, or a virtual machine reset
// to a snapshot. Names given since are then given again; nothing on the machine
// can know it. Nor can a roll-back in place whose ticket log was rolled back or
// deleted too. And two copies that run at once give the same numbers, under
// different epochs: numbers are unique on one terminal, names everywhere.
//
// Some file systems change inode numbers by themselves (network file systems,
// some overlays). Every opening then has a new epoch, which is harmless.
//
// # Damage
//
// A damaged bbolt file can hang or kill whoever reads it. So the file is checked by
// a child process first (Command). What is proved damaged is set aside, and a fresh
// store takes over, its numbers from the ticket log. Where the machine had gone
// down before the log was synced, they continue above a margin of 20; where the log
// cannot be read either, above 500.
//
// Not covered: a damage whose log is lost too, after a clock that was ahead had
// given numbers to a day to come. Those of that day then start at 1 again.
//
// bbolt has no checksums over its pages. Check finds what breaks the structure, a
// value that is no longer JSON, buckets that disagree, and a ticket that differs
// from its event; a changed letter elsewhere in a value is not found.
//
// # Full and failing disks
//
// Where there is no room, methods fail with engine.ErrFull, nothing is written, and
// the same call works once there is room. After a sync that failed nobody knows
// what the disk holds: every method fails with engine.ErrBroken until the process
// is started again, which checks the file.
//
// # Exports
//
// Export and ExportFile write one JSON object per line:
//
//	{"bucket":"series","key":"2026-11-26|A","value":42}
//	{"bucket":"tickets","key":17,"value":{"name":"17.7GQ2M4XA.17", …}}
//
// in the order of the buckets meta, settings, session, series, events, tickets,
// prints, unsettled, outbox, feedback, deliveries, answered, callbacks, queue, days, and
// in each in the order of the keys. Keys are numbers in the five from events to outbox. What people wrote
// in feedback is sealed, and so are call-backs. The values are those of package kiosk; in outbox key and value
// are the first and the last of a run of events.
package bolt
