package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// diagnosePaperCmd looks after the paper.
type diagnosePaperCmd struct {
	configFlag
	NewRoll int `help:"A new roll of so many millimetres is in; something short is printed on it." placeholder:"MM"`
}

// Run implements the command.
func (r *diagnosePaperCmd) Run(s *surroundings) error {
	return r.with(s, func(d workshop.Desk, out *console) error {
		if r.NewRoll == 0 {
			f, err := d.Findings(s.ctx, kiosk.ViewPaper)
			if err == nil {
				out.findings(f)
			}
			return err
		}
		if r.NewRoll < 1000 || r.NewRoll > 1_000_000 {
			return fmt.Errorf("%w: --new-roll: %d mm is not between 1000 and 1000000", errUse, r.NewRoll)
		}
		return r.change(s, d, out)
	})
}

// change goes through the steps of the screen's wizard.
func (r *diagnosePaperCmd) change(s *surroundings, d workshop.Desk, out *console) error {
	if _, err := d.Do(s.ctx, kiosk.ViewPaper, "roll_change", ""); err != nil {
		_, _ = d.Do(s.ctx, kiosk.ViewPaper, "roll_stop", "") // of a change that was broken off
		if _, err := d.Do(s.ctx, kiosk.ViewPaper, "roll_change", ""); err != nil {
			return err
		}
	}
	for _, step := range [][2]string{{"roll_length", strconv.Itoa(r.NewRoll / 1000)}, {"roll_in", ""}} {
		f, err := d.Do(s.ctx, kiosk.ViewPaper, step[0], step[1])
		if err != nil {
			return err
		}
		if f.Notice.Health == kiosk.HealthFault {
			out.findings(f)
			_, _ = d.Do(s.ctx, kiosk.ViewPaper, "roll_stop", "") // the old roll stays
			return exitCode(1)
		}
	}
	out.listen(s.in)
	last := "roll_stop"
	if out.yes(s.ctx, out.say("roll_look")) {
		last = "roll_clean"
	}
	f, err := d.Do(context.WithoutCancel(s.ctx), kiosk.ViewPaper, last, "")
	if err != nil {
		return err
	}
	out.findings(f)
	if last == "roll_stop" {
		out.line("\nThe roll was not noted: the counters are those of the old one.")
		return exitCode(1)
	}
	return nil
}

// diagnoseBundleCmd makes a support bundle.
type diagnoseBundleCmd struct {
	configFlag
	Out  string `help:"File to write it to." type:"path" xor:"what"`
	List bool   `help:"List what would be in it." xor:"what"`
}

// Run implements the command.
func (r *diagnoseBundleCmd) Run(s *surroundings) error {
	return r.with(s, func(d workshop.Desk, out *console) error {
		if r.Out == "" {
			f, err := d.Do(s.ctx, kiosk.ViewBundle, workshop.ActionGatherAgain, "") // as it would be now
			if err == nil {
				out.findings(f)
			}
			return err
		}
		return writeBundle(s, d, out, r.Out)
	})
}

// writeBundle writes a bundle so that it is there whole or not at all.
func writeBundle(s *surroundings, d workshop.Desk, out *console, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".bundle-*.tmp")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone, once it has its name
	if err := d.Bundle(s.ctx, f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	out.line("%s", path)
	return nil
}
