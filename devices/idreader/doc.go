// Package idreader reads what card readers, document readers and barcode scanners
// send over a serial line: it finds frames in the bytes and makes one Document out
// of each.
//
// A [Parser] opens nothing, has no goroutine and no clock: the caller says when
// bytes came and when the line has been silent. A [Driver] is such a caller. It
// serves one port at a time (Serve fits devices.Link), tells the reader what it has
// to be told, and tells its owner what was read.
//
// Vocabulary
//
//   - frame: one message of a reader, with or without STX and ETX around it.
//   - MRZ: the machine readable zone of a travel document, as ICAO Doc 9303 lays
//     it out: TD1 (cards, 3 lines of 30), TD2 (2 of 36), TD3 (passports, 2 of 44).
//     '<' is its filler.
//   - personal identity code (henkilötunnus, personbeteckning): the code of a
//     person in the Finnish population register, such as 010594Y9032.
//   - electronic identifier (SATU): the number in the certificates of a Finnish
//     identity card, such as 10011187H.
//   - check: one thing that can be right or wrong with a document. All are made,
//     and each has its own Result, so that a person can be told what is wrong.
//   - re-arming: some readers fall asleep after each card and have to be told to
//     look for the next.
//   - repeated read: the same document again, 2 s or less after it was last seen.
//     It is not told. A document that lies before a scanner is thus one read.
//   - trigger: what makes a scanner look for something; here a command.
//
// # Caveats
//
// A document that passes all its checks was read well. That says nothing about
// who holds it: it identifies and does not authenticate.
//
// What was read of a person is behind one pointer, [Document.Personal]. Nothing of
// it is in a Document's text, log value or JSON. [Personal.Wipe] overwrites it, for
// all copies of the Document at once; a string made of it is out of Wipe's reach.
//
// What an OCR reader took for something else is not corrected: a 0 in place of an O
// makes a check fail. Names come as the MRZ has them; AE is not turned into Ä, for
// not every AE was one.
//
// Most readers cannot be asked whether they are there. A Driver says of those that
// they are ready as long as their port is open.
//
// While a reader sends hundreds of bytes of noise a second, codes with an unknown
// text and documents that could not be read count as noise, for noise looks like
// that now and then. Documents and codes that are known are told even so.
//
// Repeated reads are known by keyed hashes, which are forgotten after 2 s. A read
// with a mistake in it is another document than one without, and of payment cards,
// of which nothing is kept, two of the same length are taken for one.
//
// A frame that only silence ends is told of when the port's Read has timed out once
// or twice: up to a tenth of a second later than its silence is long.
//
// Neither sex nor age is derived from a personal identity code, and no check
// compares the sex in the MRZ with it.
//
// Check digits of ICAO Doc 9303 add up values modulo 10. They cannot see one
// character taken for another whose value differs by 10, 20 or 30: 0, A, K, U and
// the filler are alike to them, so are 1, B, L, V, and so on to 9, J, T. No digit at
// all covers the names, the issuing state, the nationality, the sex and the
// document code.
package idreader
