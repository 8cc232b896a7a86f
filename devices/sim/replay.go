package sim

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Step is one thing that went over the line of a device when it was recorded.
type Step struct {
	Offset   time.Duration // since the recording began
	FromHost bool
	Bytes    []byte
}

// ReplayOptions are how a recording is played. The zero value plays it once, as fast
// as it was, at a path of its own.
type ReplayOptions struct {
	// LinkPath is a symbolic link that leads to the pseudo-terminal; see
	// [Options.LinkPath].
	LinkPath string
	// Speed is how many times as fast as recorded it is played; 0 means 1.
	Speed float64
	// Wait is how long the host is waited for where it said something in the
	// recording; after that the device goes on. 0 means 5 s.
	Wait time.Duration
	// Kind makes answers fit what the host asks.
	Kind ReplayKind
	// Loop begins anew when the recording has ended.
	Loop bool
}

// Replay is a device that says what a device said when it was recorded. It begins
// when the host sends its first byte, or at once when the host sent none before the
// device spoke. Where the host said something it waits for as many bytes, whatever
// they are, and then answers as long after them as the device did.
type Replay struct {
	steps []Step
	opt   ReplayOptions
	line  *line
	link  string
	dir   string // of the link, when it is our own
	all   sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	received int           // bytes from the host so far
	fitting  fitting       // what they ask
	heard    chan struct{} // closed and replaced when there are more
	done     chan struct{}
	late     int // times that the host did not say what it had said
}

// NewReplay plugs a replay in. The error says why no pseudo-terminal or link could be
// made.
func NewReplay(steps []Step, o ReplayOptions) (*Replay, error) {
	if o.Speed <= 0 {
		o.Speed = 1
	}
	if o.Wait <= 0 {
		o.Wait = 5 * time.Second
	}
	if o.Kind != ReplayAny {
		steps = joinAnswers(steps)
	}
	r := &Replay{
		steps: steps, opt: o, link: o.LinkPath, heard: make(chan struct{}), done: make(chan struct{}),
		fitting: fitting{kind: o.Kind},
	}
	if err := r.makeLinkPath(); err != nil {
		return nil, err
	}
	var err error
	if r.line, err = openLine(nil); err == nil {
		if err = replaceLink(r.line.slave.Name(), r.link); err != nil {
			r.line.close()
		}
	}
	if err != nil {
		r.removeLink()
		return nil, err
	}
	r.all.Go(r.receive)
	r.all.Go(r.play)
	return r, nil
}

// Path is what a host opens.
func (r *Replay) Path() string { return r.link }

// Done is closed when the recording has been played to its end.
func (r *Replay) Done() <-chan struct{} { return r.done }

// Late is how often the host did not say in time what it had said in the recording.
func (r *Replay) Late() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.late
}

// Close unplugs it, removes the link, and returns when no goroutine is left. The
// second call does nothing.
func (r *Replay) Close() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.closed = true
	r.line.close()
	r.mu.Unlock()
	r.all.Wait()
	r.removeLink()
	return nil
}

// makeLinkPath decides where the link is. A file that is no link is never replaced.
func (r *Replay) makeLinkPath() error {
	if r.link == "" {
		dir, err := os.MkdirTemp("", "replay-")
		if err != nil {
			return fmt.Errorf("sim: make a directory for the link: %w", err)
		}
		r.dir, r.link = dir, filepath.Join(dir, "tty")
		return nil
	}
	if info, err := os.Lstat(r.link); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		return fmt.Errorf("sim: %s exists and is no link; choose another path or remove it", r.link)
	}
	return nil
}

func (r *Replay) removeLink() {
	_ = os.Remove(r.link)
	if r.dir != "" {
		_ = os.Remove(r.dir)
	}
}

// receive counts what the host says.
func (r *Replay) receive() {
	var chunk [256]byte
	for {
		n, _, err := r.line.read(chunk[:])
		if err != nil {
			return
		}
		r.mu.Lock()
		r.received += n
		r.fitting.heard(chunk[:n])
		close(r.heard)
		r.heard = make(chan struct{})
		r.mu.Unlock()
	}
}

// play plays the recording, once or again and again.
func (r *Replay) play() {
	defer close(r.done)
	from, due := 0, 0
	for first := true; first || r.opt.Loop && len(r.steps) > 0; first = false {
		r.mu.Lock()
		from, due = min(from+due, r.received), 0 // what the host has said since counts for the next round
		r.mu.Unlock()
		ok := true
		last := time.Now() // when what the last step stands for happened
		for i, s := range r.steps {
			var pause time.Duration
			if i > 0 {
				pause = max(0, s.Offset-r.steps[i-1].Offset)
			}
			if s.FromHost {
				due += len(s.Bytes)
				limit := r.opt.Wait + r.scaled(pause)
				if i == 0 {
					limit = -1 // the host may not be there yet
				}
				ok = r.await(from+due, limit)
				last = time.Now()
			} else {
				last = last.Add(r.scaled(pause))
				ok = r.line.sleepUntil(last) && r.say(s.Bytes)
			}
			if !ok {
				return
			}
		}
	}
}

func (r *Replay) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / r.opt.Speed)
}

func (r *Replay) say(b []byte) bool {
	r.mu.Lock()
	b = r.fitting.fit(b)
	r.mu.Unlock()
	_, err := r.line.master.Write(b)
	return err == nil
}

// await waits until the host has said so many bytes altogether, for the limit at
// most, unless that is negative; false when the plug is out.
func (r *Replay) await(bytes int, limit time.Duration) bool {
	var timeout <-chan time.Time
	if limit >= 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		timeout = timer.C
	}
	for {
		r.mu.Lock()
		heard, enough := r.heard, r.received >= bytes
		r.mu.Unlock()
		if enough {
			return true
		}
		select {
		case <-heard:
		case <-timeout:
			r.mu.Lock()
			r.late++
			r.mu.Unlock()
			return true
		case <-r.line.gone:
			return false
		}
	}
}
