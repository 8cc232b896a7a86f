package bolt

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

// model is what the world outside the store remembers: papers in hands, and
// names in other systems.
type model struct {
	*bench
	dirs    func() string
	numbers map[day]map[int]bool
	names   map[kiosk.EventName]bool
	acked   map[kiosk.EventName]kiosk.Ticket // that the present file must have
	settled map[kiosk.EventName]bool
	saved   [][]byte   // earlier states of the file
	blind   kiosk.Date // when file and log were lost together
	seen    uint64     // the last event whose name is in names
}

func TestWhateverHappensNoNumberAndNoNameComesTwiceAndNoTicketIsLost(t *testing.T) {
	if testing.Short() {
		must(t, flag.Set("rapid.checks", "10"))
	}
	n := 0
	root := memoryDir(t)
	rapid.Check(t, func(t *rapid.T) {
		m := &model{
			numbers: map[day]map[int]bool{}, names: map[kiosk.EventName]bool{},
			acked: map[kiosk.EventName]kiosk.Ticket{}, settled: map[kiosk.EventName]bool{},
		}
		m.dirs = func() string {
			n++
			dir := filepath.Join(root, fmt.Sprint(n))
			must(t, os.Mkdir(dir, 0o700))
			return dir
		}
		m.bench = newBenchIn(t, m.dirs())
		m.open()
		t.Repeat(map[string]func(*rapid.T){
			"":                  m.compare,
			"issue":             m.issueOne,
			"issue more":        m.issueMore,
			"mark":              m.markOne,
			"append":            m.appendOne,
			"acknowledge":       m.acknowledgeSome,
			"set the clock":     m.setClock,
			"close and open":    func(t *rapid.T) { m.t = t; m.stop(false); m.start() },
			"crash and open":    func(t *rapid.T) { m.t = t; m.stop(true); m.start() },
			"compact":           m.compact,
			"save the file":     m.save,
			"roll back":         m.rollBack,
			"move to a copy":    m.moveToCopy,
			"damage":            m.damage,
			"damage and no log": m.damageBoth,
			"lose the log":      m.loseLog,
			"tear the log":      m.tearLog,
		})
		m.finish()
	})
}

// took notes a ticket that was given.
func (m *model) took(ticket kiosk.Ticket) {
	d := day{ticket.Date, ticket.Series}
	if m.numbers[d] == nil {
		m.numbers[d] = map[int]bool{}
	}
	if m.numbers[d][ticket.Number] {
		m.t.Fatalf("%s on %s was given twice", ticket.Label(), ticket.Date)
	}
	m.numbers[d][ticket.Number] = true
	m.acked[ticket.Name] = ticket
}

func (m *model) issueOne(t *rapid.T) {
	m.t = t
	m.took(m.issue(rapid.SampledFrom([]kiosk.Series{'A', 'B'}).Draw(t, "series")))
}

func (m *model) issueMore(t *rapid.T) {
	m.t = t
	for range rapid.IntRange(2, 40).Draw(t, "n") {
		m.took(m.issue('A'))
	}
}

func (m *model) markOne(t *rapid.T) {
	m.t = t
	for name, ticket := range m.acked {
		state := rapid.SampledFrom([]kiosk.PrintState{
			kiosk.PrintSent, kiosk.PrintPrinted, kiosk.PrintFailed, kiosk.PrintUnknown, kiosk.PrintShown,
		}).Draw(t, "state")
		m.settled[name] = m.mark(ticket, state).Settled()
		return
	}
}

func (m *model) appendOne(t *rapid.T) {
	m.t = t
	must(t, m.store.Append(ctx, kiosk.Entry{Kind: kiosk.SessionEnded, At: m.now}))
}

func (m *model) acknowledgeSome(t *rapid.T) {
	m.t = t
	out, err := m.store.Outbox(rapid.IntRange(1, 30).Draw(t, "n"))
	must(t, err)
	for _, r := range out {
		must(t, m.store.Acknowledge(ctx, r.Name))
	}
}

// setClock moves the clock by hours, days, or into a night of the clock change.
func (m *model) setClock(t *rapid.T) {
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		m.now = m.now.Add(time.Duration(rapid.IntRange(-30, 30).Draw(t, "hours")) * time.Hour)
	case 1:
		m.now = m.now.AddDate(0, 0, rapid.IntRange(-3, 3).Draw(t, "days"))
	default:
		nights := []time.Time{
			time.Date(2026, 3, 29, 0, 0, 0, 0, m.options.Location),
			time.Date(2026, 10, 25, 0, 0, 0, 0, m.options.Location),
		}
		minutes := rapid.IntRange(-90, 27*60).Draw(t, "minutes")
		m.now = rapid.SampledFrom(nights).Draw(t, "night").Add(time.Duration(minutes) * time.Minute)
	}
}

// stop lets go of the file as a closing or a kill would.
func (m *model) stop(kill bool) {
	m.noteNames()
	if kill {
		m.crash()
	} else {
		m.close()
	}
}

// start opens the file and notes the names that the opening itself gave.
func (m *model) start() {
	m.open()
	m.noteNames()
}

// noteNames notes the names given since it was called last.
func (m *model) noteNames() {
	for r, err := range m.store.Events(ctx, m.seen+1) {
		must(m.t, err)
		if m.names[r.Name] {
			m.t.Fatalf("the name %s was given twice", r.Name)
		}
		m.names[r.Name] = true
		m.seen = r.Name.Seq
	}
}

// compare holds the file against what must be in it.
func (m *model) compare(t *rapid.T) {
	m.t = t
	m.noteNames()
	list, err := m.store.Tickets(ctx, time.Time{})
	must(t, err)
	found := map[kiosk.EventName]bool{}
	for _, ticket := range list {
		found[ticket.Name] = true
	}
	open, err := m.store.Unsettled(ctx, time.Time{})
	must(t, err)
	unsettled := map[kiosk.EventName]bool{}
	for _, u := range open {
		unsettled[u.Ticket.Name] = true
	}
	for name, ticket := range m.acked {
		if !found[name] {
			t.Fatalf("the ticket %s %s is lost", name, ticket.Label())
		}
		if unsettled[name] == m.settled[name] {
			t.Fatalf("the print of %s: settled is %v", name, m.settled[name])
		}
	}
}
