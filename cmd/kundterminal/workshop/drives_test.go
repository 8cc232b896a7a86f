package workshop_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kundterminal/cmd/kundterminal/workshop"
)

// disks makes a /sys/block with a disk of the machine, a stick with two
// partitions, a USB disk that does not call itself removable and has no
// partitions, and an empty card reader.
func disks(t *testing.T) (root, stick string) {
	t.Helper()
	root, stick = t.TempDir(), filepath.Join(t.TempDir(), "with space")
	write := func(name, text string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	disk := func(name, device, removable, size string, parts map[string]string) {
		write(device+"/removable", removable)
		write(device+"/size", size)
		write(device+"/device/vendor", "Maker ")
		write(device+"/device/model", "Stick  3000")
		for part, number := range parts {
			write(device+"/"+part+"/dev", number)
			write(device+"/"+part+"/partition", "1")
		}
		if err := os.MkdirAll(filepath.Join(root, "sys/block"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(root, device), filepath.Join(root, "sys/block", name)); err != nil {
			t.Fatal(err)
		}
	}
	disk("sda", "sys/devices/pci0/ata1/block/sda", "0", "1000", map[string]string{"sda1": "8:1"})
	disk("sdb", "sys/devices/pci0/usb1/1-1/block/sdb", "1", "1000", map[string]string{"sdb1": "8:17", "sdb2": "8:18"})
	disk("sdc", "sys/devices/pci0/usb1/1-2/block/sdc", "0", "1000", nil)
	write("sys/devices/pci0/usb1/1-2/block/sdc/dev", "8:32")
	disk("sdd", "sys/devices/pci0/usb1/1-3/block/sdd", "1", "0", nil)
	if err := os.Mkdir(stick, 0o755); err != nil {
		t.Fatal(err)
	}
	write("proc/self/mountinfo", `22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 8:17 / `+filepath.Dir(stick)+`/with\040space rw,nosuid shared:5 - vfat /dev/sdb1 rw
31 22 8:32 / /media/fixed ro,nosuid - exfat /dev/sdc ro`)
	return root, stick
}

func TestOnlyDrivesThatCanBePulledOutAreOffered(t *testing.T) {
	root, stick := disks(t)
	got, err := workshop.Drives(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []workshop.Drive{
		{Device: "sdb1", Mount: stick, Model: "Maker Stick 3000"},
		{Device: "sdb2", Model: "Maker Stick 3000"},
		{Device: "sdc", Mount: "/media/fixed", Model: "Maker Stick 3000", Fixed: true},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(workshop.Drive{}, "Room")); diff != "" {
		t.Error(diff)
	}
	if got[0].Room.Free == 0 {
		t.Error("the stick has no room")
	}
}

func TestTheRealMachineCanBeAskedForDrives(t *testing.T) {
	if _, err := workshop.Drives(""); err != nil {
		t.Error(err)
	}
}

func TestAFileOnADriveIsWholeOrNotThere(t *testing.T) {
	folder := t.TempDir()
	path, err := workshop.WriteDurably(folder, "b.age", []byte("sealed"))
	if err != nil || path != filepath.Join(folder, "b.age") {
		t.Fatal(path, err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "sealed" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := workshop.WriteDurably(filepath.Join(folder, "gone"), "b.age", nil); err == nil {
		t.Error("a drive that is gone takes it")
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*.tmp")); len(left) > 0 {
		t.Errorf("%v is left behind", left)
	}
}
