package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// outlook tells a wait, and takes people or does not.
type outlook struct{ why kiosk.Refusal }

func (outlook) Estimate(kiosk.Prospect, time.Time) kiosk.Estimate {
	return kiosk.Estimate{Wait: kiosk.Span{Least: 10 * time.Minute, Most: 20 * time.Minute}, Ahead: 7}
}

func (o outlook) Admit(kiosk.Prospect, time.Time) kiosk.Refusal { return o.why }

func TestNoWaitIsToldWhereThereIsNoNumber(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "summary-estimate")
	waits := func(why kiosk.Refusal) bool {
		s.Outlook = outlook{why}
		for _, part := range p.Screen(s).Parts {
			if paragraph, ok := part.(ui.Paragraph); ok && strings.Contains(fmt.Sprint(paragraph.Text), "You wait") {
				return true
			}
		}
		return false
	}
	if !waits(kiosk.NotRefused) {
		t.Error("a queue that takes people tells no wait")
	}
	for _, why := range []kiosk.Refusal{kiosk.RefusedPaused, kiosk.RefusedClosed, kiosk.RefusedQuota, kiosk.RefusedTooLate} {
		if waits(why) {
			t.Errorf("a wait is told although the queue is %s", why)
		}
	}
}
