package sim

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestReceptionTakesTheLineItsTime(t *testing.T) {
	for _, baud := range []int{9600, 19200, 38400, 115200} {
		p, h := plugIn(t, TMT20III(), Options{Baud: baud})
		n := baud / 10 * 3 / 10 // 0.3 s
		h.write(bytes.Repeat([]byte{0}, n))
		eventually(t, "all bytes", func() bool { return p.Counts().Received == n })
		got := p.LastByteAt().Sub(p.FirstByteAt()).Seconds()
		if want := 0.3; math.Abs(got-want) > 0.05*want {
			t.Errorf("%d baud: %d bytes took %.3f s, want %.3f s", baud, n, got, want)
		}
		_ = p.Close()
	}
}

func TestAnswersTakeTheLineTheirTime(t *testing.T) {
	_, h := plugIn(t, TMT20III(), Options{Baud: 1200})
	h.write(0x1D, "I", 0x43) // 3 bytes there, 11 bytes back: 25 ms and 92 ms
	start := time.Now()
	h.expect(join(0x5F, "TM-T20III", 0)...)
	if took := time.Since(start); took < 100*time.Millisecond {
		t.Errorf("answer after %v, faster than the line", took)
	}
}

func TestOverflowIsDropped(t *testing.T) {
	m := TMT20III()
	m.Buffer = 512
	p, h := plugIn(t, m, Options{Baud: 115200})
	_ = p.Set(PaperOut, true) // nothing is taken out of the buffer
	h.write(bytes.Repeat([]byte("x"), 700))
	eventually(t, "all bytes", func() bool { return p.Counts().Received == 700 })
	if c := p.Counts(); c.Dropped != 188 || c.XOFFs != 1 {
		t.Errorf("dropped %d with %d XOFF, want 188 with 1", c.Dropped, c.XOFFs)
	}
	h.expect(xoff)
	h.write(0x10, 0x04, 4) // real-time commands pass a full buffer
	h.expect(0x7E)
	_ = p.Set(PaperOut, false)
	h.expect(xon)
}

func TestXOFFAt128LeftAndXONAt256Free(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(CoverOpen, true)
	h.write(bytes.Repeat([]byte{0}, 4096-129))
	h.silent()
	h.write(0)
	h.expect(xoff)
	h.write(bytes.Repeat([]byte{0}, 128)) // exactly full
	eventually(t, "all bytes", func() bool { return p.Counts().Received == 4096 })
	if d := p.Counts().Dropped; d != 0 {
		t.Errorf("dropped %d bytes for which there was room", d)
	}
	_ = p.Set(CoverOpen, false)
	h.expect(xon)
	h.silent()
}

func TestXOFFOnGoingOfflineIsAnOption(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{XOFFOffline: true})
	_ = p.Set(CoverOpen, true)
	h.expect(xoff)
	_ = p.Set(CoverOpen, false)
	h.expect(xon)
	quiet, h2 := plugIn(t, TMT20III(), Options{IgnoreXOFF: true, XOFFOffline: true})
	_ = quiet.Set(CoverOpen, true)
	h2.silent()
}

func TestAnIdealLineLosesNothing(t *testing.T) {
	m := TMT20III()
	m.Buffer = 64
	p, h := plugIn(t, m, Options{IgnoreXOFF: true})
	job := bytes.Repeat([]byte("0123456789\n"), 2000)
	h.write(job)
	h.write(cutHere)
	eventually(t, "ticket", func() bool { return p.Counts().Cuts == 1 })
	if c := p.Counts(); c.Dropped != 0 || c.Received != len(job)+4 {
		t.Errorf("received %d, dropped %d", c.Received, c.Dropped)
	}
}

func TestReplugIsANewTerminalUnderTheSamePath(t *testing.T) {
	link := filepath.Join(t.TempDir(), "printer")
	p, h := plugIn(t, TMT20III(), Options{LinkPath: link})
	before, err := os.Readlink(link)
	if err != nil {
		t.Fatal(err)
	}
	h.write(0x1D, "a", 0xFF, 0x1B, "a", 1, 0x1D, "(L", 12, 0, 0x30, 0x43, 0x30, "A1", 1, 8, 0, 1, 0, 0x31, 0xAA)
	h.expect(0x14, 0x00, 0x00, 0x0F)
	h.drained(p)
	if err := p.Set(Unplugged, true); err != nil {
		t.Fatal(err)
	}
	if _, err := h.f.Write([]byte{0}); err == nil {
		t.Error("the host may still write after the plug was pulled")
	}
	if _, err := os.Stat(link); !os.IsNotExist(err) {
		t.Errorf("the path leads somewhere while unplugged: %v", err)
	}
	hold, err := os.OpenFile(before, os.O_RDWR, 0) // nothing may be left of the old one
	if err == nil {
		_ = hold.Close()
		t.Error("the old terminal can still be opened")
	}
	if err := p.Set(Unplugged, false); err != nil {
		t.Fatal(err)
	}
	h.open(p)
	_ = p.Set(PaperNearEnd, true)
	h.silent() // ASB is off after power-on
	h.write(0x1D, "(L", 4, 0, 0x30, 0x40, "KC")
	h.expect(join(0x37, 0x72, 0x40, "A1", 0x00)...) // NV memory stays
	h.write("x\n", cutHere)
	eventually(t, "ticket", func() bool { return len(p.Tickets()) == 1 })
	if image := p.Tickets()[0].Image; !inked(image, 0, 12) || inked(image, 12, 576) {
		t.Error("the alignment outlived the power cycle")
	}
}

