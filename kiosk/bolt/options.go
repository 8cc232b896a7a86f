package bolt

import (
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"kundterminal/kiosk"
)

const (
	// initialMap is how much of the file is mapped from the start. Growing the
	// map waits for all readers; below this size it never has to.
	initialMap = 64 << 20

	// growth is the step in which the file grows. Each step costs one flush more,
	// and is the most that the file can be larger than its data.
	growth = 1 << 20

	// defaultTimeout is how long Open waits for another process to let go.
	defaultTimeout = 3 * time.Second

	// leastMaxSize is the smallest limit that is taken for one: a store needs
	// a few pages to be opened at all.
	leastMaxSize = 256 << 10
)

// Options says how a store is opened. Terminal must be given; every other zero
// value has a default.
type Options struct {
	// Terminal is the number in front of every name.
	Terminal kiosk.TerminalID

	// Location is the time zone of the service point, in which times are
	// returned. The default is time.Local.
	Location *time.Location

	// MaxSize limits the data in bytes; at the limit, writes return
	// engine.ErrFull. The file may be 1 MB larger. The default is half of the file
	// system.
	MaxSize int64

	// Timeout is how long to wait for another process that has the store open.
	// The default is 3 s.
	Timeout time.Duration

	// Checker proves the file sound before it is opened for writing. It should
	// be a Command, because a damaged file can hang or kill whoever reads it.
	// The default is Check in this process.
	Checker Checker

	// FeedbackKey seals what people write, and marks the tickets that feedback was
	// given with. It is kept outside the store. Without it no comment can be kept
	// or read, and anybody could tell the marked tickets.
	FeedbackKey []byte

	// Log takes warnings. The default is slog.Default.
	Log *slog.Logger

	// Now is the clock of entries that the store makes by itself. The default is
	// time.Now.
	Now func() time.Time

	// Fingerprint says which file on which machine this is. The default is
	// ReadFingerprint.
	Fingerprint func(path string) (Fingerprint, error)

	// BootID names the present run of the machine: data that was written and not
	// synced is lost when it changes. The default is the kernel's boot id.
	BootID func() string
}

// complete returns the absolute path and the options with their defaults.
func (o Options) complete(path string) (string, Options, error) {
	if o.Terminal == 0 {
		return "", o, errors.New("Options.Terminal is 0: give the terminal's number, 1 to 65535")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", o, err
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Checker == nil {
		o.Checker = checkHere
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Fingerprint == nil {
		o.Fingerprint = ReadFingerprint
	}
	if o.BootID == nil {
		o.BootID = bootID
	}
	if o.MaxSize <= 0 {
		o.MaxSize = int64(diskOf(filepath.Dir(path)).size / 2)
	}
	o.MaxSize = max(o.MaxSize, leastMaxSize)
	return path, o, nil
}

// now returns the present in the service point's time zone.
func (o Options) now() time.Time { return o.Now().In(o.Location).Round(0) }
