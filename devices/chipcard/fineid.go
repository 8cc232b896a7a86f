package chipcard

import (
	"context"
	"errors"
)

// status is the status word of an answer.
type status uint16

// good reports whether the command was carried out, with a warning or without.
func (s status) good() bool { return s == 0x9000 || s>>8 == 0x62 || s>>8 == 0x63 }

var (
	errSATU = errors.New("the check character of the electronic identifier does not fit")
	errFile = errors.New("a file on the card is longer than it may be")
	errCut  = errors.New("a file on the card ends before its content does")
)

// Bounds of what is read of a card.
const (
	maxFile  = 8 << 10
	maxChunk = 252 // in one READ BINARY: the longest that fits one block of T=1
)

// pkcs15 is the name of the PKCS#15 application.
var pkcs15 = []byte{0xA0, 0x00, 0x00, 0x00, 0x63, 'P', 'K', 'C', 'S', '-', '1', '5'}

// Paths from the master file on. Old cards keep their PKCS#15 files in 5015.
var (
	tokenInfoPaths   = [][]byte{{0x50, 0x32}, {0x50, 0x15, 0x50, 0x32}}
	certificatePlace = [][]byte{{0x43, 0x31}, {0x50, 0x15, 0x43, 0x31}}
	odfPaths         = [][]byte{{0x50, 0x31}, {0x50, 0x15, 0x50, 0x31}}
)

// reading is one try to read a card's files.
type reading struct {
	exchange func(ctx context.Context, apdu []byte) ([]byte, status, error)
	file     [maxFile]byte
}

// wipe overwrites the file that was read last.
func (r *reading) wipe() { clear(r.file[:]) }

// fill reads who the card is for. A card without the files is left as KindOther; an
// error is one of the way to the card, or errSATU, errFile and errCut.
func (r *reading) fill(ctx context.Context, card *Card) error {
	_, sw, err := r.exchange(ctx, selectCommand(0x04, pkcs15))
	if err != nil {
		return err
	}
	if !sw.good() {
		_, sw, err = r.exchange(ctx, selectCommand(0x08, []byte{0x50, 0x15}))
		if err != nil || !sw.good() {
			return err
		}
	}
	info, err := first(ctx, tokenInfoPaths, r.element)
	if err != nil && !spoilt(err) {
		return err
	}
	if number := documentNumber(info); number != nil {
		card.DocumentNumber = card.keep(func(dst []byte) []byte { return append(dst, number...) })
	}
	return r.holder(ctx, card)
}

// holder looks for a certificate of a person, first where FINEID has it and then
// wherever the card says that its certificates are.
func (r *reading) holder(ctx context.Context, card *Card) error {
	failed, err := r.certificate(ctx, card, certificatePlace)
	if err != nil || card.Kind == KindFINEID {
		return err
	}
	odf, err := first(ctx, odfPaths, r.whole)
	if err != nil && !spoilt(err) {
		return err
	}
	for _, directory := range directories(odf) {
		cdf, err := r.whole(ctx, directory)
		if err != nil && !spoilt(err) {
			return err
		}
		more, err := r.certificate(ctx, card, certificatePaths(cdf))
		if err != nil || card.Kind == KindFINEID {
			return err
		}
		failed = errors.Join(failed, more)
	}
	return failed
}

// certificate reads the first of the files that is the certificate of a person.
// failed says why one that looked like it could not be used.
func (r *reading) certificate(ctx context.Context, card *Card, paths [][]byte) (failed, err error) {
	for _, path := range paths {
		der, err := r.element(ctx, path)
		if err != nil && !spoilt(err) {
			return nil, err
		}
		if err == nil && der != nil {
			err = card.take(der)
		}
		if card.Kind == KindFINEID {
			return nil, nil
		}
		failed = errors.Join(failed, err)
	}
	return failed, nil
}

// take keeps what a certificate says, if it is that of a person with an electronic
// identifier.
func (c *Card) take(der []byte) error {
	s, err := parseSubject(der)
	if err != nil {
		return err
	}
	// Nothing of a person is put on the stack: where it moves, what it held stays.
	used := c.used
	satu := c.keep(s.serial.appendText)
	formed := formedSATU(satu) && (s.surname.tag != 0 || s.givenNames.tag != 0)
	if !formed || !ValidSATU(satu) {
		clear(satu)
		c.used = used
		if formed {
			return errSATU
		}
		return nil
	}
	c.Kind, c.SATU = KindFINEID, satu
	c.Surname = c.keep(s.surname.appendText)
	c.GivenNames = c.keep(s.givenNames.appendText)
	return nil
}

// spoilt reports whether an error is one of a file's content, so that another may
// still be good.
func spoilt(err error) bool { return errors.Is(err, errFile) || errors.Is(err, errCut) }

// first reads the first of the files that is there, with read; nil when none is.
func first(ctx context.Context, paths [][]byte, read func(context.Context, []byte) ([]byte, error)) ([]byte, error) {
	for _, path := range paths {
		file, err := read(ctx, path)
		if file != nil || err != nil {
			return file, err
		}
	}
	return nil, nil
}

// open selects a file; false when the card has none there or keeps it to itself.
func (r *reading) open(ctx context.Context, path []byte) (bool, error) {
	_, sw, err := r.exchange(ctx, selectCommand(0x08, path))
	return err == nil && sw.good(), err
}

// chunk reads the next part of the open file behind its first n bytes and returns
// how long it is; 0 at the end of the file.
func (r *reading) chunk(ctx context.Context, n, most int) (int, error) {
	data, sw, err := r.exchange(ctx, []byte{0x00, 0xB0, byte(n >> 8), byte(n), byte(min(maxChunk, most))})
	switch {
	case err != nil || !sw.good():
		return 0, err
	case n+len(data) > maxFile:
		return 0, errFile
	}
	return copy(r.file[n:], data), nil
}

// element reads a file that is one element, and no further. It is good until the
// next file; nil when the card has no such file.
func (r *reading) element(ctx context.Context, path []byte) ([]byte, error) {
	if is, err := r.open(ctx, path); !is {
		return nil, err
	}
	n, err := r.chunk(ctx, 0, maxChunk)
	if n == 0 {
		return nil, err
	}
	_, size, ok := elementSize(r.file[:n])
	switch {
	case !ok:
		return nil, errCut
	case size > maxFile:
		return nil, errFile
	}
	for n < size {
		more, err := r.chunk(ctx, n, size-n)
		if err != nil {
			return nil, err
		}
		if more == 0 {
			return nil, errCut
		}
		n += more
	}
	return r.file[:size], nil
}

// whole reads a file of several elements up to its end. It is good until the next
// file; nil when the card has no such file.
func (r *reading) whole(ctx context.Context, path []byte) ([]byte, error) {
	if is, err := r.open(ctx, path); !is {
		return nil, err
	}
	n := 0
	for n < maxFile {
		more, err := r.chunk(ctx, n, maxFile-n)
		if err != nil {
			return nil, err
		}
		if more == 0 {
			break
		}
		n += more
	}
	return r.file[:n], nil
}

// selectCommand makes a SELECT: by 04 the name of an application, by 08 the path of
// a file from the master file on.
func selectCommand(by byte, what []byte) []byte {
	p2 := byte(0x00)
	if by == 0x08 {
		p2 = 0x04 // its parameters are enough of an answer
	}
	apdu := append([]byte{0x00, 0xA4, by, p2, byte(len(what))}, what...)
	return append(apdu, 0x00)
}
