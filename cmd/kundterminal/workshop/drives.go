package workshop

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// Drive is a removable file system that can be written to.
type Drive struct {
	Device string // "sdb1"
	Mount  string // where it is mounted; empty: nowhere
	Model  string // as the drive says itself
	Room   Room
	Fixed  bool // mounted so that nothing can be written
}

// Drives lists the removable and USB drives of the machine, mounted or not. Root
// is that of the file system, "" for the machine's own.
func Drives(root string) ([]Drive, error) {
	path := func(name string) string { return filepath.Join("/", root, name) }
	mounts, err := mounted(path("proc/self/mountinfo"))
	if err != nil {
		return nil, err
	}
	disks, err := os.ReadDir(path("sys/block"))
	if err != nil {
		return nil, fmt.Errorf("look for drives: %w", err)
	}
	var list []Drive
	for _, d := range disks {
		disk := path("sys/block/" + d.Name())
		if !removable(disk) {
			continue
		}
		model := strings.Join(strings.Fields(oneLine(filepath.Join(disk, "device/vendor"))+" "+oneLine(filepath.Join(disk, "device/model"))), " ")
		for _, part := range partitions(disk, d.Name()) {
			drive := Drive{Device: filepath.Base(part), Model: model}
			if m, ok := mounts[oneLine(filepath.Join(part, "dev"))]; ok {
				drive.Mount, drive.Fixed = m.where, m.fixed
				drive.Room, _ = DiskRoom(m.where) // zero room is not offered
			}
			list = append(list, drive)
		}
	}
	return list, nil
}

// removable reports whether a disk may be pulled out: its kernel driver says so,
// or it hangs on USB. The disk that the machine runs from does neither.
func removable(disk string) bool {
	if oneLine(filepath.Join(disk, "size")) == "0" { // a card reader without a card
		return false
	}
	if strings.HasPrefix(filepath.Base(disk), "sr") || strings.HasPrefix(filepath.Base(disk), "loop") {
		return false
	}
	if oneLine(filepath.Join(disk, "removable")) == "1" {
		return true
	}
	target, err := filepath.EvalSymlinks(disk)
	return err == nil && strings.Contains(target, "/usb")
}

// partitions are the folders of a disk's partitions, or that of the disk where it
// has none.
func partitions(disk, name string) []string {
	found, _ := filepath.Glob(filepath.Join(disk, name+"*", "partition")) // the pattern is sound
	if len(found) == 0 {
		return []string{disk}
	}
	for i, f := range found {
		found[i] = filepath.Dir(f)
	}
	return found
}

func oneLine(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

type mount struct {
	where string
	fixed bool
}

// mounted reads mountinfo (proc_pid_mountinfo(5)): by device number where each
// file system is mounted first. What the machine itself stands on is left out.
func mounted(path string) (map[string]mount, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("look for drives: %w", err)
	}
	list := map[string]mount{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) < 6 {
			continue
		}
		number, where := fields[2], unescaped(fields[4])
		if _, ok := list[number]; ok || slices.Contains([]string{"/", "/boot", "/usr", "/var"}, where) || strings.HasPrefix(where, "/boot/") {
			continue
		}
		list[number] = mount{where, slices.Contains(strings.Split(fields[5], ","), "ro")}
	}
	return list, nil
}

// unescaped undoes the octal escapes of space, tab, newline and backslash.
func unescaped(s string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(s)
}

// fact tells of a drive, and whether a bundle of a size can be written to it.
func (d Drive) fact(needs uint64) (kiosk.Fact, bool) {
	f := kiosk.Fact{Key: "drive", Args: []string{"device", d.Device, "model", d.Model, "mount", d.Mount, "free", bytesText(d.Room.Free)}}
	switch {
	case d.Mount == "":
		f.Text, f.Health = "drive_not_mounted", kiosk.HealthAttention
	case d.Fixed:
		f.Text, f.Health = "drive_read_only", kiosk.HealthAttention
	case d.Room.Free < needs:
		f.Text, f.Health = "drive_full", kiosk.HealthAttention
	default:
		f.Text, f.Health = "drive_ready", kiosk.HealthGood
	}
	return f, f.Health == kiosk.HealthGood
}
