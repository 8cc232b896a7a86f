// Package display shows who is called where, on a screen on the wall, and says it.
//
// # Vocabulary
//
//   - A Board is what is to be seen: the last calls, notices, and whether anybody
//     waits or the point is closed. A Feed gives it.
//   - A Call is a number and where its person goes. Calling the same person again is
//     another Call: it is heard again.
//   - A sign is what stands at a desk or a room, and on the display: "7", "V1".
//   - The turn is how long one language is shown before the next.
//   - A page that has heard nothing for a while is stale: it shows what it last knew,
//     and says from when that is.
//
// # What is shown
//
// A number, a direction, a sign and its colour. A Call has no field for a service, an
// authority or a name, so that none can be shown or said, of private matters or others.
//
// # Caveats
//
//   - Sizes are in millimetres of the configured screen, and hold where the page fills
//     it: a browser must show it without bars around.
//   - Browsers play no sound before somebody has pressed the page, unless they are told
//     to (Chromium: --autoplay-policy=no-user-gesture-required). The page says so.
//   - Whoever reaches the address sees what hangs on the wall. Nothing can be pressed.
package display
