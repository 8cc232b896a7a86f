package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

// past is a store with three days of ten tickets each, the last of them today.
func past(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.open()
	for range 3 {
		must(t, b.store.Append(ctx, kiosk.Entry{Kind: kiosk.PrinterStatus, At: b.now}, kiosk.Entry{Kind: kiosk.SessionEnded, At: b.now}))
		for i := range 10 {
			ticket := b.issue('A')
			b.mark(ticket, kiosk.PrintSent)
			if i < 9 {
				b.mark(ticket, kiosk.PrintPrinted)
			}
		}
		b.now = b.now.AddDate(0, 0, 1)
	}
	b.now = b.now.AddDate(0, 0, -1).Add(6 * time.Hour)
	return b
}

// settle counts the journal and closes yesterday.
func (b *bench) settle() {
	b.t.Helper()
	last := uint64(0)
	for r, err := range b.store.Events(ctx, 1) {
		must(b.t, err)
		last = r.Name.Seq
	}
	before, err := b.store.Counted()
	must(b.t, err)
	yesterday := kiosk.DateOf(b.now).Add(-1)
	must(b.t, b.store.KeepCount(ctx, before, Count{Through: last}, map[kiosk.Date]func([]byte) ([]byte, error){
		yesterday: func(kept []byte) ([]byte, error) { return json.Marshal(len(kept)) },
	}))
	_, err = b.store.KeepQueue(ctx, kiosk.QueueCommit{Snapshot: kiosk.QueueSnapshot{Seq: last, Closed: yesterday, Book: json.RawMessage("{}")}})
	must(b.t, err)
}

func (b *bench) limits() Limits {
	return Limits{Visits: b.now.Add(-24 * time.Hour), Rest: b.now.AddDate(-1, 0, 0), Days: kiosk.DateOf(b.now).Add(-3 * 365)}
}

// left counts the entries by kind, and the tickets.
func (b *bench) left() (kinds map[kiosk.EntryKind]int, tickets int) {
	b.t.Helper()
	kinds = map[kiosk.EntryKind]int{}
	for r, err := range b.store.Events(ctx, 1) {
		must(b.t, err)
		kinds[r.Kind]++
	}
	list, err := b.store.Tickets(ctx, time.Time{})
	must(b.t, err)
	return kinds, len(list)
}

func TestAPurgeRemovesWhatIsOldCountedAndSettled(t *testing.T) {
	b := past(t)
	b.settle()
	before, _ := b.left()
	dry := b.limits()
	dry.Dry = true
	would, err := b.store.Purge(ctx, dry)
	must(t, err)
	if kinds, n := b.left(); n != 30 || kinds[kiosk.TicketCommitted] != 30 || kinds[kiosk.SessionEnded] != 3 {
		t.Fatalf("a dry run removed something: %d tickets and %v are left", n, kinds)
	}
	did, err := b.store.Purge(ctx, b.limits())
	must(t, err)
	if did != would {
		t.Errorf("a dry run tells of %+v, a real one of %+v", would, did)
	}
	kinds, n := b.left()
	if n != 12 || did.Tickets != 18 { // ten of today, and two that nobody has proved
		t.Errorf("%d tickets are left, %d were removed", n, did.Tickets)
	}
	if kinds[kiosk.PrinterStatus] != 3 || kinds[kiosk.SessionEnded] != 1 || kinds[kiosk.TicketCommitted] != 12 {
		t.Errorf("of %v is left %v", before, kinds)
	}
	open, err := b.store.Unsettled(ctx, time.Time{})
	must(t, err)
	if len(open) != 3 {
		t.Errorf("%d tickets are not settled, there were 3", len(open))
	}
	out, err := b.store.Outbox(1000)
	must(t, err)
	if total := kinds[kiosk.TicketCommitted] + kinds[kiosk.PrinterStatus] + kinds[kiosk.SessionEnded] + kinds[kiosk.PrintChanged]; len(out) > total || len(out) == 0 {
		t.Errorf("the outbox has %d events of %d", len(out), total)
	}
	again, err := b.store.Purge(ctx, b.limits())
	must(t, err)
	if again.Entries != 0 || again.Tickets != 0 {
		t.Errorf("a second purge removes %+v", again)
	}
	b.reopen()
	b.wantNumbers('A', 11) // of today: no number is given twice
}

