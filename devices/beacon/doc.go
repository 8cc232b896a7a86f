// Package beacon switches the light or buzzer that calls a service advisor to the
// terminal. What is sent to it is in its profile.
//
// # Vocabulary
//
//   - A beacon is lit or dark. A buzzer that sounds is lit too.
//   - It is confirmed what the beacon itself has answered; of one that answers
//     nothing, what has been written to its line.
//
// # The protocol of the profile beacon-frames
//
// 9600 baud, 8 data bits, no parity, 1 stop bit. The terminal sends STX L 1 ETX
// (02 4C 31 03) to light it and STX L 0 ETX (02 4C 30 03) to put it out; the beacon
// answers each by ACK (06) within a second. Every ten seconds the terminal sends
// again what holds, so that a beacon that had no power comes to be as it should.
//
// # Caveats
//
// A beacon that answers nothing is taken to be lit though its lamp may be burnt out:
// the technician's test asks whether it is seen.
package beacon
