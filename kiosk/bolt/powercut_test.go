package bolt

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
)

// The power-cut test lets a terminal's store work in a child under strace, which
// records every write, flush and change of a name. From that it rebuilds what a
// disk may hold when the power goes at any moment, opens each of these states as
// the terminal would, and holds it against what had been promised by then.

func init() {
	roles["power cut"] = func(args []string) int { workDay(args[0]); return 0 }
}

// promise is what the store's caller was told, and told others.
type promise struct {
	Name    kiosk.EventName `json:"name"`
	Date    kiosk.Date      `json:"date"`
	Series  kiosk.Series    `json:"series"`
	Number  int             `json:"number"`
	Settled bool            `json:"settled"` // the print was marked as printed

	Feedback int `json:"feedback,omitempty"` // so many are kept; then it is of no ticket
}

// workDay works with a store, and writes each promise to standard output in one
// call when it is made.
func workDay(path string) {
	b := dayBench(path)
	var mu sync.Mutex
	tell := func(t kiosk.Ticket, settled bool) {
		line, _ := json.Marshal(promise{Name: t.Name, Date: t.Date, Series: t.Series, Number: t.Number, Settled: settled})
		mu.Lock()
		defer mu.Unlock()
		_, _ = os.Stdout.Write(append(line, '\n'))
	}
	feedback := 0
	b.open()
	for i := range 26 {
		ticket := b.issue(kiosk.Series('A' + i%3))
		tell(ticket, false)
		must(b.t, b.store.Remember(ctx, kiosk.SessionCache{Step: "printing", Since: b.now, Ticket: ticket.Name}))
		b.mark(ticket, kiosk.PrintSent)
		if i%4 > 0 {
			b.mark(ticket, kiosk.PrintPrinted)
			tell(ticket, true)
		}
		switch i % 13 {
		case 1, 5, 11:
			must(b.t, b.store.KeepFeedback(ctx, ticket.Code(), []kiosk.AuthorityID{"kela", "vero"}, b.feedback()))
			feedback++
			line, _ := json.Marshal(promise{Series: ticket.Series, Feedback: feedback})
			_, _ = os.Stdout.Write(append(line, '\n'))
		case 3:
			out, err := b.store.Outbox(10)
			must(b.t, err)
			must(b.t, b.store.Acknowledge(ctx, out[0].Name, out[4].Name))
		case 6:
			b.reopen()
		case 8:
			b.rush(tell)
		case 10:
			b.now = b.now.AddDate(0, 0, 1)
		case 12:
			b.close()
			_, _, err := Compact(ctx, b.path, b.options)
			must(b.t, err)
			b.open()
		}
	}
	b.close()
}

// dayBench is the surroundings of a store whose file is the same one wherever it
// is copied to.
func dayBench(path string) *bench {
	b := childBench(path)
	b.print = &Fingerprint{Inode: "1", Machine: "m"}
	return b
}

// rush lets several callers ask at once.
func (b *bench) rush(tell func(kiosk.Ticket, bool)) {
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			for range 3 {
				tell(b.issue(kiosk.Series('A'+w%3)), false)
			}
		})
	}
	group.Wait()
}

// recordDay runs workDay under strace and returns what happened to the files in
// the directory.
func recordDay(t *testing.T) recording {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace not installed")
	}
	dir := filepath.Join(memoryDir(t), "day")
	must(t, os.Mkdir(dir, 0o700))
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command(strace, "-f", "-y", "-xx", "-s", "16777216", "-o", trace, "-e",
		"trace=openat,close,pwrite64,write,fdatasync,fsync,ftruncate,renameat,rename,renameat2,unlinkat,unlink",
		os.Args[0], filepath.Join(dir, "kiosk.db"))
	cmd.Env = append(os.Environ(), role+"=power cut")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	must(t, err)
	f, err := os.Open(trace)
	must(t, err)
	defer f.Close()
	r, err := readTrace(bufio.NewReaderSize(f, 1<<20), dir)
	must(t, err)
	if promises := r.count(wasPromised); promises == 0 || promises != lines(out) {
		t.Fatalf("%d promises were recorded, %d made", promises, lines(out))
	}
	return r
}

func lines(b []byte) (n int) {
	for _, c := range b {
		if c == '\n' {
			n++
		}
	}
	return n
}

func TestNoPowerCutBreaksAPromise(t *testing.T) {
	r := recordDay(t)
	most := 5000
	switch {
	case testing.Short():
		most = 500
	case raceEnabled: // every step takes several times as long
		most = 2000
	}
	result := examineStates(t, r, honestDisk, most, 20*time.Second)
	t.Logf("%d writes, %d flushes, %d changes of names: %d states of the disk examined in %v, %d of them bad",
		r.count(wasWritten), r.count(wasFlushed), r.count(wasNamed), result.states, result.took.Round(time.Second), len(result.bad))
	for i, bad := range result.bad {
		if i < 10 {
			t.Error(bad)
		}
	}
	if result.states < most/2 {
		t.Errorf("only %d states were examined", result.states)
	}
}

func TestADiskThatIgnoresFlushesIsCaughtByThePowerCutTest(t *testing.T) {
	r := recordDay(t)
	most := 400
	if testing.Short() || raceEnabled {
		most = 150
	}
	result := examineStates(t, r, everySecondFlush, most, 2*time.Second)
	t.Logf("of %d states that a disk may hold which ignores every second flush, %d break a promise, %d of them by a hang or a crash",
		result.states, len(result.bad), result.dead)
	if len(result.bad) < result.states/50 {
		t.Errorf("only %d of %d states are bad: the test does not bite", len(result.bad), result.states)
	}
	if len(result.bad) > 0 {
		t.Log("such as: ", result.bad[0])
	}
}
