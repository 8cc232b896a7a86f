package trace

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"kundterminal/devices"
)

// port is a device that says what is put into it.
type port struct {
	says  chan []byte
	heard []byte
}

func (p *port) Read(b []byte) (int, error) {
	select {
	case said := <-p.says:
		return copy(b, said), nil
	default:
		return 0, os.ErrDeadlineExceeded
	}
}

func (p *port) Write(b []byte) (int, error) {
	p.heard = append(p.heard, b...)
	return len(b), nil
}
func (*port) Close() error             { return nil }
func (*port) ModemReady() (bool, bool) { return true, true }

func exchange(t testing.TB, p devices.Port, below *port, question, answer string) {
	t.Helper()
	if n, err := p.Write([]byte(question)); n != len(question) || err != nil {
		t.Fatal(n, err)
	}
	below.says <- []byte(answer)
	buf := make([]byte, 4096)
	if n, err := p.Read(buf); string(buf[:n]) != answer || err != nil {
		t.Fatalf("%q, %v", buf[:n], err)
	}
}

func TestAListenerHearsBothSidesInOrderAndTheDeviceNoticesNothing(t *testing.T) {
	below := &port{says: make(chan []byte, 1)}
	tap := &Tap{}
	p := tap.Port(below)
	exchange(t, p, below, "before", "before")
	l := tap.Listen(time.Minute)
	exchange(t, p, below, "question", "answer")
	if tap.Listen(time.Minute) != nil {
		t.Error("two listen at once")
	}
	q, a := <-l.Chunks(), <-l.Chunks()
	if string(q.Bytes) != "question" || !q.ToDevice || string(a.Bytes) != "answer" || a.ToDevice || a.At.Before(q.At) {
		t.Errorf("%+v, %+v", q, a)
	}
	exchange(t, p, below, "unheard", "unheard")
	l.Close()
	l.Close()
	if c, more := <-l.Chunks(); more {
		t.Errorf("a closed listener still has %q", c.Bytes)
	}
	exchange(t, p, below, "after", "after")
	if string(below.heard) != "beforequestionunheardafter" {
		t.Errorf("the device heard %q", below.heard)
	}
	if again := tap.Listen(0); again == nil {
		t.Error("nobody can listen any more")
	}
}

func TestWhatAListenerDoesNotTakeIsLostAndCounted(t *testing.T) {
	below := &port{says: make(chan []byte, 1)}
	tap := &Tap{}
	p := tap.Port(below)
	l := tap.Listen(time.Minute)
	defer l.Close()
	for range waiting + 100 {
		if _, err := p.Write([]byte("abc")); err != nil {
			t.Fatal(err)
		}
	}
	if l.Lost() != 300 {
		t.Errorf("%d bytes were lost, want 300", l.Lost())
	}
	for range waiting {
		if c := <-l.Chunks(); c.Lost != 0 {
			t.Fatalf("%d bytes lost before one that was kept", c.Lost)
		}
	}
	_, _ = p.Write([]byte("d"))
	if c := <-l.Chunks(); c.Lost != 300 {
		t.Errorf("the first behind the gap tells of %d bytes", c.Lost)
	}
}

func TestAListenerEndsByItselfAndWipesWhatNobodyTook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tap := &Tap{}
		p := tap.Port(&port{})
		l := tap.Listen(time.Second)
		_, _ = p.Write([]byte("secret"))
		taken := <-l.Chunks()
		_, _ = p.Write([]byte("secret"))
		time.Sleep(2 * time.Second)
		if _, more := <-l.Chunks(); more {
			t.Error("it still listens")
		}
		taken.Wipe()
		if string(taken.Bytes) != "\x00\x00\x00\x00\x00\x00" {
			t.Errorf("%q", taken.Bytes)
		}
	})
}

func TestListeningAnewEndsTheOldPortAndHearsTheNextOneOnly(t *testing.T) {
	tap := &Tap{}
	old := tap.Port(&port{says: make(chan []byte)})
	time.Sleep(time.Millisecond)
	l := tap.ListenAnew(time.Minute)
	defer l.Close()
	_, _ = old.Write([]byte("old"))
	if _, err := old.Read(make([]byte, 8)); !errors.Is(err, ErrAnew) {
		t.Errorf("the old port goes on: %v", err)
	}
	_, _ = tap.Port(&port{}).Write([]byte("new"))
	if c := <-l.Chunks(); string(c.Bytes) != "new" {
		t.Errorf("heard %q first", c.Bytes)
	}
}

func TestANilTapIsNone(t *testing.T) {
	var tap *Tap
	below := &port{}
	if tap.Port(below) != devices.Port(below) || tap.Listen(0) != nil {
		t.Error("it is one")
	}
}

func BenchmarkTapThatNobodyListensTo(b *testing.B) {
	p := (&Tap{}).Port(&port{})
	for b.Loop() {
		_, _ = p.Write(nil)
	}
}

