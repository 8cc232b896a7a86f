package web_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

func TestTheBarcodeOnTheScreenCanBeScanned(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	p, c := presenter(t)
	var shown kiosk.State
	for _, stop := range tour.Stops(c, kiosk.Finnish) {
		if stop.Name == "shown" {
			shown = stop.State
		}
	}
	want := string(shown.Session.Ticket.Code())
	server := serve(t, newTerminal(shown), web.Options{Scene: p.Scene, Icons: assets.Icons(), Frame: ui.Frame{W: 335.9, H: 597.1}})
	for _, window := range [][2]int64{{1080, 1920}, {1920, 1080}, {1366, 768}, {800, 1280}, {768, 1024}, {1001, 1733}} {
		for _, frame := range []string{"portrait", "landscape"} {
			t.Run(fmt.Sprintf("%s in %d by %d", frame, window[0], window[1]), func(t *testing.T) {
				b := open(t, server.URL+"/?frame="+frame, window[0], window[1])
				b.Until(`document.fonts.status === "loaded"`)
				if got := scan(b); got != want {
					t.Errorf("scanned %q, not %q", got, want)
				}
			})
		}
	}
}

// scan reads the barcode that a tab shows.
func scan(b *tab) string {
	b.Helper()
	picture, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "screen.png")
	if err := os.WriteFile(name, picture, 0o600); err != nil {
		b.Fatal(err)
	}
	got, err := exec.Command("zbarimg", "--quiet", "--raw", name).Output()
	if err != nil {
		b.Logf("zbarimg: %v", err)
	}
	return strings.TrimSpace(string(got))
}
