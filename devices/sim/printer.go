package sim

import (
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// Options are how a printer is set up. The zero value is an ideal line to a
// printer without weight: no pacing, no waiting for mechanics.
type Options struct {
	// LinkPath is a symbolic link that always leads to the printer's present
	// pseudo-terminal, as /dev/serial/by-id does. It is replaced atomically
	// when the printer is plugged in again. Empty: a link in a directory of
	// its own under os.TempDir, removed by Close.
	LinkPath string

	// Baud paces the line both ways at Baud/10 bytes a second, and bytes that
	// arrive when the receive buffer is full are dropped. 0 is an ideal line
	// with hardware handshake: as fast as it goes, and the printer stops
	// taking bytes while its buffer is full, as long as it is online.
	Baud int

	// Speed scales the time that feeding and cutting take: 1 is real time, 10
	// is ten times as fast, 0 takes no time at all.
	Speed float64

	// IgnoreXOFF leaves XON and XOFF out, as a printer set to DTR/DSR does.
	IgnoreXOFF bool
	// XOFFOffline sends XOFF on going offline too, and XON on coming back.
	XOFFOffline bool

	// TakeAfter is how long a visitor leaves a ticket in the presenter of a
	// model that has one; 0 leaves it there until TakeTicket.
	TakeAfter time.Duration

	// Keep is how many finished tickets are remembered; 0 means 1000.
	Keep int
	// OnTicket is called with each finished ticket, outside all locks, from
	// the printer's own goroutine (or from that of Set and TearOff for paper
	// that is torn). It may call every method but Close.
	OnTicket func(Ticket)

	// Now is the clock of time stamps; nil means time.Now.
	Now func() time.Time
	// Seed makes the bytes of Garbage repeatable.
	Seed uint64
}

// Printer is a simulated receipt printer on a pseudo-terminal. All methods
// may be called from any goroutine.
type Printer struct {
	model Model
	opt   Options

	mu     sync.Mutex
	cond   *sync.Cond // broadcast on every change of what follows
	closed bool
	all    sync.WaitGroup

	link    string // path of the symbolic link
	linkDir string // directory to remove, if it is ours
	line    *line  // nil while unplugged

	// work is what the interpreter is at: it changes when the buffers are
	// cleared and when power is cycled, and whatever belonged to the old work
	// stops. abandoned is closed at that moment.
	work      int
	abandoned chan struct{}
	power     int  // times switched on
	waiting   bool // the interpreter waits for a byte

	buf      ring
	executed int64 // bytes taken out of buf since New
	sentXOFF bool

	faults      [faultCount]bool
	cutterError bool
	failCut     bool
	paperLeft   int // 0: endless
	unplugAfter int // 0: never

	asb       byte // what GS a enabled
	lastASB   [4]byte
	notice    byte // what GS ( H fn 49 enabled
	wasOnline bool

	nv        map[[2]byte]*Bitmap
	sheet     sheet
	tickets   []Ticket
	listeners []func(Ticket)
	presenter presenter
	mechanism time.Time // when the last movement ends
	counts    Counts
	stamps    stamps
	refused   []Refusal
	random    *rand.Rand
}

// errAbandoned ends the interpreter's present work.
var errAbandoned = errors.New("sim: buffers cleared or power lost")

// New switches a printer on. It is ready when New returns: a host may open
// Path at once. The error says why no pseudo-terminal or link could be made.
func New(m Model, o Options) (*Printer, error) {
	p := newPrinter(m, o)
	if err := p.makeLinkPath(); err != nil {
		return nil, err
	}
	p.mu.Lock()
	err := p.plug()
	p.mu.Unlock()
	if err != nil {
		p.removeLink()
		return nil, err
	}
	p.all.Go(p.execute)
	return p, nil
}

// newPrinter is a printer without cable and without power.
func newPrinter(m Model, o Options) *Printer {
	m.complete()
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Keep <= 0 {
		o.Keep = 1000
	}
	p := &Printer{
		model: m, opt: o,
		abandoned: make(chan struct{}),
		buf:       newRing(m.Buffer),
		nv:        map[[2]byte]*Bitmap{},
		random:    rand.New(rand.NewPCG(o.Seed, 1)),
		wasOnline: true,
	}
	p.cond = sync.NewCond(&p.mu)
	p.sheet = sheet{stride: (m.Dots + 7) / 8, maxRows: m.dots(maxPieceMM)}
	p.sheet.thread(m.dots(m.CutterMM))
	if o.OnTicket != nil {
		p.listeners = append(p.listeners, o.OnTicket)
	}
	p.lastASB = p.status()
	return p
}

// Model is the model as it was completed.
func (p *Printer) Model() Model { return p.model }

// Path is what a host opens. It stays the same when the printer is unplugged
// and plugged in again, and leads nowhere in between.
func (p *Printer) Path() string { return p.link }

// Close switches the printer off for good, removes the link, and returns when
// no goroutine of the printer is left. The second call does nothing.
func (p *Printer) Close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.unplug()
	p.closed = true
	p.presenter.stop()
	p.cond.Broadcast()
	p.mu.Unlock()
	p.all.Wait()
	p.removeLink()
	return nil
}

// newWork abandons what the interpreter is doing.
func (p *Printer) newWork() {
	p.work++
	close(p.abandoned)
	p.abandoned = make(chan struct{})
	p.buf.reset()
	p.waiting = true // there is nothing left to do
	p.cond.Broadcast()
}

// execute runs one interpreter after the other, each until its work is
// abandoned. The modes outlive a clearing of the buffers, not a power cycle.
func (p *Printer) execute() {
	power := 0
	var kept modes
	for {
		p.mu.Lock()
		for !p.closed && p.line == nil {
			p.cond.Wait()
		}
		if p.closed {
			p.mu.Unlock()
			return
		}
		work, now, read := p.work, p.power, p.executed
		p.mu.Unlock()
		if now != power {
			power, kept = now, powerOn(&p.model)
		}
		it := &interpreter{p: p, m: &p.model, in: supply{p, work}, work: work, read: read, modes: kept}
		it.run()
		kept = it.modes
	}
}