func TestAPurgeRemovesNothingThatIsNotCountedOrNotClosed(t *testing.T) {
	b := past(t)
	p, err := b.store.Purge(ctx, b.limits())
	must(t, err)
	if _, n := b.left(); p.Entries != 0 || n != 30 {
		t.Errorf("before anything is counted %+v is removed", p)
	}
	must(t, b.store.KeepCount(ctx, Count{}, Count{Through: 90}, nil))
	if p, err = b.store.Purge(ctx, b.limits()); err != nil || p.Entries != 0 {
		t.Errorf("without a snapshot of the queue %+v is removed, %v", p, err)
	}
	_, err = b.store.KeepQueue(ctx, kiosk.QueueCommit{Snapshot: kiosk.QueueSnapshot{Seq: 90, Closed: kiosk.DateOf(b.now).Add(-2), Book: json.RawMessage("{}")}})
	must(t, err)
	if p, err = b.store.Purge(ctx, b.limits()); err != nil || p.Tickets != 9 {
		t.Errorf("where one day is closed %+v is removed, %v", p, err)
	}
}

func TestACountThatAnotherHasOvertakenIsNotKept(t *testing.T) {
	b := past(t)
	must(t, b.store.KeepCount(ctx, Count{}, Count{Through: 5}, nil))
	day := kiosk.DateOf(b.now)
	err := b.store.KeepCount(ctx, Count{}, Count{Through: 7}, map[kiosk.Date]func([]byte) ([]byte, error){
		day: func([]byte) ([]byte, error) { return []byte("1"), nil },
	})
	wantError(t, err, errCounted)
	days, err := b.store.Days(day, day)
	must(t, err)
	if c, err := b.store.Counted(); err != nil || c.Through != 5 || len(days) != 0 {
		t.Errorf("the count is %+v with %d days, %v", c, len(days), err)
	}
	broken := errors.New("it cannot be read")
	err = b.store.KeepCount(ctx, Count{Through: 5}, Count{Through: 7}, map[kiosk.Date]func([]byte) ([]byte, error){
		day: func([]byte) ([]byte, error) { return nil, broken },
	})
	wantError(t, err, broken)
}

func TestDaysAreKeptAsLongAsTheyMay(t *testing.T) {
	b := past(t)
	b.settle()
	l := b.limits()
	if p, err := b.store.Purge(ctx, l); err != nil || p.Days != 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	l.Days = kiosk.DateOf(b.now)
	l.Dry = true
	if p, err := b.store.Purge(ctx, l); err != nil || p.Days != 1 {
		t.Fatalf("a dry run: %+v, %v", p, err)
	}
	l.Dry = false
	if p, err := b.store.Purge(ctx, l); err != nil || p.Days != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	if days, err := b.store.Days(kiosk.Date{Year: 1, Month: 1, Day: 1}, kiosk.DateOf(b.now)); err != nil || len(days) != 0 {
		t.Errorf("%d days are left, %v", len(days), err)
	}
}

// stopping ends a context after so many questions.
type stopping struct {
	context.Context
	left int
}

func (s *stopping) Err() error {
	if s.left--; s.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestAPurgeThatIsCutShortLeavesASoundStore cuts purges of random histories short at a
// random portion, as a power cut between two commits does, and has the file checked.
func TestAPurgeThatIsCutShortLeavesASoundStore(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		b := newBenchIn(r, t.TempDir())
		defer b.finish()
		b.open()
		begun := b.now
		for range rapid.IntRange(0, 40).Draw(r, "steps") {
			b.now = b.now.Add(time.Duration(rapid.IntRange(0, 600).Draw(r, "minutes")) * time.Minute)
			switch rapid.IntRange(0, 2).Draw(r, "what") {
			case 0:
				must(r, b.store.Append(ctx, slices.Repeat([]kiosk.Entry{{Kind: kiosk.SessionEnded, At: b.now}}, 40)...))
			default:
				ticket := b.issue('A')
				if rapid.Bool().Draw(r, "printed") {
					b.mark(ticket, kiosk.PrintPrinted)
				}
			}
		}
		if out, err := b.store.Outbox(5); err == nil && len(out) > 0 && rapid.Bool().Draw(r, "sent") {
			must(r, b.store.Acknowledge(ctx, out[len(out)-1].Name))
		}
		b.settle()
		l := b.limits()
		l.Rest = l.Visits
		_, err := b.store.Purge(&stopping{ctx, rapid.IntRange(0, 8).Draw(r, "portions")}, l)
		if err != nil && !errors.Is(err, context.Canceled) {
			r.Fatal(err)
		}
		b.crash()
		if report, err := Check(b.path); err != nil {
			r.Fatalf("cut short, begun %v: %v %v", begun, err, report.Problems)
		}
		b.open()
		_, err = b.store.Purge(ctx, l)
		must(r, err)
		for e, err := range b.store.Events(ctx, 1) {
			must(r, err)
			if kiosk.DateOf(e.At).Compare(kiosk.DateOf(b.now)) < 0 && e.At.Before(l.Visits) && e.Kind != kiosk.TicketCommitted {
				r.Fatalf("%s of %v is left", fmt.Sprint(e.Kind), e.At)
			}
		}
	})
}
