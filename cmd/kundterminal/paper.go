package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"

	"kundterminal/assets"
	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/ui"
)

// logoKey names the logo in a printer's own memory.
const logoKey = "KT"

// logo is the mark on the paper.
func logo() (image.Image, error) {
	img, err := png.Decode(bytes.NewReader(assets.Logo()))
	if err != nil {
		return nil, fmt.Errorf("the logo for the paper: %w", err)
	}
	return img, nil
}

// documentOf turns a slip into what the printer driver prints.
func documentOf(s ui.Slip, mark image.Image) escpos.Document {
	var doc escpos.Document
	for _, l := range s.Lines {
		switch l.Kind {
		case ui.SlipLogo:
			doc = append(doc, escpos.Logo{Key: logoKey, Image: mark})
		case ui.SlipCode:
			doc = append(doc, escpos.Barcode{Data: l.Text, HRI: true})
		case ui.SlipRule:
			doc = append(doc, escpos.Rule{})
		case ui.SlipQR:
			doc = append(doc, escpos.QR{Data: l.Text})
		case ui.SlipGap:
			doc = append(doc, escpos.Feed{MM: 1.5})
		default:
			style := escpos.Style{Bold: l.Bold, Width: max(l.Size, 1), Height: max(l.Size, 1)}
			if l.Centre {
				style.Align = escpos.Centre
			}
			doc = append(doc, escpos.Text{Style: style, Content: l.Text})
		}
	}
	return append(doc, escpos.Cut{})
}

// paper is the engine's printer: it lays tickets and loose slips out and drives the device.
type paper struct {
	driver    *escpos.Driver
	presenter *ui.Presenter
	catalogue func() *kiosk.Catalogue
	logo      image.Image
	printed   func(mm float64) // is told each proved ticket's length; nil: nobody
}

// Print implements engine.Printer.
func (p *paper) Print(ctx context.Context, t kiosk.Ticket, again bool) engine.Outcome {
	doc := documentOf(p.presenter.Slip(t, p.catalogue(), again), p.logo)
	outcome := p.put(ctx, doc)
	if mm, err := escpos.Length(p.driver.Profile(), doc); err == nil && outcome.Proved && p.printed != nil {
		p.printed(mm)
	}
	return outcome
}

// PrintSlip implements engine.SlipPrinter.
func (p *paper) PrintSlip(ctx context.Context, s kiosk.LooseSlip) engine.Outcome {
	return p.put(ctx, documentOf(p.presenter.LooseSlip(s, p.catalogue()), p.logo))
}

// put drives the device.
func (p *paper) put(ctx context.Context, doc escpos.Document) engine.Outcome {
	err := p.driver.Print(ctx, doc)
	if err == nil {
		return engine.Outcome{Proved: true}
	}
	outcome := engine.Outcome{Condition: conditionOf(devices.FaultOf(err)), Cause: err}
	if e, ok := errors.AsType[*devices.Error](err); ok {
		outcome.Begun = e.Sent > 0
	}
	if outcome.Condition == kiosk.PrinterReady {
		outcome.Condition = kiosk.PrinterBroken
	}
	return outcome
}

// noPaper is the printer of a terminal without one.
type noPaper struct{}

func (noPaper) Print(context.Context, kiosk.Ticket, bool) engine.Outcome {
	return engine.Outcome{Condition: kiosk.PrinterAbsent, Cause: errors.New("no printer is configured")}
}

// printerOf is what a device's status means to a person at the terminal.
func printerOf(s devices.Status) kiosk.Printer {
	return kiosk.Printer{Condition: conditionOf(s.Fault), NearEnd: s.NearEnd}
}

func conditionOf(f devices.Fault) kiosk.PrinterCondition {
	switch f {
	case devices.FaultNone:
		return kiosk.PrinterReady
	case devices.FaultDisconnected:
		return kiosk.PrinterAbsent
	case devices.FaultNoAnswer, devices.FaultStalled:
		return kiosk.PrinterSilent
	case devices.FaultCoverOpen:
		return kiosk.CoverOpen
	case devices.FaultPaperOut:
		return kiosk.PaperOut
	case devices.FaultCutterJam:
		return kiosk.CutterJammed
	case devices.FaultOverheated:
		return kiosk.PrinterHot
	}
	return kiosk.PrinterBroken
}

func profileNamed(id string) (escpos.Profile, error) {
	return escpos.ProfileByID(escpos.Profiles(), id)
}

// slips is the printer of loose slips, where there is one.
func (t *terminal) slips() engine.SlipPrinter {
	if t.paper == nil {
		return nil
	}
	return t.paper
}
