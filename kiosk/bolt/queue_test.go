package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// changed is an entry with a change of the queue.
func (b *bench) changed(text string) kiosk.Entry {
	return kiosk.Entry{Kind: kiosk.QueueChanged, At: b.now, Queue: json.RawMessage(text)}
}

func (b *bench) keepQueue(q kiosk.QueueCommit) []kiosk.EventName {
	b.t.Helper()
	names, err := b.store.KeepQueue(ctx, q)
	must(b.t, err)
	return names
}

func (b *bench) queueLog(from uint64) (list []kiosk.QueueEvent) {
	b.t.Helper()
	for e, err := range b.store.QueueLog(ctx, from) {
		must(b.t, err)
		list = append(list, e)
	}
	return list
}

// wantQueueLog wants in the log what the journal has of the queue.
func (b *bench) wantQueueLog() {
	b.t.Helper()
	var want []kiosk.QueueEvent
	for r, err := range b.store.Events(ctx, 0) {
		must(b.t, err)
		switch r.Kind {
		case kiosk.TicketCommitted:
			want = append(want, kiosk.QueueEvent{Name: r.Name, Ticket: *r.Ticket})
		case kiosk.QueueChanged:
			want = append(want, kiosk.QueueEvent{Name: r.Name, Change: r.Queue})
		}
	}
	if d := cmp.Diff(want, b.queueLog(0), cmp.AllowUnexported(kiosk.Date{})); d != "" {
		b.t.Fatal(d)
	}
}

func TestTheQueuesLogHasItsTicketsAndChangesInOrderAndNothingElse(t *testing.T) {
	b := newBench(t)
	b.open()
	rng := rand.New(rand.NewPCG(3, 4))
	for range 3 * queueChunk / 2 {
		switch rng.IntN(4) {
		case 0:
			b.mark(b.issue('A'), kiosk.PrintPrinted)
		case 1:
			b.keepQueue(kiosk.QueueCommit{Entries: []kiosk.Entry{b.changed(`{"do":"called","desk":"<7>"}`), b.changed(`{"do":"arrived"}`)}})
		case 2:
			must(t, b.store.Append(ctx, kiosk.Entry{Kind: kiosk.SessionStarted, At: b.now, Detail: map[string]string{"kind": `","kind":"queue_changed",`}}))
		}
	}
	b.keepQueue(kiosk.QueueCommit{Entries: []kiosk.Entry{{Kind: kiosk.QueueChanged, At: b.now, Queue: json.RawMessage(`{"a":"\",\"queue\":{}"}`), Detail: map[string]string{"a": "b"}}}})
	b.wantQueueLog()
	all := b.queueLog(0)
	if rest := b.queueLog(all[100].Name.Seq); len(rest) != len(all)-100 || rest[0].Name != all[100].Name {
		t.Errorf("%d of %d from the hundredth on", len(rest), len(all))
	}
	var export bytes.Buffer
	must(t, b.store.Export(ctx, &export))
	if !strings.Contains(export.String(), `"kind":"queue_changed"`) {
		t.Error("the export has no changes of the queue")
	}
}

func TestTheQueueIsKeptAllOrNotAtAll(t *testing.T) {
	b := newBench(t)
	s := b.open()
	names := b.keepQueue(kiosk.QueueCommit{
		Entries:  []kiosk.Entry{b.changed(`{"do":"day_closed"}`)},
		Snapshot: kiosk.QueueSnapshot{Seq: 99, At: b.now, Open: kiosk.DateOf(b.now), Book: json.RawMessage(`{"changes":1}`)},
		Days:     map[kiosk.Date][]byte{kiosk.DateOf(b.now): []byte(`{"visits":3}`)},
	})
	snapshot, err := s.QueueSnapshot()
	must(t, err)
	if snapshot.Seq != names[0].Seq || string(snapshot.Book) != `{"changes":1}` || !snapshot.At.Equal(b.now) || snapshot.Open != kiosk.DateOf(b.now) {
		t.Errorf("the snapshot %+v, after %s", snapshot, names[0])
	}
	days, err := s.Days(kiosk.DateOf(b.now), kiosk.DateOf(b.now))
	must(t, err)
	if len(days) != 1 || string(days[0]) != `{"visits":3}` {
		t.Errorf("the days %q", days)
	}
	before := len(b.queueLog(0))
	large := json.RawMessage(`"` + strings.Repeat("x", 2<<20) + `"`)
	b.close()
	b.options.MaxSize = leastMaxSize
	s = b.open()
	_, err = s.KeepQueue(ctx, kiosk.QueueCommit{Entries: []kiosk.Entry{b.changed(`{}`)}, Snapshot: kiosk.QueueSnapshot{Book: large}})
	wantError(t, err, engine.ErrFull)
	if after := len(b.queueLog(0)); after != before {
		t.Errorf("%d events of the queue, %d before what had no room", after, before)
	}
	b.options.MaxSize = 1 << 30
	b.reopen()
}

