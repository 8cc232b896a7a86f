package bolt

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/kiosk"
)

func copyFile(t tester, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, data, 0o600))
}

// wantNewEpoch opens the store and requires a new epoch because of the part.
func (b *bench) wantNewEpoch(part string) {
	b.t.Helper()
	b.open()
	if !strings.HasPrefix(b.opening.EpochReason, part) {
		b.t.Fatalf("reason %q, want %q", b.opening.EpochReason, part)
	}
	var last kiosk.Record
	for r, err := range b.store.Events(ctx, 1) {
		must(b.t, err)
		last = r
	}
	if last.Kind != kiosk.EpochChanged || last.Name.Epoch != b.opening.Epoch || last.Detail["after"] != b.opening.Epoch ||
		last.Detail["before"] == b.opening.Epoch || !strings.HasPrefix(last.Detail["part"], part) {
		b.t.Fatalf("journalled %+v", last)
	}
}

func TestEachPartOfTheFingerprintTellsACopy(t *testing.T) {
	b := newBench(t)
	print := Fingerprint{Inode: "1", Birth: "2.0", Machine: "m", Adapters: []string{"a", "b"}}
	b.print = &print
	b.open()
	b.wantNumbers('A', 1)
	for part, change := range map[string]func(){
		"inode":            func() { print.Inode = "7" },
		"birth time":       func() { print.Birth = "8.0" },
		"machine id":       func() { print.Machine = "n" },
		"network adapters": func() { print.Adapters = []string{"c"} },
		"terminal number":  func() { b.options.Terminal++ },
	} {
		b.close()
		change()
		b.wantNewEpoch(part)
		if b.reopen(); b.opening.EpochReason != "" {
			t.Fatalf("a second time: %q", b.opening.EpochReason)
		}
	}
	b.wantNumbers('A', 2)
}

func TestWhatTheSystemDoesNotTellAndOneAdapterMoreAreNoCopy(t *testing.T) {
	b := newBench(t)
	print := Fingerprint{Inode: "1", Birth: "2.0", Machine: "m", Adapters: []string{"a"}}
	b.print = &print
	b.open()
	for _, p := range []Fingerprint{
		{Inode: "1", Birth: "2.0", Machine: "m", Adapters: []string{"a", "b"}},
		{Inode: "1", Birth: "2.0", Machine: "m", Adapters: []string{"b"}},
		{},
		{Inode: "1", Machine: "m"},
	} {
		print = p
		if b.reopen(); b.opening.EpochReason != "" {
			t.Fatalf("%+v: %s", p, b.opening.EpochReason)
		}
	}
}

func TestACopiedFileSpeaksUnderANewEpoch(t *testing.T) {
	b := newBench(t)
	b.open()
	old := b.issue('A')
	b.close()
	copied := newBench(t)
	copyFile(t, b.path, copied.path)
	copied.wantNewEpoch("inode")
	copied.wantNumbers('A', 2)
	b.open()
	if b.opening.EpochReason != "" || b.opening.Epoch != old.Name.Epoch {
		t.Fatalf("the original: %+v", b.opening)
	}
	moved := filepath.Join(t.TempDir(), "moved.db")
	b.close()
	must(t, os.Rename(b.path, moved))
	must(t, os.Rename(b.path+logSuffix, moved+logSuffix))
	b.path = moved
	if b.open(); b.opening.EpochReason != "" {
		t.Fatalf("a file that was moved within its file system: %+v", b.opening)
	}
}

// restore writes old contents into the file without making another one of it, so
// that its fingerprint stays.
func restore(t tester, path string, data []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	defer f.Close()
	must(t, f.Truncate(0))
	_, err = f.Write(data)
	must(t, err)
}

func TestAFileThatWasRolledBackInPlaceIsFoundByTheTicketLog(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1)
	b.close()
	old, err := os.ReadFile(b.path)
	must(t, err)
	b.open()
	b.wantNumbers('A', 2, 3)
	b.wantNumbers('B', 1)
	b.close()
	restore(t, b.path, old)
	b.wantNewEpoch("ticket log")
	b.wantNumbers('A', 4)
	b.wantNumbers('B', 2)
}

func TestARollBackIsFoundEvenWhereNoTicketWasIssuedSince(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1)
	b.close()
	old, err := os.ReadFile(b.path)
	must(t, err)
	b.open()
	must(t, b.store.Append(ctx, kiosk.Entry{Kind: kiosk.SessionStarted, At: b.now}))
	b.crash()
	restore(t, b.path, old)
	b.wantNewEpoch("ticket log")
}

func TestTheRealFingerprintIsThatOfTheFile(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "1"), filepath.Join(dir, "2")
	must(t, os.WriteFile(one, nil, 0o600))
	must(t, os.WriteFile(two, nil, 0o600))
	a, err := ReadFingerprint(one)
	must(t, err)
	again, err := ReadFingerprint(one)
	must(t, err)
	other, err := ReadFingerprint(two)
	must(t, err)
	if a.Inode == "" || len(a.differs(again)) > 0 || len(a.differs(other)) == 0 {
		t.Fatalf("%+v %+v %+v", a, again, other)
	}
	if _, err := ReadFingerprint(filepath.Join(dir, "3")); err == nil {
		t.Fatal("a file that does not exist has a fingerprint")
	}
}

func TestEpochsAreEightCrockfordCharactersAndDiffer(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		e := newEpoch()
		if !isEpoch(e) || seen[e] {
			t.Fatalf("epoch %q", e)
		}
		seen[e] = true
	}
	for _, s := range []string{"", "ABCDEFG", "ABCDEFGHJ", "ABCDEFGI", "abcdefgh"} {
		if isEpoch(s) {
			t.Errorf("%q is an epoch", s)
		}
	}
}