// pieced describes chunks with pieces of any lengths, each of whose bytes has its
// complement for a stand-in.
func pieced(t *rapid.T, chunks []Step) (pieces []devices.Piece) {
	var open [2][]byte
	for i, c := range chunks {
		for way := range open {
			if (way == 1) == c.ToDevice {
				open[way] = append(open[way], c.Bytes...)
			}
			n := len(open[way])
			if i < len(chunks)-1 {
				n = rapid.IntRange(0, n).Draw(t, "described")
			}
			if n == 0 {
				continue
			}
			p := devices.Piece{ToDevice: way == 1, Bytes: open[way][:n], StandIn: make([]byte, n)}
			for i := range p.StandIn {
				p.StandIn[i] = ^p.Bytes[i]
			}
			open[way] = open[way][n:]
			pieces = append(pieces, p)
		}
	}
	return pieces
}

func TestARecordingIsReadAsItWasWritten(t *testing.T) {
	begun := time.Date(2026, 11, 26, 12, 0, 0, 123456789, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		var chunks []Step
		for at := range rapid.IntRange(1, 20).Draw(t, "chunks") {
			s := Step{Offset: time.Duration(at) * time.Millisecond, ToDevice: rapid.Bool().Draw(t, "to device")}
			s.Bytes = rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "bytes")
			chunks = append(chunks, s)
		}
		h := Header{Device: "printer", Profile: "tm-t20iii", Baud: 38400, Begun: begun}
		var file bytes.Buffer
		r, err := NewRecorder(&file, h)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range chunks {
			r.Chunk(c.ToDevice, begun.Add(c.Offset), len(c.Bytes), 0)
		}
		for _, p := range pieced(t, chunks) {
			if err := r.Pieces([]devices.Piece{p}); err != nil {
				t.Fatal(err)
			}
		}
		rec, err := Read(&file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range chunks {
			for i := range c.Bytes {
				c.Bytes[i] = ^c.Bytes[i]
			}
		}
		if rec.Header != h || fmt.Sprint(rec.Steps) != fmt.Sprint(chunks) {
			t.Fatalf("wrote %v %v, read %v %v", h, chunks, rec.Header, rec.Steps)
		}
	})
}

func TestAFaultyRecordingIsRefusedByItsLine(t *testing.T) {
	head := Magic + "\n" + headEnd + "\n"
	for _, v := range [][2]string{
		{"", "line 0"},
		{"something else\n", "line 1: is not"},
		{Magic + "\nbaud fast\n", "line 2: baud"},
		{Magic + "\nbegun today\n", "line 2: begun"},
		{Magic + "\ndevice printer\n", "after line 2"},
		{head + "1 <\n", "line 3: 2 words"},
		{head + "-1 < 00\n", "line 3: \"-1\" is no time"},
		{head + "1 ? 00\n", "line 3: \"?\""},
		{head + "# fine\n\n1 < 0\n", "line 5: bytes"},
		{head + "1 ! none\n", "line 3: \"none\""},
		{head + "1 < " + strings.Repeat("00", maxChunk+1) + "\n", "line 3"},
		{head + strings.Repeat("x", maxLine+1), "after line 2"},
	} {
		if _, err := Read(strings.NewReader(v[0])); err == nil || !strings.Contains(err.Error(), v[1]) {
			t.Errorf("%.40q: %v, want %s", v[0], err, v[1])
		}
	}
	rec, err := Read(strings.NewReader(head + "7 ! 64\r\n9 < 4142\r\n"))
	if err != nil || len(rec.Steps) != 2 || rec.Steps[0].Lost != 64 || string(rec.Steps[1].Bytes) != "AB" {
		t.Errorf("%+v, %v", rec, err)
	}
}

// FuzzRead: what is read of any file can be written and is then read the same.
func FuzzRead(f *testing.F) {
	f.Add(Magic + "\ndevice printer\nprofile tm-t20iii\nbaud 9600\nbegun 2026-01-31T12:00:00Z\n---\n0 > 1b40\n12 < 12\n90 ! 3\n")
	f.Add(Magic + "\n# none\nunknown key\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		rec, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		var file bytes.Buffer
		r, err := NewRecorder(&file, rec.Header)
		if err != nil {
			t.Fatal(err)
		}
		if r.begun.IsZero() {
			r.begun = time.Now()
		}
		for _, s := range rec.Steps {
			r.Chunk(s.ToDevice, r.begun.Add(s.Offset), len(s.Bytes), s.Lost)
			if err := r.Pieces([]devices.Piece{{ToDevice: s.ToDevice, Bytes: s.Bytes}}); err != nil {
				t.Fatal(err)
			}
		}
		again, err := Read(&file)
		if err != nil {
			t.Fatal(err)
		}
		kept := rec.Steps[:0]
		for _, s := range rec.Steps {
			if len(s.Bytes) > 0 || s.Lost > 0 {
				kept = append(kept, s)
			}
		}
		if fmt.Sprint(again.Steps) != fmt.Sprint(kept) {
			t.Fatalf("%v was read again as %v", kept, again.Steps)
		}
	})
}
