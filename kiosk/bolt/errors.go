package bolt

import "errors"

// The errors of this package beside those of package engine.
var (
	// ErrLocked is returned when another process has the store open.
	ErrLocked = errors.New("the store is in use by another process")

	// ErrDamaged is wrapped by a Checker, and by Check, when the file is not a
	// sound store.
	ErrDamaged = errors.New("the store is damaged")

	// ErrNewer is returned when a later version of this program wrote the store.
	ErrNewer = errors.New("the store has a later format than this program knows")

	// ErrClosed is returned by every method after Close.
	ErrClosed = errors.New("the store is closed")

	// ErrNoTicket is returned when a name is not that of a ticket in this store.
	ErrNoTicket = errors.New("no such ticket in the store")

	// ErrRequest is returned when a request for a ticket lacks its series or time.
	ErrRequest = errors.New("not a request for a ticket")

	// ErrPrintState is returned when a state is none that a print can change to.
	ErrPrintState = errors.New("not a state that a print can change to")
)
