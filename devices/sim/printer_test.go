package sim

import (
	"bytes"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// host is the other end of the wire.
type host struct {
	t    *testing.T
	f    *os.File
	sent int
}

// plugIn starts a printer and opens its line.
func plugIn(t *testing.T, m Model, o Options) (*Printer, *host) {
	t.Helper()
	p, err := New(m, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	h := &host{t: t}
	h.open(p)
	return p, h
}

func (h *host) open(p *Printer) {
	h.t.Helper()
	f, err := os.OpenFile(p.Path(), os.O_RDWR, 0)
	if err != nil {
		h.t.Fatal(err)
	}
	h.f = f
	h.t.Cleanup(func() { _ = f.Close() })
}

func (h *host) write(parts ...any) {
	h.t.Helper()
	n, err := h.f.Write(join(parts...))
	h.sent += n
	if err != nil {
		h.t.Fatal(err)
	}
}

// drained waits until the printer has executed everything written to it.
func (h *host) drained(p *Printer) {
	h.t.Helper()
	eventually(h.t, "everything executed", func() bool { return p.Counts().Received == h.sent && p.Idle() })
}

// join makes bytes of numbers, strings and byte slices.
func join(parts ...any) []byte {
	var b []byte
	for _, part := range parts {
		switch v := part.(type) {
		case int:
			b = append(b, byte(v))
		case string:
			b = append(b, v...)
		case []byte:
			b = append(b, v...)
		}
	}
	return b
}

// read returns what arrives until there are n bytes or the time is over.
func (h *host) read(n int, within time.Duration) []byte {
	h.t.Helper()
	var got []byte
	buf := make([]byte, 256)
	if err := h.f.SetReadDeadline(time.Now().Add(within)); err != nil {
		h.t.Fatal(err)
	}
	for len(got) < n {
		k, err := h.f.Read(buf[:min(len(buf), n-len(got))])
		got = append(got, buf[:k]...)
		if err != nil {
			break
		}
	}
	return got
}

// expect fails unless exactly these bytes arrive next.
func (h *host) expect(want ...byte) {
	h.t.Helper()
	if got := h.read(len(want), 5*time.Second); !bytes.Equal(got, want) {
		h.t.Fatalf("host read % X, want % X", got, want)
	}
}

// silent fails if anything arrives.
func (h *host) silent() {
	h.t.Helper()
	if got := h.read(1, 60*time.Millisecond); len(got) > 0 {
		h.t.Fatalf("host read % X, want nothing", got)
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("%s: not within 10 s", what)
}

func unrefused(t *testing.T, p *Printer) {
	t.Helper()
	for _, r := range p.Refused() {
		t.Errorf("refused at %d: % X: %s", r.Offset, r.Bytes, r.Why)
	}
}

var cutHere = []byte{0x1D, 0x56, 0x42, 0x00}

func TestTextIsPrintedAndCut(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write(0x1B, "@", 0x1B, "t", 19, "P\x84iv\x84\x84\n", cutHere)
	eventually(t, "ticket", func() bool { return len(p.Tickets()) == 1 })
	ticket := p.Tickets()[0]
	if len(ticket.Text) != 1 || ticket.Text[0] != "Päivää" {
		t.Errorf("text %q", ticket.Text)
	}
	if !ticket.Complete || !ticket.Partial {
		t.Errorf("complete %v partial %v", ticket.Complete, ticket.Partial)
	}
	if ticket.Image.Ink() == 0 {
		t.Error("nothing black on the paper")
	}
	unrefused(t, p)
}

// ours counts the goroutines of printers that still run.
func ours() int {
	buf := make([]byte, 1<<20)
	stacks := string(buf[:runtime.Stack(buf, true)])
	n := 0
	for _, name := range []string{"(*line).receive(", "(*line).send(", "(*line).noise(", "(*Printer).execute("} {
		n += strings.Count(stacks, name)
	}
	return n
}
