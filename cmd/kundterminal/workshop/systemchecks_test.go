package workshop_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// healthy is a machine on which everything is in order, with files of its own
// for /proc, /sys and /etc.
func healthy(t *testing.T) workshop.System {
	t.Helper()
	root := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("proc/meminfo", "MemTotal:        8000000 kB\nMemFree: 100 kB\nMemAvailable:    4000000 kB\n")
	write("proc/loadavg", "0.10 0.20 0.30 1/234 5678\n")
	write("proc/uptime", "86400.50 1234.00\n")
	write("proc/sys/kernel/random/boot_id", "5f0c1c1e-0000-4000-8000-000000000000\n")
	write("proc/sys/kernel/osrelease", "6.12.9-amd64\n")
	write("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n")
	write("sys/class/thermal/thermal_zone0/temp", "47000\n")
	write("sys/class/thermal/thermal_zone1/temp", "52500\n")
	zone, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	return workshop.System{
		Zone: "Europe/Helsinki", Location: zone, Root: root, Now: func() time.Time { return now },
		Built: now.AddDate(0, -1, 0), Started: now.Add(-time.Hour), Watchdog: 30 * time.Second,
		Folders: []workshop.Folder{{Key: "store", Path: "/var/lib/kundterminal"}},
		Past:    func(context.Context) (workshop.Past, error) { return workshop.Past{Newest: now.Add(-time.Minute)}, nil },
		Clock:   func() (workshop.Discipline, error) { return workshop.Discipline{Synchronised: true, WithinMs: 12}, nil },
		Disk:    func(string) (workshop.Room, error) { return workshop.Room{Free: 50 << 30, Size: 100 << 30}, nil },
	}
}

// found returns the fact of a key.
func found(t *testing.T, sections []kiosk.FactSection, key string) kiosk.Fact {
	t.Helper()
	for _, s := range sections {
		for _, f := range s.Facts {
			if f.Key == key {
				return f
			}
		}
	}
	t.Fatalf("there is no fact %q in %+v", key, sections)
	return kiosk.Fact{}
}

func TestAHealthyMachineHasNothingToLookAtButItsZone(t *testing.T) {
	for _, section := range healthy(t).Sections(t.Context()) {
		for _, f := range section.Facts {
			if f.Health > kiosk.HealthGood && f.Key != "time_zone" { // the made-up machine has no zone
				t.Errorf("%s: %+v", section.Key, f)
			}
		}
	}
	sections := healthy(t).Sections(t.Context())
	for key, want := range map[string]string{
		"temperature": "52 °C", "load": "0.10 0.20 0.30", "operating_system": "Debian GNU/Linux 13 (trixie)",
		"machine_since": "2026-11-25 10:59:59",
	} {
		if f := found(t, sections, key); f.Value != want {
			t.Errorf("%s is %q", key, f.Value)
		}
	}
}

func inThePast(p workshop.Past, err error) func(*workshop.System) {
	return func(s *workshop.System) {
		s.Past = func(context.Context) (workshop.Past, error) { return p, err }
	}
}

func ofDisk(r workshop.Room, err error) func(*workshop.System) {
	return func(s *workshop.System) { s.Disk = func(string) (workshop.Room, error) { return r, err } }
}

func byClock(d workshop.Discipline, err error) func(*workshop.System) {
	return func(s *workshop.System) { s.Clock = func() (workshop.Discipline, error) { return d, err } }
}

// file is a system whose file says something else.
func withFile(name, text string) func(*workshop.System) {
	return func(s *workshop.System) {
		if err := os.WriteFile(filepath.Join(s.Root, name), []byte(text), 0o600); err != nil {
			panic(err)
		}
	}
}

