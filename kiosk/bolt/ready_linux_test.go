package bolt

import (
	"os"
	"testing"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

func TestRoomIsReadyBeforeTheDataNeedsIt(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for range 400 {
		must(t, s.Append(ctx, kiosk.Entry{Kind: kiosk.PrinterStatus, Detail: map[string]string{"x": string(make([]byte, 900))}}))
	}
	b.close()
	f, err := os.Open(b.path)
	must(t, err)
	defer f.Close()
	hole, err := f.Seek(0, seekHole)
	must(t, err)
	db, err := bbolt.Open(b.path, 0o600, &bbolt.Options{ReadOnly: true})
	must(t, err)
	defer db.Close()
	must(t, db.View(func(tx *bbolt.Tx) error {
		if hole < tx.Size() {
			t.Errorf("the file has a hole at %d, within its %d bytes of data", hole, tx.Size())
		}
		if tx.Size() < growth {
			t.Errorf("the test is too small: %d bytes", tx.Size())
		}
		return nil
	}))
}

func TestTheFileIsAtMostOneStepLargerThanItsLimit(t *testing.T) {
	b := newBench(t)
	b.options.MaxSize = leastMaxSize
	b.open()
	b.wantNumbers('A', 1, 2, 3)
	b.close()
	if size := fileSize(b.path); size > leastMaxSize+growth {
		t.Errorf("the file has %d bytes, the limit is %d", size, leastMaxSize)
	}
}
