package bolt

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// Closed is what is read of a store that is not open.
type Closed struct {
	Feedback []kiosk.Feedback
	Tickets  []kiosk.Ticket    // that are not counted in the days
	Days     []json.RawMessage // what statistics keep of days, in their order
}

// ReadClosed reads a store that is not open, and writes nothing. Without a key it leaves
// the feedback out. The error wraps ErrLocked when a terminal has the store open.
func ReadClosed(path string, key []byte, location *time.Location) (Closed, error) {
	s := &Store{path: path, options: Options{FeedbackKey: key, Location: location}}
	var c Closed
	err := readable(path, new(Report))
	if err == nil {
		err = surviving(path, func() (err error) {
			c, err = s.readClosed()
			return err
		})
	}
	if err != nil {
		return Closed{}, fmt.Errorf("read the store: %w", err)
	}
	return c, nil
}

func (s *Store) readClosed() (c Closed, err error) {
	db, err := bbolt.Open(s.path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: checkPatience, OpenFile: openExisting})
	if err != nil {
		return c, openingError(s.path, err)
	}
	// Closed without defer: a database whose transaction panicked cannot be closed.
	err = db.View(func(tx *bbolt.Tx) error {
		return errors.Join(s.readOpinions(tx, &c), s.readTickets(tx, &c), readDays(tx, &c))
	})
	return c, errors.Join(err, db.Close())
}

func (s *Store) readOpinions(tx *bbolt.Tx, c *Closed) error {
	if len(s.options.FeedbackKey) == 0 {
		return nil
	}
	for portion := range portionsOf(tx.Bucket(bucketFeedback)) {
		for _, v := range portion {
			f, err := s.openFeedback(v.key, v.value)
			if err != nil {
				return err
			}
			c.Feedback = append(c.Feedback, f)
		}
	}
	return nil
}

func (s *Store) readTickets(tx *bbolt.Tx, c *Closed) error {
	var count Count
	if _, err := get(tx, bucketSettings, keyCounted, &count); err != nil {
		return err
	}
	for portion := range portionsOf(tx.Bucket(bucketTickets)) {
		for _, v := range portion {
			var t kiosk.Ticket
			if err := decode(bucketTickets, v.key, v.value, &t); err != nil {
				return err
			}
			if t.Name.Seq > count.Through {
				c.Tickets = append(c.Tickets, s.localTicket(t))
			}
		}
	}
	return nil
}

func readDays(tx *bbolt.Tx, c *Closed) error {
	if tx.Bucket(bucketDays) == nil {
		return nil // the store is older
	}
	return tx.Bucket(bucketDays).ForEach(func(_, v []byte) error {
		c.Days = append(c.Days, slices.Clone(v))
		return nil
	})
}
