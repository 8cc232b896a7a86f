package queue

import (
	"fmt"
	"time"

	"kundterminal/kiosk"
)

// maxQuota is the highest quota of a day.
const maxQuota = kiosk.MaxNumber

// PauseQueue has a queue give no numbers for a while, or give them again; it also opens
// one that was closed.
func (b *Book) PauseQueue(w Who, q kiosk.QueueID, on bool, at time.Time) ([]Change, error) {
	c := w.change(QueueResumed, at)
	if on {
		c.Kind = QueuePaused
	}
	c.Queue = q
	return []Change{c}, nil
}

// CloseQueue has a queue give no numbers for the rest of the day. Whoever waits is
// served.
func (b *Book) CloseQueue(w Who, q kiosk.QueueID, at time.Time) ([]Change, error) {
	c := w.change(QueueShut, at)
	c.Queue = q
	return []Change{c}, nil
}

// SetQuota limits the numbers that a queue gives today; 0: no limit.
func (b *Book) SetQuota(w Who, q kiosk.QueueID, n int, at time.Time) ([]Change, error) {
	if n < 0 || n > maxQuota {
		return nil, fmt.Errorf("a quota of %d: %w: give 0 to %d", n, ErrWord, maxQuota)
	}
	c := w.change(QuotaSet, at)
	c.Queue, c.N = q, n
	return []Change{c}, nil
}

// CountStaff tells how many people serve, for estimates; 0: those who are logged in.
func (b *Book) CountStaff(w Who, n int, at time.Time) ([]Change, error) {
	if n < 0 || n > 200 {
		return nil, fmt.Errorf("a staff of %d: %w: give 0 to 200", n, ErrWord)
	}
	c := w.change(StaffCounted, at)
	c.N = n
	return []Change{c}, nil
}

// CallHelp quietly calls colleagues to the desk.
func (b *Book) CallHelp(w Who, at time.Time) ([]Change, error) {
	if _, err := b.post(w); err != nil {
		return nil, err
	}
	return []Change{w.change(HelpCalled, at)}, nil
}

// AnswerHelp tells the desk that called for help that somebody comes from w.
func (b *Book) AnswerHelp(w Who, caller DeskID, at time.Time) ([]Change, error) {
	return b.alarm(Change{Kind: HelpAnswered, At: at, Desk: caller, Staff: w.Staff, Phrase: string(w.Desk)})
}

// EndHelp ends a desk's call for help.
func (b *Book) EndHelp(w Who, caller DeskID, at time.Time) ([]Change, error) {
	return b.alarm(Change{Kind: HelpEnded, At: at, Desk: caller, Staff: w.Staff})
}

func (b *Book) alarm(c Change) ([]Change, error) {
	if p, ok := b.posts[c.Desk]; !ok || p.Alarm.IsZero() {
		return nil, fmt.Errorf("desk %s: %w", c.Desk, ErrNoAlarm)
	}
	return []Change{c}, nil
}

// CloseDay ends a day: who has not been served by then is not served on it.
func (b *Book) CloseDay(day kiosk.Date, at time.Time) []Change {
	return []Change{{Kind: DayClosed, At: at, Date: day}}
}

// Admit returns why a queue gives no number now, as far as it was told to; NotRefused
// where it gives one. Appointments are always taken.
func (b *Book) Admit(q kiosk.QueueID, class kiosk.Class) kiosk.Refusal {
	g := b.Gate(q)
	switch {
	case class == kiosk.ByAppointment:
		return kiosk.NotRefused
	case g.Closed:
		return kiosk.RefusedClosed
	case g.Paused:
		return kiosk.RefusedPaused
	case g.Quota > 0 && g.Given >= g.Quota:
		return kiosk.RefusedQuota
	}
	return kiosk.NotRefused
}
