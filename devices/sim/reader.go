package sim

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// ReaderKind is what a reader reads, and how it says so.
type ReaderKind int

// The kinds of readers.
const (
	// ElyctisMRZ reads machine readable zones. Frames both ways are a command,
	// a length in two bytes and data. It looks for documents in continuous mode
	// only, which ends with each read, or when it is asked.
	ElyctisMRZ ReaderKind = iota
	// DeskoMRZ sends an MRZ between STX and ETX, each line with CR behind it.
	DeskoMRZ
	// PlainMRZ sends the lines of an MRZ with the suffix behind each.
	PlainMRZ
	// BarcodeScanner sends what it scans, with the suffix behind it.
	BarcodeScanner
	// HoneywellImager scans barcodes, and an MRZ in one piece when OCR was
	// switched on, while its trigger is pressed by command.
	HoneywellImager
	// MagTekInsert tells of a card put in, and sends its tracks when it is taken
	// out.
	MagTekInsert
	// MagTekSwipe sends the tracks of a card that is pulled through.
	MagTekSwipe

	readerKindCount
)

var readerKindNames = [readerKindCount]string{
	"Elyctis MRZ reader", "DESKO MRZ reader", "plain MRZ reader", "barcode scanner", "Honeywell imager",
	"MagTek insertion reader", "MagTek swipe reader",
}

// String names the kind.
func (k ReaderKind) String() string {
	if k < 0 || k >= readerKindCount {
		return "unknown reader"
	}
	return readerKindNames[k]
}

// BadTrack stands for a magnetic track that cannot be read.
const BadTrack = "E"

// ReaderOptions are how a reader is set up. The zero value is an Elyctis reader on
// an ideal line.
type ReaderOptions struct {
	Kind ReaderKind

	// LinkPath is a symbolic link that always leads to the reader's present
	// pseudo-terminal; see [Options.LinkPath].
	LinkPath string
	// Baud paces what the reader sends at Baud/10 bytes a second; 0 sends as
	// fast as it goes.
	Baud int

	// Suffix ends a barcode, and each line of PlainMRZ; empty means CR. NoSuffix
	// leaves it out.
	Suffix   string
	NoSuffix bool
	// Separator stands between the lines of an MRZ in a frame of ElyctisMRZ.
	Separator string
	// AIM is the symbology identifier in front of each barcode, such as "]C0".
	AIM string
	// Framed puts STX before and ETX behind each frame of PlainMRZ, of scanners
	// and of magnetic readers; MagTekInsert sends ESC behind the STX.
	Framed bool
	// Header and Trailer are sent around each frame of DeskoMRZ.
	Header, Trailer []byte
	// AlwaysOn lets HoneywellImager scan without a trigger.
	AlwaysOn bool

	// Now is the clock of time stamps; nil means time.Now.
	Now func() time.Time
	// Seed makes the bytes of GarbageFlood repeatable.
	Seed uint64
}

// Reader is a simulated document reader, barcode scanner or magnetic reader on a
// pseudo-terminal. All methods may be called from any goroutine.
type Reader struct {
	opt ReaderOptions

	mu      sync.Mutex
	cond    *sync.Cond // broadcast on every change of what follows
	closed  bool
	all     sync.WaitGroup
	link    string
	linkDir string
	line    *line // nil while unplugged

	faults  [readerFaultCount]bool
	out     []outgoing // not yet sent
	command []byte     // begun and not yet whole

	armed  bool // ElyctisMRZ: in continuous mode. HoneywellImager: the trigger is pressed
	ocr    bool // HoneywellImager: reads an MRZ too
	lying  []string
	fresh  bool // what lies there was not read yet
	second bool // what lies there is to be read twice, and was read once
	card   bool // MagTekInsert: one is in
	tracks []string

	counts ReaderCounts
	sentAt time.Time
	random *rand.Rand
}

