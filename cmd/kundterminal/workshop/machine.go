package workshop

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"

	"kundterminal/kiosk"
)

// The limits of a machine that is well.
const (
	memoryAttention  = 10      // per cent that is available
	loadAttention    = 2.0     // runnable tasks a core, over five minutes
	heatAttention    = 80_000  // thousandths of a degree
	heatFault        = 95_000  // processors switch off at about 100 degrees
	openFilesPerHand = 1 << 10 // more files than this leak
)

// machine tells of memory, load, temperature and what the machine is. What it
// does not tell of itself is left out.
func (s System) machine() kiosk.FactSection {
	section := kiosk.FactSection{Key: "machine"}
	add := func(key, value string, health kiosk.Health) {
		if value != "" {
			section.Facts = append(section.Facts, kiosk.Fact{Key: key, Value: value, Health: health})
		}
	}
	section.Facts = append(section.Facts, s.memory()...)
	load, health := s.load()
	add("load", load, health)
	heat, health := s.temperature()
	add("temperature", heat, health)
	add("machine_since", s.bootTime(), kiosk.HealthUnknown)
	add("boot_id", s.text("proc/sys/kernel/random/boot_id"), kiosk.HealthUnknown)
	add("kernel", s.text("proc/sys/kernel/osrelease")+" "+runtime.GOARCH, kiosk.HealthUnknown)
	add("operating_system", s.operatingSystem(), kiosk.HealthUnknown)
	return section
}

// text reads a small file of the system, without white space around it; "" where
// there is none.
func (s System) text(name string) string {
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

func (s System) memory() []kiosk.Fact {
	var total, available uint64
	for line := range strings.Lines(s.text("proc/meminfo")) {
		var kB uint64
		if _, err := fmt.Sscanf(line, "MemTotal: %d kB", &kB); err == nil {
			total = kB << 10
		}
		if _, err := fmt.Sscanf(line, "MemAvailable: %d kB", &kB); err == nil {
			available = kB << 10
		}
	}
	if total == 0 {
		return nil
	}
	health := kiosk.HealthGood
	if available*100 < total*memoryAttention {
		health = kiosk.HealthAttention
	}
	return []kiosk.Fact{{Key: "memory", Text: "memory_free", Args: []string{"free", bytesText(available), "size", bytesText(total)}, Health: health}}
}

func (s System) load() (string, kiosk.Health) {
	fields := strings.Fields(s.text("proc/loadavg"))
	if len(fields) < 3 {
		return "", kiosk.HealthUnknown
	}
	health := kiosk.HealthGood
	if five, err := strconv.ParseFloat(fields[1], 64); err == nil && five > loadAttention*float64(runtime.NumCPU()) {
		health = kiosk.HealthAttention
	}
	return strings.Join(fields[:3], " "), health
}

// temperature is the highest that the machine knows.
func (s System) temperature() (string, kiosk.Health) {
	files, err := filepath.Glob(s.path("sys/class/thermal/thermal_zone*/temp"))
	if err != nil || len(files) == 0 {
		return "", kiosk.HealthUnknown
	}
	highest := -1 << 30
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			continue // a sensor that is asleep
		}
		if n, err := strconv.Atoi(strings.TrimSpace(string(data))); err == nil {
			highest = max(highest, n)
		}
	}
	if highest < -273_000 {
		return "", kiosk.HealthUnknown
	}
	health := kiosk.HealthGood
	if highest >= heatFault {
		health = kiosk.HealthFault
	} else if highest >= heatAttention {
		health = kiosk.HealthAttention
	}
	return fmt.Sprintf("%d °C", highest/1000), health
}

// bootTime is when the machine was switched on, by its present clock.
func (s System) bootTime() string {
	first, _, _ := strings.Cut(s.text("proc/uptime"), " ")
	up, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return ""
	}
	return s.now().Add(-time.Duration(up * float64(time.Second))).In(s.location()).Format(stamp)
}

func (s System) operatingSystem() string {
	for line := range strings.Lines(s.text("etc/os-release")) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
			return strings.Trim(name, `"`)
		}
	}
	return ""
}

// program tells of this program's run.
func (s System) program() kiosk.FactSection {
	facts := []kiosk.Fact{{Key: "version", Value: Version()}}
	if !s.Started.IsZero() {
		facts = append(facts, kiosk.Fact{Key: "runs_since", Value: s.Started.In(s.location()).Format(stamp)})
	}
	watchdog := kiosk.Fact{Key: "watchdog", Text: "watchdog_off", Health: kiosk.HealthAttention}
	if limit := s.watchdog(); limit > 0 {
		watchdog = kiosk.Fact{Key: "watchdog", Text: "watchdog_on", Args: []string{"s", fmt.Sprint(limit.Seconds())}, Health: kiosk.HealthGood}
	}
	stop := kiosk.Fact{Key: "last_stop", Text: "stop_clean", Health: kiosk.HealthGood}
	if s.Unclean {
		stop.Text, stop.Health = "stop_unclean", kiosk.HealthAttention
	}
	facts = append(facts, watchdog, stop, kiosk.Fact{Key: "goroutines", Value: strconv.Itoa(runtime.NumGoroutine())})
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	facts = append(facts, kiosk.Fact{Key: "program_memory", Value: bytesText(m.Sys - m.HeapReleased)})
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		health := kiosk.HealthGood
		if len(open) > openFilesPerHand {
			health = kiosk.HealthAttention
		}
		facts = append(facts, kiosk.Fact{Key: "open_files", Value: strconv.Itoa(len(open)), Health: health})
	}
	return kiosk.FactSection{Key: "program", Facts: facts}
}

// watchdog is systemd's limit; 0 where it does not watch.
func (s System) watchdog() time.Duration {
	if s.Watchdog > 0 {
		return s.Watchdog
	}
	limit, err := daemon.SdWatchdogEnabled(false)
	if err != nil {
		return 0
	}
	return limit
}

// Version is the version of this program, with the commit where it was built
// from one.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "?"
	}
	version, commit := info.Main.Version, ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && !strings.Contains(version, s.Value[:12]) {
			commit = " " + s.Value[:12]
		}
	}
	return version + commit + " " + info.GoVersion
}

// BuiltAt is when the commit was made that this program was built from; zero
// where that is not known.
func BuiltAt() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, s := range info.Settings {
		if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
			return at
		}
	}
	return time.Time{}
}