func TestEachTroubleOfAMachineIsNamed(t *testing.T) {
	at := healthy(t).Now()
	for _, c := range []struct {
		name    string
		trouble func(*workshop.System)
		key     string
		text    string
		health  kiosk.Health
	}{
		{"no network time", byClock(workshop.Discipline{}, nil), "clock_source", "clock_unsynchronised", kiosk.HealthAttention},
		{"an unknown clock", byClock(workshop.Discipline{}, errors.New("no")), "clock_source", "", kiosk.HealthUnknown},
		{"a clock before the program", func(s *workshop.System) { s.Built = at.Add(time.Hour) }, "clock_floor", "clock_before_program", kiosk.HealthFault},
		{"a clock before the journal", inThePast(workshop.Past{Newest: at.Add(time.Minute)}, nil), "clock_floor", "clock_before_journal", kiosk.HealthFault},
		{"a clock set back", inThePast(workshop.Past{Back: at.Add(-time.Hour), By: "10s"}, nil), "clock_back", "clock_was_set_back", kiosk.HealthAttention},
		{"a clock set back long ago", inThePast(workshop.Past{Back: at.AddDate(0, -1, 0)}, nil), "clock_back", "clock_was_set_back", kiosk.HealthGood},
		{"no journal", inThePast(workshop.Past{}, errors.New("no")), "journal", "", kiosk.HealthFault},
		{"no zone", func(s *workshop.System) { s.Location = nil }, "time_zone", "time_zone_unknown", kiosk.HealthFault},
		{"another zone", func(*workshop.System) {}, "time_zone", "time_zone_differs", kiosk.HealthAttention},
		{"little room", ofDisk(workshop.Room{Free: 14 << 30, Size: 100 << 30}, nil), "disk_store", "disk_free", kiosk.HealthAttention},
		{"hardly any room", ofDisk(workshop.Room{Free: 2 << 30, Size: 100 << 30}, nil), "disk_store", "disk_free", kiosk.HealthFault},
		{"a small disk", ofDisk(workshop.Room{Free: 90 << 20, Size: 128 << 20}, nil), "disk_store", "disk_free", kiosk.HealthFault},
		{"no disk", ofDisk(workshop.Room{}, errors.New("no")), "disk_store", "", kiosk.HealthFault},
		{"little memory", withFile("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 700000 kB\n"), "memory", "memory_free", kiosk.HealthAttention},
		{"much to do", withFile("proc/loadavg", "9 9999.5 9 1/2 3\n"), "load", "", kiosk.HealthAttention},
		{"a warm machine", withFile("sys/class/thermal/thermal_zone0/temp", "81000\n"), "temperature", "", kiosk.HealthAttention},
		{"a hot machine", withFile("sys/class/thermal/thermal_zone0/temp", "95000\n"), "temperature", "", kiosk.HealthFault},
		{"no watchdog", func(s *workshop.System) { s.Watchdog = 0 }, "watchdog", "watchdog_off", kiosk.HealthAttention},
		{"a power cut", func(s *workshop.System) { s.Unclean = true }, "last_stop", "stop_unclean", kiosk.HealthAttention},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := healthy(t)
			c.trouble(&s)
			if f := found(t, s.Sections(t.Context()), c.key); f.Text != c.text || f.Health != c.health {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestTheClockTestFailsOnAFaultAndNotesIt(t *testing.T) {
	var shown kiosk.TestStage
	s := healthy(t)
	r := workshop.NewRun(func(stage kiosk.TestStage) { shown = stage }, nil)
	if !s.Test(t.Context(), r) || len(shown.Facts) == 0 {
		t.Errorf("a healthy machine fails; shown %+v", shown)
	}
	s.Built = s.Now().Add(time.Hour)
	r = workshop.NewRun(func(kiosk.TestStage) {}, nil)
	if s.Test(t.Context(), r) || !strings.Contains(notes(r), "clock_before_program") {
		t.Errorf("a wrong clock passes; noted %q", notes(r))
	}
}

func notes(r *workshop.Run) string {
	var list []string
	for _, n := range r.Notes() {
		list = append(list, n.Text)
	}
	return strings.Join(list, " ")
}

func TestTheRealMachineCanBeExamined(t *testing.T) {
	s := workshop.System{Zone: "UTC", Location: time.UTC, Folders: []workshop.Folder{{Key: "store", Path: filepath.Join(t.TempDir(), "not", "yet")}}}
	sections := s.Sections(t.Context())
	for _, key := range []string{"time", "clock_source", "memory", "load", "boot_id", "kernel", "version", "open_files"} {
		found(t, sections, key)
	}
	if f := found(t, sections, "disk_store"); f.Text != "disk_free" {
		t.Errorf("%+v", f)
	}
}
