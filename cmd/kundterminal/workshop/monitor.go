package workshop

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
)

const (
	// MonitorTime is how long a line is watched unless asked otherwise.
	MonitorTime = 60 * time.Second
	// MonitorLimit is the longest that a line is watched.
	MonitorLimit = trace.MaxLimit

	monitorEvery = 100 * time.Millisecond // between two calls of Show
	monitorKept  = 200                    // lines
	onLine       = 8                      // bytes
	onPiece      = 5                      // lines of bytes that one piece makes at most
)

// ErrWatched means that somebody watches the line already.
var ErrWatched = errors.New("the line is being watched already; end that first")

// Monitor watches the line of one device for a technician. What may say something of
// a person is masked before it gets here, and what is recorded has stand-ins in its
// place. Its fields are set before Run.
type Monitor struct {
	Tap       *trace.Tap
	Describer devices.Describer // one of its own, which Run resets at the end
	// Show is told new lines, ten times a second at most and from one goroutine; nil
	// is nobody.
	Show func([]kiosk.TraceLine)
	// Limit is how long to watch: 0 means MonitorTime, and MonitorLimit is the most.
	Limit time.Duration
	// Record, if set, is the path of a new file for a recording, for which the line
	// is opened anew. Header is what is known of the device.
	Record string
	Header trace.Header
	// Between, if set, is told to call what opens the line anew when that breaks
	// nothing. Its error is that of Run.
	Between func(context.Context, func()) error
	// Recording, if set, is called once a recording has begun.
	Recording func()

	mu    sync.Mutex
	lines []kiosk.TraceLine // the last that were told
}

// Lines are the last two hundred lines, the newest last.
func (m *Monitor) Lines() []kiosk.TraceLine {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]kiosk.TraceLine(nil), m.lines...)
}

// Run watches until ctx ends or the time is over, which is no error. Then nothing
// that went over the line is kept but the lines.
func (m *Monitor) Run(ctx context.Context) error {
	limit := m.Limit
	if limit <= 0 {
		limit = MonitorTime
	}
	var file *recordingFile
	if m.Record != "" {
		var err error
		if file, err = newRecordingFile(m.Record, m.Header); err != nil {
			return err
		}
	}
	listener, err := m.listen(ctx, min(limit, MonitorLimit))
	if err != nil {
		return errors.Join(err, file.discard())
	}
	w := &watching{m: m, listener: listener, file: file}
	if file != nil && m.Recording != nil {
		m.Recording()
	}
	defer m.Describer.Reset()
	w.watch(ctx)
	w.described(m.Describer.Quiet(time.Now().Add(time.Minute)))
	w.show()
	return file.close()
}

// listen begins to listen.
func (m *Monitor) listen(ctx context.Context, limit time.Duration) (l *trace.Listener, err error) {
	switch {
	case m.Record == "":
		l = m.Tap.Listen(limit)
	case m.Between == nil:
		l = m.Tap.ListenAnew(limit)
	default:
		err = m.Between(ctx, func() { l = m.Tap.ListenAnew(limit) })
	}
	if l == nil && err == nil {
		err = ErrWatched
	}
	return l, err
}

// watching is a Monitor at work.
type watching struct {
	m        *Monitor
	listener *trace.Listener
	file     *recordingFile
	fresh    []kiosk.TraceLine // not yet shown
}

func (w *watching) watch(ctx context.Context) {
	ticker := time.NewTicker(monitorEvery)
	defer ticker.Stop()
	defer w.listener.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case c, more := <-w.listener.Chunks():
			if !more {
				return
			}
			w.heard(c)
		case now := <-ticker.C:
			if len(w.listener.Chunks()) == 0 {
				w.described(w.m.Describer.Quiet(now))
			}
			w.show()
		}
	}
}

