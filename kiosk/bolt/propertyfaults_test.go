package bolt

import (
	"os"
	"path/filepath"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

// The faults of the property test. Each ends with an open store.

// anotherFile forgets what only the file knew that is there no more.
func (m *model) anotherFile() {
	clear(m.acked)
	clear(m.settled)
}

// reread takes what the file has for what it must have: older contents.
func (m *model) reread() {
	m.anotherFile()
	for r, err := range m.store.Events(ctx, 1) {
		must(m.t, err)
		switch r.Kind {
		case kiosk.TicketCommitted:
			m.acked[r.Name] = *r.Ticket
		case kiosk.PrintChanged:
			m.settled[r.Of] = r.Print.Settled()
		}
	}
}

func (m *model) compact(t *rapid.T) {
	m.t = t
	m.stop(rapid.Bool().Draw(t, "kill"))
	_, _, err := Compact(ctx, m.path, m.options)
	must(t, err)
	epoch := m.opening.Epoch
	if m.start(); m.opening.Epoch != epoch {
		t.Fatalf("compacting changed the epoch: %s", m.opening.EpochReason)
	}
}

func (m *model) save(t *rapid.T) {
	m.t = t
	m.stop(rapid.Bool().Draw(t, "kill"))
	data, err := os.ReadFile(m.path)
	must(t, err)
	m.saved = append(m.saved, data)
	m.start()
}

// rollBack writes an earlier state into the file, or puts a file with it in its
// place.
func (m *model) rollBack(t *rapid.T) {
	m.t = t
	if len(m.saved) == 0 {
		t.Skip()
	}
	m.stop(rapid.Bool().Draw(t, "kill"))
	data := m.saved[rapid.IntRange(0, len(m.saved)-1).Draw(t, "state")]
	if rapid.Bool().Draw(t, "in place") {
		restore(t, m.path, data)
	} else {
		must(t, os.WriteFile(m.path+".restored", data, 0o600))
		must(t, os.Rename(m.path+".restored", m.path))
	}
	before, err := Check(m.path)
	must(t, err)
	m.open()
	m.reread()
	m.seen = before.Sequence
	m.noteNames()
}

// moveToCopy goes on with a copy of everything that lies in the directory, but
// for the log perhaps.
func (m *model) moveToCopy(t *rapid.T) {
	m.t = t
	m.stop(rapid.Bool().Draw(t, "kill"))
	path := filepath.Join(m.dirs(), "kiosk.db")
	copyFile(t, m.path, path)
	if rapid.Bool().Draw(t, "with its log") {
		copyFile(t, m.path+logSuffix, path+logSuffix)
	}
	for _, aside := range m.asides() {
		must(t, os.Rename(aside, filepath.Join(filepath.Dir(path), filepath.Base(aside))))
	}
	m.path = path
	if m.start(); m.opening.EpochReason == "" {
		t.Fatal("a copy keeps its epoch")
	}
}

// spoilSome makes the file one that no check can pass.
func (m *model) spoilSome(t *rapid.T) {
	switch rapid.IntRange(0, 2).Draw(t, "damage") {
	case 0:
		m.spoil()
	case 1:
		must(t, os.Truncate(m.path, int64(rapid.IntRange(0, 3).Draw(t, "pages"))*4096))
	default:
		must(t, os.Remove(m.path))
	}
	m.seen = 0
	m.anotherFile()
}

func (m *model) damage(t *rapid.T) {
	m.t = t
	m.stop(rapid.Bool().Draw(t, "kill"))
	m.spoilSome(t)
	m.start()
	if m.opening.Replaced == "" && !m.opening.Created {
		t.Fatalf("%+v", m.opening)
	}
}

// damageBoth also takes the log away. Nobody then knows the numbers of days to
// come, which a wrong clock may have given: the model forgets them too. Nor does
// anybody know of an earlier such damage under another date.
func (m *model) damageBoth(t *rapid.T) {
	m.t = t
	today := kiosk.DateOf(m.now)
	if !m.blind.IsZero() && m.blind != today {
		t.Skip()
	}
	m.blind = today
	m.stop(rapid.Bool().Draw(t, "kill"))
	m.spoil()
	m.seen = 0
	m.anotherFile()
	must(t, os.Remove(m.path+logSuffix))
	for d := range m.numbers {
		if d.Date.Compare(today) > 0 {
			delete(m.numbers, d)
		}
	}
	m.start()
}

func (m *model) loseLog(t *rapid.T) {
	m.t = t
	m.stop(rapid.Bool().Draw(t, "kill"))
	must(t, os.Remove(m.path+logSuffix))
	m.start()
}

// tearLog cuts the log in the middle of its last line. The database is whole.
func (m *model) tearLog(t *rapid.T) {
	m.t = t
	m.stop(rapid.Bool().Draw(t, "kill"))
	must(t, os.Truncate(m.path+logSuffix, fileSize(m.path+logSuffix)-int64(rapid.IntRange(1, 30).Draw(t, "bytes"))))
	m.start()
}
