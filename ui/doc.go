// Package ui describes the terminal's screens as values: what is seen, what is
// said and what can be pressed. Front ends draw them; they decide nothing.
//
// # Vocabulary
//
//   - A Screen is what a screen means: a question, choices, a way back and on.
//     Presenter.Screen makes it from the state and the texts.
//   - A Scene is the same Screen laid out on a Frame in millimetres: boxes,
//     lines of text, icons, in reading and focus order. Arrange makes it.
//   - A Button carries the kiosk.Press that pressing it means. A front end
//     reports the id of what was pressed, and only what is on the screen can be.
//   - A screen is large, low, or in high contrast as its Comfort says. Where larger
//     texts find no room, drawings go first, then pages are turned, then texts
//     shrink to the least size that was asked for: never is one cut. Low means
//     that all that can be pressed is within Reach; what is above is only read.
//     High contrast puts other colours into the Scene, and front ends draw these.
//   - A Slip is what stands on paper.
//   - Facts, Trace, Targets and Pattern are parts for a technician. What is Fine
//     on their scenes may be smaller than a citizen's text; what can be pressed
//     may not. Targets and Pattern have the whole glass.
//
// All lengths are millimetres on the glass, so that a target of 20 mm is 20 mm
// on every screen; a front end multiplies by the pixels per millimetre that the
// configuration gives, never by what a toolkit guesses.
package ui
