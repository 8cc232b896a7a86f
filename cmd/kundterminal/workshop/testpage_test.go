package workshop

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/devices/sim"
)

func headForTests() PageHead {
	return PageHead{Title: "Testisivu", Terminal: 12, At: time.Date(2026, 11, 26, 17, 5, 0, 0, time.UTC)}
}

// TestEveryCodeOnTheTestPageReadsBack prints the page on every printer and has
// another program read the paper.
func TestEveryCodeOnTheTestPageReadsBack(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	for _, profile := range escpos.Profiles() {
		t.Run(profile.ID, func(t *testing.T) {
			t.Parallel()
			x := newStand(t, profile.ID, sim.Options{Baud: 460800})
			head := headForTests()
			head.Printer = x.driver.Identity()
			doc, err := TestPageOf(profile, head)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if err := x.driver.Print(ctx, doc); err != nil {
				t.Fatal(err)
			}
			paper := x.printer.Tickets()[0]
			keepPicture(t, profile.ID, paper, x.printer.Model())
			var want []string
			for _, code := range PageCodes(profile) {
				want = append(want, code.Text)
			}
			slices.Sort(want)
			if got := scanned(t, paper.Image); !slices.Equal(got, want) {
				t.Errorf("the page reads as %q, and has %q", got, want)
			}
			if refused := x.printer.Refused(); len(refused) > 0 {
				t.Errorf("the printer refused %d commands, first %+v", len(refused), refused[0])
			}
		})
	}
}

func TestTheTestPageFitsTheLineAndTheRoll(t *testing.T) {
	for _, profile := range escpos.Profiles() {
		doc, err := TestPageOf(profile, headForTests())
		if err != nil {
			t.Fatal(err)
		}
		b, err := escpos.Encode(profile, doc)
		if err != nil {
			t.Fatal(err)
		}
		mm, err := escpos.Length(profile, doc)
		if err != nil {
			t.Fatal(err)
		}
		seconds := float64(len(b)) * 10 / float64(profile.Baud)
		t.Logf("%s: %d bytes, %.1f s, %.0f mm", profile.ID, len(b), seconds, mm)
		if seconds > 22 || mm > 260 {
			t.Errorf("%s: a test page takes %.1f s and %.0f mm", profile.ID, seconds, mm)
		}
	}
}

// keepPicture writes the paper where PAPER says, for people to look at.
func keepPicture(t *testing.T, name string, paper sim.Ticket, m sim.Model) {
	t.Helper()
	dir := os.Getenv("PAPER")
	if dir == "" {
		return
	}
	picture, err := paper.PNG(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o600); err != nil {
		t.Fatal(err)
	}
}

// scanned is what a barcode reader finds in a picture of paper, sorted.
func scanned(t *testing.T, paper image.Image) []string {
	t.Helper()
	var picture, said bytes.Buffer
	if err := png.Encode(&picture, paper); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "paper.png")
	if err := os.WriteFile(path, picture.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("zbarimg", "--quiet", "--xml", path)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 4) { // 4: none in it
		t.Fatalf("zbarimg: %v %s", err, said.String())
	}
	var result struct {
		Found []string `xml:"source>index>symbol>data"`
	}
	if err := xml.Unmarshal(out, &result); err != nil {
		t.Fatalf("zbarimg says %q: %v", out, err)
	}
	slices.Sort(result.Found)
	return result.Found
}
