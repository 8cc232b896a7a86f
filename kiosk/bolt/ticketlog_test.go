package bolt

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
)

func TestALineOfTheTicketLogReads(t *testing.T) {
	l := line{"7GQ2M4XA", 42, "2026-11-26", "A", 17}
	text := string(l.append(nil))
	if want := "7GQ2M4XA 42 2026-11-26 A 17 764d0cd6\n"; text != want {
		t.Fatalf("%q, want %q", text, want)
	}
	if got, ok := parseLine(text[:len(text)-1]); !ok || got != l {
		t.Fatalf("%+v, %v", got, ok)
	}
}

func TestNoChangedByteOfALineIsTakenForALine(t *testing.T) {
	text := line{"7GQ2M4XA", 42, "2026-11-26", "A", 17}.append(nil)
	text = text[:len(text)-1]
	for i := range text {
		for bit := range 8 {
			text[i] ^= 1 << bit
			if l, ok := parseLine(string(text)); ok && bit != 5 { // hex digits in either case
				t.Fatalf("%q is taken for %+v", text, l)
			}
			text[i] ^= 1 << bit
		}
		if _, ok := parseLine(string(text[:i])); ok {
			t.Fatalf("%q is taken for a line", text[:i])
		}
	}
}

func TestTornAndChangedLinesAreLeftOut(t *testing.T) {
	whole := line{"7GQ2M4XA", 1, "2026-11-26", "A", 1}.append(nil)
	second := line{"7GQ2M4XA", 2, "2026-11-26", "A", 2}.append(nil)
	h := readHistory(append(append(append(whole, "rubbish\n\x00\x00\n"...), second...), second[:20]...))
	if h.good != 2 || h.bad != 3 || !h.torn || h.seqs["7GQ2M4XA"] != 2 {
		t.Fatalf("%+v", h)
	}
	if n := h.numbers[day{kiosk.Date{Year: 2026, Month: 11, Day: 26}, 'A'}]; n != 2 {
		t.Fatalf("number %d, want 2", n)
	}
}

func TestATornLastLineDoesNotSpoilTheNextOne(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1)
	b.crash()
	log, err := os.ReadFile(b.path + logSuffix)
	must(t, err)
	must(t, os.WriteFile(b.path+logSuffix, log[:len(log)-5], 0o600))
	b.open()
	b.wantNumbers('A', 2)
	b.close()
	h, err := loadHistory(b.path)
	must(t, err)
	if n := h.numbers[day{kiosk.DateOf(b.now), 'A'}]; n != 2 || h.bad != 1 || !h.closed {
		t.Fatalf("%+v", h)
	}
	if b.open(); b.opening.EpochReason != "" {
		t.Fatal(b.opening.EpochReason)
	}
}

func TestALogThatWasLostIsMadeAnewFromTheDatabase(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2, 3)
	b.close()
	must(t, os.Remove(b.path+logSuffix))
	b.open()
	if b.opening.EpochReason != "" {
		t.Fatal(b.opening.EpochReason)
	}
	b.close()
	b.spoil()
	b.open()
	b.wantNumbers('A', 4)
}

func TestALogThatCannotBeWrittenCatchesUpLater(t *testing.T) {
	b := newBench(t)
	must(t, os.Mkdir(b.path+logSuffix, 0o700))
	b.open()
	b.wantNumbers('A', 1, 2)
	must(t, os.Remove(b.path+logSuffix))
	b.wantNumbers('A', 3)
	b.close()
	h, err := loadHistory(b.path)
	must(t, err)
	if n := h.numbers[day{kiosk.DateOf(b.now), 'A'}]; n != 3 || h.good != 5 || h.bad != 0 {
		t.Fatalf("%+v", h)
	}
}

func TestALongLogIsShortenedAndTellsTheSame(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2)
	b.close()
	f, err := os.OpenFile(b.path+logSuffix, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	mark := line{b.opening.Epoch, 2, wordCommitted, "-", 0}.append(nil)
	_, err = f.Write(bytes.Repeat(mark, shortenAt/len(mark)+1))
	must(t, err)
	must(t, f.Close())
	before, err := loadHistory(b.path)
	must(t, err)
	if b.open(); b.opening.EpochReason != "" {
		t.Fatal(b.opening.EpochReason)
	}
	after, err := loadHistory(b.path)
	must(t, err)
	if after.size > 1000 {
		t.Fatalf("the log has %d bytes", after.size)
	}
	if d := cmp.Diff(before.numbers, after.numbers); d != "" {
		t.Fatal(d)
	}
	if d := cmp.Diff(before.seqs, after.seqs); d != "" {
		t.Fatal(d)
	}
	b.wantNumbers('A', 3)
}

func FuzzReadHistory(f *testing.F) {
	f.Add([]byte("7GQ2M4XA 42 2026-11-26 A 17 764d0cd6\n"))
	f.Add([]byte("7GQ2M4XA 42 2026-11-26 A 17 764d0cd6"))
	f.Add(line{"7GQ2M4XA", 1, wordOpened, "boot", 0}.append(nil))
	f.Add(line{"7GQ2M4XA", 1, wordFloor, "2026-11-26", 500}.append(nil))
	f.Add(line{"7GQ2M4XA", 1, wordFloor, "x", 500}.append(nil))
	f.Add([]byte("\n\n \x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		h := readHistory(data)
		again := readHistory(h.snapshot("7GQ2M4XA"))
		if again.bad > 0 {
			t.Fatalf("a snapshot has %d bad lines", again.bad)
		}
		if d := cmp.Diff(h.numbers, again.numbers); d != "" {
			t.Fatal(d)
		}
	})
}
