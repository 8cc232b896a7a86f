package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
)

func isDamaged(err error) bool { return errors.Is(err, ErrDamaged) }

// spoil makes the database of a closed store unreadable.
func (b *bench) spoil() {
	b.t.Helper()
	must(b.t, os.WriteFile(b.path, []byte(strings.Repeat("not a database ", 1000)), 0o600))
}

func (b *bench) asides() []string {
	list, err := filepath.Glob(b.path + ".damaged-*")
	must(b.t, err)
	slices.Sort(list)
	return list
}

func TestADamagedStoreIsSetAsideAndNumbersContinue(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2, 3)
	b.wantNumbers('B', 1)
	epoch := b.opening.Epoch
	b.close()
	b.spoil()
	b.open()
	o := b.opening
	if want := b.path + ".damaged-20261126T090000"; o.Replaced != want || o.Reason == "" || o.Created || o.Uncertain {
		t.Fatalf("%+v", o)
	}
	if kept, err := os.ReadFile(o.Replaced); err != nil || !strings.HasPrefix(string(kept), "not a database") {
		t.Fatalf("the damaged file was not kept: %v", err)
	}
	if o.Epoch == epoch {
		t.Fatal("the fresh store has the epoch of the damaged one")
	}
	b.wantNumbers('A', 4)
	b.wantNumbers('B', 2)
	b.wantNumbers('C', 1)
	first := b.firstRecord()
	if first.Kind != kiosk.StoreReplaced || first.Detail["kept"] != filepath.Base(o.Replaced) || first.Detail["reason"] == "" {
		t.Fatalf("%+v", first)
	}
	b.now = b.now.AddDate(0, 0, 1)
	b.wantNumbers('A', 1)
}

func (b *bench) firstRecord() kiosk.Record {
	b.t.Helper()
	for r, err := range b.store.Events(ctx, 1) {
		must(b.t, err)
		return r
	}
	b.t.Fatal("the journal is empty")
	return kiosk.Record{}
}

func TestNoSetAsideFileIsEverOverwritten(t *testing.T) {
	b := newBench(t)
	b.open()
	for range 3 {
		b.close()
		b.spoil()
		b.open()
	}
	stem := filepath.Base(b.path) + ".damaged-20261126T090000"
	var names []string
	for _, a := range b.asides() {
		names = append(names, filepath.Base(a))
	}
	if want := []string{stem, stem + "-2", stem + "-3"}; !slices.Equal(names, want) {
		t.Fatalf("%v, want %v", names, want)
	}
}

func TestWithoutATicketLogADamagedDayContinuesAbove500(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2, 3)
	for _, first := range []int{501, 1001} {
		b.close()
		b.spoil()
		must(t, os.WriteFile(b.path+logSuffix, []byte("\x00\x00\x00"), 0o600))
		b.open()
		if !b.opening.Uncertain {
			t.Error("the opening does not say that numbers are uncertain")
		}
		b.wantNumbers('A', first, first+1)
		b.wantNumbers('B', first)
	}
	b.now = b.now.AddDate(0, 0, -1)
	b.wantNumbers('A', 1001)
	b.now = b.now.AddDate(0, 0, 2)
	b.wantNumbers('A', 1)
}

func TestTheMarginOfADamagedDayOutlivesTheNextDamage(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1)
	b.close()
	b.spoil()
	must(t, os.Remove(b.path+logSuffix))
	b.open()
	b.wantNumbers('A', 501)
	b.close()
	b.spoil()
	b.open()
	b.wantNumbers('A', 502)
	b.wantNumbers('B', 501)
}

func TestAPowerCutBeforeADamageLeavesAMarginForLinesThatWereNotSynced(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2)
	b.crash()
	b.spoil()
	b.options.BootID = func() string { return "boot-2" }
	b.open()
	b.wantNumbers('A', 2+unsyncedNumbers+1)
	b.wantNumbers('B', unsyncedNumbers+1)

	b.crash() // the machine stays up: nothing was lost
	b.spoil()
	b.open()
	b.wantNumbers('A', 2+unsyncedNumbers+2)
}

func TestAStoreThatWasDeletedContinuesFromItsTicketLog(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2)
	epoch := b.opening.Epoch
	b.close()
	must(t, os.Remove(b.path))
	b.open()
	if !b.opening.Created || b.opening.Epoch == epoch {
		t.Fatalf("%+v", b.opening)
	}
	b.wantNumbers('A', 3)
}

func TestADamagedFileIsFoundByAChildThatDiesOfIt(t *testing.T) {
	b := newBench(t)
	t.Setenv(role, "check")
	b.options.Checker = Command(0, os.Args[0])
	b.open()
	for range 60 {
		b.issue('A')
	}
	b.close()
	// Cut in the middle of the pages that are in use: reading them by the map is
	// a SIGBUS.
	must(t, os.Truncate(b.path, 3*4096))
	b.open()
	if b.opening.Replaced == "" {
		t.Fatalf("%+v", b.opening)
	}
	b.wantNumbers('A', 61)
}

func TestDamageThatTheCheckMissesIsFoundByOpening(t *testing.T) {
	b := newBench(t)
	b.options.Checker = func(_ context.Context, _ string) error { return nil }
	for i, spoil := range []func(){
		b.spoil,
		func() { must(t, os.Truncate(b.path, 0)) },
		func() { must(t, os.Truncate(b.path, 4096)) },
		func() { must(t, os.Truncate(b.path, 2*4096)) },
		func() { b.setMeta(keyEpoch, 7) },
	} {
		b.open()
		b.wantNumbers('A', i+1)
		b.close()
		spoil()
		b.open()
		if b.opening.Replaced == "" {
			t.Fatalf("damage %d: %+v", i, b.opening)
		}
		b.close()
	}
}
