package sim

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// CardReaderOptions are how a card reader is set up. The zero value is a reader
// that echoes commands and needs no time.
type CardReaderOptions struct {
	// LinkPath is a symbolic link that always leads to the reader's present
	// pseudo-terminal; see [Options.LinkPath].
	LinkPath string
	// NoEcho leaves the echo of commands out, as other readers of the family do.
	NoEcho bool
	// LosesAnswers makes the reader forget the answer to a command during which
	// a card moved: the echo and the movement are all that comes.
	LosesAnswers bool
	// CardTime is how long a card takes over each command while SlowCard is
	// set; 0 means 400 ms. The reader pleads for time eight times meanwhile.
	CardTime time.Duration
	// Noise is the pause between two bursts of 64 bytes of LineGarbage; 0 means
	// 5.5 ms, which fills a line of 115200 baud.
	Noise time.Duration
	// Seed makes the bytes of LineGarbage repeatable.
	Seed uint64
}

// CardReader is a simulated chip-card reader, a GemPC Twin: CCID messages framed
// for a serial line, at TPDU level. It is on a pseudo-terminal. All methods may be
// called from any goroutine.
type CardReader struct {
	opt CardReaderOptions

	mu      sync.Mutex
	closed  bool
	all     sync.WaitGroup
	link    string
	linkDir string
	line    *line // nil while unplugged
	writing sync.Mutex

	faults      [cardFaultCount]bool
	unplugAfter int // bytes; 0: never
	removeAfter int // commands to the card; 0: never
	naks        int // frames still to be refused
	halves      int // answers still to be cut
	badBlocks   int // answers of the card still to be damaged

	card    *ChipCard // nil when none is in
	chip    *chip     // its state while it has power
	moves   int       // cards put in and taken out
	events  []byte    // movements to be told with the next answer
	synced  bool      // movements are told with answers
	counts  CardCounts
	refused []string
	random  *rand.Rand
}

// CardCounts are what happened since NewCardReader.
type CardCounts struct {
	Frames   int // whole frames from the host
	NAKs     int // frames refused
	PowerOns int // times that a card was given power
	Commands int // TPDUs handed to a card
	Inserted int // cards put in
}

// NewCardReader plugs a reader in. It is ready when NewCardReader returns. The
// error says why no pseudo-terminal or link could be made.
func NewCardReader(o CardReaderOptions) (*CardReader, error) {
	if o.CardTime <= 0 {
		o.CardTime = 400 * time.Millisecond
	}
	if o.Noise <= 0 {
		o.Noise = 5500 * time.Microsecond
	}
	r := &CardReader{opt: o, random: rand.New(rand.NewPCG(o.Seed, 2))}
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
func (r *CardReader) Path() string { return r.link }

// Close unplugs the reader for good, removes the link, and returns when no
// goroutine of the reader is left. The second call does nothing.
func (r *CardReader) Close() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.unplug()
	r.closed = true
	r.mu.Unlock()
	r.all.Wait()
	r.removeLink()
	return nil
}

// Insert puts a card in, in place of one that may be there.
func (r *CardReader) Insert(c ChipCard) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.card != nil {
		r.take()
	}
	r.card = &c
	r.counts.Inserted++
	r.moved(0x03)
}

// Remove pulls the card, whatever the reader is doing with it. Without a card it
// does nothing.
func (r *CardReader) Remove() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.card != nil {
		r.take()
	}
}

// CardIn reports whether a card is in the reader.
func (r *CardReader) CardIn() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.card != nil
}

// Counts returns what was counted so far.
func (r *CardReader) Counts() CardCounts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts
}

// Refused lists what a host that fits the reader would not have sent: frames that
// arrived damaged, unknown commands, commands to a card that is not there or has no
// power, blocks that break the rules of T=1. At most the first 1,000 are kept.
func (r *CardReader) Refused() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.refused)
}

// refuse notes what was not carried out. r.mu is held.
func (r *CardReader) refuse(format string, a ...any) {
	if len(r.refused) < maxRefusals {
		r.refused = append(r.refused, fmt.Sprintf(format, a...))
	}
}

// take pulls the card. r.mu is held.
func (r *CardReader) take() {
	r.card, r.chip = nil, nil
	r.moved(0x02)
}

// moved tells of a card movement: at once, or with the next answer. r.mu is held.
func (r *CardReader) moved(state byte) {
	r.moves++
	switch {
	case r.line == nil || r.faults[ReaderMute]:
	case r.synced:
		r.events = append(r.events, 0x50, state)
	default:
		l := r.line
		r.all.Go(func() { r.send(l, []byte{0x50, state}) })
	}
}

// plug makes a new pseudo-terminal and switches the power on. r.mu is held.
func (r *CardReader) plug() error {
	l, err := openLine(nil)
	if err != nil {
		return err
	}
	if err := replaceLink(l.slave.Name(), r.link); err != nil {
		l.close()
		return err
	}
	r.line = l
	r.faults[ReaderUnplugged] = false
	r.synced, r.events, r.chip = false, nil, nil
	r.all.Go(func() { r.receive(l) })
	if r.faults[LineGarbage] {
		r.all.Go(func() { r.noise(l) })
	}
	return nil
}

// unplug pulls cable and power. A card stays where it is. r.mu is held.
func (r *CardReader) unplug() {
	r.faults[ReaderUnplugged] = true
	r.unplugAfter = 0
	if r.line == nil {
		return
	}
	_ = os.Remove(r.link)
	r.line.close()
	r.line, r.chip = nil, nil
}

// makeLinkPath decides where the link is. A file that is no link is never replaced.
func (r *CardReader) makeLinkPath() error {
	if r.opt.LinkPath == "" {
		dir, err := os.MkdirTemp("", "cardreader-")
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

func (r *CardReader) removeLink() {
	_ = os.Remove(r.link)
	if r.linkDir != "" {
		_ = os.Remove(r.linkDir)
	}
}
