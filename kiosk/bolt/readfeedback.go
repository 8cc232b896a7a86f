package bolt

import (
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// ReadFeedback reads the feedback and the tickets of a store that is not open, and
// writes nothing. The error wraps ErrLocked when a terminal has it open.
func ReadFeedback(path string, key []byte, location *time.Location) (list []kiosk.Feedback, tickets []kiosk.Ticket, err error) {
	s := &Store{path: path, options: Options{FeedbackKey: key, Location: location}}
	if err = readable(path, new(Report)); err == nil {
		err = surviving(path, func() error {
			list, tickets, err = s.readFeedback()
			return err
		})
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the feedback: %w", err)
	}
	return list, tickets, nil
}

func (s *Store) readFeedback() (list []kiosk.Feedback, tickets []kiosk.Ticket, err error) {
	db, err := bbolt.Open(s.path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: checkPatience, OpenFile: openExisting})
	if err != nil {
		return nil, nil, openingError(s.path, err)
	}
	// Closed without defer: a database whose transaction panicked cannot be closed.
	err = db.View(func(tx *bbolt.Tx) error {
		for portion := range portionsOf(tx.Bucket(bucketFeedback)) {
			for _, v := range portion {
				f, err := s.openFeedback(v.key, v.value)
				if err != nil {
					return err
				}
				list = append(list, f)
			}
		}
		for portion := range portionsOf(tx.Bucket(bucketTickets)) {
			for _, v := range portion {
				var t kiosk.Ticket
				if err := decode(bucketTickets, v.key, v.value, &t); err != nil {
					return err
				}
				tickets = append(tickets, s.localTicket(t))
			}
		}
		return nil
	})
	return list, tickets, errors.Join(err, db.Close())
}
