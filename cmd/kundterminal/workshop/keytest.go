package workshop

import (
	"context"
	"strconv"
	"time"

	"kundterminal/devices/keypad"
	"kundterminal/kiosk"
)

// KeysTest has every key of the keypad pressed, one after the other. It passes when
// each came as itself. Another key than the one asked for is told, and asked for
// again. Listen tells the keys by name until stop is called; stand says how the
// keypad stands.
func KeysTest(listen func() (keys <-chan string, stop func()), stand func() Stand) Test {
	return whileReady(stand, func(ctx context.Context, r *Run) bool {
		keys, stop := listen()
		defer stop()
		for i, k := range keypad.Keys() {
			if !r.keyed(ctx, keys, k.String(), kiosk.TestStage{
				Text: "press_" + k.String(), Drawing: "drawing-keypad", Done: i, Of: len(keypad.Keys()),
			}) {
				return false
			}
			r.Note(kiosk.Fact{Key: "key", Text: "pad_" + k.String(), Health: kiosk.HealthGood})
		}
		return true
	})
}

// keyed waits for one key.
func (r *Run) keyed(ctx context.Context, keys <-chan string, want string, stage kiosk.TestStage) bool {
	for {
		r.Show(stage)
		limit := time.NewTimer(readLimit)
		select {
		case got := <-keys:
			limit.Stop()
			if got == want {
				return true
			}
			stage.Facts = []kiosk.Fact{{Key: "other_key", Text: "pad_" + got, Health: kiosk.HealthAttention}}
			continue
		case <-limit.C:
			if r.Ask(ctx, kiosk.TestStage{Text: "no_key", Drawing: stage.Drawing}) {
				continue
			}
		case <-ctx.Done():
			limit.Stop()
		}
		if ctx.Err() == nil {
			r.Note(kiosk.Fact{Key: "missing_key", Text: "pad_" + want, Health: kiosk.HealthFault})
		}
		return false
	}
}

// KeypadFacts are what a technician may know of a keypad: which keys came is counted,
// in which order is nobody's business.
func KeypadFacts(d *keypad.Driver, port string, zone *time.Location) []kiosk.Fact {
	c := d.Counts()
	facts := []kiosk.Fact{
		{Key: "port", Value: port},
		{Key: "profile", Value: d.Profile().ID},
		{Key: "keys_pressed", Value: strconv.Itoa(c.Pressed())},
		count("bounces", c.Bounces, few(c.Bounces, c.Pressed())),
		count("noise_bytes", c.Noise, none(c.Noise)),
	}
	last := kiosk.Fact{Key: "last_key", Text: "not_yet"}
	if !c.LastSeen.IsZero() {
		last = kiosk.Fact{Key: "last_key", Value: c.LastSeen.In(zone).Format(timeLayout)}
	}
	return append(facts, last)
}
