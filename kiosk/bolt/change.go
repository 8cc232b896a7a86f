package bolt

import (
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// fillAppended is how full the pages of buckets are packed whose keys only ever
// grow. Half-full pages, bbolt's default, are for keys that come in any order.
const fillAppended = 0.9

// identity is what the store puts in front of the sequence in every name.
type identity struct {
	terminal kiosk.TerminalID
	epoch    string
}

// change is one durable transaction being put together. It may hold the work of
// several callers.
type change struct {
	tx     *bbolt.Tx
	id     identity
	floor  floor
	writes int    // how many changes were made, to know whether a caller that failed left any
	last   uint64 // the last sequence given in this transaction, or 0
	lines  []line // what the ticket log will hold of it
}

func (c *change) bucket(name []byte) *bbolt.Bucket {
	b := c.tx.Bucket(name)
	if bySequence[string(name)] {
		b.FillPercent = fillAppended
	}
	return b
}

// put writes the value as JSON.
func (c *change) put(bucket, key []byte, v any) error {
	value, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("%s: %w", bucket, err)
	}
	return c.write(bucket, key, value)
}

// write writes a value that is JSON already.
func (c *change) write(bucket, key, value []byte) error {
	c.writes++
	return c.bucket(bucket).Put(key, value)
}

func (c *change) delete(bucket, key []byte) error {
	c.writes++
	return c.bucket(bucket).Delete(key)
}

// get reads the value into v and reports whether there is one.
func (c *change) get(bucket, key []byte, v any) (bool, error) {
	return get(c.tx, bucket, key, v)
}

// record gives the entry its name, journals it and puts it into the outbox.
func (c *change) record(e kiosk.Entry) (kiosk.Record, error) {
	name, err := c.nextName()
	if err != nil {
		return kiosk.Record{}, err
	}
	r := kiosk.Record{Name: name, Entry: e}
	return r, c.journal(r)
}

func (c *change) nextName() (kiosk.EventName, error) {
	c.writes++
	n, err := c.bucket(bucketEvents).NextSequence()
	if err != nil {
		return kiosk.EventName{}, err
	}
	c.last = n
	return kiosk.EventName{Terminal: c.id.terminal, Epoch: c.id.epoch, Seq: n}, nil
}

func (c *change) journal(r kiosk.Record) error {
	key := sequenceKey(r.Name.Seq)
	if err := c.put(bucketEvents, key, r); err != nil {
		return err
	}
	return c.dispatch(r.Name.Seq)
}

// get reads one value into v and reports whether there is one.
func get(tx *bbolt.Tx, bucket, key []byte, v any) (bool, error) {
	b := tx.Bucket(bucket)
	if b == nil {
		return false, fmt.Errorf("the store has no bucket %q: %w", bucket, ErrDamaged)
	}
	value := b.Get(key)
	if value == nil {
		return false, nil
	}
	return true, decode(bucket, key, value, v)
}

// decode reads a value that put wrote.
func decode(bucket, key, value []byte, v any) error {
	if err := json.Unmarshal(value, v); err != nil {
		return fmt.Errorf("%s %s: %v: %w", bucket, showKey(bucket, key), err, ErrDamaged)
	}
	return nil
}

// showKey returns the key as people read it.
func showKey(bucket, key []byte) string {
	if n, err := sequenceOf(key); err == nil && bySequence[string(bucket)] {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%q", key)
}
