package bolt

import (
	"errors"
	"testing"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

func TestFeedbackThatIsDamagedKeepsNoOtherFromBeingPurged(t *testing.T) {
	b := newBench(t)
	b.open()
	b.keep(b.issue('A').Code(), "kela")
	must(t, b.store.commit(ctx, func(c *change) error { return c.write(bucketFeedback, []byte("damaged"), []byte("{")) }))
	b.now = b.now.AddDate(2, 0, 0)
	removed, err := b.store.PurgeFeedback(ctx, b.now.AddDate(-1, 0, 0), kiosk.DateOf(b.now))
	if removed != 1 || !errors.Is(err, ErrDamaged) {
		t.Errorf("%d are removed, %v", removed, err)
	}
	must(t, b.store.commit(ctx, func(c *change) error { return c.delete(bucketFeedback, []byte("damaged")) }))
}

func TestThePurgeRemovesOldFeedbackAndTheMarksOfPastDays(t *testing.T) {
	b := newBench(t)
	b.open()
	first := b.issue('A').Code()
	b.keep(first, "kela")
	b.now = b.now.AddDate(0, 11, 0)
	second := b.issue('A').Code()
	b.keep(second, "vero")
	b.now = b.now.AddDate(0, 2, 0)
	removed, err := b.store.PurgeFeedback(ctx, b.now.AddDate(-1, 0, 0), kiosk.DateOf(b.now))
	must(t, err)
	if n := len(b.kept()); removed != 1 || n != 1 {
		t.Errorf("%d are removed, and %d are left", removed, n)
	}
	rest, err := b.store.Deliveries(10)
	must(t, err)
	if len(rest) != 1 || rest[0].To != "vero" {
		t.Errorf("%+v is still to be sent", rest)
	}
	must(t, b.store.view(func(tx *bbolt.Tx) error {
		if k, _ := tx.Bucket(bucketAnswered).Cursor().First(); k != nil {
			t.Errorf("the mark %q is left", k)
		}
		return nil
	}))
}
