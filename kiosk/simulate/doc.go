// Package simulate plays a day of a service point through the real queue, in virtual
// time: to see what one desk more, or another rule, would have done.
//
// # Vocabulary
//
//   - A Day is what a file says of a day: who comes when, with which errands, and which
//     desks are open with which competences. It is an assumption, and says which.
//   - An Errand of a day is what some of the people come for, with its share of them.
//   - A Shift is a desk with somebody at it, from when until when, with their breaks.
//   - Habits are how people behave: how many do not come when called, or come late.
//   - A Result is what became of a day. A WhatIf is a change of a day, to play it again.
//   - A formula is how other queues reckon the wait; a Result compares them.
//
// # Randomness
//
// A day is the same for the same seed: every person has a stream of random numbers of
// their own, so that another desk or rule changes what happens to people, and not who
// comes, for what and when.
//
// # Caveats
//
// Service times are drawn around the minutes of the file or of the catalogue. What comes
// out is no truer than these: measure them first. Advisors call the next person as soon as
// they are free; nobody is called by hand; no call is undone.
package simulate
