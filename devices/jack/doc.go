// Package jack tells whether headphones are plugged in, from a Linux input device
// (evdev) that has the switch of a headphone socket.
//
// Vocabulary
//
//   - switch: SW_HEADPHONE_INSERT, which the sound driver closes while a plug is in
//     the socket (linux/input-event-codes.h).
//   - event: struct input_event of linux/input.h, in the byte order and with the
//     word size of the machine: 24 bytes on one of 64 bits.
//
// Caveats: a plug in the socket says nothing of an ear at the other end, nor that the
// loudspeaker is silent: the sound hardware has to see to that, as most does.
// The socket's device appears as /dev/input/eventN, and under a lasting name in
// /dev/input/by-path; the user has to be in the group input. `evtest` lists the
// devices with their switches.
package jack
