package bolt

import (
	"strings"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// checkFeedbackOf counts the feedback and proves that each can be read, is on its
// scales and names no exact time; that what is to be sent is there; and that marks
// are of a day.
func checkFeedbackOf(tx *bbolt.Tx, r *Report) {
	feedback := tx.Bucket(bucketFeedback)
	if feedback == nil || tx.Bucket(bucketDeliveries) == nil || tx.Bucket(bucketAnswered) == nil {
		return // the store is older
	}
	_ = feedback.ForEach(func(k, v []byte) error {
		r.Feedback++
		var f storedFeedback
		if err := decode(bucketFeedback, k, v, &f); err != nil {
			r.add("%v", err)
			return nil
		}
		if !f.At.Equal(kiosk.RoundFeedback(f.At)) || f.Comment != "" || !f.Valid() {
			r.add("feedback %q has an exact time, a comment that is not sealed, or an answer off its scale", k)
		}
		return nil
	})
	_ = tx.Bucket(bucketDeliveries).ForEach(func(k, _ []byte) error {
		if id, to, ok := strings.Cut(string(k), "|"); !ok || to == "" || feedback.Get([]byte(id)) == nil {
			r.add("delivery %q is of no feedback, or to nobody", k)
		}
		return nil
	})
	_ = tx.Bucket(bucketAnswered).ForEach(func(k, _ []byte) error {
		day, hash, _ := strings.Cut(string(k), "|")
		if _, err := kiosk.ParseDate(day); err != nil || len(hash) != 64 {
			r.add("the mark %q is not a day and a hash", k)
		}
		return nil
	})
}
