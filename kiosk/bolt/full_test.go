package bolt

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"go.etcd.io/bbolt"
	"golang.org/x/sys/unix"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// fill appends entries until the store refuses, and returns the error.
func fill(s *Store) error {
	long := map[string]string{"x": strings.Repeat("x", 3000)}
	for range 10_000 {
		if err := s.Append(ctx, kiosk.Entry{Kind: kiosk.PrinterStatus, Detail: long}); err != nil {
			return err
		}
	}
	return errors.New("the store never got full")
}

// tickets issues until the store refuses, and returns how many were given.
func tickets(s *Store, r kiosk.TicketRequest) (int, error) {
	for n := range kiosk.MaxNumber {
		if _, err := s.Issue(ctx, r); err != nil {
			return n, err
		}
	}
	return kiosk.MaxNumber, nil
}

func TestAtItsSizeLimitTheStoreIsFullAndTakesUpAgainWithMoreRoom(t *testing.T) {
	b := newBench(t)
	b.options.MaxSize = leastMaxSize
	s := b.open()
	wantError(t, fill(s), engine.ErrFull)
	given, err := tickets(s, b.request('A'))
	wantError(t, err, engine.ErrFull)
	for range 3 {
		if _, err := s.Issue(ctx, b.request('A')); !errors.Is(err, engine.ErrFull) || errors.Is(err, engine.ErrBroken) {
			t.Fatalf("error %v, want %v", err, engine.ErrFull)
		}
	}
	b.close()
	b.options.MaxSize *= 4
	b.open()
	list, err := b.store.Tickets(ctx, b.now)
	must(t, err)
	if len(list) != given {
		t.Fatalf("%d tickets, want %d", len(list), given)
	}
	b.wantNumbers('A', given+1)
}

func TestOneWhoAsksForTooMuchDoesNotHinderTheOthers(t *testing.T) {
	b := newBench(t)
	b.options.MaxSize = 2 * leastMaxSize
	s := b.open()
	release := b.holdUp()
	results := make(chan error, 2)
	go func() {
		results <- s.Append(ctx, kiosk.Entry{Detail: map[string]string{"x": strings.Repeat("x", 1<<20)}})
	}()
	b.waitFor(1)
	go func() {
		_, err := s.Issue(ctx, b.request('A'))
		results <- err
	}()
	b.waitFor(2)
	release()
	first, second := <-results, <-results
	if first == nil {
		first, second = second, first
	}
	wantError(t, first, engine.ErrFull)
	must(t, second)
}

func init() {
	roles["small files"] = smallFiles
	roles["broken disk"] = brokenDisk
}

// smallFiles runs in a child whose files may have so many bytes: it is what a
// full disk does to a writer. It says how many tickets it issued.
func smallFiles(args []string) int {
	path := args[0]
	limit, _ := strconv.ParseUint(args[1], 10, 64)
	b := childBench(path)
	s, _, err := Open(ctx, path, b.options)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	set := func(cur uint64) error {
		return unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: cur, Max: unix.RLIM_INFINITY})
	}
	if err := set(limit); err != nil {
		fmt.Println(err)
		return 1
	}
	fullEvents := fill(s)
	before, fullTickets := tickets(s, b.request('A'))
	if err := set(unix.RLIM_INFINITY); err != nil {
		fmt.Println(err)
		return 1
	}
	_, room := s.Issue(ctx, b.request('A'))
	closed := s.Close()
	if !errors.Is(fullEvents, engine.ErrFull) || !errors.Is(fullTickets, engine.ErrFull) || room != nil || closed != nil {
		fmt.Println(fullEvents, fullTickets, room, closed)
		return 1
	}
	fmt.Println(before + 1)
	return 0
}

// childBench returns the surroundings of a store in a child process.
func childBench(path string) *bench {
	b := newBenchIn(childTester{}, filepath.Dir(path))
	b.path = path
	return b
}

// childTester ends a child process that fails.
type childTester struct{}

