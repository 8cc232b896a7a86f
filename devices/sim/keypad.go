package sim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// KeypadOptions are how a keypad is set up. The zero value is one on a serial line
// that answers when it is asked.
type KeypadOptions struct {
	// Keyboard makes it a keyboard on USB: it sends what the kernel makes of one, and
	// answers nothing.
	Keyboard bool
	LinkPath string // see [Options.LinkPath]
	Seed     uint64 // makes the bytes of KeypadGarbage repeatable
}

// Keypad is a simulated tactile keypad on a pseudo-terminal: a bundle of contacts,
// a controller that tells of those that close, and a cable. All methods may be
// called from any goroutine.
type Keypad struct {
	opt KeypadOptions

	mu      sync.Mutex
	cond    *sync.Cond
	closed  bool
	all     sync.WaitGroup
	link    string
	linkDir string
	line    *line // nil while unplugged
	faults  [keypadFaultCount]bool
	out     []outgoing
	counts  KeypadCounts
	random  *rand.Rand
}

// KeypadCounts are what happened since NewKeypad.
type KeypadCounts struct {
	Plugged, Pressed, Asked int
}

// keypadLetters and keypadScans are what each key sends on either sort of line.
var (
	keypadLetters = map[string]byte{"previous": 'P', "next": 'N', "select": 'S', "back": 'B', "repeat": 'R', "louder": '+', "softer": '-'}
	keypadScans   = map[string]uint16{"previous": 103, "next": 108, "select": 28, "back": 1, "repeat": 59, "louder": 115, "softer": 114}
)

// KeypadKeys are the names of its keys, as they lie beside one another.
func KeypadKeys() []string {
	return []string{"previous", "next", "select", "back", "repeat", "louder", "softer"}
}

// NewKeypad plugs a keypad in. It is ready when NewKeypad returns. The error says why
// no pseudo-terminal or link could be made.
func NewKeypad(o KeypadOptions) (*Keypad, error) {
	k := &Keypad{opt: o, random: rand.New(rand.NewPCG(o.Seed, 5))}
	k.cond = sync.NewCond(&k.mu)
	if err := k.makeLinkPath(); err != nil {
		return nil, err
	}
	k.mu.Lock()
	err := k.plug()
	k.mu.Unlock()
	if err != nil {
		k.removeLink()
		return nil, err
	}
	return k, nil
}

// Path is what a host opens. It stays the same when the keypad is unplugged and
// plugged in again, and leads nowhere in between.
func (k *Keypad) Path() string { return k.link }

