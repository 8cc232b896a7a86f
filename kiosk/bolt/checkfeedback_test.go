package bolt

import (
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
)

func TestAStoreFromBeforeThereWasFeedbackIsSoundAndTakesIt(t *testing.T) {
	b := newBench(t)
	b.open()
	code := b.issue('A').Code()
	must(t, b.store.commit(ctx, func(c *change) error {
		c.writes++
		for _, name := range addedLater {
			if err := c.tx.DeleteBucket(name); err != nil {
				return err
			}
		}
		return nil
	}))
	b.close()
	_, err := Check(b.path)
	must(t, err)
	b.open()
	if b.opening.Replaced != "" {
		t.Fatal("it was set aside")
	}
	b.keep(code, "kela")
}

func TestTheCheckFindsFeedbackThatIsNotAsItShouldBe(t *testing.T) {
	for want, spoil := range map[string]func(*change) error{
		"has an exact time": func(c *change) error {
			return c.put(bucketFeedback, []byte("x"), storedFeedback{Feedback: kiosk.Feedback{At: time.Now(), Answers: kiosk.Answers{Grade: 9}}})
		},
		"cannot unmarshal": func(c *change) error { return c.put(bucketFeedback, []byte("x"), 7) },
		"to nobody":        func(c *change) error { return c.put(bucketDeliveries, []byte("x|kela"), "kela") },
		"a day and a hash": func(c *change) error { return c.put(bucketAnswered, []byte("today|42"), true) },
	} {
		b := newBenchIn(t, t.TempDir())
		b.open()
		must(t, b.store.commit(ctx, spoil))
		b.close()
		if _, err := Check(b.path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestTheCheckCountsTheFeedback(t *testing.T) {
	b := newBench(t)
	b.open()
	b.keep(b.issue('A').Code(), "kela")
	b.keep(b.issue('A').Code(), "kela", "vero")
	b.close()
	if r, err := Check(b.path); err != nil || r.Feedback != 2 {
		t.Errorf("it counts %d, %v", r.Feedback, err)
	}
}
