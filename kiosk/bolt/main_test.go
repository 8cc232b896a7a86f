package bolt

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"
	_ "time/tzdata"

	"kundterminal/kiosk"
)

// role is the environment variable that makes the test binary a child process:
// one of the keys of roles.
const role = "KUNDTERMINAL_BOLT_TEST_ROLE"

// roles are what the test binary can be when a test starts it again. They return
// the exit code.
var roles = map[string]func(args []string) int{
	"check": func(args []string) int { return CheckMain(args[0], os.Stdout, os.Stderr) },
}

func TestMain(m *testing.M) {
	if play, ok := roles[os.Getenv(role)]; ok {
		os.Exit(play(os.Args[1:]))
	}
	os.Exit(m.Run())
}

var ctx = context.Background()

// tester is what a *testing.T, a *testing.B and a *rapid.T have in common, as far
// as it is needed here.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Failed() bool
}

func helsinki(t tester) *time.Location {
	t.Helper()
	l, err := time.LoadLocation("Europe/Helsinki")
	must(t, err)
	return l
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bench is a store under test with its surroundings.
type bench struct {
	t       tester
	path    string
	options Options
	now     time.Time
	print   *Fingerprint // what is found in place of the real one, if set
	store   *Store
	opening Opening
}

// newBench returns the surroundings of a store that is not open yet. The database
// is checked when the test ends.
func newBench(t testing.TB) *bench {
	t.Helper()
	b := newBenchIn(t, t.TempDir())
	t.Cleanup(b.finish)
	return b
}

// newBenchIn is newBench for a directory; whoever calls it calls finish.
func newBenchIn(t tester, dir string) *bench {
	t.Helper()
	b := &bench{t: t, path: filepath.Join(dir, "kiosk.db")}
	l := helsinki(t)
	b.now = time.Date(2026, 11, 26, 9, 0, 0, 0, l)
	b.options = Options{
		Terminal: 17,
		Location: l,
		MaxSize:  1 << 30,
		Timeout:  200 * time.Millisecond,
		Log:      slog.New(slog.DiscardHandler),

		FeedbackKey: []byte("the key of a test, 32 bytes long"),
		Now:         func() time.Time { return b.now },
		BootID:      func() string { return "boot-1" },
		Fingerprint: func(path string) (Fingerprint, error) {
			if b.print != nil {
				return *b.print, nil
			}
			return ReadFingerprint(path)
		},
	}
	return b
}

// finish closes the store and checks its file.
func (b *bench) finish() {
	b.t.Helper()
	if b.store != nil {
		if err := b.store.Close(); err != nil && !b.t.Failed() && b.store.trouble() == nil {
			b.t.Errorf("close: %v", err)
		}
		b.store = nil
	}
	if _, err := os.Stat(b.path); err == nil {
		if _, err := Check(b.path); err != nil {
			b.t.Errorf("check after the test: %v", err)
		}
	}
}

func (b *bench) open() *Store {
	b.t.Helper()
	s, o, err := Open(ctx, b.path, b.options)
	must(b.t, err)
	b.store, b.opening = s, o
	return s
}

func (b *bench) close() {
	b.t.Helper()
	must(b.t, b.store.Close())
	b.store = nil
}

func (b *bench) reopen() *Store {
	b.t.Helper()
	b.close()
	return b.open()
}

// crash leaves the files as a kill of the process would.
func (b *bench) crash() {
	b.t.Helper()
	s := b.store
	b.store = nil
	s.queue.close()
	close(s.syncs)
	<-s.synced
	_ = s.tickets.f.Close()
	must(b.t, s.db.Close())
	_ = s.lock.Close()
}

func (b *bench) request(series kiosk.Series) kiosk.TicketRequest {
	return kiosk.TicketRequest{
		Queue: "q-" + kiosk.QueueID(series.String()), Series: series, Class: kiosk.WalkIn,
		Errands: []kiosk.ServiceID{"v-tax-card", "k-housing"}, Language: kiosk.Finnish, At: b.now,
	}
}

func (b *bench) issue(series kiosk.Series) kiosk.Ticket {
	b.t.Helper()
	t, err := b.store.Issue(ctx, b.request(series))
	must(b.t, err)
	return t
}

func (b *bench) mark(t kiosk.Ticket, state kiosk.PrintState) kiosk.Print {
	b.t.Helper()
	p, err := b.store.MarkPrint(ctx, t.Name, state, "", b.now)
	must(b.t, err)
	return p
}

// wantNumbers issues one ticket per number and compares.
func (b *bench) wantNumbers(series kiosk.Series, numbers ...int) {
	b.t.Helper()
	for _, n := range numbers {
		if t := b.issue(series); t.Number != n {
			b.t.Fatalf("issued %s, want number %d", t.Label(), n)
		}
	}
}

func wantError(t tester, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("error %v, want %v", err, target)
	}
}

// holdUp keeps a commit running until release is called, so that others queue.
func (b *bench) holdUp() (release func()) {
	running, gate := make(chan struct{}), make(chan struct{})
	go func() {
		_ = b.store.commit(ctx, func(*change) error {
			close(running)
			<-gate
			return nil
		})
	}()
	<-running
	return func() { close(gate) }
}

// waitFor waits until so many requests are in the queue.
func (b *bench) waitFor(n int) {
	for b.store.queue.length() < n {
		time.Sleep(time.Millisecond)
	}
}
