package workshop

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"kundterminal/kiosk"
)

// The limits of the room on a disk: below the first it is looked at, below the
// others nothing works for long.
const (
	diskAttention = 15 // per cent
	diskFault     = 3  // per cent
	diskLeast     = 100 << 20
)

// Folder is a place whose disk must have room.
type Folder struct {
	Key  string // "store", "catalogue", "temporary": what is kept there, "fact_disk_<key>" in the texts
	Path string
}

// Room is how much a file system has left, in bytes.
type Room struct{ Free, Size uint64 }

// System examines the machine that the terminal runs on. It needs nobody's help
// and changes nothing.
type System struct {
	Zone     string         // as configured
	Location *time.Location // the zone; nil: it cannot be loaded
	Folders  []Folder
	Built    time.Time                           // when the program was built; zero: not known
	Started  time.Time                           // of this run
	Past     func(context.Context) (Past, error) // of the clock; nil: there is no journal
	Unclean  bool                                // the last run was not closed in good order
	Watchdog time.Duration                       // systemd's limit; 0: as its environment says

	// For tests; zero values are those of the machine.
	Root  string // of the file system
	Now   func() time.Time
	Clock func() (Discipline, error)
	Disk  func(path string) (Room, error)
}

func (s System) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

func (s System) location() *time.Location {
	if s.Location != nil {
		return s.Location
	}
	return time.UTC
}

func (s System) discipline() (Discipline, error) {
	if s.Clock != nil {
		return s.Clock()
	}
	return KernelClock()
}

func (s System) path(name string) string { return filepath.Join("/", s.Root, name) }

// Sections tells of clock, disks, machine and program.
func (s System) Sections(ctx context.Context) []kiosk.FactSection {
	return []kiosk.FactSection{s.clock(ctx), s.disks(), s.machine(), s.program()}
}

// Findings are those of the system's view.
func (s System) Findings(ctx context.Context) kiosk.Findings {
	return kiosk.Findings{Sections: s.Sections(ctx)}
}

// Test is kiosk.TestClock: nothing of the system is at fault.
func (s System) Test(ctx context.Context, r *Run) bool {
	health := kiosk.HealthUnknown
	var seen []kiosk.Fact
	for _, section := range []kiosk.FactSection{s.clock(ctx), s.disks()} {
		for _, f := range section.Facts {
			seen = append(seen, f)
			health = kiosk.Worst(health, f.Health)
			if f.Health >= kiosk.HealthAttention {
				r.Note(f)
			}
		}
	}
	r.Show(kiosk.TestStage{Text: "system_examined", Facts: seen})
	return health != kiosk.HealthFault
}

func (s System) disks() kiosk.FactSection {
	room := s.Disk
	if room == nil {
		room = DiskRoom
	}
	section := kiosk.FactSection{Key: "disk"}
	for _, f := range s.Folders {
		if f.Path == "" { // nothing is kept
			continue
		}
		fact := kiosk.Fact{Key: "disk_" + f.Key}
		if r, err := room(f.Path); err != nil {
			fact.Value, fact.Health = err.Error(), kiosk.HealthFault
		} else {
			fact.Text, fact.Health = "disk_free", r.health()
			fact.Args = []string{"path", f.Path, "free", bytesText(r.Free), "size", bytesText(r.Size), "percent", strconv.FormatUint(r.percent(), 10)}
		}
		section.Facts = append(section.Facts, fact)
	}
	return section
}

func (r Room) percent() uint64 {
	if r.Size == 0 {
		return 0
	}
	return uint64(float64(r.Free) / float64(r.Size) * 100)
}

func (r Room) health() kiosk.Health {
	switch p := r.percent(); {
	case p < diskFault || r.Free < diskLeast:
		return kiosk.HealthFault
	case p < diskAttention:
		return kiosk.HealthAttention
	}
	return kiosk.HealthGood
}

// DiskRoom measures the file system of a path, as far as users other than root
// may fill it. A folder that is still to be made has that of its parent.
func DiskRoom(path string) (Room, error) {
	for {
		var s unix.Statfs_t
		err := unix.Statfs(path, &s)
		if err == nil {
			return Room{Free: s.Bavail * uint64(s.Bsize), Size: s.Blocks * uint64(s.Bsize)}, nil
		}
		parent := filepath.Dir(path)
		if err != unix.ENOENT || parent == path {
			return Room{}, fmt.Errorf("%s: %w", path, err)
		}
		path = parent
	}
}

// bytesText writes a number of bytes as it is written in every language.
func bytesText[N int | int64 | uint64](n N) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f kB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d B", n)
}
