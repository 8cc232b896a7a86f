package workshop

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/escpos"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
)

// ChipProfile is the profile of chip card readers that speak CCID over serial.
const ChipProfile = "gempc-twin"

// PortState is what is at a serial port; in the texts behind "port_".
type PortState string

// The states of a port.
const (
	PortBusy       PortState = "busy"        // the terminal has it open: it is not asked
	PortConsole    PortState = "console"     // the system's own messages go there: it is not asked
	PortRefused    PortState = "refused"     // it does not open
	PortSilent     PortState = "silent"      // nothing answers: a scanner, a reader that cannot be asked, or nothing
	PortNoisy      PortState = "noisy"       // something comes all the time, unasked
	PortLooped     PortState = "looped"      // what is sent comes back
	PortStranger   PortState = "stranger"    // something answers, and is nothing that is known
	PortPrinter    PortState = "printer"     // a receipt printer
	PortReader     PortState = "reader"      // a document reader
	PortChipReader PortState = "chip_reader" // a chip card reader
)

// PortStates lists all states.
func PortStates() []PortState {
	return []PortState{
		PortBusy, PortConsole, PortRefused, PortSilent, PortNoisy, PortLooped, PortStranger, PortPrinter, PortReader, PortChipReader,
	}
}

// PortFinding is what was found at a port.
type PortFinding struct {
	Info    serialport.Info
	State   PortState
	Err     error           // why it does not open, or what was unexpected
	Profile string          // of what answers, for the configuration; "" where it is not known which
	Baud    int             // at which it answers
	Printer escpos.Identity // what a printer calls itself
	Version string          // what a reader says of its firmware
}

const (
	portLimit = 15 * time.Second       // for one port
	chatter   = 300 * time.Millisecond // for what a device says when its line is opened
	babble    = 200 * time.Millisecond // after which it should be silent
)

// Opener opens the serial port at a path.
type Opener func(ctx context.Context, path string, mode serialport.Mode) (devices.Port, error)

// Discover tells of every port of the list what is there, one after the other: a
// device answers at its own line speed and to its own questions only, so each that is
// known is tried. Ports that the terminal has open are busy, by any of their names.
// Each is told as it is found. The error is that of the list, or that of the context.
func Discover(
	ctx context.Context, list func() ([]serialport.Info, error), open Opener, busy map[string]bool, each func(PortFinding),
) error {
	ports, err := list()
	if err != nil {
		return err
	}
	for _, info := range ports {
		finding := PortFinding{Info: info, State: PortBusy}
		switch {
		case Taken(info, busy):
		case info.Console:
			finding.State = PortConsole
		default:
			limited, cancel := context.WithTimeout(ctx, portLimit)
			finding.ask(limited, open)
			cancel()
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		each(finding)
	}
	return nil
}

// BusyPorts are the paths in a configuration and what they lead to.
func BusyPorts(paths ...string) map[string]bool {
	busy := map[string]bool{}
	for _, path := range paths {
		if path == "" {
			continue
		}
		busy[path] = true
		if target, err := filepath.EvalSymlinks(path); err == nil {
			busy[target] = true
		}
	}
	return busy
}

// handshake asks one question of a kind of device. It fills in what was found.
type handshake func(context.Context, devices.Port, *PortFinding) error

// attempt are questions at one setting of the line.
type attempt struct {
	mode serialport.Mode
	asks []handshake
}

// attempts are what is tried at a port, in this order: what a printer is asked first
// means nothing to any reader, while questions to readers could leave letters in a
// printer's buffer. USB devices that are no adapters have no line and so no speed.
func attempts(i serialport.Info) []attempt {
	line := func(baud, stopBits int, asks ...handshake) attempt {
		return attempt{serialport.Mode{Baud: baud, StopBits: stopBits, ReadTimeout: 20 * time.Millisecond}, asks}
	}
	imager := reader("honeywell-ocr")
	chip := line(115200, 2, chipReader)
	if i.Driver == "cdc_acm" {
		return []attempt{line(115200, 1, printer, reader("elyctis"), imager), chip}
	}
	return []attempt{
		line(9600, 1, printer, reader("elyctis"), imager), line(19200, 1, printer), line(38400, 1, printer),
		line(115200, 1, printer, reader("elyctis"), imager), chip,
	}
}

// ask finds out what is at the port.
func (f *PortFinding) ask(ctx context.Context, open Opener) {
	f.State = PortSilent
	for i, a := range attempts(f.Info) {
		port, err := open(ctx, f.Info.Name(), a.mode)
		if err != nil {
			f.State, f.Err = PortRefused, err
			return
		}
		known := i == 0 && babbles(ctx, port)
		if known {
			f.State = PortNoisy
		}
		for _, ask := range a.asks {
			if known = known || f.heard(ask(ctx, port, f)); known {
				break
			}
		}
		_ = port.Close() // a device that is gone by now was told of above
		if known || ctx.Err() != nil {
			f.Baud = a.mode.Baud
			return
		}
	}
}

// babbles reports whether something comes all the time. What a device says when it
// gets power does not count.
func babbles(ctx context.Context, port devices.Port) bool {
	for _, patience := range []time.Duration{chatter, babble} {
		came, err := devices.Listen(ctx, port, patience, patience/2)
		n := len(came)
		clear(came) // it may be somebody's card
		if err != nil || n == 0 {
			return false
		}
	}
	return true
}

// heard takes what came of a handshake, and reports whether it is known now what is
// at the port.
func (f *PortFinding) heard(err error) bool {
	switch {
	case err == nil:
		f.Err = nil
		return true
	case errors.Is(err, devices.ErrEcho):
		f.State = PortLooped
		return true
	case errors.Is(err, devices.ErrStranger):
		f.State, f.Err = PortStranger, err
	case errors.Is(err, devices.ErrNoReply), errors.Is(err, context.DeadlineExceeded):
	default:
		f.State, f.Err = PortRefused, err
		return true
	}
	return false
}

func printer(ctx context.Context, port devices.Port, f *PortFinding) error {
	id, err := escpos.Probe(ctx, port)
	if err == nil {
		f.State, f.Printer, f.Profile = PortPrinter, id, printerProfile(id)
	}
	return err
}

func reader(profile string) handshake {
	return func(ctx context.Context, port devices.Port, f *PortFinding) error {
		found, err := idreader.Probe(ctx, port, profile)
		if err == nil {
			f.State, f.Profile, f.Version = PortReader, found.Profile, found.Firmware
		}
		return err
	}
}

func chipReader(ctx context.Context, port devices.Port, f *PortFinding) error {
	firmware, err := chipcard.Probe(ctx, port)
	if err == nil {
		f.State, f.Profile, f.Version = PortChipReader, ChipProfile, firmware
	}
	return err
}
