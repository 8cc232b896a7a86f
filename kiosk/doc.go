// Package kiosk is the domain of a service point's terminal: what a visit is,
// and how it goes on.
//
// # Vocabulary
//
//   - An Authority (Kela, the Tax Administration, the police, …) offers Services.
//   - A Service is one thing a person can come for, such as "Tax card". Choosing
//     it at the terminal makes it an errand of the visit.
//   - A LifeEvent is a life situation with the services it usually needs, over
//     the borders of authorities.
//   - A Queue is a line of people waiting. Its Series is the letter in front of
//     their numbers.
//   - A Ticket is a place in a queue: a number for people, an EventName as its
//     identity, a Code for the barcode.
//   - Served is one of the four ways to be served: by oneself in an e-service, by a
//     service advisor, by an authority's own expert at the point, or by one by video.
//     A Way is what the Finnish Service Catalogue says of how a service is given.
//   - The Roster tells when experts are there, in Shifts. It names nobody.
//   - A CallBack is a call that a person has asked for.
//   - A Room is where people wait or are served; a Floor is the plan that it is on.
//   - Comfort is how a person wants the screen: size of text, contrast, reach,
//     time, one thing on each screen, and the hand.
//   - A Session is one person's use of the terminal. When it ends it is replaced
//     by its zero value, so that nothing of the person is left.
//
// # How a visit goes on
//
// Update takes a State and an Event and returns the next State and the Effects
// to carry out. It does no I/O, starts no goroutine and reads no clock: time
// comes in as TimePassed. The engine sub-package owns the one goroutine that
// calls it.
package kiosk
