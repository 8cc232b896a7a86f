package web_test

import (
	"fmt"
	"os/exec"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

func TestTheAddressOfAnEServiceCanBeScannedFromTheScreen(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	p, c := presenter(t)
	for _, stop := range tour.Stops(c, kiosk.Swedish) {
		if stop.Name != "e-service-under-way" {
			continue
		}
		for _, comfort := range []kiosk.Comfort{{}, {Text: kiosk.TextLargest, Contrast: true}} {
			stop.State.Session.Comfort = comfort
			server := serve(t, newTerminal(stop.State), web.Options{Scene: p.Scene, Icons: assets.Icons(), Frame: ui.Frame{W: 335.9, H: 597.1}})
			for _, window := range [][2]int64{{1080, 1920}, {1920, 1080}, {1001, 1733}} {
				t.Run(fmt.Sprintf("%v in %d by %d", comfort.Contrast, window[0], window[1]), func(t *testing.T) {
					b := open(t, server.URL+"/", window[0], window[1])
					b.Until(`document.fonts.status === "loaded"`)
					if got := scan(b); got != "https://www.fpa.fi" {
						t.Errorf("scanned %q", got)
					}
				})
			}
		}
		return
	}
	t.Fatal("the tour does not visit an e-service")
}
