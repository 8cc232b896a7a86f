package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/texts"
)

// account is what a journal says, for comparison with what lay in the printer's
// mouth.
type account struct {
	tickets  []kiosk.Ticket
	last     map[kiosk.EventName]kiosk.PrintState
	offered  map[kiosk.EventName]bool
	printed  map[kiosk.EventName]bool // proved at any time
	unproved int                      // prints that a stop left in doubt
	records  int
	closed   kiosk.Date // the last day of the queue that was
	faults   []string
}

func (a *account) fault(format string, args ...any) {
	a.faults = append(a.faults, fmt.Sprintf(format, args...))
}

// accountOf reads the journal of a store that nobody has open.
func accountOf(t *testing.T, path string, terminal int) *account {
	t.Helper()
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	store, opening, err := bolt.Open(t.Context(), path, bolt.Options{Terminal: kiosk.TerminalID(terminal), Location: helsinki})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	a := readAccount(t, store)
	if opening.Unclean || opening.Created || opening.Replaced != "" || opening.EpochReason != "" {
		a.fault("the store was opened as %+v", opening)
	}
	a.queued(t, store, helsinki)
	unsettled, err := store.Unsettled(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range unsettled {
		a.fault("in the end ticket %s is still %s", u.Ticket.Label(), u.Print.State)
	}
	return a
}

// queued proves that every ticket is in the queue, as the whole journal and as the last
// snapshot with the rest tell it.
func (a *account) queued(t *testing.T, store *bolt.Store, l *time.Location) {
	t.Helper()
	var books []string
	for _, s := range []hall.Store{store, snapshotless{store}} {
		h := &hall.Hall{Journal: s, Settings: queue.DefaultSettings, Now: func() time.Time { return time.Now().In(l) }, Log: slog.New(slog.DiscardHandler)}
		if err := h.Open(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.Read(func(b *queue.Book, _ time.Time) {
			text, err := b.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			books = append(books, string(text))
			for _, ticket := range a.tickets {
				if _, in := b.Visit(ticket.Name); !in && ticket.Date.Compare(a.closed) > 0 {
					a.fault("ticket %s is not in the queue", ticket.Label())
				}
			}
		})
	}
	if books[0] != books[1] {
		a.fault("the queue of the last snapshot and the rest is not that of the whole journal")
	}
}

// snapshotless is a store whose snapshot of the queue is lost.
type snapshotless struct{ *bolt.Store }

func (snapshotless) QueueSnapshot() (kiosk.QueueSnapshot, error) { return kiosk.QueueSnapshot{}, nil }

func readAccount(t *testing.T, store *bolt.Store) *account {
	t.Helper()
	a := &account{
		last:    map[kiosk.EventName]kiosk.PrintState{},
		offered: map[kiosk.EventName]bool{}, printed: map[kiosk.EventName]bool{},
	}
	names := map[kiosk.EventName]bool{}
	for r, err := range store.Events(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		a.records++
		if names[r.Name] || r.Name.Epoch != store.Epoch() {
			a.fault("the name %s stands twice or is of another epoch than %s", r.Name, store.Epoch())
		}
		names[r.Name] = true
		a.take(r)
	}
	return a
}

func (a *account) take(r kiosk.Record) {
	switch r.Kind {
	case kiosk.TicketCommitted:
		a.tickets = append(a.tickets, *r.Ticket)
		a.last[r.Ticket.Name] = kiosk.PrintIntended
	case kiosk.PrintChanged:
		a.last[r.Of] = r.Print.State
		a.printed[r.Of] = a.printed[r.Of] || r.Print.State == kiosk.PrintPrinted
		if r.Print.State == kiosk.PrintUnknown {
			a.unproved++
		}
	case kiosk.QueueChanged:
		var c queue.Change
		if err := json.Unmarshal(r.Queue, &c); err != nil {
			a.fault("the change %s of the queue: %v", r.Name, err)
		} else if c.Kind == queue.DayClosed {
			a.closed = c.Date
		}
	case kiosk.CopyOffered:
		a.offered[r.Of] = true
	case kiosk.StoreReplaced, kiosk.EpochChanged:
		a.fault("the journal tells of %s", r.Kind)
	}
}

// numbered finds numbers that are missing or stand twice.
func (a *account) numbered() {
	type day struct {
		date   kiosk.Date
		series kiosk.Series
	}
	last := map[day]int{}
	for _, ticket := range a.tickets {
		d := day{ticket.Date, ticket.Series}
		last[d]++
		if ticket.Number != last[d] {
			a.fault("ticket %s of %s is the %d. of its series", ticket.Label(), ticket.Date, last[d])
		}
	}
}

// settled finds tickets that nobody got.
func (a *account) settled() {
	for _, ticket := range a.tickets {
		switch a.last[ticket.Name] {
		case kiosk.PrintPrinted, kiosk.PrintShown:
		default:
			if !a.offered[ticket.Name] {
				a.fault("ticket %s is %s and was never offered again", ticket.Label(), a.last[ticket.Name])
			}
		}
	}
}

// anyLabel is a number as it stands on paper.
var anyLabel = regexp.MustCompile(`^[A-Z] [0-9]{3,4}$`)

// papers compares the journal with the pieces of paper, in the order in which
// they came out: each number on paper is journalled, each proof is true, and a
// number comes out again only as a copy.
func (a *account) papers(t *testing.T, papers []sim.Ticket) (copies int) {
	t.Helper()
	byCode, labels := map[kiosk.Code]kiosk.EventName{}, map[kiosk.Code]string{}
	for _, ticket := range a.tickets {
		byCode[ticket.Code()], labels[ticket.Code()] = ticket.Name, ticket.Label()
	}
	out := map[kiosk.EventName]int{}
	for _, paper := range papers {
		for _, text := range paper.Barcodes {
			code, err := kiosk.ParseCode(text)
			name, journalled := byCode[code]
			if err != nil || !journalled {
				a.fault("the paper %q carries %q, which is no journalled ticket: %v", paper.Text, text, err)
				continue
			}
			for _, line := range paper.Text {
				if label := strings.TrimSpace(line); anyLabel.MatchString(label) && label != labels[code] {
					a.fault("the paper of ticket %s carries the number %s too: %q", labels[code], label, paper.Text)
				}
			}
			out[name]++
			if marked(t, paper) {
				copies++
			} else if out[name] > 1 {
				a.fault("the %d. paper of ticket %s does not say that it is a copy: %q", out[name], name, paper.Text)
			}
		}
		if len(paper.Barcodes) > 1 {
			a.fault("one paper carries %d tickets: %q", len(paper.Barcodes), paper.Text)
		}
	}
	for name := range a.printed {
		if a.printed[name] && out[name] == 0 {
			a.fault("ticket %s is journalled as printed, and no paper carries it", name)
		}
	}
	return copies
}

// report makes the faults found those of the test.
func (a *account) report(t *testing.T) {
	t.Helper()
	for i, fault := range a.faults {
		if i == 20 {
			t.Errorf("and %d more", len(a.faults)-i)
			return
		}
		t.Error(fault)
	}
}

// copyWords are what stands on a ticket that is printed again.
var copyWords = sync.OnceValues(func() ([]string, error) {
	words, err := texts.Load(assets.Texts())
	if err != nil {
		return nil, err
	}
	var list []string
	for _, l := range kiosk.Languages() {
		list = append(list, words.Say(l, "slip_copy"))
	}
	return list, nil
})