// heard describes a chunk, and leaves nothing of it behind.
func (w *watching) heard(c trace.Chunk) {
	defer c.Wipe()
	w.file.chunk(c)
	if c.Lost > 0 {
		w.add(kiosk.TraceLine{At: c.At, Meaning: fmt.Sprintf("%d bytes were lost here", c.Lost)})
	}
	w.described(w.m.Describer.Describe(c.ToDevice, c.At, c.Bytes))
}

func (w *watching) described(pieces []devices.Piece) {
	w.file.pieces(pieces)
	for _, p := range pieces {
		for _, line := range linesOf(p) {
			w.add(line)
		}
		p.Wipe()
	}
}

func (w *watching) add(line kiosk.TraceLine) {
	w.fresh = append(w.fresh, line)
	if over := len(w.fresh) - monitorKept; over > 0 {
		w.fresh = append(w.fresh[:0], w.fresh[over:]...)
	}
}

// show hands the new lines on.
func (w *watching) show() {
	if len(w.fresh) == 0 {
		return
	}
	fresh := w.fresh
	w.fresh = nil
	w.m.mu.Lock()
	all := append(w.m.lines, fresh...)
	w.m.lines = append([]kiosk.TraceLine(nil), all[max(0, len(all)-monitorKept):]...)
	w.m.mu.Unlock()
	if w.m.Show != nil {
		w.m.Show(fresh)
	}
}

// linesOf writes a piece in lines of at most eight bytes, masked. The first says what
// it means. Of a long one the beginning is enough.
func linesOf(p devices.Piece) []kiosk.TraceLine {
	lines := []kiosk.TraceLine{{At: p.At, ToDevice: p.ToDevice, Meaning: p.Meaning}}
	for from := 0; from < len(p.Bytes); from += onLine {
		if from == onPiece*onLine {
			more := fmt.Sprintf("%d bytes more", len(p.Bytes)-from)
			return append(lines, kiosk.TraceLine{At: p.At, ToDevice: p.ToDevice, Meaning: more})
		}
		if from > 0 {
			lines = append(lines, kiosk.TraceLine{At: p.At, ToDevice: p.ToDevice})
		}
		line := &lines[len(lines)-1]
		for i := from; i < min(len(p.Bytes), from+onLine); i++ {
			b := p.Bytes[i]
			if p.Secret(i) {
				b = kiosk.TraceMask
			}
			line.Bytes = append(line.Bytes, b)
			line.Masked = append(line.Masked, p.Secret(i))
		}
	}
	return lines
}

// recordingFile is where a recording goes; nil is nowhere.
type recordingFile struct {
	file     *os.File
	out      *bufio.Writer
	recorder *trace.Recorder
}

func newRecordingFile(path string, h trace.Header) (*recordingFile, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("recording the line: %w; choose a path where there is no file yet", err)
	}
	h.Begun = time.Now()
	f := &recordingFile{file: file, out: bufio.NewWriter(file)}
	if f.recorder, err = trace.NewRecorder(f.out, h); err != nil {
		return nil, errors.Join(err, f.discard())
	}
	return f, nil
}

func (f *recordingFile) chunk(c trace.Chunk) {
	if f != nil {
		f.recorder.Chunk(c.ToDevice, c.At, len(c.Bytes), c.Lost)
	}
}

// pieces writes what was described. An error stays with the writer until close.
func (f *recordingFile) pieces(pieces []devices.Piece) {
	if f != nil {
		_ = f.recorder.Pieces(pieces)
	}
}

// close sees to it that the recording outlives a power cut.
func (f *recordingFile) close() error {
	if f == nil {
		return nil
	}
	err := f.out.Flush()
	if err == nil {
		err = f.file.Sync()
	}
	if err = errors.Join(err, f.file.Close()); err != nil {
		return fmt.Errorf("recording the line: %w", err)
	}
	return nil
}

// discard removes a recording that never began.
func (f *recordingFile) discard() error {
	if f == nil {
		return nil
	}
	return errors.Join(f.file.Close(), os.Remove(f.file.Name()))
}
