package workshop_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// options open a store that is checked in this process.
func options() bolt.Options { return bolt.Options{Terminal: 7, Location: time.UTC} }

func opened(t *testing.T) *bolt.Store {
	t.Helper()
	s, _, err := bolt.Open(t.Context(), filepath.Join(t.TempDir(), "t.db"), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func here(_ context.Context, path string) error {
	_, err := bolt.Check(path)
	return err
}

func TestAnOpenStoreIsCheckedAndLeavesNoCopyBehind(t *testing.T) {
	s := opened(t)
	d := workshop.Database{Store: s, Checker: here}
	f := d.Do(t.Context(), workshop.ActionCheckStore)
	if f.Notice.Text != "store_sound" || f.Notice.Health != kiosk.HealthGood {
		t.Errorf("%+v", f.Notice)
	}
	files, err := filepath.Glob(s.Path() + "*")
	if err != nil || len(files) > 3 { // database, ticket log, lock
		t.Error(files, err)
	}
	r := workshop.NewRun(func(kiosk.TestStage) {}, nil)
	if !d.Test(t.Context(), r) || notes(r) != "store_sound" {
		t.Errorf("the test notes %q", notes(r))
	}
}

func TestDamageAndADoubtfulCheckAreToldApart(t *testing.T) {
	s := opened(t)
	for err, want := range map[error]string{
		fmt.Errorf("page 7: %w", bolt.ErrDamaged): "store_damaged",
		errors.New("no child"):                    "store_unchecked",
	} {
		d := workshop.Database{Store: s, Checker: func(context.Context, string) error { return err }}
		if f := d.Check(t.Context()); f.Text != want || f.Health == kiosk.HealthGood {
			t.Errorf("%v: %+v", err, f)
		}
	}
}

// sized is a store of other sizes than it has.
type sized struct {
	*bolt.Store
	sizes bolt.Sizes
}

func (s sized) Sizes() (bolt.Sizes, error) { return s.sizes, nil }

func (s sized) CopyTo(context.Context, io.Writer) (int64, error) { panic("it is copied") }

func TestASparseStoreIsToBeCompacted(t *testing.T) {
	d := workshop.Database{Store: sized{opened(t), bolt.Sizes{File: 64 << 20, Used: 20 << 20, Limit: 1 << 30, DiskFree: 1 << 40}}}
	if f := found(t, d.Findings().Sections, "store_compaction"); f.Text != "compaction_useful" || f.Health != kiosk.HealthAttention {
		t.Errorf("%+v", f)
	}
}

func TestWithoutRoomForACopyTheCheckSaysWhatToDo(t *testing.T) {
	d := workshop.Database{Store: sized{opened(t), bolt.Sizes{File: 64 << 20, DiskFree: 80 << 20}}, Checker: here}
	if f := d.Check(t.Context()); f.Text != "store_unchecked" {
		t.Errorf("%+v", f)
	}
}

func TestAStoreIsCompactedOnceAtTheNextStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s, _, err := bolt.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	d := workshop.Database{Store: s, Checker: here}
	f := d.Do(t.Context(), workshop.ActionCompactStore)
	if f.Notice.Text != "compaction_asked" || f.Actions[1].ID != workshop.ActionKeepStore {
		t.Errorf("%+v", f)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{true, false} {
		done, before, after, err := workshop.CompactIfAsked(t.Context(), path, options())
		if err != nil || done != want || done && (before == 0 || after == 0) {
			t.Errorf("done %v, %d bytes before, %d after: %v", done, before, after, err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestACompactionCanBeTakenBack(t *testing.T) {
	d := workshop.Database{Store: opened(t), Checker: here}
	d.Do(t.Context(), workshop.ActionCompactStore)
	if f := d.Do(t.Context(), workshop.ActionKeepStore); f.Actions[1].ID != workshop.ActionCompactStore || f.Notice.Health != kiosk.HealthGood {
		t.Errorf("%+v", f)
	}
}

func TestTheJournalKnowsWhenTheClockWasSetBack(t *testing.T) {
	s := opened(t)
	at := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	err := s.Append(t.Context(),
		kiosk.Entry{Kind: kiosk.ClockMovedBack, At: at, Detail: map[string]string{"by": "1h0m0s"}},
		kiosk.Entry{Kind: kiosk.PrinterStatus, At: at.Add(time.Minute)},
	)
	if err != nil {
		t.Fatal(err)
	}
	read := workshop.FollowPast(s)
	past, err := read(t.Context())
	if err != nil || !past.Back.Equal(at) || past.By != "1h0m0s" || !past.Newest.Equal(at.Add(time.Minute)) {
		t.Errorf("%+v, %v", past, err)
	}
	if err := s.Append(t.Context(), kiosk.Entry{Kind: kiosk.StoreRoom, At: at.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if past, err := read(t.Context()); err != nil || !past.Back.Equal(at) || !past.Newest.Equal(at.Add(time.Hour)) {
		t.Errorf("later %+v, %v", past, err)
	}
}
