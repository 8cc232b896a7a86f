//go:build fyne

package touch

import (
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

func TestAnAddressOnTheTouchscreenCanBeScanned(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	p, c := presenter(t)
	for _, stop := range tour.Stops(c, kiosk.Swedish) {
		if stop.Name != "e-service-under-way" {
			continue
		}
		for _, item := range p.Scene(stop.State, ui.Frame{W: 335.9, H: 597.1}).Items {
			if item.ID != "qr" {
				continue
			}
			code := bars(item.Modules, item.Across, image.Pt(309, 320), ink(ui.Ink))
			paper := image.NewRGBA(code.Bounds())
			draw.Draw(paper, paper.Bounds(), image.White, image.Point{}, draw.Src)
			draw.Draw(paper, paper.Bounds(), code, image.Point{}, draw.Over)
			name := filepath.Join(t.TempDir(), "qr.png")
			f, err := os.Create(name)
			if err == nil {
				err = png.Encode(f, paper)
				f.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := exec.Command("zbarimg", "--quiet", "--raw", name).Output()
			if err != nil || strings.TrimSpace(string(got)) != "https://www.fpa.fi" {
				t.Errorf("scanned %q: %v", got, err)
			}
			return
		}
	}
	t.Fatal("no screen shows an address")
}

func TestAQRCodeThatFindsNoRoomIsLeftOut(t *testing.T) {
	if bars(make([]bool, 400), 20, image.Pt(100, 19), ink(ui.Ink)) != nil {
		t.Error("something was drawn")
	}
}
