package sim

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func plugged(t *testing.T, steps []Step, o ReplayOptions) (*Replay, *os.File) {
	t.Helper()
	r, err := NewReplay(steps, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	host, err := os.OpenFile(r.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	return r, host
}

func hears(t *testing.T, host *os.File, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if _, err := io.ReadFull(host, got); err != nil || string(got) != want {
		t.Fatalf("heard %q, %v, want %q", got, err, want)
	}
}

func TestAReplayAnswersWhatTheHostSaysAndNotBefore(t *testing.T) {
	r, host := plugged(t, []Step{
		{FromHost: true, Bytes: []byte("hello")},
		{Offset: 40 * time.Millisecond, Bytes: []byte("there")},
		{Offset: 50 * time.Millisecond, FromHost: true, Bytes: []byte("again")},
		{Offset: 60 * time.Millisecond, Bytes: []byte("yes")},
	}, ReplayOptions{})
	time.Sleep(100 * time.Millisecond)
	begun := time.Now()
	host.WriteString("HEL")
	host.WriteString("LO")
	hears(t, host, "there")
	if took := time.Since(begun); took < 35*time.Millisecond {
		t.Errorf("the answer came after %v; it took 40 ms", took)
	}
	host.WriteString("AGAIN")
	hears(t, host, "yes")
	<-r.Done()
	if r.Late() != 0 {
		t.Errorf("the host was late %d times", r.Late())
	}
}

func TestAReplayGoesOnWithoutAHostThatSaysLess(t *testing.T) {
	r, host := plugged(t, []Step{
		{Bytes: []byte("one")},
		{Offset: time.Second, FromHost: true, Bytes: []byte("?")},
		{Offset: 2 * time.Second, Bytes: []byte("two")},
	}, ReplayOptions{Speed: 1000, Wait: 10 * time.Millisecond})
	hears(t, host, "onetwo")
	<-r.Done()
	if r.Late() != 1 {
		t.Errorf("late %d times, want once", r.Late())
	}
}

func TestAReplayGoesRoundAndRound(t *testing.T) {
	_, host := plugged(t, []Step{{FromHost: true, Bytes: []byte("?")}, {Bytes: []byte("!")}}, ReplayOptions{Loop: true})
	for range 3 {
		host.WriteString("?")
		hears(t, host, "!")
	}
}

func TestAReplayedPrinterProvesTheJobItWasGiven(t *testing.T) {
	_, host := plugged(t, []Step{
		{FromHost: true, Bytes: []byte("\x1D(H\x06\x00000042")},
		{Offset: time.Millisecond, Bytes: []byte("\x37\x2200")}, // in two parts
		{Offset: 2 * time.Millisecond, Bytes: []byte("42\x00")},
	}, ReplayOptions{Kind: ReplayPrinter})
	host.WriteString("\x1D(H\x06")
	host.WriteString("\x00007777")
	hears(t, host, "\x37\x227777\x00")
}

func TestAReplayedCardReaderAnswersInTurn(t *testing.T) {
	ask := func(sequence byte) []byte { return frameForHost([]byte{0x65, 0, 0, 0, 0, 0, sequence, 0, 0, 0}) }
	answer := func(sequence byte) []byte { return frameForHost([]byte{0x81, 0, 0, 0, 0, 0, sequence, 2, 0, 0}) }
	_, host := plugged(t, []Step{
		{FromHost: true, Bytes: ask(200)},
		{Bytes: append([]byte{0x50, 0x02}, append(ask(200), answer(200)...)...)},
	}, ReplayOptions{Kind: ReplayCardReader})
	host.Write(ask(1))
	hears(t, host, "\x50\x02"+string(ask(1))+string(answer(1)))
}

func TestAReplayLeavesNothingBehind(t *testing.T) {
	link := filepath.Join(t.TempDir(), "tty")
	r, err := NewReplay([]Step{{FromHost: true, Bytes: []byte("never")}}, ReplayOptions{LinkPath: link})
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	r.Close()
	if _, err := os.Lstat(link); err == nil {
		t.Error("the link is left behind")
	}
	if err := os.WriteFile(link, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewReplay(nil, ReplayOptions{LinkPath: link}); err == nil {
		t.Error("a file was taken for a link")
	}
}
