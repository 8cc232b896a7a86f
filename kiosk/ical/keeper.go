package ical

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"kundterminal/kiosk"
)

// Options are where appointments come from. One of Folder and Address is given.
type Options struct {
	Folder   string                  // with files whose names end in .ics
	Address  string                  // that begins with https://
	Location *time.Location          // of the service point
	Key      func(uid string) string // keyed hash of an appointment's identity
	Client   *http.Client            // nil: one with sensible limits
}

// Outcome is what a Keeper has.
type Outcome struct {
	Appointments *kiosk.Appointments // nil until the calendar was read once
	Faults       Faults              // of what was read last
	Cause        error               // why nothing could be read; nil when it could
}

// Keeper keeps the appointments of today and tomorrow, in memory. It stays with
// the last good copy of what breaks later. Its methods are for one goroutine.
type Keeper struct {
	options Options
	source  source
	day     kiosk.Date
	list    []kiosk.Appointment
	now     Outcome
}

// source reads calendars that have changed.
type source interface {
	// poll returns all calendars as they are now, those that broke as they last
	// were, and what is broken. Fresh wants everything read again. Changed is
	// false where nothing has.
	poll(ctx context.Context, r reader, fresh bool) (all []calendar, broken Faults, changed bool, err error)
}

// New returns a Keeper that has read nothing yet. The error is only non-nil where
// the options name no source that can be used.
func New(o Options) (*Keeper, error) {
	k := &Keeper{options: o}
	switch {
	case (o.Folder == "") == (o.Address == ""):
		return nil, errors.New("one of a folder and an address must be given")
	case o.Folder != "":
		k.source = &folder{path: o.Folder, files: map[string]kept{}}
	default:
		a, err := newAddress(o.Address, o.Client)
		if err != nil {
			return nil, err
		}
		k.source = a
	}
	return k, nil
}

// Poll reads what has changed, and all of it on a new day. It reports whether the
// outcome differs from the one before.
func (k *Keeper) Poll(ctx context.Context, now time.Time) (Outcome, bool) {
	today := kiosk.DateOf(now.In(k.options.Location))
	r := reader{
		zones: &zones{k.options.Location, map[string]*time.Location{}},
		key:   k.options.Key, first: today, last: today.Add(1),
	}
	all, broken, changed, err := k.source.poll(ctx, r, k.day != today)
	before := k.now
	k.now.Cause = err
	if err != nil || !changed {
		return k.now, fmt.Sprint(before.Cause) != fmt.Sprint(err)
	}
	k.day = today
	list, faults := merge(all, today)
	k.now.Faults = append(broken, faults...)
	same := before.Appointments != nil && reflect.DeepEqual(list, k.list)
	if !same {
		k.list, k.now.Appointments = list, kiosk.NewAppointments(list)
	}
	return k.now, !same || before.Cause != nil || k.now.Faults.Error() != before.Faults.Error()
}
