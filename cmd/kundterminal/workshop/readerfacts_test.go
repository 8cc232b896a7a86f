package workshop

import (
	"testing"
	"time"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/kiosk"
)

func factOf(facts []kiosk.Fact, key string) kiosk.Fact {
	for _, f := range facts {
		if f.Key == key {
			return f
		}
	}
	return kiosk.Fact{}
}

func TestAReaderTellsWhatItIsAndWhatItHasGoneThrough(t *testing.T) {
	p, err := idreader.ProfileByID(idreader.Profiles(), "elyctis")
	if err != nil {
		t.Fatal(err)
	}
	d := idreader.NewDriver(p, idreader.Options{})
	facts := ReaderFacts(d, "/dev/x", Read{}, time.UTC)
	if factOf(facts, "last_read").Text != "not_yet" || factOf(facts, "profile").Value != "elyctis" || factOf(facts, "reads").Value != "0" {
		t.Errorf("%+v", facts)
	}
	last := Read{At: time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC), Document: passport()}
	facts = ReaderFacts(d, "/dev/x", last, time.FixedZone("", 7200))
	if factOf(facts, "last_read").Value != "2026-11-26 12:00:00" || factOf(facts, "read_outcome").Text != "verdict_questionable" {
		t.Errorf("%+v", facts)
	}
}

func TestAChipReaderTellsWhetherACardIsIn(t *testing.T) {
	d := chipcard.NewDriver(chipcard.Options{})
	last := Read{At: time.Now(), Kind: ReadChip, Outcome: chipcard.OutcomeMute}
	facts := ChipReaderFacts(d, "/dev/x", "gempc-twin", last, time.UTC)
	if factOf(facts, "card").Text != "card_is_out" || factOf(facts, "read_outcome").Text != "chip_mute" ||
		factOf(facts, "read_outcome").Health != kiosk.HealthFault || factOf(facts, "firmware").Key != "" {
		t.Errorf("%+v", facts)
	}
}

func TestFailuresWantLookingAtWhenTheyAreMany(t *testing.T) {
	for _, v := range []struct {
		n, all int
		want   kiosk.Health
	}{{0, 0, kiosk.HealthUnknown}, {3, 5, kiosk.HealthUnknown}, {4, 20, kiosk.HealthUnknown}, {5, 20, kiosk.HealthAttention}} {
		if got := few(v.n, v.all); got != v.want {
			t.Errorf("%d of %d: %d, want %d", v.n, v.all, got, v.want)
		}
	}
}
