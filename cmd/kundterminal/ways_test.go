package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// pointWithWays writes the configuration of a point that is open every day, with
// experts by video and on site, a second screen and rooms.
func pointWithWays(t *testing.T, dir string, printer *sim.Printer) (file, opened string) {
	t.Helper()
	folder := everyDay(t)
	var example config
	example.Hours = map[string]string{}
	if err := demoPoint(&example, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	copyFiles(t, example.Catalogue.Folder, folder)
	everyShift(t, filepath.Join(folder, "roster.toml"))
	opened = filepath.Join(dir, "opened")
	script := filepath.Join(dir, "browser.sh")
	if err := os.WriteFile(script, []byte("printf '%s %s' \"$#\" \"$1\" > "+opened+"\nexec sleep 60\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file = configFile(t, 9, filepath.Join(dir, "t.db"), printer.Path(), folder)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	more := fmt.Sprintf("\n[second_screen]\ncommand = [\"sh\", %q, \"{url}\"]\n", script)
	if err := os.WriteFile(file, append(text, more...), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, opened
}

func copyFiles(t *testing.T, from, to string) {
	t.Helper()
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, e.Name()), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// everyShift makes every shift of a roster one of all days.
func everyShift(t *testing.T, roster string) {
	t.Helper()
	text, err := os.ReadFile(roster)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.ReplaceAll(string(text), `"mon", "tue", "wed", "thu", "fri"`, `"mon", "tue", "wed", "thu", "fri", "sat", "sun"`)
	if err := os.WriteFile(roster, []byte(all), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestAPersonIsServedInEveryWay takes an address on paper and on the second screen,
// then a number for an expert by video, then one for a private errand, and reads what
// the store and the paper say.
func TestAPersonIsServedInEveryWay(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	printer, _ := printerAndScanner(t)
	dir := t.TempDir()
	file, opening := pointWithWays(t, dir, printer)
	p, b := opened(ctx, t, file)
	<-p.ready

	pressed(ctx, t, b, "language:sv", "authority:kela", "service:k-housing", "next", "way:served", "served:e_service", "print-address")
	if err := b.until(ctx, func(s glimpse) bool {
		return strings.Contains(spanTag.ReplaceAllString(s.HTML, " "), "Adressen är på papper")
	}); err != nil {
		t.Fatal(err)
	}
	pressed(ctx, t, b, "second-screen")
	if err := b.until(ctx, func(s glimpse) bool {
		return strings.Contains(spanTag.ReplaceAllString(s.HTML, " "), "andra skärmen.")
	}); err != nil {
		t.Fatal(err)
	}
	eventually(t, 10*time.Second, "the page is open", func() bool {
		got, _ := os.ReadFile(opening)
		return string(got) == "1 https://www.fpa.fi"
	})
	pressed(ctx, t, b, "second-screen") // somebody uses it
	if err := b.until(ctx, func(s glimpse) bool { return strings.Contains(spanTag.ReplaceAllString(s.HTML, " "), "Det gick inte") }); err != nil {
		t.Fatal(err)
	}
	scannedAddress(t, printer)
	pressed(ctx, t, b, "finish")

	pressed(ctx, t, b, "language:sv", "authority:kela", "service:k-housing", "next", "way:served", "served:remote")
	ticketTaken(ctx, t, b, "R 001", "våning 2, blå dörr")
	pressed(ctx, t, b, "language:sv", "authority:kela", "service:k-basic", "next", "take")
	ticketTaken(ctx, t, b, "G 001", "våning 2, blå dörr")
	b.close()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.complaint(false); err != nil {
		t.Fatal(err)
	}
	servedInStore(t, filepath.Join(dir, "t.db"))
	if log := p.log.String(); strings.Contains(log, "k-housing") || strings.Contains(log, "k-basic") {
		t.Error("the log says what people came for")
	}
}

// ticketTaken waits for a ticket, looks at the way to go with it, and leaves.
func ticketTaken(ctx context.Context, t *testing.T, b *pages, number, way string) {
	t.Helper()
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "take" }); err != nil {
		t.Fatal(err)
	}
	text := spanTag.ReplaceAllString(b.seen.HTML, " ")
	if !strings.Contains(text, number) || !strings.Contains(strings.Join(strings.Fields(text), " "), way) {
		t.Errorf("the screen lacks %q or %q: %s", number, way, strings.Join(strings.Fields(text), " "))
	}
	if strings.Contains(text, "utkomststöd") {
		t.Error("the screen names a private matter")
	}
	pressed(ctx, t, b, "route", "close", "finish", "stop")
}

// scannedAddress reads the code on the paper as a telephone does.
func scannedAddress(t *testing.T, printer *sim.Printer) {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Log("zbarimg not installed: the code on the paper is not read")
		return
	}
	picture, err := printer.PaperPNG()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "paper.png")
	if err := os.WriteFile(name, picture, 0o600); err != nil {
		t.Fatal(err)
	}
	got, _ := exec.Command("zbarimg", "--quiet", "--raw", name).Output()
	if !strings.Contains(string(got), "https://www.fpa.fi") {
		t.Errorf("on the paper is %q", got)
	}
}

// servedInStore proves that the journal tells how people were served.
func servedInStore(t *testing.T, path string) {
	t.Helper()
	store, _, err := bolt.Open(t.Context(), path, bolt.Options{Terminal: 9})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	tickets, err := store.Tickets(t.Context(), time.Time{})
	if err != nil || len(tickets) != 2 || tickets[0].Served != kiosk.ServedRemotely || tickets[1].Served != kiosk.ServedByAdvisor || tickets[1].Queue != "room" {
		t.Errorf("the tickets are %+v, %v", tickets, err)
	}
	var how []string
	for r, err := range store.Events(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Kind == kiosk.EServiceUsed {
			how = append(how, r.Detail["authority"]+" "+r.Detail["how"])
		}
	}
	if got := strings.Join(how, ", "); got != "kela shown, kela printed, kela second_screen, kela second_screen" {
		t.Errorf("the journal has %s", got)
	}
}

func TestOnlyASoundCommandOpensTheSecondScreen(t *testing.T) {
	for text, want := range map[string]string{
		"command = [\"chromium\", \"{url}\"]":            "",
		"command = []":                                   "",
		"command = [\"chromium\"]":                       "must have {url}",
		"command = [\"{url}\"]":                          "must have {url}",
		"command = [\"sh\", \"-c\", \"chromium {url}\"]": "must have {url}",
		"command = [\"x\", \"{url}\"]\nlimit_min = 0":    "is not between",
		"command = [\"\", \"{url}\"]":                    "must begin with the name",
	} {
		_, err := parseConfig("t.toml", "[second_screen]\n"+text+"\n")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	s := &secondScreen{config: secondScreenConfig{Command: []string{"true", urlPlace}, LimitMin: 1}}
	for _, address := range []string{"http://kela.fi", "file:///etc/passwd", "--help", "https://", ""} {
		if err := s.open(address); err == nil {
			t.Errorf("%q was opened", address)
		}
	}
}

func TestWhatDoesNotEndByItselfHoldsTheSecondScreenForNobody(t *testing.T) {
	s := &secondScreen{
		config: secondScreenConfig{Command: []string{"sh", "-c", "trap '' TERM; touch \"$0\"; sleep 600 & wait; sleep 600", filepath.Join(t.TempDir(), "up"), urlPlace}, LimitMin: 1},
		grace:  50 * time.Millisecond,
	}
	if err := s.open("https://www.kela.fi"); err != nil {
		t.Fatal(err)
	}
	up := s.config.Command[3]
	eventually(t, 10*time.Second, "it is open", func() bool { _, err := os.Stat(up); return err == nil })
	if err := s.open("https://www.kela.fi"); !errors.Is(err, errSecondScreenBusy) {
		t.Fatalf("a second page: %v", err)
	}
	s.Close()
	eventually(t, 10*time.Second, "the next person can use it", func() bool { return s.open("https://www.kela.fi") == nil })
	s.Close()
	eventually(t, 10*time.Second, "it is closed", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.running == nil
	})
}
