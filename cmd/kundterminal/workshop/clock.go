package workshop

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// stamp is how times are written in facts: the same in every language.
const stamp = "2006-01-02 15:04:05"

// journalTail is how many of the newest events are searched for a clock that was
// set back.
const journalTail = 20_000

// recentBack is how long a clock that was set back deserves attention.
const recentBack = 7 * 24 * time.Hour

// Events is the journal as the workshop reads it. It is bolt.Store.
type Events interface {
	Events(ctx context.Context, from uint64) iter.Seq2[kiosk.Record, error]
	Sizes() (bolt.Sizes, error)
}

// Past is what the journal knows of the clock.
type Past struct {
	Newest time.Time // when the newest event happened
	Back   time.Time // when the clock was last found to have been set back
	By     string    // by how much, then
}

// FollowPast reads the journal's newest events, and later only what has come
// since. What it returns may be called from several goroutines.
func FollowPast(e Events) func(context.Context) (Past, error) {
	var mu sync.Mutex
	var past Past
	next := uint64(0)
	return func(ctx context.Context) (Past, error) {
		mu.Lock()
		defer mu.Unlock()
		sizes, err := e.Sizes()
		if err != nil {
			return past, err
		}
		next = max(next, sizes.Events-min(sizes.Events, journalTail)+1)
		for r, err := range e.Events(ctx, next) {
			if err != nil {
				return past, err
			}
			past.Newest, next = r.At, r.Name.Seq+1
			if r.Kind == kiosk.ClockMovedBack {
				past.Back, past.By = r.At, r.Detail["by"]
			}
		}
		return past, nil
	}
}

// Discipline is what the kernel says of its clock.
type Discipline struct {
	Synchronised bool
	WithinMs     int64 // how far off it is at most, as the kernel reckons
}

// KernelClock asks the kernel whether anything keeps its clock right.
func KernelClock() (Discipline, error) {
	var t unix.Timex
	state, err := unix.Adjtimex(&t)
	if err != nil {
		return Discipline{}, fmt.Errorf("ask the kernel of its clock: %w", err)
	}
	return Discipline{Synchronised: state != unix.TIME_ERROR && t.Status&unix.STA_UNSYNC == 0, WithinMs: t.Maxerror / 1000}, nil
}

// clock tells how the clock and the time zone stand.
func (s System) clock(ctx context.Context) kiosk.FactSection {
	now := s.now()
	facts := []kiosk.Fact{{Key: "time", Value: now.In(s.location()).Format(stamp + " MST")}, s.synchronised()}
	var past Past
	if s.Past != nil {
		var err error
		if past, err = s.Past(ctx); err != nil {
			facts = append(facts, kiosk.Fact{Key: "journal", Value: err.Error(), Health: kiosk.HealthFault})
		}
	}
	facts = append(facts, s.plausible(now, past), s.setBack(now, past), s.zone(now))
	return kiosk.FactSection{Key: "clock", Facts: facts}
}

func (s System) synchronised() kiosk.Fact {
	d, err := s.discipline()
	switch {
	case err != nil:
		return kiosk.Fact{Key: "clock_source", Value: err.Error(), Health: kiosk.HealthUnknown}
	case !d.Synchronised:
		return kiosk.Fact{Key: "clock_source", Text: "clock_unsynchronised", Health: kiosk.HealthAttention}
	}
	return kiosk.Fact{Key: "clock_source", Text: "clock_synchronised", Args: []string{"ms", fmt.Sprint(d.WithinMs)}, Health: kiosk.HealthGood}
}

// plausible compares the clock with what has certainly passed: this program was
// built, and the newest event was journalled.
func (s System) plausible(now time.Time, past Past) kiosk.Fact {
	fact := kiosk.Fact{Key: "clock_floor", Health: kiosk.HealthFault}
	switch {
	case now.Before(s.Built):
		fact.Text, fact.Args = "clock_before_program", []string{"time", s.Built.In(s.location()).Format(stamp)}
	case now.Add(time.Second).Before(past.Newest): // its own times are rounded
		fact.Text, fact.Args = "clock_before_journal", []string{"time", past.Newest.In(s.location()).Format(stamp)}
	default:
		fact.Text, fact.Health = "clock_plausible", kiosk.HealthGood
	}
	return fact
}

func (s System) setBack(now time.Time, past Past) kiosk.Fact {
	if past.Back.IsZero() {
		return kiosk.Fact{Key: "clock_back", Text: "clock_never_back", Health: kiosk.HealthGood}
	}
	health := kiosk.HealthGood
	if now.Sub(past.Back) < recentBack {
		health = kiosk.HealthAttention
	}
	return kiosk.Fact{
		Key: "clock_back", Text: "clock_was_set_back", Health: health,
		Args: []string{"time", past.Back.In(s.location()).Format(stamp), "by", past.By},
	}
}

// zone compares the configured time zone with that of the machine, by which
// whoever looks at its log reckons.
func (s System) zone(now time.Time) kiosk.Fact {
	fact := kiosk.Fact{Key: "time_zone", Value: s.Zone, Health: kiosk.HealthGood}
	if s.Location == nil {
		return kiosk.Fact{Key: "time_zone", Text: "time_zone_unknown", Args: []string{"zone", s.Zone}, Health: kiosk.HealthFault}
	}
	name, machine := s.machineZone()
	for month := range 12 { // a year has summer and winter
		at := now.AddDate(0, month, 0)
		_, here := at.In(s.Location).Zone()
		if _, there := at.In(machine).Zone(); here != there {
			return kiosk.Fact{
				Key: "time_zone", Text: "time_zone_differs", Args: []string{"zone", s.Zone, "machine", name}, Health: kiosk.HealthAttention,
			}
		}
	}
	return fact
}

// machineZone is UTC on a machine that was never told its zone.
func (s System) machineZone() (string, *time.Location) {
	path := s.path("etc/localtime")
	data, err := os.ReadFile(path)
	if err != nil {
		return "UTC", time.UTC
	}
	name := "?"
	if target, err := filepath.EvalSymlinks(path); err == nil {
		if _, after, ok := strings.Cut(target, "/zoneinfo/"); ok {
			name = after
		}
	}
	l, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return name, time.UTC
	}
	return name, l
}
