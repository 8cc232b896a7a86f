// Package keypad reads the tactile keypad of those who do not touch the glass: five
// keys and two for the volume. It speaks to keypads on a serial line, and to those
// that are a keyboard on USB. What each sends is in its profile.
//
// # Vocabulary
//
//   - A Key is one of the seven keys: previous, next, select, back, repeat, louder
//     and softer. Only pressing one down counts: letting go, and the repetition of a
//     key that is held, are nothing (EN 301 549 5.7).
//   - A bounce is the same key again sooner than a finger can press it twice.
//   - A flood is more that makes no sense than a keypad could send. While it lasts
//     no key counts: among random bytes anything might be one.
//
// # The protocol of the profile serial-frames
//
// 9600 baud, 8 data bits, no parity, 1 stop bit. A key that goes down sends three
// bytes: STX (02), a letter, ETX (03). The letters are P previous, N next, S select,
// B back, R repeat, + louder, - softer. The terminal sends ENQ (05) every ten
// seconds, and the keypad answers ACK (06) within a second: so a keypad that has
// lost its power is found before anybody needs it. It answers nothing else, and
// needs no commands.
//
// # Keyboards on USB
//
// The kernel gives what they send as struct input_event of 24 bytes, of which type
// EV_KEY with the value 1 is a key that goes down. The device is grabbed (EVIOCGRAB),
// so that its keys reach neither a browser nor a console. Its path is best one of
// /dev/input/by-id/, and the terminal's user needs the group input.
//
// # Caveats
//
// A profile without a question (ask) cannot be told from a cable with nothing at its
// end: such a keypad is ready as soon as its port is open.
package keypad
