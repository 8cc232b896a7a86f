package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"filippo.io/age"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

const (
	demoListen = "127.0.0.1:8460"
	demoPages  = "127.0.0.1:8470"
	demoPIN    = "246810"

	demoAdvisorPIN = "135790"
)

// demoCmd runs the terminal with simulated devices.
type demoCmd struct {
	Listen  string `help:"Address of the pages." default:"${listen}"`
	Point   string `help:"Address of the service point's pages." default:"${point}"`
	Printer string `help:"Profile of the simulated printer." default:"tm-t20iii"`
	Dir     string `help:"Folder of the demonstration's store; a folder of the user without it." type:"path"`
	Display string `help:"Address of the call display." default:"${display}"`
	Window  bool   `help:"Show the touchscreen in a window, where this build has one; else it fills the screen."`
	Verbose bool   `help:"Write the log to standard error."`
}

// Run implements the command.
func (d *demoCmd) Run(s *surroundings) error {
	dir, err := d.dir()
	if err != nil {
		return err
	}
	profile, err := profileNamed(d.Printer)
	if err != nil {
		return err
	}
	b, unplug, err := plugIn(modelOf(d.Printer))
	defer unplug()
	if err != nil {
		return err
	}
	b.codes = workshop.PageCodes(profile)
	c, err := d.configure(dir, b)
	if err != nil {
		return err
	}
	receiver, err := demoReceiver(&c, s.out)
	if err != nil {
		return err
	}
	defer receiver.Close()
	listener, err := d.listen()
	if err != nil {
		return err
	}
	ring := workshop.NewLogRing()
	log := newLog(io.MultiWriter(ring, discardUnless(d.Verbose, s.errors)), "debug")
	t, err := assemble(s.ctx, c, log, ring)
	if err != nil {
		listener.Close()
		return err
	}
	defer t.Close()
	t.bench = b
	t.figures.past = madeUp(t.current.Load())
	address := "http://" + listener.Addr().String() + "/"
	fmt.Fprintf(s.out, "Kundterminal runs with simulated devices. Open %s\nThe figures of a made-up past are at %sstatistics/\nA technician's PIN is %s, a service advisor's %s. End it with Ctrl-C. Its store is in %s\n", address, address, demoPIN, demoAdvisorPIN, dir)
	if l := t.display.listener; l != nil {
		fmt.Fprintf(s.out, "The call display is at http://%s/display\n", l.Addr())
	}
	t.engine.Now = func() time.Time { return onWorkingDay(time.Now().In(c.location)) }
	d.tellPoint(s.out, t.point)
	var front func(context.Context) error
	if desktop() {
		front = t.front(!d.Window, func() {})
	}
	if front == nil {
		openBrowser(address)
	}
	return t.run(s.ctx, listener, front)
}

func (d *demoCmd) listen() (net.Listener, error) {
	listener, err := net.Listen("tcp", d.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use, perhaps by another demonstration; stop that, or give another address with --listen", d.Listen)
	}
	return listener, err
}

// plugIn starts the simulated devices. Unplug ends those that did start.
func plugIn(m sim.Model) (b *bench, unplug func(), err error) {
	b = &bench{}
	unplug = func() {
		if b.printer != nil {
			b.printer.Close()
		}
		for _, r := range []*sim.Reader{b.document, b.scanner} {
			if r != nil {
				r.Close()
			}
		}
		if b.chip != nil {
			b.chip.Close()
		}
		if b.jack != nil {
			b.jack.Close()
		}
		if b.keypad != nil {
			b.keypad.Close()
		}
		if b.beacon != nil {
			b.beacon.Close()
		}
	}
	if b.printer, err = sim.New(m, sim.Options{Baud: 38400, Speed: 1}); err == nil {
		b.document, err = sim.NewReader(sim.ReaderOptions{Kind: sim.ElyctisMRZ})
	}
	if err == nil {
		b.scanner, err = sim.NewReader(sim.ReaderOptions{Kind: sim.BarcodeScanner})
	}
	if err == nil {
		b.chip, err = sim.NewCardReader(sim.CardReaderOptions{})
	}
	if err == nil {
		b.jack, err = sim.NewJack()
	}
	if err == nil {
		b.keypad, err = sim.NewKeypad(sim.KeypadOptions{})
	}
	if err == nil {
		b.beacon, err = sim.NewBeacon()
	}
	if err != nil {
		err = fmt.Errorf("the simulated devices: %w", err)
	}
	return b, unplug, err
}

