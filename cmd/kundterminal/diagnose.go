package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/idreader"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
)

// diagnoseCmd is for a technician at a keyboard, most often over SSH. What needs
// the devices is asked of the terminal that runs, over its socket.
type diagnoseCmd struct {
	Report  reportCmd         `cmd:"" default:"withargs" help:"Tell how every device stands; with --ready whether the terminal can open."`
	Test    diagnoseTestCmd   `cmd:"" help:"Run a test on a device, and answer its questions."`
	Tree    diagnoseTreeCmd   `cmd:"" help:"Go from what is wrong with a device to what to do."`
	Monitor monitorCmd        `cmd:"" help:"Watch what goes over a device's serial line; personal data is masked."`
	Paper   diagnosePaperCmd  `cmd:"" help:"Tell how long the paper lasts, and take note of a new roll."`
	Ports   diagnosePortsCmd  `cmd:"" help:"List the serial ports; with --ask what is at each."`
	Config  diagnoseConfigCmd `cmd:"" help:"Print the configuration in force, and where each value came from."`
	Bundle  diagnoseBundleCmd `cmd:"" help:"Make an encrypted support bundle, or list what would be in it."`
	PIN     diagnosePINCmd    `cmd:"" name:"pin" help:"Set the technician's PIN."`
	Decode  decodeCmd         `cmd:"" help:"Read a recording of a reader from standard input, and print each document with its checks as JSON Lines."`
}

// exitNotReady is the exit code of a terminal that cannot serve people.
const exitNotReady = 3

// configFlag is the configuration that says where the terminal's socket is.
type configFlag struct {
	Config string `help:"Configuration file; without it ${standard} where that exists, or else the defaults." type:"path" short:"c"`
}

// standardConfig is where a terminal's configuration is by custom. A variable for
// tests.
var standardConfig = "/etc/kundterminal.toml"

// path is the configuration file; "" for the defaults.
func (f configFlag) path() string {
	if f.Config != "" {
		return f.Config
	}
	if _, err := os.Stat(standardConfig); err == nil {
		return standardConfig
	}
	return ""
}

// desk returns the desk of the running terminal, or one that can do what needs no
// terminal. Close must be called.
func (f configFlag) desk(s *surroundings) (d workshop.Desk, c config, closes func(), err error) {
	c, err = loadConfig(f.path())
	if err != nil {
		return nil, c, nil, err
	}
	client, err := workshop.Dial(s.ctx, c.Diagnostics.Socket)
	if errors.Is(err, workshop.ErrNotRunning) {
		return &closedDesk{c, err}, c, func() {}, nil
	}
	if err != nil {
		return nil, c, nil, err
	}
	return client, c, client.Close, nil
}

// with calls work with a desk and what is needed to talk about it.
func (f configFlag) with(s *surroundings, work func(workshop.Desk, *console) error) error {
	d, c, closes, err := f.desk(s)
	if err != nil {
		return err
	}
	defer closes()
	out, err := newConsole(s, c.location)
	if err != nil {
		return err
	}
	return work(d, out)
}

// reportCmd tells how every device stands.
type reportCmd struct {
	configFlag
	Ready bool `help:"Tell whether people can be served; exit code 3 when they cannot."`
	JSON  bool `name:"json" help:"As JSON, for programs."`
}

// Run implements the command.
func (r *reportCmd) Run(s *surroundings) error {
	return r.with(s, func(d workshop.Desk, out *console) error {
		if r.Ready {
			return r.readiness(s.ctx, d, out)
		}
		list, err := d.Reports(s.ctx)
		if err != nil {
			return err
		}
		if r.JSON {
			return out.json(out.devices(list))
		}
		if closed, ok := d.(*closedDesk); ok {
			out.line("%v. What follows is what can be found without it.\n", closed.why)
		}
		for _, report := range list {
			out.report(report)
		}
		return nil
	})
}

func (r *reportCmd) readiness(ctx context.Context, d workshop.Desk, out *console) error {
	f, err := d.Findings(ctx, kiosk.ViewReadiness)
	if err != nil {
		return err
	}
	ready := true
	for _, section := range f.Sections {
		for _, fact := range section.Facts {
			ready = ready && fact.Health != kiosk.HealthFault
		}
	}
	if r.JSON {
		err = out.json(map[string]any{"ready": ready, "facts": out.sections(f.Sections)})
	} else {
		out.findings(f)
	}
	if err == nil && !ready {
		return exitCode(exitNotReady)
	}
	return err
}

// diagnoseConfigCmd prints the configuration in force.
type diagnoseConfigCmd struct{ configFlag }

// Run implements the command.
func (r *diagnoseConfigCmd) Run(s *surroundings) error {
	return r.with(s, func(d workshop.Desk, out *console) error {
		f, err := d.Findings(s.ctx, kiosk.ViewConfiguration)
		if err == nil {
			out.findings(f)
		}
		return err
	})
}

// diagnosePortsCmd lists the serial ports.
type diagnosePortsCmd struct {
	configFlag
	Ask bool `help:"Ask at each port that is free what is there, which takes some seconds a port."`
}

// actionDiscover asks at the ports what is there.
const actionDiscover = "discover"

// Run implements the command.
func (r *diagnosePortsCmd) Run(s *surroundings) error {
	return r.with(s, func(d workshop.Desk, out *console) error {
		var f kiosk.Findings
		var err error
		if r.Ask {
			f, err = d.Do(s.ctx, kiosk.ViewPorts, actionDiscover, "")
		} else {
			f, err = d.Findings(s.ctx, kiosk.ViewPorts)
		}
		if err == nil {
			out.findings(f)
		}
		return err
	})
}

// decodeCmd decodes the bytes of a reader.
type decodeCmd struct {
	Profile string `help:"Profile of the reader; kundterminal config --profiles lists them." required:""`
	Reveal  bool   `help:"Print personal data, too. Without it they are masked."`
}

// Run implements the command.
func (r *decodeCmd) Run(s *surroundings) error {
	profile, err := idreader.ProfileByID(idreader.Profiles(), r.Profile)
	if err != nil {
		return err
	}
	in := bufio.NewReader(s.in)
	if head, _ := in.Peek(len(trace.Magic)); string(head) == trace.Magic { // what is shorter is none
		return fmt.Errorf("%w: this is a recording of the monitor, and decode takes a reader's raw bytes; play it with: devicesim --replay FILE", errUse)
	}
	lines := json.NewEncoder(s.out)
	var failed error
	err = idreader.Decode(profile, in, idreader.DateOf(time.Now()), func(d idreader.Document) {
		defer d.Wipe()
		if err := lines.Encode(d.Line(r.Reveal)); err != nil && failed == nil {
			failed = err
		}
	})
	if err != nil {
		return fmt.Errorf("the recording: %w", err)
	}
	return failed
}
