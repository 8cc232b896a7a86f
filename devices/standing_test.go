package devices

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestAStandingChangesOnceAndSaysSinceWhen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewStanding()
		begun := time.Now()
		if now := s.Status(); now.Fault != FaultDisconnected || !now.Since.Equal(begun) {
			t.Errorf("at first it is %v", now)
		}
		time.Sleep(time.Minute)
		if was, now, changed := s.Change(FaultNone); was != FaultDisconnected || !changed || !now.Ready() || now.Since.Sub(begun) != time.Minute {
			t.Errorf("%v to %v, changed %t", was, now, changed)
		}
		time.Sleep(time.Minute)
		if _, now, changed := s.Change(FaultNone); changed || now.Since.Sub(begun) != time.Minute {
			t.Errorf("the same again is a change: %v", now)
		}
	})
}

func TestADriverServesOnePortAndKnowsWhoEndsIt(t *testing.T) {
	s := NewStanding()
	ctx, cancel := context.WithCancel(t.Context())
	failed := errors.New("unplugged")
	err := s.Serve(ctx, "keypad", func() error {
		if err := s.Serve(ctx, "keypad", func() error { return nil }); err == nil {
			t.Error("a second port is served beside the first")
		}
		if s.Stopping() {
			t.Error("a port that fails is taken for an end of the terminal")
		}
		cancel()
		if !s.Stopping() {
			t.Error("the terminal's end is taken for a fault")
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("Serve = %v", err)
	}
	if err := s.Serve(t.Context(), "keypad", func() error { return nil }); err != nil {
		t.Errorf("no port can be served after the first: %v", err)
	}
}