// Press is a finger on a key, down and up again. The error says that there is no
// such key.
func (k *Keypad) Press(key string) error {
	if !slices.Contains(KeypadKeys(), key) {
		return fmt.Errorf("sim: the keypad has no key %q, only %v", key, KeypadKeys())
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.counts.Pressed++
	if k.line == nil || k.faults[KeypadSilent] {
		return nil
	}
	b := k.closing(key)
	if k.faults[KeypadBounces] {
		b = append(b, k.closing(key)...)
	}
	k.send(b)
	if k.faults[KeypadStuck] && k.opt.Keyboard { // the kernel repeats a key that is held
		for range 10 {
			k.send(inputEvents(keypadScans[key], 2))
		}
	}
	return nil
}

// closing is what a contact that closes and opens makes the controller send.
func (k *Keypad) closing(key string) []byte {
	if k.opt.Keyboard {
		return append(inputEvents(keypadScans[key], 1), inputEvents(keypadScans[key], 0)...)
	}
	frame := []byte{2, keypadLetters[key], 3}
	if k.faults[KeypadCutShort] {
		frame = frame[:2]
	}
	return frame
}

// inputEvents is one change of a key as /dev/input tells it: its scan code, the key
// and the end of the report.
func inputEvents(code uint16, value uint32) []byte {
	var b []byte
	for _, e := range [][3]uint32{{4, 4, 0x70000 + uint32(code)}, {1, uint32(code), value}, {0, 0, 0}} {
		b = binary.NativeEndian.AppendUint64(b, uint64(time.Now().Unix()))
		b = binary.NativeEndian.AppendUint64(b, uint64(time.Now().Nanosecond()/1000))
		b = binary.NativeEndian.AppendUint16(b, uint16(e[0]))
		b = binary.NativeEndian.AppendUint16(b, uint16(e[1]))
		b = binary.NativeEndian.AppendUint32(b, e[2])
	}
	return b
}

// send queues bytes. k.mu is held.
func (k *Keypad) send(b []byte) {
	k.out = append(k.out, outgoing{bytes: b})
	k.cond.Broadcast()
}

// Counts returns what was counted so far.
func (k *Keypad) Counts() KeypadCounts {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.counts
}

// Close unplugs the keypad for good, removes the link, and returns when no goroutine
// of it is left. The second call does nothing.
func (k *Keypad) Close() error {
	k.mu.Lock()
	if k.closed {
		k.mu.Unlock()
		return nil
	}
	k.unplug()
	k.closed = true
	k.mu.Unlock()
	k.all.Wait()
	k.removeLink()
	return nil
}

// plug makes a new pseudo-terminal and switches the power on. k.mu is held.
func (k *Keypad) plug() error {
	l, err := openLine(nil)
	if err != nil {
		return err
	}
	if err := replaceLink(l.slave.Name(), k.link); err != nil {
		l.close()
		return err
	}
	k.line = l
	k.faults[KeypadUnplugged] = false
	k.counts.Plugged++
	k.all.Go(func() { k.receive(l) })
	k.all.Go(func() { k.transmit(l) })
	return nil
}

// unplug pulls the cable. k.mu is held.
func (k *Keypad) unplug() {
	k.faults[KeypadUnplugged] = true
	if k.line == nil {
		return
	}
	_ = os.Remove(k.link)
	k.line.close()
	k.line, k.out = nil, nil
	k.cond.Broadcast()
}

// receive answers each ENQ by an ACK.
func (k *Keypad) receive(l *line) {
	var chunk [64]byte
	for {
		n, _, err := l.read(chunk[:])
		if err != nil {
			return
		}
		k.mu.Lock()
		for _, c := range chunk[:n] {
			if c == 5 && !k.opt.Keyboard {
				k.counts.Asked++
				if !k.faults[KeypadSilent] && !l.dead {
					k.send([]byte{6})
				}
			}
		}
		k.mu.Unlock()
	}
}

// transmit sends to the host until the plug is pulled.
func (k *Keypad) transmit(l *line) {
	for {
		o, ok := k.next(l)
		if !ok {
			return
		}
		if _, err := l.master.Write(o.bytes); err != nil {
			return
		}
		if o.garbage && !l.sleepUntil(time.Now().Add(10*time.Millisecond)) {
			return
		}
	}
}

// next waits for something to send; false when the plug is out.
func (k *Keypad) next(l *line) (o outgoing, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for !l.dead && len(k.out) == 0 && !k.faults[KeypadGarbage] {
		k.cond.Wait()
	}
	switch {
	case l.dead:
		return outgoing{}, false
	case len(k.out) > 0:
		o, k.out = k.out[0], k.out[1:]
		return o, true
	}
	piece := make([]byte, 10)
	for i := range piece {
		piece[i] = byte(k.random.Uint32())
	}
	return outgoing{bytes: piece, garbage: true}, true
}

// makeLinkPath decides where the link is. A file that is no link is never replaced.
func (k *Keypad) makeLinkPath() error {
	if k.opt.LinkPath == "" {
		dir, err := os.MkdirTemp("", "keypad-")
		if err != nil {
			return fmt.Errorf("sim: make a directory for the link: %w", err)
		}
		k.linkDir, k.link = dir, filepath.Join(dir, "tty")
		return nil
	}
	k.link = k.opt.LinkPath
	info, err := os.Lstat(k.link)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && info.Mode()&fs.ModeSymlink == 0:
		return fmt.Errorf("sim: %s exists and is no link; choose another path or remove it", k.link)
	}
	return err
}

func (k *Keypad) removeLink() {
	_ = os.Remove(k.link)
	if k.linkDir != "" {
		_ = os.Remove(k.linkDir)
	}
}
