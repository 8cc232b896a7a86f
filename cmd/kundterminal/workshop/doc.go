// Package workshop carries out what a technician wants done: tests with a person
// in the loop, examinations, the monitor of a serial line, the support bundle.
// It is shared by the diagnostics screens and by "kundterminal diagnose".
//
// # Vocabulary
//
//   - test: a piece of work on one device that passes or fails. It shows stages
//     and may ask the person before it what they see.
//   - run: one running test. It is noted as begun before anything is done, so
//     that a test that never ends is known.
//   - examination: what can be found without anybody's help.
package workshop
