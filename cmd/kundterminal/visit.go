package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// visitCmd plays a scripted visit.
type visitCmd struct {
	Script  string         `help:"The script, as in assets/visits." required:"" type:"existingfile"`
	Out     string         `help:"Folder for paper.png, paper.bin, events.jsonl and touches.txt." required:"" type:"path"`
	Lang    kiosk.Language `help:"Language of the visit, such as sv; that of the script without it."`
	Printer string         `help:"Profile of the simulated printer." default:"tm-t20iii"`
	Baud    int            `help:"Speed of the line." default:"38400"`
	Limit   time.Duration  `help:"Give up after so long." default:"2m"`
}

// Run implements the command.
func (r *visitCmd) Run(s *surroundings) error {
	plan, err := readScript(r.Script)
	if err != nil {
		return err
	}
	if r.Lang != "" && !slices.Contains(kiosk.AllLanguages(), r.Lang) {
		return fmt.Errorf("%w: --lang: %q is none of %v", errUse, r.Lang, kiosk.AllLanguages())
	}
	plan.Language = cmp.Or(r.Lang, plan.Language)
	if err := os.MkdirAll(r.Out, 0o755); err != nil {
		return fmt.Errorf("the folder for what comes out: %w", err)
	}
	ctx, cancel := context.WithTimeout(s.ctx, r.Limit)
	defer cancel()
	printer, err := sim.New(modelOf(r.Printer), sim.Options{Baud: r.Baud, Speed: 4})
	if err != nil {
		return fmt.Errorf("the simulated printer: %w", err)
	}
	defer printer.Close()
	played, err := r.play(ctx, s, plan, printer)
	if err := errors.Join(err, writePaper(r.Out, printer)); err != nil {
		return err
	}
	if played.print.State != kiosk.PrintPrinted {
		return fmt.Errorf("the visit did not end with a printed ticket: its print is %q, %s", played.print.State, played.print.Reason)
	}
	fmt.Fprintf(s.out, "%s: ticket %s printed, copies %d; %s\n", plan.Name, played.print.Ticket, played.print.Copies, played.hand)
	return plan.within(played.hand)
}

// played is what came of a visit.
type played struct {
	ticket kiosk.Ticket
	print  kiosk.Print // what the print journal has of it
	hand   *hand
}

// play runs a terminal with an empty store until the visit has ended.
func (r *visitCmd) play(ctx context.Context, s *surroundings, plan script, printer *sim.Printer) (*played, error) {
	dir, err := os.MkdirTemp("", "kundterminal-visit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	reader, err := sim.NewReader(sim.ReaderOptions{Kind: sim.ElyctisMRZ})
	if err != nil {
		return nil, fmt.Errorf("the simulated reader: %w", err)
	}
	defer reader.Close()
	c, err := r.configure(dir, plan, printer, reader)
	if err != nil {
		return nil, err
	}
	t, err := assemble(ctx, c, newLog(s.errors, "warn"), workshop.NewLogRing())
	if err != nil {
		return nil, err
	}
	t.engine.Now = func() time.Time { return onWorkingDay(time.Now().In(c.location)) }
	if err := plan.known(t.current.Load()); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", r.Script, err), t.Close())
	}
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- t.run(running, nil, nil) }()
	out := &played{hand: &hand{}}
	person, leave := newPlayer(t)
	defer leave()
	person.settle(ctx, 5*time.Second)
	person.onStep = func(step kiosk.Step) error {
		if step == kiosk.StepIdentify {
			reader.Present(acts[0].mrz...)
		}
		return plan.strike(step.String(), printer)
	}
	person.onTouch = out.hand.touch
	err = person.play(ctx, plan)
	stop()
	err = errors.Join(err, <-ended)
	return out, errors.Join(err, out.readJournal(ctx, t), r.writeEvents(ctx, t), os.WriteFile(filepath.Join(r.Out, "touches.txt"), out.hand.table(), 0o644), t.Close())
}

// configure is the terminal's own configuration, with the simulated devices.
func (r *visitCmd) configure(dir string, plan script, printer *sim.Printer, reader *sim.Reader) (config, error) {
	c, err := loadConfig("")
	if err != nil {
		return c, err
	}
	if !slices.Contains(c.Terminal.Languages, plan.Language) {
		c.Terminal.Languages = append(c.Terminal.Languages, plan.Language)
	}
	c.Store.Path, c.Catalogue.LastGood = filepath.Join(dir, "terminal.db"), ""
	c.Printer.Port, c.Printer.Profile, c.Printer.Baud = printer.Path(), r.Printer, r.Baud
	c.Session.GuardMs, c.Session.PatienceS, c.Sound.Chimes = 0, 120, false
	c.alwaysOpen()
	if plan.Identify {
		c.Identity.KeyFile, c.Identity.TestCodes = filepath.Join(dir, "identity.key"), true
		c.Readers = []readerConfig{{Port: reader.Path(), Profile: "elyctis"}}
	}
	return c, nil
}

// onWorkingDay moves a weekend to the Friday before it, so that a script's errands
// are served on whichever day it is played.
func onWorkingDay(t time.Time) time.Time {
	switch t.Weekday() {
	case time.Saturday:
		return t.AddDate(0, 0, -1)
	case time.Sunday:
		return t.AddDate(0, 0, -2)
	}
	return t
}

// readJournal finds the visit's ticket, where it got one.
func (p *played) readJournal(ctx context.Context, t *terminal) error {
	tickets, err := t.store.Tickets(ctx, time.Time{})
	if err != nil || len(tickets) == 0 {
		return err
	}
	p.ticket = tickets[len(tickets)-1]
	p.print, err = t.store.Print(p.ticket.Name)
	return err
}

func (r *visitCmd) writeEvents(ctx context.Context, t *terminal) error {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for record, err := range t.store.Events(ctx, 0) {
		if err != nil {
			return err
		}
		if err := enc.Encode(record); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(r.Out, "events.jsonl"), lines.Bytes(), 0o644)
}

// writePaper writes all paper that came out: as a picture one piece below the
// other, and as the bytes that the printer took.
func writePaper(dir string, p *sim.Printer) error {
	var raw []byte
	var pieces []image.Image
	width, height := 0, 0
	for _, ticket := range p.Tickets() {
		raw = append(raw, ticket.Bytes...)
		data, err := ticket.PNG(p.Model())
		if err != nil {
			return err
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			return err
		}
		pieces = append(pieces, img)
		width, height = max(width, img.Bounds().Dx()), height+img.Bounds().Dy()+paperGap
	}
	sheet := image.NewRGBA(image.Rect(0, 0, max(width, 1), max(height-paperGap, 1)))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.RGBA{0xEE, 0xF3, 0xF6, 0xFF}), image.Point{}, draw.Src)
	y := 0
	for _, img := range pieces {
		draw.Draw(sheet, img.Bounds().Add(image.Pt(0, y)), img, img.Bounds().Min, draw.Over)
		y += img.Bounds().Dy() + paperGap
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, sheet); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "paper.png"), picture.Bytes(), 0o644),
		os.WriteFile(filepath.Join(dir, "paper.bin"), raw, 0o644),
	)
}

const paperGap = 24 // pixels between two pieces of paper
