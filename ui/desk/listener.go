package desk

import (
	"net"
	"sync"
)

// How many connections are open at once. A workstation's browser needs one or two.
const (
	maxConnections   = 256
	maxOfOneAddress  = 32
	maxStreams       = 128
	maxOfOneSession  = 8 // event streams: tabs that are open
	maxLoginsAtOnce  = 8 // that wait for their turn to be proved
	loginsProvedOnce = 1 // each takes much memory
)

// limited closes connections that are one too many before anything is read.
type limited struct {
	net.Listener
	refused func()

	mu sync.Mutex
	n  int
	by map[string]int
}

func limit(l net.Listener, refused func()) *limited {
	return &limited{Listener: l, refused: refused, by: map[string]int{}}
}

// Accept implements net.Listener.
func (l *limited) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		address := addressOf(c.RemoteAddr().String())
		if l.take(address) {
			return &counted{Conn: c, done: sync.OnceFunc(func() { l.give(address) })}, nil
		}
		l.refused()
		c.Close()
	}
}

func (l *limited) take(address string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.n >= maxConnections || l.by[address] >= maxOfOneAddress {
		return false
	}
	l.n++
	l.by[address]++
	return true
}

func (l *limited) give(address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n--
	if l.by[address]--; l.by[address] == 0 {
		delete(l.by, address)
	}
}

// counted is a connection that counts until it is closed.
type counted struct {
	net.Conn
	done func()
}

// Close implements net.Conn.
func (c *counted) Close() error {
	defer c.done()
	return c.Conn.Close()
}
