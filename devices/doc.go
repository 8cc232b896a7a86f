// Package devices says what a device of the terminal is, apart from any make or
// wire: how it stands (Status), what can be wrong with it (Fault), how an error of
// it reads (Error), what it is reached through (Port) and how that way is opened,
// served and opened again (Link).
//
// Vocabulary
//
//   - fault: one thing that is wrong with a device, as a person would name it.
//     A device may report several conditions at once; Status carries the one that
//     has to be dealt with first.
//   - port: an open byte stream to a device. A port is used until its first real
//     error and is then closed; it does not come back to life. A new one is opened.
//   - link: the standing intention to have a port. A Link never gives up.
//
// The drivers are in the folders below: serialport opens ports, escpos speaks to
// receipt printers, idreader to card readers and scanners, sim plays them all.
package devices
