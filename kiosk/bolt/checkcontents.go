package bolt

import (
	"bytes"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

func checkMeta(tx *bbolt.Tx, r *Report) {
	for key, v := range map[string]any{
		string(keyTerminal): &r.Terminal, string(keyEpoch): &r.Epoch, string(keyOpen): &r.Open,
		string(keyFingerprint): new(Fingerprint),
	} {
		if found, err := get(tx, bucketMeta, []byte(key), v); err != nil {
			r.add("%v", err)
		} else if !found {
			r.add("meta %q is missing", key)
		}
	}
	if _, err := get(tx, bucketMeta, keyFloor, new(floor)); err != nil {
		r.add("%v", err)
	}
	if !isEpoch(r.Epoch) {
		r.add("meta \"epoch\": %q is not eight characters of %s", r.Epoch, crockford)
	}
	r.Sequence = tx.Bucket(bucketEvents).Sequence()
}

// checkContents proves that every record can be read and that the buckets agree:
// series with tickets, tickets with prints and events, the sets with what they
// are sets of.
func checkContents(tx *bbolt.Tx, r *Report) {
	series := checkSeries(tx, r)
	newest(tx, bucketEvents, r, func(seq uint64, value []byte) error {
		var record kiosk.Record
		if err := decode(bucketEvents, sequenceKey(seq), value, &record); err != nil {
			return err
		}
		if record.Name.Seq != seq || seq > r.Sequence {
			r.add("event %d has the name %s, the last sequence given is %d", seq, record.Name, r.Sequence)
		}
		return nil
	})
	checkTickets(tx, series, r)
	checkPrints(tx, bucketPrints, true, r)
	checkPrints(tx, bucketUnsettled, false, r)
	checkOutbox(tx, r)
	checkFeedbackOf(tx, r)
	checkCallBacksOf(tx, r)
	checkQueueOf(tx, r)
	checkCountOf(tx, r)
}

// checkOutbox proves that the runs do not overlap and are runs of events.
func checkOutbox(tx *bbolt.Tx, r *Report) {
	events, before := tx.Bucket(bucketEvents), uint64(0)
	for v, err := range runs(tx) {
		switch {
		case err != nil:
			r.add("%v", err)
			return
		case v.first <= before || v.last < v.first || v.last > r.Sequence:
			r.add("outbox: the events %d to %d follow %d, the last sequence given is %d", v.first, v.last, before, r.Sequence)
			return
		}
		for seq := v.last; seq >= v.first && v.last-seq < recordsRead; seq-- {
			if events.Get(sequenceKey(seq)) == nil {
				r.add("outbox: there is no event %d", seq)
			}
		}
		before = v.last
	}
}

func checkSeries(tx *bbolt.Tx, r *Report) map[day]int {
	series := map[day]int{}
	_ = tx.Bucket(bucketSeries).ForEach(func(k, v []byte) error {
		d, err := dayOf(k)
		if err != nil {
			r.add("series %q: %v", k, err)
			return nil
		}
		n := 0
		if err := decode(bucketSeries, k, v, &n); err != nil || n < 1 || n > kiosk.MaxNumber {
			r.add("series %q: the number is %q", k, v)
		}
		series[d] = n
		return nil
	})
	return series
}

func checkTickets(tx *bbolt.Tx, series map[day]int, r *Report) {
	type place struct {
		day
		number int
	}
	given := map[place]uint64{}
	events, settled, unsettled := tx.Bucket(bucketEvents), tx.Bucket(bucketPrints), tx.Bucket(bucketUnsettled)
	newest(tx, bucketTickets, r, func(seq uint64, value []byte) error {
		var t kiosk.Ticket
		if err := decode(bucketTickets, sequenceKey(seq), value, &t); err != nil {
			return err
		}
		d := day{t.Date, t.Series}
		if other, twice := given[place{d, t.Number}]; twice {
			r.add("tickets %d and %d have both the number %s on %s", other, seq, t.Label(), t.Date)
		}
		given[place{d, t.Number}] = seq
		if t.Name.Seq != seq || t.Number < 1 || t.Number > series[d] {
			r.add("ticket %d is %s %s, the last number given is %d", seq, t.Name, t.Label(), series[d])
		}
		k := sequenceKey(seq)
		if !bytes.Contains(events.Get(k), value) {
			r.add("ticket %d is not the one of its event", seq)
		}
		if events.Get(k) == nil || (settled.Get(k) == nil) == (unsettled.Get(k) == nil) {
			r.add("ticket %d has no event, no print, or two", seq)
		}
		return nil
	})
}

func checkPrints(tx *bbolt.Tx, bucket []byte, settled bool, r *Report) {
	tickets := tx.Bucket(bucketTickets)
	newest(tx, bucket, r, func(seq uint64, value []byte) error {
		var p storedPrint
		if err := decode(bucket, sequenceKey(seq), value, &p); err != nil {
			return err
		}
		if p.Ticket.Seq != seq || tickets.Get(sequenceKey(seq)) == nil {
			r.add("print %d is of the ticket %s, or there is none", seq, p.Ticket)
		}
		if p.Settled() != settled {
			r.add("print %d is %s and lies among %s", seq, p.State, bucket)
		}
		return nil
	})
}

// newest calls f with the newest records of a bucket, the newest first.
func newest(tx *bbolt.Tx, bucket []byte, r *Report, f func(seq uint64, value []byte) error) {
	c := tx.Bucket(bucket).Cursor()
	n := 0
	for k, v := c.Last(); k != nil && n < recordsRead; k, v = c.Prev() {
		n++
		seq, err := sequenceOf(k)
		if err == nil {
			err = f(seq, v)
		}
		if err != nil {
			r.add("%s %x: %v", bucket, k, err)
		}
	}
}