// demoKeys are what configure sets.
var demoKeys = map[string]bool{
	"terminal.languages": true, "store.path": true, "catalogue.last_good": true, "catalogue.folder": true, "call_back.url": true,
	"hours.monday": true, "hours.tuesday": true, "hours.wednesday": true, "hours.thursday": true, "hours.friday": true, "hours.saturday": true, "hours.sunday": true,
	"appointments.folder": true, "identity.badges": true, "identity.pin_file": true, "identity.test_codes": true, "identity.key_file": true,
	"diagnostics.badges": true, "diagnostics.folder": true, "diagnostics.pin_file": true, "diagnostics.socket": true,
	"diagnostics.serve": true, "diagnostics.recipients": true,
	"display.listen": true, "point.listen": true, "point.staff": true,
	"sound.jack":   true,
	"printer.port": true, "printer.profile": true, "printer.baud": true, "reader": true, "keypad.port": true, "beacon.port": true,
}

// configure points the terminal at the simulated devices, and its files at dir.
func (d *demoCmd) configure(dir string, b *bench) (config, error) {
	c, err := loadConfig("")
	if err != nil {
		return c, err
	}
	c.source = &configSource{set: demoKeys}
	c.Terminal.Languages = kiosk.AllLanguages()
	c.Store.Path = filepath.Join(dir, "terminal.db")
	c.Catalogue.LastGood = filepath.Join(dir, "catalogue")
	c.Identity.Badges, c.Identity.TestCodes = []string{"KT-0001"}, true
	c.Diagnostics.Badges, c.Diagnostics.Folder = []string{"KT-9001"}, filepath.Join(dir, "diagnostics")
	c.Diagnostics.PINFile, c.Diagnostics.Socket = filepath.Join(dir, "technician.pin"), ""
	if err := setPIN(c.Diagnostics.PINFile, demoPIN); err != nil {
		return c, err
	}
	c.Identity.PINFile = filepath.Join(dir, "advisor.pin")
	if err := setPIN(c.Identity.PINFile, demoAdvisorPIN); err != nil {
		return c, err
	}
	c.Diagnostics.Serve = "127.0.0.1:0"
	operator, err := age.GenerateX25519Identity()
	if err != nil {
		return c, err
	}
	c.Diagnostics.Recipients = []string{operator.Recipient().String()}
	if err := writeWhole(filepath.Join(dir, "operator.key"), []byte(operator.String()+"\n")); err != nil {
		return c, err
	}
	c.Identity.KeyFile = filepath.Join(dir, "identity.key")
	if err := demoAppointments(&c, dir); err != nil {
		return c, err
	}
	if err := demoPoint(&c, dir); err != nil {
		return c, err
	}
	c.Display.Listen = d.Display
	if err := d.demoStaff(&c, dir); err != nil {
		return c, err
	}
	c.Sound.Jack = b.jack.Path()
	c.Printer.Port, c.Printer.Profile, c.Printer.Baud = b.printer.Path(), d.Printer, 38400
	c.Keypad.Port, c.Beacon.Port = b.keypad.Path(), b.beacon.Path()
	c.Readers = []readerConfig{
		{Port: b.document.Path(), Profile: "elyctis"},
		{Port: b.scanner.Path(), Profile: "barcode-generic"},
		{Port: b.chip.Path(), Profile: chipProfile},
	}
	return c, nil
}

// setPIN keeps the hash of a technician's PIN.
func setPIN(path, pin string) error {
	hash, err := workshop.NewPINHash([]byte(pin))
	if err != nil {
		return err
	}
	return writeWhole(path, []byte(hash.String()+"\n"))
}

func (d *demoCmd) dir() (string, error) {
	dir := d.Dir
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			cache = os.TempDir()
		}
		dir = filepath.Join(cache, "kundterminal-demo")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("the folder of the demonstration: %w; give another with --dir", err)
	}
	return dir, nil
}

// modelOf returns the simulated printer that fits a profile.
func modelOf(profile string) sim.Model {
	switch profile {
	case "tm-t88v":
		return sim.TMT88V()
	case "custom-kpm":
		return sim.VKP80()
	case "plain-58mm":
		return sim.Plain58()
	}
	return sim.TMT20III()
}

// desktop reports whether there is a display to draw on.
func desktop() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }

// openBrowser opens the address where there is a desktop. That it cannot is no
// fault: the address has been printed.
func openBrowser(address string) {
	var command *exec.Cmd
	switch {
	case runtime.GOOS == "darwin":
		command = exec.Command("open", address)
	case desktop():
		command = exec.CommandContext(context.Background(), "xdg-open", address)
	default:
		return
	}
	if command.Start() == nil {
		go command.Wait()
	}
}
