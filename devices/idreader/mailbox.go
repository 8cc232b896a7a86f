package idreader

import (
	"slices"
	"sync"

	"kundterminal/devices"
)

// letter is something to be told: a document or another event, or a state.
type letter struct {
	event  Event
	print  fingerprint // of the document
	status devices.Status
}

// sort is what two letters have in common of which only the later need be told:
// 0 for states.
func (l *letter) sort() EventKind { return l.event.Kind }

// mailbox holds what is to be told until whoever is told has time: at most one
// letter of each sort, so that no flood fills it.
type mailbox struct {
	d *Driver

	mu      sync.Mutex
	letters []letter // in the order in which they are to be told
	closed  bool
	wake    chan struct{}
}

func newMailbox(d *Driver) *mailbox {
	return &mailbox{d: d, wake: make(chan struct{}, 1)}
}

// post puts a letter in, in place of one of the same sort.
func (m *mailbox) post(l letter) {
	m.mu.Lock()
	if i := slices.IndexFunc(m.letters, func(o letter) bool { return o.sort() == l.sort() }); i >= 0 {
		l.event.Bytes += m.letters[i].event.Bytes
		if l.sort() == DocumentRead {
			m.d.drop(m.letters[i])
		}
		m.letters = slices.Delete(m.letters, i, i+1)
	}
	m.letters = append(m.letters, l)
	m.mu.Unlock()
	m.ring()
}

func (m *mailbox) ring() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// close lets deliver return when it has delivered what is there.
func (m *mailbox) close() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.ring()
}

func (m *mailbox) take() (l letter, found, closed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.letters) == 0 {
		return letter{}, false, m.closed
	}
	l = m.letters[0]
	m.letters = slices.Delete(m.letters, 0, 1)
	return l, true, false
}

// deliver tells what is in the box until it is closed.
func (m *mailbox) deliver() {
	for {
		l, found, closed := m.take()
		switch {
		case closed:
			return
		case !found:
			<-m.wake
		case l.sort() == 0:
			m.d.options.OnStatus(l.status)
		case l.sort() == DocumentRead:
			m.d.options.OnDocument(l.event.Document)
		default:
			m.d.options.OnEvent(l.event)
		}
	}
}

// drop wipes a document that nobody took.
func (d *Driver) drop(l letter) {
	l.event.Document.Wipe()
	d.repeats.forget(l.print)
	d.count(func(c *Counts) { c.Dropped++ })
}
