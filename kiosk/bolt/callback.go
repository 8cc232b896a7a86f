package bolt

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

var _ engine.CallBackBook = (*Store)(nil)

const purposeCallBack = "call-back"

// storedCallBack is a call as it lies in its bucket: nothing of it can be read
// without the key.
type storedCallBack struct {
	Sealed []byte    `json:"sealed"`         // a kiosk.CallBackOrder as JSON, bound to its name
	Until  time.Time `json:"until,omitzero"` // the end of its window: one whose key is lost gets too old too
}

// KeepCallBack implements engine.CallBackBook. The call gets a random name, by which
// whoever gets it twice knows it again.
func (s *Store) KeepCallBack(ctx context.Context, call kiosk.CallBack, phone []byte) error {
	order := kiosk.CallBackOrder{ID: rand.Text(), CallBack: call, Phone: string(phone)}
	err := checkCallBack(call, phone)
	stored := storedCallBack{Until: call.To.UTC()}
	if err == nil {
		stored.Sealed, err = s.sealCallBack(order)
	}
	if err == nil {
		err = s.commit(ctx, func(c *change) error { return c.put(bucketCallBacks, []byte(order.ID), stored) })
	}
	if err != nil {
		return fmt.Errorf("keep a call-back: %w", err)
	}
	return nil
}

func checkCallBack(call kiosk.CallBack, phone []byte) error {
	switch year := call.From.Year(); {
	case call.Authority == "" || len(phone) == 0:
		return fmt.Errorf("%w: it has no authority or no number", ErrRequest)
	case call.From.IsZero() || !call.To.After(call.From) || year < 1 || year > 9999:
		return fmt.Errorf("%w: it has no window", ErrRequest)
	}
	return nil
}

func (s *Store) sealCallBack(order kiosk.CallBackOrder) ([]byte, error) {
	g, err := s.sealer(purposeCallBack)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(order)
	if err != nil {
		return nil, err
	}
	defer clear(text)
	return g.Seal(nil, nil, text, []byte(order.ID)), nil
}

func (s *Store) openCallBack(id, value []byte) (kiosk.CallBackOrder, error) {
	var stored storedCallBack
	if err := decode(bucketCallBacks, id, value, &stored); err != nil {
		return kiosk.CallBackOrder{}, err
	}
	g, err := s.sealer(purposeCallBack)
	if err != nil {
		return kiosk.CallBackOrder{}, err
	}
	text, err := g.Open(nil, nil, stored.Sealed, id)
	if err != nil {
		return kiosk.CallBackOrder{}, errSealed
	}
	defer clear(text)
	var order kiosk.CallBackOrder
	if err := json.Unmarshal(text, &order); err != nil {
		return kiosk.CallBackOrder{}, errors.Join(errSealed, err)
	}
	order.From, order.To = order.From.In(s.options.Location), order.To.In(s.options.Location)
	return order, nil
}

// CallBacks returns n calls at most that are still to be sent on, in no order. They
// stay until they are acknowledged. One that cannot be opened hides no other: it is
// left out, and the error names it.
func (s *Store) CallBacks(n int) ([]kiosk.CallBackOrder, error) {
	var list []kiosk.CallBackOrder
	var unreadable error
	err := s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketCallBacks).Cursor()
		for k, v := c.First(); k != nil && len(list) < n; k, v = c.Next() {
			order, err := s.openCallBack(k, v)
			if err != nil {
				unreadable = fmt.Errorf("call-back %s: %w", k, err)
				continue
			}
			list = append(list, order)
		}
		return nil
	})
	if err = errors.Join(err, unreadable); err != nil {
		return list, fmt.Errorf("read the call-backs: %w", err)
	}
	return list, nil
}

// AcknowledgeCallBacks removes calls, durably. Those that are not there are ignored,
// so that an acknowledgement may come twice.
func (s *Store) AcknowledgeCallBacks(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	err := s.commit(ctx, func(c *change) error {
		for _, id := range ids {
			if err := c.delete(bucketCallBacks, []byte(id)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("acknowledge call-backs: %w", err)
	}
	return nil
}

// PurgeCallBacks removes calls whose window ended before a time, those too that cannot
// be opened any more. It returns how many.
func (s *Store) PurgeCallBacks(ctx context.Context, before time.Time) (int, error) {
	var old []string
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketCallBacks).ForEach(func(k, v []byte) error {
			if s.callBackEnd(k, v).Before(before) {
				old = append(old, string(k))
			}
			return nil
		})
	})
	if err == nil {
		err = s.AcknowledgeCallBacks(ctx, old...)
	}
	if err != nil {
		return 0, fmt.Errorf("remove old call-backs: %w", err)
	}
	return len(old), nil
}

// callBackEnd is when a call's window ends; of one that nothing tells of, far ahead.
func (s *Store) callBackEnd(id, value []byte) time.Time {
	var stored storedCallBack
	if decode(bucketCallBacks, id, value, &stored) == nil && !stored.Until.IsZero() {
		return stored.Until
	}
	if order, err := s.openCallBack(id, value); err == nil {
		return order.To
	}
	return time.Unix(1<<40, 0)
}

// checkCallBacksOf proves that each call is sealed.
func checkCallBacksOf(tx *bbolt.Tx, r *Report) {
	b := tx.Bucket(bucketCallBacks)
	if b == nil {
		return // the store is older
	}
	_ = b.ForEach(func(k, v []byte) error {
		var stored storedCallBack
		if err := decode(bucketCallBacks, k, v, &stored); err != nil {
			r.add("%v", err)
		} else if len(stored.Sealed) == 0 {
			r.add("call-back %q is not sealed", k)
		}
		return nil
	})
}
