package sim

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// plugInReader starts a reader and opens its line.
func plugInReader(t *testing.T, o ReaderOptions) (*Reader, *host) {
	t.Helper()
	r, err := NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	h := &host{t: t}
	h.openReader(r)
	return r, h
}

func (h *host) openReader(r *Reader) {
	h.t.Helper()
	f, err := os.OpenFile(r.Path(), os.O_RDWR, 0)
	if err != nil {
		h.t.Fatal(err)
	}
	h.f = f
	h.t.Cleanup(func() { _ = f.Close() })
}

func (h *host) hears(want string) {
	h.t.Helper()
	h.expect([]byte(want)...)
}

var (
	line1 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
	line2 = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
)

func TestAnElyctisReaderSleepsAfterEachRead(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{})
	if r.Present(line1, line2) {
		t.Error("it read without having been told to look")
	}
	h.silent()
	r.Withdraw()
	h.write("C", 0, 1, 1)
	h.hears("C\x00\x01\x01")
	if !r.Present(line1, line2) {
		t.Fatal("it did not read")
	}
	h.hears("I\x00\x58" + line1 + line2)
	if r.Present(line1, line2) {
		t.Error("it looks for documents after a read")
	}
	h.write("C", 0, 1, 1)
	h.hears("C\x00\x01\x01I\x00\x58" + line1 + line2)
	h.write("C", 0, 1, 1, "C", 0, 1, 0)
	h.hears("C\x00\x01\x01C\x00\x01\x00")
	if r.Armed() {
		t.Error("it looks for documents though it was told not to")
	}
}

func TestAnElyctisReaderTellsWhatLiesBeforeIt(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{Separator: "\r"})
	h.write("I", 0, 0)
	h.hears("I\x00\x00")
	r.Present(line1, line2)
	h.write("I", 0, 0, "L", 0, 0)
	h.hears("I\x00\x59" + line1 + "\r" + line2 + "L\x00\x58" + line1 + line2)
	h.write("xx", "C", 0, 1, 7, "C", 0, 1)
	h.silent()
	h.write(1)
	h.hears("C\x00\x01\x01")
}

func TestReadersFrameWhatTheyRead(t *testing.T) {
	for _, v := range []struct {
		o    ReaderOptions
		act  func(*Reader) bool
		want string
	}{
		{ReaderOptions{Kind: DeskoMRZ, Header: []byte{1}, Trailer: []byte{4}}, present, "\x01\x02" + line1 + "\r" + line2 + "\r\x03\x04"},
		{ReaderOptions{Kind: PlainMRZ, Suffix: "\r\n"}, present, line1 + "\r\n" + line2 + "\r\n"},
		{ReaderOptions{Kind: PlainMRZ, NoSuffix: true, Framed: true}, present, "\x02" + line1 + line2 + "\x03"},
		{ReaderOptions{Kind: BarcodeScanner}, scanA1, "A1\r"},
		{ReaderOptions{Kind: BarcodeScanner, NoSuffix: true}, scanA1, "A1"},
		{ReaderOptions{Kind: BarcodeScanner, AIM: "]C0", Suffix: "\t"}, scanA1, "]C0A1\t"},
		{ReaderOptions{Kind: HoneywellImager, AlwaysOn: true}, scanA1, "A1\r"},
		{ReaderOptions{Kind: MagTekSwipe}, func(r *Reader) bool { return r.Swipe("B1^X^", "1=2") }, "%B1^X^?;1=2?\r"},
		{ReaderOptions{Kind: MagTekSwipe, Framed: true}, func(r *Reader) bool { return r.Swipe("", BadTrack, "3") }, "\x02;E?+3?\r\x03"},
		{ReaderOptions{Kind: MagTekInsert}, inAndOut, "1\r%A?;1?0\r"},
		{ReaderOptions{Kind: MagTekInsert, Framed: true}, inAndOut, "\x02\x1B1\r\x03\x02\x1B%A?;1?0\r\x03"},
	} {
		r, h := plugInReader(t, v.o)
		if !v.act(r) {
			t.Errorf("%v did not read", v.o.Kind)
		}
		h.hears(v.want)
	}
}

func present(r *Reader) bool  { return r.Present(line1, line2) }
func scanA1(r *Reader) bool   { return r.Scan("A1") }
func inAndOut(r *Reader) bool { return r.InsertCard("A", "1") && r.RemoveCard() }

func TestReadersReadOnlyWhatTheyCan(t *testing.T) {
	for k := range readerKindCount {
		r, h := plugInReader(t, ReaderOptions{Kind: k, AlwaysOn: true})
		mrz := k <= PlainMRZ
		if r.Present() && !mrz || r.Scan("") != (k == BarcodeScanner || k == HoneywellImager) ||
			r.Swipe() != (k == MagTekSwipe) || r.InsertCard() != (k == MagTekInsert) || r.Kind() != k || strings.Contains(k.String(), "unknown") {
			t.Errorf("%v reads what it cannot, or not what it can", k)
		}
		_ = h
	}
}

func TestAHoneywellImagerAnswersAndHasATrigger(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{Kind: HoneywellImager})
	h.write(0x16, "M\rocrena1!", 0x16, "M\rocrena7.", 0x16, "M\rnonsns1!")
	h.hears("OCRENA1\x06!OCRENA7\x15.NONSNS1\x05!")
	if r.Scan("A1") {
		t.Error("it scanned without its trigger")
	}
	h.write(0x16, "T\r")
	eventually(t, "trigger", r.Armed)
	if !r.Present(line1, line2) || r.Scan("A1") {
		t.Error("it should scan once for each press of its trigger")
	}
	h.hears(line1 + line2 + "\r")
	h.write(0x16, "T\r", 0x16, "U\r", "x")
	eventually(t, "four commands and two of the trigger", func() bool { return r.Counts().Commands == 6 && r.Counts().Unknown == 1 })
	if r.Armed() {
		t.Error("the trigger was let go")
	}
}

