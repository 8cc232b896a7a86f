package devices

// Port is an open byte stream to a device. It is as small as drivers allow, so
// that a test can play one.
//
// Read may be called by one goroutine while others call Write, ModemReady and
// Close. After the first error that is not a timeout the port is of no more use
// and answers every call with that error.
type Port interface {
	// Read waits for at least one byte, but not for long: a tenth of a second or
	// so. When none came the error satisfies errors.Is(err, os.ErrDeadlineExceeded)
	// and the port is as good as before. It never returns 0, nil.
	Read(p []byte) (int, error)
	// Write hands the bytes on, all of them or an error. It returns in a limited
	// time even when the device has stopped reading; the error then carries
	// FaultStalled, and the port is of no more use.
	Write(p []byte) (int, error)
	// Close gives the port up. Calls that are waiting in Read or Write return.
	Close() error
	// ModemReady reports whether the device's own ready lines (DSR, CTS) are up;
	// known is false where the port has no such lines or none is wired.
	ModemReady() (ready, known bool)
}
