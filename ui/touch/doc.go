// Package touch is the terminal's touchscreen: a full-screen Fyne application
// that draws ui.Scene values and reports what was pressed. It decides nothing.
// Everything that needs Fyne is behind the build tag fyne.
//
// # Vocabulary
//
//   - The glass is the window in pixels, and how millimetres become pixels on it.
//   - A picture is a Scene with its texts, icons and barcodes already drawn to
//     pixels by the painter, ready to be put on the stage.
//   - The stage is the one widget in the window. It keeps the objects of the
//     last picture and changes only what differs in the next one.
//   - The ring is drawn round what has keyboard focus; the shade lies on what is
//     being pressed.
//   - What is in reach is what can be pressed now: not what is off, nor what
//     something lies over.
//
// # Threads
//
// Fyne runs on the main goroutine and is called from other goroutines in one
// place only: screen.post, which is fyne.Do. One goroutine watches the states,
// lays out the scenes and draws what is in them, so that Fyne's goroutine only
// moves objects. The heartbeat travels through the same fyne.Do: a screen
// that hangs is silent.
//
// # Caveats
//
//   - Fyne runs once in a process, on the main goroutine.
//   - Fyne's own scale is divided out: a millimetre on the glass depends on
//     Options.PixelPitch alone, whatever FYNE_SCALE or the monitor says. In full
//     screen Run sets FYNE_SCALE to 1 besides, for the sake of sharp edges.
//   - Fyne ends by itself on SIGINT and SIGTERM; Run then returns nil.
//   - On Wayland GLFW has no touch: run under X or Xwayland, where the server
//     makes a pointer of the finger.
//   - Fyne hides the cursor when the pointer first enters or moves over the
//     window; "X -nocursor" hides it before that too.
//   - Text is not written by Fyne: it spaces letters as if their size were a whole
//     number of pixels, and reads every font of the system for a letter that ours
//     lack. Here such a letter is the font's sign for it.
//   - Where LANG names no language, as C.UTF-8 does, Fyne says so on standard
//     error when the program starts. It means nothing.
//   - Fyne keeps a folder for its settings in $XDG_CONFIG_HOME/fyne, and says so
//     on standard error when it cannot make it. Nothing of ours is written there.
package touch
