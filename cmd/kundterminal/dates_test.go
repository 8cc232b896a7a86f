package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// lastWeek is a support that was created last week, for one day only, with a
// notice in one language.
const lastWeek = `[[service]]
id = "k-winter"
authority = "kela"
life_events = ["KE8"]
name = { fi = "Talvituki", sv = "Vinterstöd", en = "Winter support" }
class = "P10"
ways = ["OnsiteGuidance"]
queue = "kela"
valid_from = 2026-11-27
valid_to = 2026-11-27

[[notice]]
id = "winter"
from = 2026-11-27
until = 2026-11-27
text = { sv = "I dag kan du ansöka om vinterstöd." }
`

// TestASupportOfOneDayComesAndGoesAtMidnight drops a file into the catalogue's
// folder of a running terminal, in virtual time over two midnights, with a visit
// that goes on over the second.
func TestASupportOfOneDayComesAndGoesAtMidnight(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "catalogue", "additions"), 0o755); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		x, stop := dated(t, dir)
		defer stop()
		file := filepath.Join(dir, "catalogue", "additions", "winter.toml")
		if err := os.WriteFile(file, []byte(lastWeek), 0o644); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute) // Thursday, 23:59
		synctest.Wait()
		if _, ok := x.engine.State().Catalogue.Service("k-winter"); !ok {
			t.Fatal("the file is not read")
		}
		x.shows(t, "Vinterstöd", false)
		time.Sleep(90 * time.Second)
		x.shows(t, "Vinterstöd", true)
		time.Sleep(23*time.Hour + 58*time.Minute) // Friday, 23:58
		x.shows(t, "Vinterstöd", true)
		press := func(presses ...kiosk.Press) {
			for _, p := range presses {
				time.Sleep(time.Second)
				x.engine.Press(p)
			}
			synctest.Wait()
		}
		press(kiosk.LanguageChosen{Language: kiosk.Swedish}, kiosk.ComfortPressed{}, kiosk.ComfortChosen{Comfort: kiosk.Comfort{Slow: true}},
			kiosk.OverlayClosed{}, kiosk.WayChosen{Way: kiosk.StepAuthorities}, kiosk.AuthorityChosen{Authority: "kela"},
			kiosk.ErrandToggled{Service: "k-winter"}, kiosk.NextPressed{})
		if got := x.engine.State().Session.Errands; !slices.Equal(got, []kiosk.ServiceID{"k-winter"}) {
			t.Fatalf("the visit is for %v", got)
		}
		time.Sleep(2 * time.Minute) // Saturday
		synctest.Wait()
		s := x.engine.State()
		if over := x.presenter.Screen(s).Over; len(s.Session.Errands) != 0 || over == nil || !strings.Contains(over.Title, "ändrats") {
			t.Errorf("after midnight the visit is for %v, under %+v", s.Session.Errands, over)
		}
		press(kiosk.OverlayClosed{}, kiosk.StopPressed{})
		x.shows(t, "Vinterstöd", false)
	})
}

// dated runs a terminal without devices from Thursday, 26 November 2026, 23:58.
func dated(t *testing.T, dir string) (*terminal, func()) {
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	c.Store.Path, c.Catalogue.LastGood = filepath.Join(dir, "t.db"), ""
	c.Catalogue.Folder = filepath.Join(dir, "catalogue")
	c.Printer.Port, c.Readers = "", nil
	x, err := assemble(t.Context(), c, slog.New(slog.DiscardHandler), workshop.NewLogRing())
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	x.engine.Now = func() time.Time {
		return time.Date(2026, 11, 26, 23, 58, 0, 0, c.location).Add(time.Since(began))
	}
	ctx, cancel := context.WithCancel(t.Context())
	var work sync.WaitGroup
	work.Go(func() { _ = x.engine.Run(ctx) })
	work.Go(func() { _ = x.watchCatalogue(ctx) })
	return x, func() {
		cancel()
		work.Wait()
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}

// shows checks the services of Kela and the idle screen: the support and its
// notice are both there, or neither.
func (t *terminal) shows(x *testing.T, name string, want bool) {
	x.Helper()
	synctest.Wait()
	s := t.engine.State()
	served := slices.ContainsFunc(s.Catalogue.ServicesOf("kela", s.Today()), func(v kiosk.Service) bool { return v.Name["sv"] == name })
	notice := false
	scene := t.presenter.Scene(s, t.config.frame())
	for _, item := range scene.Items {
		for _, line := range item.Lines {
			notice = notice || strings.Contains(line.Text, "vinterstöd")
		}
	}
	if served != want || notice != want {
		x.Errorf("at %s it is served: %t, and told of: %t; want %t", s.Now.Format(time.DateTime), served, notice, want)
	}
}
