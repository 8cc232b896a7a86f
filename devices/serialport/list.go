package serialport

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Info is what the kernel knows of a serial port. The texts that a device tells of
// itself are empty where it does not, and so is all of USB for a port on the board.
type Info struct {
	Path   string // "/dev/ttyUSB0": changes with the order in which devices are found
	ByID   string // "/dev/serial/by-id/usb-…": goes with the device from socket to socket
	ByPath string // "/dev/serial/by-path/pci-…": goes with the socket

	Driver    string // of the kernel: "ftdi_sio", "cdc_acm", "serial8250"
	USB       bool
	Vendor    string // USB vendor id, four hexadecimal digits in lower case: "0403"
	Product   string // USB product id: "6001"
	Serial    string
	Maker     string
	Model     string
	Interface int // USB interface number; -1 where there is none

	// Console says that the kernel writes its own messages there. Nobody should ask
	// anything of whatever is at its end.
	Console bool

	Concerns []Concern
}

// Concern is something about a port that will make trouble some day.
type Concern string

// The concerns.
const (
	// ConcernDefaultSerial: a CP210x whose serial number is still "0001", as it
	// leaves the factory. Two such have the same name and are confused.
	ConcernDefaultSerial Concern = "default_serial"
	// ConcernNoSerial: the device has no serial number. Two of a kind are confused.
	ConcernNoSerial Concern = "no_serial"
	// ConcernTwin: another port has the same ids, serial number and interface. One
	// name leads to either of them.
	ConcernTwin Concern = "twin"
	// ConcernNoStableName: a USB port without a link under /dev/serial/by-id. The
	// name that it has may be another's after the next start.
	ConcernNoStableName Concern = "no_stable_name"
)

// Concerns lists all concerns, for tables that must have a row for each.
func Concerns() []Concern {
	return []Concern{ConcernDefaultSerial, ConcernNoSerial, ConcernTwin, ConcernNoStableName}
}

// Name is what a configuration should call the port: its name by device, or by
// socket where another device may have the same name, or else its path.
func (i Info) Name() string {
	ambiguous := slices.ContainsFunc(i.Concerns, func(c Concern) bool { return c != ConcernNoStableName })
	if ambiguous && i.ByPath != "" {
		return i.ByPath
	}
	return cmp.Or(i.ByID, i.ByPath, i.Path)
}

// List returns the serial ports that there is hardware behind, by path. Nothing is
// opened: it reads what the kernel and udev have put under /sys and /dev. Pseudo-
// terminals are not among them. Where there is no /sys the error says so.
func List() ([]Info, error) { return listIn("/") }

// listIn lists the ports of a system whose root directory is elsewhere.
func listIn(root string) ([]Info, error) {
	classes := filepath.Join(root, "sys/class/tty")
	entries, err := os.ReadDir(classes)
	if err != nil {
		return nil, fmt.Errorf("listing the serial ports: %w; is /sys mounted?", err)
	}
	consoles := strings.Fields(text(filepath.Join(classes, "console"), "active"))
	byID := links(root, "dev/serial/by-id")
	byPath := links(root, "dev/serial/by-path")
	var all []Info
	for _, entry := range entries {
		name := entry.Name()
		device, err := filepath.EvalSymlinks(filepath.Join(classes, name, "device"))
		if errors.Is(err, fs.ErrNotExist) || text(filepath.Join(classes, name), "type") == "0" {
			continue // a console or pseudo-terminal, or a port of the board that is not fitted
		}
		info := Info{Path: "/dev/" + name, ByID: byID[name], ByPath: byPath[name], Interface: -1, Console: slices.Contains(consoles, name)}
		if err == nil {
			info.describe(device, root)
		}
		all = append(all, info)
	}
	for i := range all {
		all[i].judge(all)
	}
	slices.SortFunc(all, func(a, b Info) int { return cmp.Or(cmp.Compare(len(a.Path), len(b.Path)), cmp.Compare(a.Path, b.Path)) })
	return all, nil
}

// links maps the names of devices to the links that lead to them. Of several the
// first in order is taken.
func links(root, dir string) map[string]string {
	found := map[string]string{}
	entries, err := os.ReadDir(filepath.Join(root, dir)) // sorted
	if err != nil {
		return found // without udev, or without any such device
	}
	for _, entry := range entries {
		target, err := os.Readlink(filepath.Join(root, dir, entry.Name()))
		if name := filepath.Base(target); err == nil && found[name] == "" {
			found[name] = "/" + dir + "/" + entry.Name()
		}
	}
	return found
}

// describe climbs from a port's own directory in /sys to that of its USB device.
func (i *Info) describe(dir, root string) {
	if target, err := os.Readlink(filepath.Join(dir, "driver")); err == nil {
		i.Driver = filepath.Base(target)
	}
	top, err := filepath.EvalSymlinks(filepath.Join(root, "sys"))
	if err != nil {
		return
	}
	for ; strings.HasPrefix(dir, top+"/"); dir = filepath.Dir(dir) {
		if n, err := strconv.ParseInt(text(dir, "bInterfaceNumber"), 16, 16); err == nil && i.Interface < 0 {
			i.Interface = int(n)
		}
		if vendor := text(dir, "idVendor"); vendor != "" {
			i.USB = true
			i.Vendor, i.Product = strings.ToLower(vendor), strings.ToLower(text(dir, "idProduct"))
			i.Serial, i.Maker, i.Model = text(dir, "serial"), text(dir, "manufacturer"), text(dir, "product")
			return
		}
	}
	i.Interface = -1
}

// maxText is the longest text that is taken over from a device, in bytes. USB has
// no longer ones.
const maxText = 256

// text is the content of a small file without what a screen could not show.
func text(dir, name string) string {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	defer f.Close()
	b := make([]byte, maxText)
	n, _ := f.Read(b)
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r == '�' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(b[:n]), " "))
	return strings.TrimSpace(clean)
}

// judge finds what is of concern about a port among all.
func (i *Info) judge(all []Info) {
	if !i.USB {
		return
	}
	twins := 0
	for _, o := range all {
		if o.USB && o.Vendor == i.Vendor && o.Product == i.Product && o.Serial == i.Serial && o.Interface == i.Interface {
			twins++
		}
	}
	for _, c := range []struct {
		concern Concern
		holds   bool
	}{
		{ConcernDefaultSerial, i.Vendor == "10c4" && i.Serial == "0001"},
		{ConcernNoSerial, i.Serial == ""},
		{ConcernTwin, twins > 1},
		{ConcernNoStableName, i.ByID == ""},
	} {
		if c.holds {
			i.Concerns = append(i.Concerns, c.concern)
		}
	}
}
