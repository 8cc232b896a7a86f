package workshop

import (
	"slices"
	"sync"
	"time"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
)

// ReadKind is what a Read tells.
type ReadKind uint8

// The kinds of a Read.
const (
	ReadDocument ReadKind = iota // a document or code was read, or could not be
	ReadChip                     // a chip card was read, or could not be
	ReadCardIn                   // a card is in the reader
	ReadCardOut                  // it is out
)

// Read is what happened at a reader. It says nothing of a person.
type Read struct {
	Port     string
	At       time.Time
	Kind     ReadKind
	Document idreader.Document // with ReadDocument: kind, verdict and checks; Personal is nil
	Text     string            // with ReadDocument: of a code that the listener expects; of any other empty
	Outcome  chipcard.Outcome  // with ReadChip
	Took     time.Duration     // with ReadChip: how long reading took
}

// listenerRoom is how many reads wait for a listener; more are not kept.
const listenerRoom = 16

// Reads hands what the readers read to those who listen: tests with a person at
// the terminal. As long as anybody listens nothing goes to a citizen's session.
// It also keeps for each reader when it read last. It is safe for use by several
// goroutines; its zero value is ready for use.
type Reads struct {
	mu        sync.Mutex
	listeners []*listener
	last      map[string]Read // by port
}

type listener struct {
	port     string
	expected []string
	reads    chan Read
}

// Subscribe returns a channel of what is read at a port from now on, or at every
// port where that is empty. Of the codes whose text is expected the text is told;
// any other may be somebody's. Stop ends it and closes the channel.
func (r *Reads) Subscribe(port string, expected ...string) (reads <-chan Read, stop func()) {
	l := &listener{port: port, expected: expected, reads: make(chan Read, listenerRoom)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listeners = append(r.listeners, l)
	return l.reads, sync.OnceFunc(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.listeners = slices.DeleteFunc(r.listeners, func(other *listener) bool { return other == l })
		close(l.reads)
	})
}

// Document takes a document that was read. Taken means that it is not for a
// citizen's session. The document still is the caller's to wipe.
func (r *Reads) Document(port string, d idreader.Document) (taken bool) {
	personal := d.Personal
	d.Personal = nil
	return r.tell(Read{Port: port, Kind: ReadDocument, Document: d}, personal)
}

// Moved takes a card that was put in or taken out. Taken is as in Document, but a
// card that is taken out is never kept from the session: it may have been put in
// before anybody listened.
func (r *Reads) Moved(port string, in bool) (taken bool) {
	if in {
		return r.tell(Read{Port: port, Kind: ReadCardIn}, nil)
	}
	r.tell(Read{Port: port, Kind: ReadCardOut}, nil)
	return false
}

// Chip takes what became of a chip card. Taken is as in Document.
func (r *Reads) Chip(port string, e chipcard.CardRead) (taken bool) {
	return r.tell(Read{Port: port, Kind: ReadChip, Outcome: e.Outcome, Took: e.Took}, nil)
}

func (r *Reads) tell(read Read, personal *idreader.Personal) (taken bool) {
	read.At = time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if read.Kind == ReadDocument || read.Kind == ReadChip {
		if r.last == nil {
			r.last = map[string]Read{}
		}
		r.last[read.Port] = read
	}
	for _, l := range r.listeners {
		if l.port != "" && l.port != read.Port {
			continue
		}
		read.Text = l.knows(personal)
		select {
		case l.reads <- read:
		default: // nobody looks any more
		}
	}
	return len(r.listeners) > 0
}

// knows returns the expected text that was read, without making a string of any
// other.
func (l *listener) knows(p *idreader.Personal) string {
	if p == nil {
		return ""
	}
	for _, text := range l.expected {
		if text != "" && string(p.Text) == text { // compares in place
			return text
		}
	}
	return ""
}

// Listening reports whether anybody listens.
func (r *Reads) Listening() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.listeners) > 0
}

// Last returns the newest reading at a port, without its text; false before the
// first.
func (r *Reads) Last(port string) (Read, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	read, known := r.last[port]
	return read, known
}
