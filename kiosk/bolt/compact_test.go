package bolt

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
)

func TestCompactingKeepsEverythingAndTheEpoch(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for range 300 {
		b.mark(b.issue('A'), kiosk.PrintPrinted)
	}
	for range 600 {
		out, err := s.Outbox(1)
		must(t, err)
		must(t, s.Acknowledge(ctx, out[0].Name))
	}
	b.close()
	var before, after bytes.Buffer
	must(t, ExportFile(b.path, &before))
	from, to, err := Compact(ctx, b.path, b.options)
	must(t, err)
	if to >= from || to == 0 {
		t.Errorf("%d bytes became %d", from, to)
	}
	must(t, ExportFile(b.path, &after))
	if d := cmp.Diff(withoutFingerprint(before.String()), withoutFingerprint(after.String())); d != "" {
		t.Fatal(d)
	}
	epoch := b.opening.Epoch
	if b.open(); b.opening.Epoch != epoch || b.opening.EpochReason != "" {
		t.Fatalf("%+v", b.opening)
	}
	b.wantNumbers('A', 301)
}

func withoutFingerprint(export string) string {
	var list []string
	for l := range strings.Lines(export) {
		if !strings.Contains(l, `"fingerprint"`) {
			list = append(list, l)
		}
	}
	return strings.Join(list, "")
}

func TestCompactingACopyDoesNotMakeItTheOriginal(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1)
	b.close()
	copied := newBench(t)
	copyFile(t, b.path, copied.path)
	_, _, err := Compact(ctx, copied.path, copied.options)
	must(t, err)
	copied.wantNewEpoch("inode")
}

func TestADamagedStoreIsNotCompacted(t *testing.T) {
	b := newBench(t)
	b.open()
	b.close()
	b.spoil()
	_, _, err := Compact(ctx, b.path, b.options)
	wantError(t, err, ErrDamaged)
	if data, err := os.ReadFile(b.path); err != nil || !strings.HasPrefix(string(data), "not a database") {
		t.Fatal("the damaged file was touched")
	}
	must(t, os.Remove(b.path))
}

func TestSizesTellTheRoomTaken(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for range 100 {
		b.issue('A')
	}
	b.mark(b.issue('A'), kiosk.PrintPrinted)
	z, err := s.Sizes()
	must(t, err)
	if z.Events != 102 || z.Outbox != 102 || z.Unsettled != 100 || z.Used <= 0 || z.Used > z.File ||
		z.Limit != b.options.MaxSize || z.Log == 0 || z.DiskFree == 0 {
		t.Fatalf("%+v", z)
	}
}
