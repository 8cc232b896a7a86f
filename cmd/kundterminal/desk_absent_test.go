package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

func TestAPrinterThatIsAbsentAtTheStartIsDisconnectedAndSaysWhyEverywhere(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) {
		x.link.Open = func(context.Context) (devices.Port, error) { return serialport.Open(none, serialport.Mode{Baud: 9600}) }
	})
	because := func(f kiosk.Fact) bool {
		return f.Key == "cause" && strings.Contains(f.Value, "ls -l /dev/serial/by-id")
	}
	limit := time.Now().Add(30 * time.Second)
	for {
		list, err := x.desk.Reports(t.Context())
		if err == nil && list[0].Condition == "disconnected" && slices.ContainsFunc(list[0].Facts, because) {
			break
		}
		if time.Now().After(limit) {
			t.Fatalf("%v: %+v", err, list)
		}
		time.Sleep(10 * time.Millisecond)
	}
	if lines := x.desk.ready(t.Context()).Lines; !slices.ContainsFunc(lines, because) {
		t.Errorf("the readiness report does not say why: %+v", lines)
	}
	told := slices.ContainsFunc(x.status(t.Context()), func(s web.Section) bool {
		return slices.ContainsFunc(s.Facts, func(f web.Fact) bool { return strings.Contains(f.Value, "ls -l /dev/serial/by-id") })
	})
	if !told {
		t.Error("/technician does not say why")
	}
}
