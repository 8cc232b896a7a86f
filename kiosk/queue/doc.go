// Package queue is the service point's queue: who waits, who is called where, and how
// long it will take. It is pure: time comes in, and nothing is read or written.
//
// # Vocabulary
//
//   - A Visit is what a person came for with one ticket. Its Parts are what one
//     authority's people do in one go; each is called, served and counted by itself.
//   - A Desk is a place at which people are served. A Post is a desk at which somebody
//     has logged in, with what they can do: the Login.
//   - A Change is what happened. The journal keeps changes in order; a Book is what
//     they add up to. Tickets join by the journal's own entries.
//   - The effective time is a part's place in the queue: the arrival, or the time of
//     an appointment. It is kept by whoever is transferred, put back or put on hold.
//   - Cooling is the time in which somebody who did not come is not called again.
//   - A Gate is what is said of a queue: paused, closed, a quota.
//   - The aged have waited so long that nobody of any class is called before them.
//
// # Deciding and applying
//
// The methods of a Book that are named by what somebody wants (Next, Finish, Move, …)
// decide: they return the Changes that come of it, or an error that says why not, and
// change nothing. Apply changes the Book, and does not decide: it never fails, and
// gives the same Book for the same changes, whatever the Settings are by then.
//
// # Invariants
//
// A person is at one desk at most: one part of a visit is called or served. A desk
// holds one part at most. A part that has not ended is never lost: it can be called by
// a desk with the competence, or is on hold, or at a desk.
package queue
