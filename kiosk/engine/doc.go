// Package engine owns the terminal's one State. A single goroutine takes events
// from its channels, calls kiosk.Update, carries the effects out through its ports,
// and gives a copy of the state to every front end that
// watches.
//
// Nothing waits inside that goroutine: what takes time runs beside it and
// returns as an event. What is promised to a person is durable first: a ticket
// is committed before it is printed, and the printer's proof is committed before
// the screen says that the ticket can be taken; only where the journal refuses to
// note the proof, the person is told of their paper all the same, and the ticket
// is offered again after the next start.
package engine
