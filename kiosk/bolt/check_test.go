package bolt

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

func TestCheckReportsASoundStore(t *testing.T) {
	b := newBench(t)
	b.open()
	b.mark(b.issue('A'), kiosk.PrintSent)
	b.crash()
	var out, complaint bytes.Buffer
	if code := CheckMain(b.path, &out, &complaint); code != 0 || complaint.Len() > 0 {
		t.Fatalf("%d: %s", code, complaint.String())
	}
	var r Report
	must(t, json.Unmarshal(out.Bytes(), &r))
	if r.Path != b.path || r.Bytes == 0 || r.Terminal != 17 || r.Epoch != b.opening.Epoch || r.Sequence != 2 || !r.Open {
		t.Fatalf("%+v", r)
	}
}

// disagreements are changes of a store with the tickets A 001 and A 002, by the
// problem that Check must report.
func disagreements() map[string]func(*bbolt.Tx) error {
	put := func(bucket, key []byte, value string) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Put(key, []byte(value)) }
	}
	drop := func(bucket, key []byte) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Delete(key) }
	}
	one, two := sequenceKey(1), sequenceKey(2)
	return map[string]func(*bbolt.Tx) error{
		`bucket "prints" is missing`:       func(tx *bbolt.Tx) error { return tx.DeleteBucket(bucketPrints) },
		`meta "epoch" is missing`:          drop(bucketMeta, keyEpoch),
		`meta "epoch": "x" is not`:         put(bucketMeta, keyEpoch, `"x"`),
		`meta "floor"`:                     put(bucketMeta, keyFloor, `{`),
		`the last number given is 1`:       put(bucketSeries, day{kiosk.Date{Year: 2026, Month: 11, Day: 26}, 'A'}.key(), `1`),
		`series "x"`:                       put(bucketSeries, []byte("x"), `1`),
		`the number is "0"`:                put(bucketSeries, []byte("2026-11-26|B"), `0`),
		`event 1 has the name`:             func(tx *bbolt.Tx) error { return put(bucketEvents, one, string(tx.Bucket(bucketEvents).Get(two)))(tx) },
		`events 1: unexpected end of JSON`: put(bucketEvents, one, `{`),
		`have both the number A 002`: func(tx *bbolt.Tx) error {
			return put(bucketTickets, one, string(tx.Bucket(bucketTickets).Get(two)))(tx)
		},
		`ticket 1 is not the one of its`: func(tx *bbolt.Tx) error {
			b := tx.Bucket(bucketTickets)
			return b.Put(one, bytes.Replace(b.Get(one), []byte("walk"), []byte("talk"), 1))
		},
		`ticket 2 has no event`:           drop(bucketEvents, two),
		`ticket 1 has no event, no print`: drop(bucketUnsettled, one),
		`print 1 is of the ticket`:        drop(bucketTickets, one),
		`print 2 is intended and lies`: func(tx *bbolt.Tx) error {
			return put(bucketPrints, two, string(tx.Bucket(bucketUnsettled).Get(two)))(tx)
		},
		`outbox: the events 9 to 9`:   put(bucketOutbox, sequenceKey(9), `9`),
		`outbox: the events 2 to 2`:   put(bucketOutbox, two, `2`),
		`outbox: there is no event 1`: drop(bucketEvents, one),
		`outbox 78: the key is not`:   put(bucketOutbox, []byte("x"), `1`),
	}
}

func TestCheckFindsBucketsThatDisagree(t *testing.T) {
	for want, spoil := range disagreements() {
		b := newBench(t)
		b.open()
		b.wantNumbers('A', 1, 2)
		b.close()
		db, err := bbolt.Open(b.path, 0o600, nil)
		must(t, err)
		must(t, db.Update(spoil))
		must(t, db.Close())
		r, err := Check(b.path)
		wantError(t, err, ErrDamaged)
		if all := strings.Join(r.Problems, "\n"); !strings.Contains(all, want) {
			t.Errorf("problems %s\nwant %s", all, want)
		}
		must(t, os.Remove(b.path))
	}
}

func TestCheckNeverPanicsOnAFileThatIsNone(t *testing.T) {
	b := newBench(t)
	_, err := Check(b.path)
	wantError(t, err, os.ErrNotExist)
	for _, content := range []string{"", "x", strings.Repeat("x", 1<<16), strings.Repeat("\x00", 1<<16)} {
		must(t, os.WriteFile(b.path, []byte(content), 0o600))
		_, err := Check(b.path)
		wantError(t, err, ErrDamaged)
	}
	must(t, os.Remove(b.path))
	must(t, os.Mkdir(b.path, 0o700))
	_, err = Check(b.path)
	wantError(t, err, ErrDamaged)
	must(t, os.Remove(b.path))
}
