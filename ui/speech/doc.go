// Package speech says sentences aloud, by espeak-ng (Debian package espeak-ng) as
// a child process whose sound a Player plays.
//
// # Vocabulary
//
//   - voice: what espeak-ng calls a language as one speaker says it: fi, sv, en-gb.
//   - utterance: the sentences that are said one after the other. A new utterance
//     ends the one before at once: nobody hears two things at a time, and what was
//     pressed last is what is said.
//   - trouble: why the last utterance was not said.
//
// # Caveats
//
// espeak-ng has no Northern, Inari or Skolt Sámi voice; a text in a language
// without a voice is said by the Finnish one. It is licensed under the GPL, and
// therefore run as a program and not linked. What is said reaches it by its standard
// input, so that no list of processes shows it.
package speech
