package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"kundterminal/assets"
	"kundterminal/devices/beacon"
	"kundterminal/devices/escpos"
	"kundterminal/devices/idreader"
	"kundterminal/devices/keypad"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
)

// storeCmd looks after a store that no terminal has open.
type storeCmd struct {
	Check   storeCheckCmd   `cmd:"" help:"Prove a store sound; prints a report as JSON; exit code 65 when it is damaged."`
	Export  storeExportCmd  `cmd:"" help:"Write all that a store holds as JSON Lines to standard output."`
	Compact storeCompactCmd `cmd:"" help:"Rewrite a store without the room it no longer needs."`
}

type storePath struct {
	Path   string `arg:"" optional:"" help:"The store; that of the configuration without it." type:"path"`
	Config string `help:"Configuration file; the defaults without it." type:"path" short:"c"`
}

func (p storePath) resolve() (string, config, error) {
	c, err := loadConfig(p.Config)
	if p.Path == "" {
		p.Path = c.Store.Path
	}
	return p.Path, c, err
}

type storeCheckCmd struct{ storePath }

// Run implements the command.
func (r *storeCheckCmd) Run(s *surroundings) error {
	path, _, err := r.resolve()
	if err != nil {
		return err
	}
	if code := bolt.CheckMain(path, s.out, s.errors); code != 0 {
		return exitCode(code) // the terminal that asks has to tell damage from trouble
	}
	return nil
}

type storeExportCmd struct{ storePath }

// Run implements the command.
func (r *storeExportCmd) Run(s *surroundings) error {
	path, _, err := r.resolve()
	if err != nil {
		return err
	}
	return bolt.ExportFile(path, s.out)
}

type storeCompactCmd struct{ storePath }

// Run implements the command.
func (r *storeCompactCmd) Run(s *surroundings) error {
	path, c, err := r.resolve()
	if err != nil {
		return err
	}
	o, err := c.storeOptions(newLog(s.errors, "warn"))
	if err != nil {
		return err
	}
	before, after, err := bolt.Compact(s.ctx, path, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: %d bytes before, %d after\n", path, before, after)
	return nil
}

// configCmd prints the configuration.
type configCmd struct {
	Profiles bool `help:"List the profiles of printers, readers, keypads and beacons instead."`
}

// Run implements the command.
func (r *configCmd) Run(s *surroundings) error {
	if !r.Profiles {
		_, err := io.WriteString(s.out, defaultConfig)
		return err
	}
	for _, p := range escpos.Profiles() {
		fmt.Fprintf(s.out, "%-16s %s %s, %d dots, %d dpi\n", p.ID, p.Maker, p.Model, p.Dots, p.DPI)
	}
	for _, p := range idreader.Profiles() {
		fmt.Fprintf(s.out, "%-16s %s %s, %d baud\n", p.ID, p.Maker, p.Model, p.Baud)
	}
	for _, p := range keypad.Profiles() {
		fmt.Fprintf(s.out, "%-16s %s %s, %s\n", p.ID, p.Maker, p.Model, p.Wire)
	}
	for _, p := range beacon.Profiles() {
		fmt.Fprintf(s.out, "%-16s %s %s, %d baud\n", p.ID, p.Maker, p.Model, p.Baud)
	}
	fmt.Fprintf(s.out, "%-16s chip cards by CCID over serial, 115200 baud\n", chipProfile)
	return nil
}

// catalogueCmd checks a catalogue.
type catalogueCmd struct {
	Folder   string         `arg:"" optional:"" help:"Folder that is laid over the terminal's own files." type:"existingdir"`
	Language kiosk.Language `help:"Language of the table." default:"fi" enum:"fi,sv,en"`
}

// Run implements the command.
func (r *catalogueCmd) Run(s *surroundings) error {
	files := assets.Catalogue()
	if r.Folder != "" {
		files = catalogue.Overlay(files, os.DirFS(r.Folder))
	}
	var plan point.Plan
	c, err := catalogue.Load(files, func(files map[string]string, c *kiosk.Catalogue) (faults catalogue.Faults) {
		plan, faults = point.Read(files, c)
		return faults
	})
	if err != nil {
		return err
	}
	words, err := pointTexts()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s\n%s", catalogue.Report(c, r.Language, kiosk.DateOf(time.Now())), point.Report(plan, r.Language, words))
	return err
}

// discardUnless returns w, or a writer that drops everything.
func discardUnless(wanted bool, w io.Writer) io.Writer {
	if wanted {
		return w
	}
	return io.Discard
}
