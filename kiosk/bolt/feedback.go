package bolt

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

var _ engine.FeedbackBook = (*Store)(nil)

// storedFeedback is feedback as it lies in its bucket: what people wrote is sealed.
type storedFeedback struct {
	kiosk.Feedback
	Sealed []byte `json:"sealed,omitempty"` // the comment
}

// KeepFeedback implements engine.FeedbackBook. The feedback gets a random name and
// no place in the journal, because its place among the tickets would tell whose it
// is; its time is rounded here too, whatever the caller says.
func (s *Store) KeepFeedback(ctx context.Context, code kiosk.Code, to []kiosk.AuthorityID, f kiosk.Feedback) error {
	err := checkFeedback(code, to, f)
	if err == nil {
		f.At = kiosk.RoundFeedback(f.At)
		stored := storedFeedback{Feedback: f}
		id := rand.Text()
		stored.Sealed, err = s.seal(id, f.Comment)
		stored.Comment = ""
		if err == nil {
			err = s.commit(ctx, func(c *change) error { return c.keepFeedback(id, s.marks(code), to, stored) })
		}
	}
	if err != nil {
		return fmt.Errorf("keep feedback: %w", err)
	}
	return nil
}

func checkFeedback(code kiosk.Code, to []kiosk.AuthorityID, f kiosk.Feedback) error {
	_, day, _, number := code.Decode()
	switch year := f.At.Year(); {
	case number == 0 || day.IsZero():
		return fmt.Errorf("%w: %q is not a ticket's code", ErrRequest, code)
	case !slices.Contains(kiosk.Channels(), f.Channel):
		return fmt.Errorf("%w: %q is not a channel of feedback", ErrRequest, f.Channel)
	case f.IsZero() || !f.Valid():
		return fmt.Errorf("%w: nothing is answered, an answer is not on its scale, or the comment may not be kept", ErrRequest)
	case f.At.IsZero() || year < 1 || year > 9999:
		return fmt.Errorf("%w: the time cannot be written", ErrRequest)
	}
	for _, a := range to {
		if a == "" {
			return fmt.Errorf("%w: an address is empty", ErrRequest)
		}
	}
	return nil
}

// marks are the marks of a ticket on all channels.
func (s *Store) marks(code kiosk.Code) map[kiosk.Channel][]byte {
	all := map[kiosk.Channel][]byte{}
	for _, on := range kiosk.Channels() {
		all[on] = s.mark(code, on)
	}
	return all
}

func (c *change) keepFeedback(id string, marks map[kiosk.Channel][]byte, to []kiosk.AuthorityID, f storedFeedback) error {
	f.Again = false
	for on, mark := range marks {
		switch given := c.bucket(bucketAnswered).Get(mark) != nil; {
		case given && on == f.Channel:
			return engine.ErrAnswered
		case given:
			f.Again = true
		}
	}
	if err := c.put(bucketAnswered, marks[f.Channel], true); err != nil {
		return err
	}
	if err := c.put(bucketFeedback, []byte(id), f); err != nil {
		return err
	}
	for _, a := range to {
		if err := c.put(bucketDeliveries, deliveryKey(id, a), a); err != nil {
			return err
		}
	}
	return nil
}

// FindTicket implements engine.FeedbackBook. It looks through the newest tickets,
// back to the day before the code's.
func (s *Store) FindTicket(_ context.Context, code kiosk.Code) (t kiosk.Ticket, answered bool, err error) {
	terminal, date, series, number := code.Decode()
	err = s.view(func(tx *bbolt.Tx) error {
		answered = tx.Bucket(bucketAnswered).Get(s.mark(code, kiosk.ChannelAdvisor)) != nil
		if terminal != s.id.terminal {
			return nil
		}
		c := tx.Bucket(bucketTickets).Cursor()
		n := 0
		for k, v := c.Last(); k != nil && n < recordsRead; k, v = c.Prev() {
			var found kiosk.Ticket
			if err := decode(bucketTickets, k, v, &found); err != nil {
				return err
			}
			if found.Date == date && found.Series == series && found.Number == number && found.Name.Terminal == terminal {
				t = s.localTicket(found)
				return nil
			}
			if found.Date.Compare(date) < 0 {
				return nil
			}
			n++
		}
		return nil
	})
	if err != nil {
		return kiosk.Ticket{}, false, fmt.Errorf("find a ticket: %w", err)
	}
	return t, answered, nil
}

