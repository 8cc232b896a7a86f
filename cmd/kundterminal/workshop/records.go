package workshop

import (
	"context"
	"fmt"
	"sync"
	"time"

	"kundterminal/kiosk"
)

// Records keeps the newest run of each test on each device, durably. A test is
// noted as begun before anything is done: one that a power cut ended is found as
// kiosk.OutcomeUnfinished. It is safe for use by several goroutines.
type Records struct {
	settings Settings
	now      func() time.Time

	mu      sync.Mutex
	newest  map[string]kiosk.TestRecord
	running map[string]bool // begun in this run of the program
}

// NewRecords returns the records in the settings. They are read when they are
// asked for.
func NewRecords(s Settings, now func() time.Time) *Records {
	return &Records{settings: s, now: now, newest: map[string]kiosk.TestRecord{}, running: map[string]bool{}}
}

func recordName(device kiosk.DeviceID, test kiosk.TestID) string {
	return "test/" + string(device) + "/" + string(test)
}

// Begin notes that a test begins. It is an error that the same one is running.
func (r *Records) Begin(ctx context.Context, device kiosk.DeviceID, test kiosk.TestID) (kiosk.TestRecord, error) {
	name := recordName(device, test)
	r.mu.Lock()
	if r.running[name] {
		r.mu.Unlock()
		return kiosk.TestRecord{}, fmt.Errorf("test %s of %s: %w", test, device, ErrBusy)
	}
	r.running[name] = true
	record := kiosk.TestRecord{Device: device, Test: test, Outcome: kiosk.OutcomeRunning, Begun: r.now()}
	r.newest[name] = record
	r.mu.Unlock()
	return record, r.settings.SetSetting(ctx, name, record)
}

// End notes how a test ended. What cannot be kept, as on a full disk, is known
// until the terminal stops.
func (r *Records) End(ctx context.Context, record kiosk.TestRecord, passed bool, notes []kiosk.Fact) (kiosk.TestRecord, error) {
	record.Outcome, record.Ended, record.Notes = kiosk.OutcomeFailed, r.now(), notes
	if passed {
		record.Outcome = kiosk.OutcomePassed
	}
	name := recordName(record.Device, record.Test)
	r.mu.Lock()
	delete(r.running, name)
	r.newest[name] = record
	r.mu.Unlock()
	return record, r.settings.SetSetting(ctx, name, record)
}

// Newest returns the newest run of a test; of one that was never begun the
// outcome is kiosk.OutcomeNone.
func (r *Records) Newest(device kiosk.DeviceID, test kiosk.TestID) kiosk.TestRecord {
	name := recordName(device, test)
	r.mu.Lock()
	defer r.mu.Unlock()
	record, known := r.newest[name]
	if !known {
		record = kiosk.TestRecord{Device: device, Test: test}
		if _, err := r.settings.Setting(name, &record); err != nil {
			record = kiosk.TestRecord{Device: device, Test: test}
		}
		if record.Outcome == kiosk.OutcomeRunning {
			record.Outcome = kiosk.OutcomeUnfinished
		}
		r.newest[name] = record
	}
	return record
}
