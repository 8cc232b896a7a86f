package bolt

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

func TestOpenCreatesAStoreAndSaysSo(t *testing.T) {
	b := newBench(t)
	must(t, os.WriteFile(b.path+".tmp", []byte("left by a power cut"), 0o600))
	b.open()
	if !b.opening.Created || b.opening.Unclean || b.opening.EpochReason != "" || !isEpoch(b.opening.Epoch) {
		t.Fatalf("%+v", b.opening)
	}
	epoch := b.opening.Epoch
	b.reopen()
	if d := cmp.Diff(Opening{Epoch: epoch}, b.opening); d != "" {
		t.Fatal(d)
	}
	if _, err := os.Stat(b.path + ".tmp"); err == nil {
		t.Fatal("the temporary file is still there")
	}
}

func TestAfterACrashTheStoreSaysWhatTheTerminalWasDoing(t *testing.T) {
	b := newBench(t)
	s := b.open()
	ticket := b.issue('A')
	doing := kiosk.SessionCache{Step: "printing", Since: b.now, Ticket: ticket.Name}
	must(t, s.Remember(ctx, kiosk.SessionCache{Step: "language", Since: b.now}))
	must(t, s.Remember(ctx, doing))
	b.crash()
	b.open()
	if !b.opening.Unclean {
		t.Error("a crash is told as a closing")
	}
	if d := cmp.Diff(doing, b.opening.Last); d != "" {
		t.Fatal(d)
	}
	must(t, b.store.Remember(ctx, kiosk.SessionCache{}))
	b.reopen()
	if b.opening.Unclean || !b.opening.Last.IsZero() {
		t.Fatalf("%+v", b.opening)
	}
}

func TestAPrintThatWasSentIsUnknownAfterwardsAndOneIntendedIsStillIntended(t *testing.T) {
	b := newBench(t)
	b.open()
	intended, sent, printed, failed := b.issue('A'), b.issue('A'), b.issue('A'), b.issue('A')
	b.mark(sent, kiosk.PrintSent)
	b.mark(printed, kiosk.PrintSent)
	b.mark(printed, kiosk.PrintPrinted)
	b.mark(failed, kiosk.PrintFailed)
	b.crash()
	b.open()
	if b.opening.Unproved != 1 {
		t.Errorf("%d unproved prints, want 1", b.opening.Unproved)
	}
	list, err := b.store.Unsettled(ctx, b.now)
	must(t, err)
	got := map[kiosk.EventName]kiosk.PrintState{}
	for i, u := range list {
		got[u.Ticket.Name] = u.Print.State
		if i > 0 && u.Ticket.Name.Seq < list[i-1].Ticket.Name.Seq {
			t.Error("not the oldest first")
		}
	}
	if d := cmp.Diff(map[kiosk.EventName]kiosk.PrintState{
		intended.Name: kiosk.PrintIntended, sent.Name: kiosk.PrintUnknown, failed.Name: kiosk.PrintFailed,
	}, got); d != "" {
		t.Fatal(d)
	}
	if list, err = b.store.Unsettled(ctx, b.now.Add(time.Second)); err != nil || len(list) > 0 {
		t.Fatalf("tickets of a later time: %v, %v", list, err)
	}
}

func TestAStoreInUseIsNotTakenForDamaged(t *testing.T) {
	b := newBench(t)
	b.open()
	_, _, err := Open(ctx, b.path, b.options)
	wantError(t, err, ErrLocked)
	_, _, err = Compact(ctx, b.path, b.options)
	wantError(t, err, ErrLocked)
	_, err = Check(b.path)
	wantError(t, err, ErrLocked)
	b.wantNumbers('A', 1)
	b.close()

	// Another program that knows only the database's own lock.
	db, err := bbolt.Open(b.path, 0o600, nil)
	must(t, err)
	_, _, err = Open(ctx, b.path, b.options)
	wantError(t, err, ErrLocked)
	must(t, db.Close())
	b.open()
	b.wantNumbers('A', 2)
}

func TestAStoreOfALaterFormatIsRefusedAndLeftAlone(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.commit(ctx, func(c *change) error { return c.put(bucketMeta, keyFormat, formatVersion+1) }))
	b.close()
	_, _, err := Open(ctx, b.path, b.options)
	wantError(t, err, ErrNewer)
	b.options.Checker = Command(0, os.Args[0])
	t.Setenv(role, "check")
	_, _, err = Open(ctx, b.path, b.options)
	wantError(t, err, ErrNewer)
	b.setMeta(keyFormat, formatVersion)
}

// setMeta changes the file of a store that is not open.
func (b *bench) setMeta(key []byte, v any) {
	b.t.Helper()
	db, err := bbolt.Open(b.path, 0o600, nil)
	must(b.t, err)
	must(b.t, db.Update(func(tx *bbolt.Tx) error { return (&change{tx: tx}).put(bucketMeta, key, v) }))
	must(b.t, db.Close())
}

func TestOpenNeedsATerminalNumber(t *testing.T) {
	if _, _, err := Open(ctx, filepath.Join(t.TempDir(), "x"), Options{}); err == nil {
		t.Fatal("terminal 0 was taken")
	}
}

func TestOpenEndsWithItsContext(t *testing.T) {
	b := newBench(t)
	b.open()
	b.close()
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	b.options.Checker = func(ctx context.Context, _ string) error {
		return Command(0, "/bin/sh", "-c", "exec sleep 60")(ctx, b.path)
	}
	_, _, err := Open(short, b.path, b.options)
	wantError(t, err, context.DeadlineExceeded)
	b.options.Checker = nil
	if b.open(); b.opening.Replaced != "" {
		t.Fatal("the store was replaced because its check was interrupted")
	}
}

func TestOnlyAFileThatIsProvedDamagedIsReplaced(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1)
	b.close()
	for script, damaged := range map[string]bool{
		"exit 0":                     false,
		"exit 1":                     false, // a wrong command line
		"exit 127":                   false,
		"exit 66":                    false,
		"kill -TERM $$":              false, // the machine is shutting down
		"echo all gone >&2; exit 65": true,
		"exit 2":                     true,
		"kill -BUS $$":               true,
		"kill -SEGV $$":              true,
		"exec sleep 60":              true,
	} {
		err := Command(300*time.Millisecond, "/bin/sh", "-c", script)(ctx, b.path)
		if got := isDamaged(err); got != damaged {
			t.Errorf("%s: %v", script, err)
		}
	}
	err := Command(0, filepath.Join(t.TempDir(), "none"))(ctx, b.path)
	if err == nil || isDamaged(err) {
		t.Errorf("a check that does not exist: %v", err)
	}
	t.Setenv(role, "check")
	must(t, Command(0, os.Args[0])(ctx, b.path))
	if err := Command(0, os.Args[0])(ctx, b.path+"x"); err == nil || isDamaged(err) {
		t.Errorf("a file that does not exist: %v", err)
	}
	b.open()
	b.wantNumbers('A', 2)
}