// Feedback lists all feedback that is kept, in no order: the one in which it was
// given is not known.
func (s *Store) Feedback(ctx context.Context) ([]kiosk.Feedback, error) {
	var list []kiosk.Feedback
	var failed error
	for portion := range s.portions(ctx, bucketFeedback, nil, &failed) {
		for _, v := range portion {
			f, err := s.openFeedback(v.key, v.value)
			if err != nil {
				return nil, fmt.Errorf("list feedback: %w", err)
			}
			list = append(list, f)
		}
	}
	if failed != nil {
		return nil, fmt.Errorf("list feedback: %w", failed)
	}
	return list, nil
}

func (s *Store) openFeedback(key, value []byte) (kiosk.Feedback, error) {
	var stored storedFeedback
	if err := decode(bucketFeedback, key, value, &stored); err != nil {
		return kiosk.Feedback{}, err
	}
	comment, err := s.unseal(string(key), stored.Sealed)
	if err != nil {
		return kiosk.Feedback{}, err
	}
	stored.Comment = comment
	stored.At = stored.At.In(s.options.Location)
	return stored.Feedback, nil
}

// Deliveries returns n feedbacks at most that are still to be sent, one for each of
// their addresses. They stay until they are acknowledged.
func (s *Store) Deliveries(n int) ([]kiosk.Delivery, error) {
	var list []kiosk.Delivery
	err := s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketDeliveries).Cursor()
		for k, _ := c.First(); k != nil && len(list) < n; k, _ = c.Next() {
			id, to, _ := strings.Cut(string(k), "|")
			f, err := s.openFeedback([]byte(id), tx.Bucket(bucketFeedback).Get([]byte(id)))
			if err != nil {
				return err
			}
			list = append(list, kiosk.Delivery{ID: string(k), To: kiosk.AuthorityID(to), Feedback: f})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the feedback to be sent: %w", err)
	}
	return list, nil
}

// AcknowledgeDeliveries takes feedback out of what is to be sent, durably. Those
// that are not in it are ignored.
func (s *Store) AcknowledgeDeliveries(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	err := s.commit(ctx, func(c *change) error {
		for _, id := range ids {
			if err := c.delete(bucketDeliveries, []byte(id)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("acknowledge feedback: %w", err)
	}
	return nil
}

func deliveryKey(id string, a kiosk.AuthorityID) []byte { return []byte(id + "|" + string(a)) }

// PurgeFeedback removes feedback given before a time, sent or not, and the marks of
// tickets of days before today's. It returns how many feedbacks it removed.
func (s *Store) PurgeFeedback(ctx context.Context, before time.Time, today kiosk.Date) (removed int, err error) {
	var damaged error
	err = s.commit(ctx, func(c *change) error {
		removed, damaged = 0, nil
		var old [][]byte
		err := c.bucket(bucketFeedback).ForEach(func(k, v []byte) error {
			var f storedFeedback
			if err := decode(bucketFeedback, k, v, &f); err != nil {
				damaged = errors.Join(damaged, err) // the others get too old all the same
				return nil
			}
			if f.At.Before(before) {
				old = append(old, append([]byte(nil), k...))
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, id := range old {
			if err := c.dropFeedback(id); err != nil {
				return err
			}
			removed++
		}
		return c.dropMarks(today)
	})
	if err != nil {
		return 0, fmt.Errorf("remove old feedback: %w", err)
	}
	if damaged != nil {
		return removed, fmt.Errorf("remove old feedback: %w", damaged)
	}
	return removed, nil
}

func (c *change) dropFeedback(id []byte) error {
	return errors.Join(c.delete(bucketFeedback, id), c.dropAll(bucketDeliveries, func(k string) bool {
		return strings.HasPrefix(k, string(id)+"|")
	}))
}

// dropMarks removes the marks of all days but today's and those to come: their
// tickets bring no question any more.
func (c *change) dropMarks(today kiosk.Date) error {
	return c.dropAll(bucketAnswered, func(k string) bool { return k < today.String() })
}

func (c *change) dropAll(bucket []byte, drop func(key string) bool) error {
	var old [][]byte
	b := c.bucket(bucket).Cursor()
	for k, _ := b.First(); k != nil; k, _ = b.Next() {
		if drop(string(k)) {
			old = append(old, append([]byte(nil), k...))
		}
	}
	for _, k := range old {
		if err := c.delete(bucket, k); err != nil {
			return err
		}
	}
	return nil
}
