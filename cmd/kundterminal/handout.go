package main

import (
	"context"
	"errors"
	"fmt"

	"kundterminal/kiosk"
)

var errNoAddress = errors.New("the service has no e-service in the catalogue")

// handout gives people the addresses of e-services, from the catalogue only.
type handout struct {
	paper     *paper // nil without a printer
	screen    *secondScreen
	catalogue func() *kiosk.Catalogue
}

// PrintAddress implements engine.Handout.
func (h *handout) PrintAddress(ctx context.Context, id kiosk.ServiceID, l kiosk.Language) error {
	c := h.catalogue()
	service, ok := c.Service(id)
	if !ok || !service.Online() {
		return errNoAddress
	}
	if h.paper == nil {
		return errors.New("no printer is configured")
	}
	slip := h.paper.presenter.AddressSlip(service, c, l)
	if err := h.paper.driver.Print(ctx, documentOf(slip, h.paper.logo)); err != nil {
		return fmt.Errorf("print an address: %w", err)
	}
	return nil
}

// OpenSecondScreen implements engine.Handout.
func (h *handout) OpenSecondScreen(id kiosk.ServiceID, l kiosk.Language) error {
	service, ok := h.catalogue().Service(id)
	if !ok || !service.Online() {
		return errNoAddress
	}
	return h.screen.open(service.EService.String(l))
}
