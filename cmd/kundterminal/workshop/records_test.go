package workshop_test

import (
	"errors"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

func TestATestThatWasNeverEndedIsUnfinishedAfterTheNextStart(t *testing.T) {
	kept := &settings{}
	r := workshop.NewRecords(kept, time.Now)
	if got := r.Newest("printer", kiosk.TestPage).Outcome; got != kiosk.OutcomeNone {
		t.Fatalf("before the first the outcome is %s", got)
	}
	if _, err := r.Begin(t.Context(), "printer", kiosk.TestPage); err != nil {
		t.Fatal(err)
	}
	if got := r.Newest("printer", kiosk.TestPage).Outcome; got != kiosk.OutcomeRunning {
		t.Fatalf("while it runs the outcome is %s", got)
	}
	again := workshop.NewRecords(kept, time.Now)
	if got := again.Newest("printer", kiosk.TestPage); got.Outcome != kiosk.OutcomeUnfinished || got.Health() != kiosk.HealthFault {
		t.Fatalf("after a power cut it is %+v", got)
	}
}

func TestTheOutcomeAndItsNotesOutliveTheNextStart(t *testing.T) {
	kept := &settings{}
	r := workshop.NewRecords(kept, time.Now)
	record, err := r.Begin(t.Context(), "screen", kiosk.TestTouch)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Begin(t.Context(), "screen", kiosk.TestTouch); !errors.Is(err, workshop.ErrBusy) {
		t.Fatalf("a second one beside it: %v", err)
	}
	notes := []kiosk.Fact{{Key: "miss_largest", Value: "1.2 mm", Health: kiosk.HealthGood}}
	if _, err := r.End(t.Context(), record, true, notes); err != nil {
		t.Fatal(err)
	}
	got := workshop.NewRecords(kept, time.Now).Newest("screen", kiosk.TestTouch)
	if got.Outcome != kiosk.OutcomePassed || len(got.Notes) != 1 || got.Notes[0].Value != "1.2 mm" {
		t.Fatalf("kept is %+v", got)
	}
}