func TestASnapshotThatCannotBeReadIsNone(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for _, text := range []string{`{"seq":`, `{"seq":"one"}`, `{"seq":999,"book":{}}`, `[]`, `{"seq":1}`, `null`} {
		must(t, s.commit(ctx, func(c *change) error { return c.write(bucketQueue, keySnapshot, []byte(text)) }))
		if snapshot, err := s.QueueSnapshot(); err != nil || !snapshot.IsZero() {
			t.Errorf("%s is read as %+v, %v", text, snapshot, err)
		}
	}
	b.close()
	if _, err := Check(b.path); err != nil {
		t.Errorf("the journal has it all, and the store is taken for damaged: %v", err)
	}
}

func TestADayThatIsNoneOrSaysNothingIsDamage(t *testing.T) {
	for key, value := range map[string]string{"2026-13-01": "{}", "2026-11-26": "{"} {
		b := newBench(t)
		s := b.open()
		put := func(f func(c *change) error) { must(t, s.commit(ctx, f)) }
		put(func(c *change) error { return c.write(bucketDays, []byte(key), []byte(value)) })
		b.crash()
		_, err := Check(b.path)
		wantError(t, err, ErrDamaged)
		b.options.Checker = func(context.Context, string) error { return nil }
		s = b.open()
		put(func(c *change) error { return c.delete(bucketDays, []byte(key)) })
		b.close()
	}
}

func TestTheQueueGoesOnInACopyOfTheStoreUnderOtherNames(t *testing.T) {
	b := newBench(t)
	b.open()
	b.issue('A')
	b.keepQueue(kiosk.QueueCommit{
		Entries:  []kiosk.Entry{b.changed(`{"do":"called"}`)},
		Snapshot: kiosk.QueueSnapshot{Book: json.RawMessage(`{}`)},
	})
	before := b.queueLog(0)
	b.close()
	b.print = &Fingerprint{Machine: "another"}
	s := b.open()
	if b.opening.EpochReason == "" {
		t.Fatal("the copy speaks for the store")
	}
	name := b.keepQueue(kiosk.QueueCommit{Entries: []kiosk.Entry{b.changed(`{"do":"arrived"}`)}})[0]
	after := b.queueLog(0)
	if d := cmp.Diff(before, after[:len(before)], cmp.AllowUnexported(kiosk.Date{})); d != "" {
		t.Error(d)
	}
	if last := after[len(after)-1]; last.Name != name || name.Epoch == before[0].Name.Epoch || name.Seq <= before[1].Name.Seq {
		t.Errorf("%s follows %s", name, before[1].Name)
	}
	if snapshot, err := s.QueueSnapshot(); err != nil || snapshot.Seq != before[1].Name.Seq {
		t.Errorf("the snapshot %+v, %v", snapshot, err)
	}
}

func TestCompactingKeepsTheQueue(t *testing.T) {
	b := newBench(t)
	b.open()
	b.issue('A')
	b.keepQueue(kiosk.QueueCommit{Entries: []kiosk.Entry{b.changed(`{"do":"called"}`)}, Snapshot: kiosk.QueueSnapshot{Book: json.RawMessage(`{}`)}})
	before := b.queueLog(0)
	b.close()
	_, _, err := Compact(ctx, b.path, b.options)
	must(t, err)
	s := b.open()
	if d := cmp.Diff(before, b.queueLog(0), cmp.AllowUnexported(kiosk.Date{})); d != "" {
		t.Error(d)
	}
	if snapshot, err := s.QueueSnapshot(); err != nil || snapshot.IsZero() {
		t.Errorf("the snapshot %+v, %v", snapshot, err)
	}
}

func FuzzQueueLogNeverPassesOverAnEntryOfTheQueue(f *testing.F) {
	f.Add([]byte(`{"name":"17.7GQ2M4XA.1","kind":"ticket_committed","at":"2026-11-26T09:00:00+02:00"}`))
	f.Add([]byte(`{"name":"17.7GQ2M4XA.1","kind":"queue_changed","at":"2026-11-26T09:00:00+02:00","queue":{}}`))
	f.Add([]byte(`{"kind":"queue_changed","name":"17.7GQ2M4XA.1"}`))
	f.Add([]byte(`{"name":"17.7GQ2M4XA.1","kind":"printer_status","kind":"queue_changed"}`))
	f.Fuzz(func(t *testing.T, value []byte) {
		var r kiosk.Record
		if json.Unmarshal(value, &r) != nil {
			return
		}
		again, err := json.Marshal(r) // as the store writes it
		if err != nil {
			return
		}
		if e, ok := changeOf(again); ok && (r.Kind != kiosk.QueueChanged || e.Name != r.Name || !bytes.Equal(e.Change, r.Queue)) {
			t.Errorf("%s is read as %+v", again, e)
		}
		if of := r.Kind == kiosk.TicketCommitted || r.Kind == kiosk.QueueChanged; of && !ofQueue(again) {
			t.Errorf("passed over: %s", again)
		}
	})
}
