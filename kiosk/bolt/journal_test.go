package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
)

func TestEntriesAreJournalledInOrderUnderNamesThatGoOn(t *testing.T) {
	b := newBench(t)
	s := b.open()
	const n = 3*chunk + 7
	for i := range n {
		if i == n/2 {
			s = b.reopen()
		}
		must(t, s.Append(ctx, kiosk.Entry{Kind: kiosk.PrinterStatus, At: b.now, Detail: map[string]string{"i": fmt.Sprint(i)}}))
	}
	i := 0
	for r, err := range s.Events(ctx, 1) {
		must(t, err)
		want := kiosk.Record{
			Name:  kiosk.EventName{Terminal: 17, Epoch: s.Epoch(), Seq: uint64(i + 1)},
			Entry: kiosk.Entry{Kind: kiosk.PrinterStatus, At: b.now, Detail: map[string]string{"i": fmt.Sprint(i)}},
		}
		if d := cmp.Diff(want, r); d != "" {
			t.Fatal(d)
		}
		i++
	}
	if i != n {
		t.Fatalf("%d entries, want %d", i, n)
	}
	for r, err := range s.Events(ctx, n) {
		must(t, err)
		if r.Name.Seq != n {
			t.Fatalf("the first from %d is %s", n, r.Name)
		}
	}
}

func TestReadingTheJournalEndsWithItsContext(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.Append(ctx, make([]kiosk.Entry, 2*chunk)...))
	ending, cancel := context.WithCancel(ctx)
	defer cancel()
	var last error
	for r, err := range s.Events(ending, 1) {
		if last = err; r.Name.Seq == 10 {
			cancel()
		}
	}
	wantError(t, last, context.Canceled)
}

func TestTheOutboxHoldsEventsUntilTheyAreAcknowledged(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for range 5 {
		b.issue('A')
	}
	out, err := s.Outbox(3)
	must(t, err)
	if len(out) != 3 || out[0].Name.Seq != 1 || out[2].Ticket.Number != 3 {
		t.Fatalf("%+v", out)
	}
	other := out[1].Name
	other.Epoch = "ZZZZZZZZ"
	must(t, s.Acknowledge(ctx, out[0].Name, out[0].Name, other, kiosk.EventName{}))
	must(t, s.Acknowledge(ctx, out[0].Name))
	must(t, s.Append(ctx, kiosk.Entry{Kind: kiosk.PrinterStatus}))
	s = b.reopen()
	out, err = s.Outbox(100)
	must(t, err)
	if len(out) != 5 || out[0].Name.Seq != 2 {
		t.Fatalf("%+v", out)
	}
	for _, seq := range []int{2, 4, 1, 0, 3} { // in any order
		must(t, s.Acknowledge(ctx, out[seq].Name))
		if left, err := s.Outbox(100); err != nil || slices.ContainsFunc(left, func(r kiosk.Record) bool { return r.Name == out[seq].Name }) {
			t.Fatalf("%+v, %v", left, err)
		}
		must(t, s.Append(ctx, kiosk.Entry{Kind: kiosk.PrinterStatus}))
	}
	left, err := s.Outbox(100)
	must(t, err)
	if len(left) != 5 || left[0].Name.Seq != 7 {
		t.Fatalf("%+v", left)
	}
}

func TestSettingsAreKept(t *testing.T) {
	b := newBench(t)
	s := b.open()
	var got []string
	if found, err := s.Setting("queues", &got); found || err != nil {
		t.Fatalf("%v, %v", found, err)
	}
	must(t, s.SetSetting(ctx, "queues", []string{"a", "b"}))
	s = b.reopen()
	if found, err := s.Setting("queues", &got); !found || err != nil || len(got) != 2 {
		t.Fatalf("%v, %v, %v", found, err, got)
	}
	must(t, s.SetSetting(ctx, "queues", nil))
	if found, _ := s.Setting("queues", &got); found {
		t.Fatal("a setting that was taken away is still there")
	}
	for _, name := range []string{"", strings.Repeat("x", 300)} {
		if s.SetSetting(ctx, name, 1) == nil {
			t.Errorf("a name of %d bytes was taken", len(name))
		}
	}
	if s.SetSetting(ctx, "x", make(chan int)) == nil {
		t.Error("a value that is no JSON was taken")
	}
}