// ReaderCounts are what happened since NewReader.
type ReaderCounts struct {
	Plugged  int // times that it was plugged in
	Frames   int // frames sent, halves too
	Garbage  int // random bytes sent
	Received int // bytes received
	Commands int // commands carried out
	Unknown  int // commands and stray bytes that it does not know
}

// NewReader plugs a reader in. It is ready when NewReader returns. The error says
// why no pseudo-terminal or link could be made.
func NewReader(o ReaderOptions) (*Reader, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	switch {
	case o.NoSuffix:
		o.Suffix = ""
	case o.Suffix == "":
		o.Suffix = "\r"
	}
	r := &Reader{opt: o, random: rand.New(rand.NewPCG(o.Seed, 3))}
	r.cond = sync.NewCond(&r.mu)
	if err := r.makeLinkPath(); err != nil {
		return nil, err
	}
	r.mu.Lock()
	err := r.plug()
	r.mu.Unlock()
	if err != nil {
		r.removeLink()
		return nil, err
	}
	return r, nil
}

// Path is what a host opens. It stays the same when the reader is unplugged and
// plugged in again, and leads nowhere in between.
func (r *Reader) Path() string { return r.link }

// Kind is the kind it was made as.
func (r *Reader) Kind() ReaderKind { return r.opt.Kind }

// Close unplugs the reader for good, removes the link, and returns when no
// goroutine of the reader is left. The second call does nothing.
func (r *Reader) Close() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.unplug()
	r.closed = true
	r.cond.Broadcast()
	r.mu.Unlock()
	r.all.Wait()
	r.removeLink()
	return nil
}

// Counts returns what was counted so far.
func (r *Reader) Counts() ReaderCounts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts
}

// SentAt is when the last byte of the last frame was handed to the line.
func (r *Reader) SentAt() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sentAt
}

// Armed reports whether the reader would read what is held before it now.
func (r *Reader) Armed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.line != nil && r.ready()
}

// ready is Armed for a reader that has power. r.mu is held.
func (r *Reader) ready() bool {
	switch r.opt.Kind {
	case ElyctisMRZ:
		return r.armed
	case HoneywellImager:
		return r.armed || r.opt.AlwaysOn
	}
	return true
}

// plug makes a new pseudo-terminal and switches the power on. r.mu is held.
func (r *Reader) plug() error {
	l, err := openLine(nil)
	if err != nil {
		return err
	}
	if err := replaceLink(l.slave.Name(), r.link); err != nil {
		l.close()
		return err
	}
	r.line = l
	r.faults[ReaderCableOut] = false
	r.counts.Plugged++
	r.all.Go(func() { r.receive(l) })
	r.all.Go(func() { r.transmit(l) })
	return nil
}

// unplug pulls cable and power. A card stays where it is, what the reader was told
// is forgotten. r.mu is held.
func (r *Reader) unplug() {
	r.faults[ReaderCableOut] = true
	if r.line == nil {
		return
	}
	_ = os.Remove(r.link)
	r.line.close()
	r.line = nil
	r.out, r.command, r.armed, r.ocr = nil, nil, false, false
	r.cond.Broadcast()
}

// makeLinkPath decides where the link is. A file that is no link is never replaced.
func (r *Reader) makeLinkPath() error {
	if r.opt.LinkPath == "" {
		dir, err := os.MkdirTemp("", "reader-")
		if err != nil {
			return fmt.Errorf("sim: make a directory for the link: %w", err)
		}
		r.linkDir, r.link = dir, filepath.Join(dir, "tty")
		return nil
	}
	r.link = r.opt.LinkPath
	if info, err := os.Lstat(r.link); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		return fmt.Errorf("sim: %s exists and is no link; choose another path or remove it", r.link)
	}
	return nil
}

func (r *Reader) removeLink() {
	_ = os.Remove(r.link)
	if r.linkDir != "" {
		_ = os.Remove(r.linkDir)
	}
}
