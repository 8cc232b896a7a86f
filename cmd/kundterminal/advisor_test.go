package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// TestAnAdvisorWithAPINGivesPriorityAndHandsBack goes from a citizen's summary through a
// wrong PIN and the right one to a ticket with priority.
func TestAnAdvisorWithAPINGivesPriorityAndHandsBack(t *testing.T) {
	credentials := t.TempDir()
	t.Setenv("CREDENTIALS_DIRECTORY", credentials)
	if err := setPIN(filepath.Join(credentials, "advisor-pin"), demoAdvisorPIN); err != nil {
		t.Fatal(err)
	}
	x := wire(t, "tm-t20iii", sim.Options{})
	x.ready(t)
	visit := x.visitor(t)
	visit.summary("v-card")
	for _, id := range []string{"help", "advisor"} {
		visit.press(id)
	}
	x.until(t, "the PIN is asked for", func(s kiosk.State) bool { return s.Session.Advisor.View == kiosk.AdvisorPIN })
	x.typePIN("864209")
	x.until(t, "the PIN is wrong", func(s kiosk.State) bool { return s.Session.Advisor.PIN == kiosk.PINWrong })
	x.typePIN(demoAdvisorPIN)
	visit.must(visit.player.until(visit.ctx, func(s kiosk.State) bool { return s.Session.Advisor.AtWork() }))
	for _, id := range []string{"advisor:preferring", "priority:deadline", "hand-back", "take"} {
		visit.press(id)
	}
	s := x.until(t, "the ticket is taken", func(s kiosk.State) bool { return s.Session.Step == kiosk.StepTake })
	if ticket := s.Session.Ticket; ticket.Class != kiosk.Priority || ticket.Why != kiosk.Deadline {
		t.Errorf("the ticket is %+v", ticket)
	}
	kinds := x.kinds(t)
	for _, want := range []kiosk.EntryKind{kiosk.PINTried, kiosk.AdvisorCame, kiosk.PrioritySet, kiosk.AdvisorLeft} {
		if !slices.Contains(kinds, want) {
			t.Errorf("the journal has no %s: %v", want, kinds)
		}
	}
	for r, err := range x.store.Events(context.Background(), 0) {
		if err == nil && strings.Contains(strings.Join(slicesOf(r.Detail), " "), demoAdvisorPIN) {
			t.Errorf("the journal has the PIN: %v", r)
		}
	}
}

func slicesOf(detail map[string]string) (list []string) {
	for k, v := range detail {
		list = append(list, k, v)
	}
	return list
}