func TestAnExportIsJSONLinesOfEveryBucket(t *testing.T) {
	b := newBench(t)
	b.print = &Fingerprint{Inode: "1"}
	s := b.open()
	ticket := b.issue('A')
	b.mark(ticket, kiosk.PrintPrinted)
	must(t, s.SetSetting(ctx, "a", "<b>"))
	must(t, s.Remember(ctx, kiosk.SessionCache{Step: "idle", Since: b.now}))
	must(t, s.SetSetting(ctx, "b", 1)) // the cache is written by then
	var live, still bytes.Buffer
	must(t, s.Export(ctx, &live))
	b.close()
	must(t, ExportFile(b.path, &still))
	got := strings.ReplaceAll(live.String(), s.Epoch(), "EPOCH")
	if d := cmp.Diff(exportWanted, got); d != "" {
		t.Fatal(d)
	}
	if d := cmp.Diff(live.String(), strings.Replace(still.String(), `"open","value":false`, `"open","value":true`, 1)); d != "" {
		t.Fatal(d)
	}
	for l := range strings.Lines(still.String()) {
		if !json.Valid([]byte(l)) {
			t.Errorf("%q is not JSON", l)
		}
	}
	if err := ExportFile(b.path+"x", &still); err == nil {
		t.Error("a file that does not exist was exported")
	}
	if s.Export(ctx, &still) == nil {
		t.Error("a closed store was exported")
	}
}

const exportWanted = `{"bucket":"meta","key":"epoch","value":"EPOCH"}
{"bucket":"meta","key":"fingerprint","value":{"inode":"1"}}
{"bucket":"meta","key":"floor","value":{"until":"","number":0}}
{"bucket":"meta","key":"format","value":1}
{"bucket":"meta","key":"open","value":true}
{"bucket":"meta","key":"terminal","value":17}
{"bucket":"settings","key":"a","value":"\u003cb\u003e"}
{"bucket":"settings","key":"b","value":1}
{"bucket":"session","key":"cache","value":{"step":"idle","since":"2026-11-26T09:00:00+02:00"}}
{"bucket":"series","key":"2026-11-26|A","value":1}
{"bucket":"events","key":1,"value":{"name":"17.EPOCH.1","kind":"ticket_committed","at":"2026-11-26T09:00:00+02:00","ticket":{"name":"17.EPOCH.1","series":"A","number":1,"date":"2026-11-26","queue":"q-A","class":"walk-in","errands":["v-tax-card","k-housing"],"language":"fi","issued_at":"2026-11-26T09:00:00+02:00"},"of":"17.EPOCH.1"}}
{"bucket":"events","key":2,"value":{"name":"17.EPOCH.2","kind":"print_changed","at":"2026-11-26T09:00:00+02:00","print":{"ticket":"17.EPOCH.1","state":"printed","copies":0,"at":"2026-11-26T09:00:00+02:00"},"of":"17.EPOCH.1"}}
{"bucket":"tickets","key":1,"value":{"name":"17.EPOCH.1","series":"A","number":1,"date":"2026-11-26","queue":"q-A","class":"walk-in","errands":["v-tax-card","k-housing"],"language":"fi","issued_at":"2026-11-26T09:00:00+02:00"}}
{"bucket":"prints","key":1,"value":{"ticket":"17.EPOCH.1","state":"printed","copies":0,"at":"2026-11-26T09:00:00+02:00"}}
{"bucket":"outbox","key":1,"value":2}
`
