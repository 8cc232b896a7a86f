package main

import (
	"testing"

	"kundterminal/devices/sim"
)

func TestWithoutADisplayServerTheScreenTellsOfNone(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{})
	for _, display := range []string{"", ":7"} {
		t.Setenv("DISPLAY", display)
		t.Setenv("WAYLAND_DISPLAY", "")
		list, err := x.desk.Reports(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, r := range list {
			for _, f := range r.Facts {
				if f.Key == "display" {
					told = true
					if f.Value != display {
						t.Errorf("with %q the screen tells of %q", display, f.Value)
					}
				}
			}
		}
		if told != (display != "") {
			t.Errorf("with %q it is told: %v", display, told)
		}
	}
}
