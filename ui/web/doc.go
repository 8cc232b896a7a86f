// Package web shows the terminal's screens in a browser, drawn from ui.Scene
// exactly as laid out.
//
// # Vocabulary
//
//   - The stage is one Scene as HTML: a semantic element for each item, and a
//     block of style rules that places them. A Terminal's states arrive on it
//     by server-sent events; the page's own script brings the elements in line
//     without replacing those that stay, so that focus and a finger that is
//     down survive an update.
//   - The glass is the area that a stage is fitted into, and mm is the length
//     of one of its millimetres.
//   - The bench is the page of a demonstration: stage, paper and fault switches.
//     It is served only where Options.Dev is set.
//
// # Caveats
//
//   - A press is resolved against the scene of the newest state, never against
//     the one that the page shows; where they are different screens it is
//     refused with status 409.
//   - Without script the pages work by forms and a link that loads them anew.
//   - Whoever can reach the port can press. Listen on the loopback interface;
//     requests from other sites and for other hosts' names are refused.
//   - Browsers open six connections to a host, and each page keeps one for its
//     events: a seventh page in the same browser waits until one is closed.
//   - Browsers round the ascent of a font to whole pixels. Each line of text
//     therefore hangs from a strut that puts its baseline where the Scene has it.
package web
