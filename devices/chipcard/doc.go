// Package chipcard reads who a Finnish identity card says it belongs to, through a
// chip-card reader on a serial line and without a PIN.
//
// # Vocabulary
//
//   - CCID: the messages of the USB chip-card class. The GemPC Twin speaks them over
//     a serial line (115200 bits per second, 8 data bits, no parity, 2 stop bits)
//     in frames 03 06 message LRC, where the LRC is all bytes before it combined by
//     exclusive or. 03 15 16 is a NAK: the frame did not arrive well.
//   - echo: the Twin sends each command back before it answers.
//   - card movement: 50 02 (gone) or 50 03 (here), two bytes outside any frame.
//   - time extension: a byte of 80 or more outside any frame. The card needs longer.
//   - ATR: answer to reset, the first thing that a card says once it has power.
//   - APDU: a command to a card or its answer, which ends with the two-byte status
//     word; 9000 means that all is well.
//   - T=0, T=1: the two ways an APDU goes between reader and card, by bytes or by
//     blocks. The Twin works at TPDU level: it moves what it is given, and the
//     driver makes GET RESPONSE (T=0) and the blocks (T=1).
//   - PKCS#15: how files on a card are laid out. TokenInfo (5032) has the number of
//     the document, 4331 the certificate for authentication.
//   - FINEID: the chip of the Finnish identity card.
//   - SATU: the electronic identifier of a person, eight digits and a check
//     character, such as 10011187H. It is the serial number in the certificate's
//     subject, beside surname and given names. The certificate has neither the
//     personal identity code nor the birth date; only the population register knows
//     which code belongs to a SATU.
//
// # Driver
//
// A [Driver] serves one port at a time (Serve fits devices.Link). It asks the reader
// five times a second whether there is a card, and tells what happens as events.
// A card has three, always in this order: [CardInserted], one [CardRead], and
// [CardRemoved]. A card that is pulled while it is read is nothing special: its
// CardRead says OutcomePulled. A reader that stops answering or is unplugged takes
// its card with it, as far as events go; when it is back, a card left in it is
// inserted anew.
//
// A card that was read, pulled and put in again within two seconds has its three
// events as well, but its CardRead says OutcomeRepeated and carries no Card: it was
// told already. The same goes for a card that stays in while its reader is unplugged
// for as short a time. Which card it was is known by a keyed hash, which is forgotten
// after the two seconds; of cards other than identity cards, two of the same make
// are taken for one.
//
// # Caveats
//
// A card is read, not verified: neither the chip's key nor the issuer's signature
// is looked at. It identifies and does not authenticate; a made-up card is read as
// well as a real one.
//
// The certificate is walked through in place, and not given to crypto/x509, which
// would keep names in strings that nothing can overwrite. What was read is wiped
// from every buffer of the driver as soon as the [Card] is made; Card.Wipe is up to
// whoever got it.
//
// Card movements can be made up by noise on the line; they only hasten the next
// question. The truth is the slot status: a card that was given power and has it no
// longer was out in between, even when nothing was seen of it.
//
// Cards are read at the speed they start with (about 10 kbit/s); no other is
// negotiated. A certificate of 1.5 KB takes some two seconds. T=1 cards that want a
// CRC in place of an LRC are told apart and not read.
//
// The cable should keep RTS low while the reader gets power, else the reader says
// its plug-and-play text first; the parser passes over it.
package chipcard