func TestFaultsOfReaders(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{Kind: BarcodeScanner})
	for _, f := range AllReaderFaults() {
		if strings.Contains(f.String(), "unknown") {
			t.Errorf("fault %d has no name", f)
		}
	}
	_ = r.Set(CutFrames, true)
	r.Scan("123456\n")
	h.hears("1234")
	_ = r.Set(CutFrames, false)
	_ = r.Set(DoubleReads, true)
	r.Scan("1")
	h.hears("1\r1\r")
	_ = r.Set(DoubleReads, false)
	_ = r.Set(ReaderSilent, true)
	if r.Scan("1") {
		t.Error("a silent reader spoke")
	}
	h.silent()
	if got := r.Faults(); len(got) != 1 || got[0] != ReaderSilent {
		t.Errorf("the faults are %v", got)
	}
	_ = r.Set(ReaderSilent, false)
	_ = r.Set(SlowBytes, true)
	start := time.Now()
	r.Scan("0123456789")
	h.hears("0123456789\r")
	if took := time.Since(start); took < 20*time.Millisecond {
		t.Errorf("11 slow bytes took %v", took)
	}
}

func TestACardLeftInStays(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{Kind: MagTekInsert})
	_ = r.Set(CardLeftIn, true)
	r.InsertCard("A")
	if r.RemoveCard() || !r.CardIn() || r.InsertCard("B") {
		t.Error("it was to be left in")
	}
	h.hears("1\r")
	_ = r.Set(CardLeftIn, false)
	if !r.RemoveCard() || r.CardIn() {
		t.Error("it can be taken out")
	}
	h.hears("%A?0\r")
}

func TestAnElyctisReaderReadsTwiceWhenToldTwice(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{})
	_ = r.Set(DoubleReads, true)
	h.write("C", 0, 1, 1)
	h.hears("C\x00\x01\x01")
	r.Present(line1, line2)
	for range 2 {
		h.hears("I\x00\x58" + line1 + line2)
		h.write("C", 0, 1, 1)
		h.hears("C\x00\x01\x01")
	}
	h.silent()
}

func TestAFloodIsAsFastAsItsLineAndLeavesFramesWhole(t *testing.T) {
	r, h := plugInReader(t, ReaderOptions{Kind: BarcodeScanner, Seed: 5})
	_ = r.Set(GarbageFlood, true)
	start := time.Now()
	h.read(2300, 5*time.Second)
	r.Scan("<<a whole frame>>")
	rest := h.read(1150, 5*time.Second)
	rate := 3450 / time.Since(start).Seconds()
	_ = r.Set(GarbageFlood, false)
	if rate > 13000 || rate < 1000 {
		t.Errorf("%.0f bytes a second, want 11,520 or what the machine can", rate)
	}
	if rest = append(rest, h.read(1<<20, 100*time.Millisecond)...); !strings.Contains(string(rest), "<<a whole frame>>\r") {
		t.Error("the frame was torn apart")
	}
}

func TestAReaderForgetsWhatItWasToldWithoutPower(t *testing.T) {
	link := filepath.Join(t.TempDir(), "reader")
	r, h := plugInReader(t, ReaderOptions{LinkPath: link})
	h.write("C", 0, 1, 1, "C", 0)
	h.hears("C\x00\x01\x01")
	_ = r.Set(ReaderCableOut, true)
	if _, err := os.Stat(link); !os.IsNotExist(err) {
		t.Errorf("the path leads somewhere while unplugged: %v", err)
	}
	_ = r.Set(ReaderCableOut, false)
	h.openReader(r)
	if r.Armed() || r.Counts().Plugged != 2 {
		t.Error("it remembers")
	}
	h.write(1, 1, "C", 0, 1, 1)
	h.hears("C\x00\x01\x01")
}

func TestClosedReadersLeaveNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	r, h := plugInReader(t, ReaderOptions{Kind: BarcodeScanner, Baud: 300})
	_ = r.Set(GarbageFlood, true)
	r.Scan("1")
	h.read(1, time.Second)
	dir := filepath.Dir(r.Path())
	for range 2 {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Lstat(dir); !os.IsNotExist(err) {
		t.Errorf("the link's directory is left: %v", err)
	}
	if err := r.Set(ReaderCableOut, false); err != nil || r.Scan("1") {
		t.Error("a closed reader came back")
	}
	eventually(t, "goroutines gone", func() bool { return runtime.NumGoroutine() <= before })
}

func FuzzReaderCommands(f *testing.F) {
	f.Add([]byte("C\x00\x01\x01I\x00\x00L\x00\x00C\x00\x01\x00"))
	f.Add([]byte("\x16M\rocrena1!\x16T\r\x16U\r\x16M\rx."))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, k := range []ReaderKind{ElyctisMRZ, HoneywellImager, BarcodeScanner} {
			r := &Reader{opt: ReaderOptions{Kind: k}, line: &line{}, lying: []string{line1, line2}, fresh: true}
			r.cond = sync.NewCond(&r.mu)
			if !r.accept(r.line, b) || r.counts.Received != len(b) {
				t.Error("bytes were not taken")
			}
			if k == BarcodeScanner && len(r.out) > 0 {
				t.Error("it answered")
			}
		}
	})
}