// inked tells whether any column from x0 to x1 has a black dot.
func inked(b *Bitmap, x0, x1 int) bool {
	for y := range b.Height {
		for x := x0; x < x1; x++ {
			if b.Black(x, y) {
				return true
			}
		}
	}
	return false
}

func TestUnplugAfterExactlySoManyBytes(t *testing.T) {
	for _, n := range []int{1, 7, 40} {
		p, h := plugIn(t, TMT20III(), Options{})
		p.UnplugAfterBytes(n)
		_, _ = h.f.Write(bytes.Repeat([]byte("line\n"), 20))
		eventually(t, "unplugged", func() bool { return len(p.Faults()) == 1 && p.Faults()[0] == Unplugged })
		if got := p.Counts().Received; got != n {
			t.Errorf("received %d bytes, want %d", got, n)
		}
	}
}

func TestAnUnpluggedJobLeavesAFragment(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write("first half\n")
	h.drained(p)
	_ = p.Set(Unplugged, true)
	_ = p.Set(Unplugged, false)
	h.open(p)
	h.write(cutHere, "whole\n", cutHere)
	eventually(t, "tickets", func() bool { return len(p.Tickets()) == 2 })
	if tickets := p.Tickets(); tickets[0].Complete || !tickets[1].Complete {
		t.Error("the fragment should be incomplete, the next ticket complete")
	}
}

func TestMutePrintsAndSaysNothing(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(Mute, true)
	h.write(0x10, 0x04, 1, 0x1D, "a", 0xFF, "text\n", cutHere)
	eventually(t, "ticket", func() bool { return len(p.Tickets()) == 1 })
	h.silent()
	_ = p.Set(Mute, false)
	h.write(0x10, 0x04, 1)
	h.expect(0x16)
}

func TestStallTakesNothing(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(Stall, true)
	h.write(0x10, 0x04, 1)
	h.silent()
	_ = p.Set(Stall, false)
	h.expect(0x16)
	if p.Counts().Received != 3 {
		t.Errorf("received %d", p.Counts().Received)
	}
}

func TestAStalledLineFillsUpAndBlocksTheHost(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(Stall, true)
	eventually(t, "stall", func() bool {
		_ = h.f.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
		_, err := h.f.Write(make([]byte, 4096))
		return os.IsTimeout(err)
	})
}

func TestGarbageComesBetweenTheAnswers(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{Seed: 7})
	_ = p.Set(Garbage, true)
	if got := h.read(200, 5*time.Second); len(got) < 200 {
		t.Fatalf("only %d bytes of garbage", len(got))
	}
	_ = p.Set(Garbage, false)
	h.write(0x1D, "I", 0x43)
	got := h.read(1<<20, 200*time.Millisecond)
	if !bytes.Contains(got, join(0x5F, "TM-T20III", 0)) {
		t.Error("an answer was torn apart")
	}
}

func TestCloseLeavesNothingBehind(t *testing.T) {
	p, err := New(TMT20III(), Options{Speed: 1, Baud: 9600})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(p.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_ = p.Set(Garbage, true)
	_, _ = f.Write(receipt())
	time.Sleep(30 * time.Millisecond)
	dir := filepath.Dir(p.Path())
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(dir); !os.IsNotExist(err) {
		t.Errorf("the link's directory is left: %v", err)
	}
	eventually(t, "goroutines gone", func() bool { return ours() == 0 })
}

func TestALinkNeverReplacesAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("keep"), 0o644); err != nil {
		t.Fatal(err)
	}
	if p, err := New(TMT20III(), Options{LinkPath: path}); err == nil {
		_ = p.Close()
		t.Fatal("a file was replaced")
	}
	if b, _ := os.ReadFile(path); string(b) != "keep" {
		t.Error("the file is gone")
	}
}