func (childTester) Helper()                   {}
func (childTester) Failed() bool              { return false }
func (childTester) Errorf(f string, a ...any) { panic(fmt.Sprintf(f, a...)) }
func (childTester) Fatalf(f string, a ...any) { panic(fmt.Sprintf(f, a...)) }
func (childTester) Fatal(a ...any)            { panic(fmt.Sprint(a...)) }

// play starts the test binary in a role and returns what it writes.
func play(t testing.TB, name string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), role+"="+name)
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func TestWhereTheSystemHasNoRoomTheStoreIsFullAndServesAgainByItself(t *testing.T) {
	for _, limit := range []int{200_000, 1_300_000, 2_500_000} {
		b := newBench(t)
		out, err := play(t, "small files", b.path, fmt.Sprint(limit))
		given, notNumber := strconv.Atoi(out)
		if err != nil || notNumber != nil {
			t.Fatalf("limit %d: %v: %s", limit, err, out)
		}
		b.open()
		b.wantNumbers('A', given+1)
		list, err := b.store.Tickets(ctx, b.now)
		must(t, err)
		if len(list) != given+1 {
			t.Fatalf("limit %d: %d tickets, want %d", limit, len(list), given+1)
		}
		b.finish()
	}
}

func TestAFailedSyncBreaksTheStoreForGood(t *testing.T) {
	b := newBench(t)
	s := b.open()
	b.wantNumbers('A', 1)
	s.finalise = func(tx *bbolt.Tx) error {
		_ = tx.Rollback()
		return syscall.EIO // as bbolt returns it from fdatasync
	}
	_, err := s.Issue(ctx, b.request('A'))
	wantError(t, err, engine.ErrBroken)
	s.finalise = (*bbolt.Tx).Commit
	_, err = s.Issue(ctx, b.request('A'))
	wantError(t, err, engine.ErrBroken)
	_, err = s.Unsettled(ctx, b.now)
	wantError(t, err, engine.ErrBroken)
	wantError(t, s.Remember(ctx, kiosk.SessionCache{}), engine.ErrBroken)
	wantError(t, s.Close(), engine.ErrBroken)
	b.store = nil
	b.open()
	if !b.opening.Unclean {
		t.Error("a broken store was closed in good order")
	}
	b.wantNumbers('A', 2)
}

// brokenDisk issues tickets until the store breaks.
func brokenDisk(args []string) int {
	b := childBench(args[0])
	s, _, err := Open(ctx, args[0], b.options)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	n, err := tickets(s, b.request('A'))
	_, again := s.Issue(ctx, b.request('A'))
	closed := s.Close()
	if !errors.Is(err, engine.ErrBroken) || !errors.Is(again, engine.ErrBroken) || !errors.Is(closed, engine.ErrBroken) {
		fmt.Println(n, err, again, closed)
		return 1
	}
	fmt.Println(n)
	return 0
}

func TestADiskThatFailsToSyncBreaksTheStoreAndNoTicketIsLostOrDoubled(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace not installed")
	}
	for _, when := range []int{20, 21} { // the data's flush, and the one of the meta page
		b := newBench(t)
		cmd := exec.CommandContext(ctx, strace, "-f", "-qq", "-o", "/dev/null",
			"-e", "trace=fdatasync", "-e", fmt.Sprintf("inject=fdatasync:error=EIO:when=%d", when), os.Args[0], b.path)
		cmd.Env = append(os.Environ(), role+"=broken disk")
		out, err := cmd.Output()
		given, notNumber := strconv.Atoi(strings.TrimSpace(string(out)))
		if err != nil || notNumber != nil {
			t.Fatalf("%v: %s", err, out)
		}
		b.open()
		list, err := b.store.Tickets(ctx, b.now)
		must(t, err)
		if len(list) < given || len(list) > given+1 {
			t.Fatalf("%d tickets, %d were given", len(list), given)
		}
		b.wantNumbers('A', len(list)+1)
		b.finish()
	}
}
