package workshop

import (
	"context"

	"kundterminal/kiosk"
)

// Lamp is what a test lights.
type Lamp interface{ Light(on bool) }

// BeaconTest lights the beacon and asks whether it is seen or heard, puts it out and
// asks again. Stand says how the beacon stands.
func BeaconTest(lamp Lamp, stand func() Stand) Test {
	return whileReady(stand, func(ctx context.Context, r *Run) bool {
		defer lamp.Light(false)
		lamp.Light(true)
		if !r.See(ctx, "beacon_lit", kiosk.TestStage{Text: "beacon_lit", Drawing: "drawing-light"}) {
			return false
		}
		lamp.Light(false)
		return r.See(ctx, "beacon_dark", kiosk.TestStage{Text: "beacon_dark", Drawing: "drawing-light"})
	})
}
