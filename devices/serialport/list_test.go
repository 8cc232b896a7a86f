package serialport

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// machine is a system under a directory of its own.
type machine struct {
	t    *testing.T
	root string
}

func (m machine) file(path, text string) {
	m.t.Helper()
	path = filepath.Join(m.root, path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func (m machine) link(path, target string) {
	m.t.Helper()
	path = filepath.Join(m.root, path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.Symlink(target, path); err != nil {
		m.t.Fatal(err)
	}
}

// usb plugs a device in, as the kernel and udev show it. Drivers of adapters have a
// directory for each port below that of the interface.
func (m machine) usb(socket, tty, driver string, texts map[string]string, byID string) {
	m.t.Helper()
	device := "sys/devices/pci0000:00/usb1/" + socket
	port := device + "/" + socket + ":1.0"
	m.file(port+"/bInterfaceNumber", "00\n")
	if driver != "cdc_acm" {
		port += "/" + tty
	}
	for name, text := range texts {
		m.file(device+"/"+name, text+"\n")
	}
	m.file(port+"/tty/"+tty+"/dev", "188:0\n")
	m.link(port+"/driver", "../../../../../../bus/usb-serial/drivers/"+driver)
	m.link("sys/class/tty/"+tty, "../../"+strings.TrimPrefix(port, "sys/")+"/tty/"+tty)
	m.link(port+"/tty/"+tty+"/device", "../../../"+filepath.Base(port))
	m.link("dev/serial/by-path/pci-0000:00:14.0-usb-0:"+socket+":1.0-port0", "../../"+tty)
	if byID != "" {
		m.link("dev/serial/by-id/"+byID, "../../"+tty)
	}
}

// board puts a port on the board; kind 0 is one that is not fitted.
func (m machine) board(tty, kind string) {
	m.t.Helper()
	port := "sys/devices/platform/serial8250"
	m.file(port+"/tty/"+tty+"/type", kind+"\n")
	m.link(port+"/tty/"+tty+"/device", "../../../serial8250")
	m.link("sys/class/tty/"+tty, "../../devices/platform/serial8250/tty/"+tty)
}

func ids(vendor, product, serial, maker, model string) map[string]string {
	return map[string]string{"idVendor": vendor, "idProduct": product, "serial": serial, "manufacturer": maker, "product": model}
}

func TestPortsAreListedWithWhatTheyAre(t *testing.T) {
	m := machine{t, t.TempDir()}
	m.file("sys/devices/virtual/tty/tty1/dev", "4:1\n")
	m.link("sys/class/tty/tty1", "../../devices/virtual/tty/tty1")
	m.board("ttyS0", "4")
	m.file("sys/class/tty/console/active", "tty0 ttyS0\n")
	m.board("ttyS1", "0")
	m.link("sys/devices/platform/serial8250/driver", "../../../bus/platform/drivers/serial8250")
	m.usb("1-1", "ttyUSB10", "ftdi_sio", ids("0403", "6001", "A50285BI", "FTDI", "FT232R USB UART"), "usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0")
	m.usb("1-2", "ttyACM0", "cdc_acm", ids("2B78", "0005", "0001", "Elyctis", "ID\x01 BOX \xff"), "usb-Elyctis_ID_BOX_0001-if00")
	got, err := listIn(m.root)
	if err != nil {
		t.Fatal(err)
	}
	want := []Info{
		{Path: "/dev/ttyS0", Driver: "serial8250", Interface: -1, Console: true},
		{
			Path: "/dev/ttyACM0", ByID: "/dev/serial/by-id/usb-Elyctis_ID_BOX_0001-if00", ByPath: "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1-2:1.0-port0",
			Driver: "cdc_acm", USB: true, Vendor: "2b78", Product: "0005", Serial: "0001", Maker: "Elyctis", Model: "ID  BOX",
		},
		{
			Path: "/dev/ttyUSB10", ByID: "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0", ByPath: "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1-1:1.0-port0",
			Driver: "ftdi_sio", USB: true, Vendor: "0403", Product: "6001", Serial: "A50285BI", Maker: "FTDI", Model: "FT232R USB UART",
		},
	}
	if len(got) != len(want) {
		t.Fatalf("%d ports, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if len(got[i].Concerns) > 0 {
			t.Errorf("%s is of concern: %v", got[i].Path, got[i].Concerns)
		}
		got[i].Concerns = nil
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("port %d is\n%+v, want\n%+v", i, got[i], want[i])
		}
	}
	if got[0].Name() != "/dev/ttyS0" || got[1].Name() != want[1].ByID {
		t.Errorf("they are to be called %s and %s", got[0].Name(), got[1].Name())
	}
}

func TestAdaptersThatWillBeConfusedAreOfConcern(t *testing.T) {
	cp2102 := ids("10c4", "ea60", "0001", "Silicon Labs", "CP2102 USB to UART Bridge Controller")
	const cpName = "usb-Silicon_Labs_CP2102_USB_to_UART_Bridge_Controller_0001-if00-port0"
	m := machine{t, t.TempDir()}
	m.usb("1-1", "ttyUSB0", "cp210x", cp2102, cpName)
	m.usb("1-2", "ttyUSB1", "cp210x", cp2102, "")
	m.usb("1-3", "ttyUSB2", "ch341-uart", ids("1a86", "7523", "", "", "USB Serial"), "usb-1a86_USB_Serial-if00-port0")
	got, err := listIn(m.root)
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []struct {
		concerns []Concern
		name     string
	}{
		{[]Concern{ConcernDefaultSerial, ConcernTwin}, got[0].ByPath},
		{[]Concern{ConcernDefaultSerial, ConcernTwin, ConcernNoStableName}, got[1].ByPath},
		{[]Concern{ConcernNoSerial}, got[2].ByPath},
	} {
		if !slices.Equal(got[i].Concerns, want.concerns) || got[i].Name() != want.name || want.name == "" {
			t.Errorf("%s: %v, called %s; want %v, called %s", got[i].Path, got[i].Concerns, got[i].Name(), want.concerns, want.name)
		}
	}
	alone := Info{Path: "/dev/ttyUSB0", Concerns: []Concern{ConcernNoStableName}}
	if alone.Name() != "/dev/ttyUSB0" {
		t.Errorf("a port without links is called %s", alone.Name())
	}
}

func TestASystemWithoutSysSaysSo(t *testing.T) {
	if _, err := listIn(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is /sys mounted?") {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat("/sys/class/tty"); err == nil {
		if _, err := List(); err != nil {
			t.Errorf("this machine: %v", err)
		}
	}
}
