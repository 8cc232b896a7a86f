package bolt

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
)

func TestAPrintGoesFromIntendedToPrintedAndIsJournalled(t *testing.T) {
	b := newBench(t)
	b.open()
	ticket := b.issue('A')
	for _, state := range []kiosk.PrintState{kiosk.PrintSent, kiosk.PrintPrinted} {
		want := kiosk.Print{Ticket: ticket.Name, State: state, At: b.now}
		if d := cmp.Diff(want, b.mark(ticket, state)); d != "" {
			t.Fatal(d)
		}
		got, err := b.store.Print(ticket.Name)
		must(t, err)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	}
	var states []kiosk.PrintState
	for r, err := range b.store.Events(ctx, 2) {
		must(t, err)
		if r.Kind != kiosk.PrintChanged || r.Of != ticket.Name {
			t.Fatalf("%+v", r)
		}
		states = append(states, r.Print.State)
	}
	if d := cmp.Diff([]kiosk.PrintState{kiosk.PrintSent, kiosk.PrintPrinted}, states); d != "" {
		t.Fatal(d)
	}
	if list, err := b.store.Unsettled(ctx, b.now); err != nil || len(list) > 0 {
		t.Fatalf("%v, %v", list, err)
	}
}

func TestSendingAgainCountsACopyAndOnlyThat(t *testing.T) {
	b := newBench(t)
	b.open()
	ticket := b.issue('A')
	for i, step := range []struct {
		state  kiosk.PrintState
		copies int
	}{
		{kiosk.PrintFailed, 0}, // no paper: nothing was sent
		{kiosk.PrintSent, 0},
		{kiosk.PrintUnknown, 0},
		{kiosk.PrintSent, 1},
		{kiosk.PrintFailed, 1},
		{kiosk.PrintSent, 2},
		{kiosk.PrintPrinted, 2},
	} {
		if i == 3 {
			b.reopen()
		}
		if p := b.mark(ticket, step.state); p.Copies != step.copies {
			t.Fatalf("step %d, %s: %d copies, want %d", i, step.state, p.Copies, step.copies)
		}
	}
}

func TestOnlyTicketsOfThisStoreCanBeMarked(t *testing.T) {
	b := newBench(t)
	s := b.open()
	ticket := b.issue('A')
	other := ticket.Name
	other.Epoch = "ZZZZZZZZ"
	for _, name := range []kiosk.EventName{{}, other, {Terminal: 17, Epoch: ticket.Name.Epoch, Seq: 99}} {
		_, err := s.MarkPrint(ctx, name, kiosk.PrintSent, "", b.now)
		wantError(t, err, ErrNoTicket)
		_, err = s.Print(name)
		wantError(t, err, ErrNoTicket)
	}
	for _, state := range []kiosk.PrintState{"", "lost", kiosk.PrintIntended} {
		_, err := s.MarkPrint(ctx, ticket.Name, state, "", b.now)
		wantError(t, err, ErrPrintState)
	}
}

func TestAShownNumberIsSettledAndAFailureKeepsItsReason(t *testing.T) {
	b := newBench(t)
	s := b.open()
	shown, failed := b.issue('A'), b.issue('A')
	b.mark(shown, kiosk.PrintShown)
	_, err := s.MarkPrint(ctx, failed.Name, kiosk.PrintFailed, "paper out", b.now)
	must(t, err)
	list, err := s.Unsettled(ctx, b.now)
	must(t, err)
	if len(list) != 1 || list[0].Ticket.Name != failed.Name || list[0].Print.Reason != "paper out" {
		t.Fatalf("%+v", list)
	}
}
