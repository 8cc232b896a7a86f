package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// readers are the terminal's document readers and scanners. They come and go
// one by one; identification is offered while there is any.
type readers struct {
	terminal *terminal
	links    []*devices.Link
	drivers  map[string]*idreader.Driver // by port
	chips    map[string]*chipcard.Driver // by port
	post     func(kiosk.Event)           // to the engine

	mu     sync.Mutex
	status map[string]devices.Status // by port
}

func (t *terminal) wireReaders() (*readers, error) {
	r := &readers{
		terminal: t, status: map[string]devices.Status{},
		drivers: map[string]*idreader.Driver{}, chips: map[string]*chipcard.Driver{},
		post: func(e kiosk.Event) { t.engine.Post(e) },
	}
	for _, c := range t.config.Readers {
		if c.Profile == chipProfile {
			r.wireChip(c)
			continue
		}
		profile, err := idreader.ProfileByID(idreader.Profiles(), c.Profile)
		if err != nil {
			return nil, err
		}
		baud := c.Baud
		if baud == 0 {
			baud = profile.Baud
		}
		driver := idreader.NewDriver(profile, idreader.Options{
			Name: c.Port, Log: t.log, OnDocument: r.document, OnEvent: r.event,
			OnStatus: func(s devices.Status) { r.changed(c.Port, s) },
			Today:    func() idreader.Date { return idreader.DateOf(time.Now().In(t.config.location)) },
		})
		r.drivers[c.Port] = driver
		r.links = append(r.links, &devices.Link{
			Name: "reader " + c.Port, Log: t.log, Serve: driver.Serve,
			Open: func(context.Context) (devices.Port, error) {
				return serialport.Open(c.Port, serialport.Mode{
					Baud: baud, DataBits: profile.DataBits, StopBits: profile.StopBits, Parity: profile.Parity,
				})
			},
		})
	}
	return r, nil
}

// chipProfile is the profile of chip card readers that speak CCID over serial,
// as the GemPC Twin does.
const chipProfile = "gempc-twin"

func (r *readers) wireChip(c readerConfig) {
	baud := c.Baud
	if baud == 0 {
		baud = 115200
	}
	driver := chipcard.NewDriver(chipcard.Options{
		Name: c.Port, Log: r.terminal.log, OnEvent: func(e chipcard.Event) { r.chip(c.Port, e) },
	})
	r.chips[c.Port] = driver
	r.links = append(r.links, &devices.Link{
		Name: "reader " + c.Port, Log: r.terminal.log, Serve: driver.Serve,
		Open: func(context.Context) (devices.Port, error) {
			return serialport.Open(c.Port, serialport.Mode{Baud: baud, StopBits: 2})
		},
	})
}

// chip hands on what a chip card reader tells.
func (r *readers) chip(port string, e chipcard.Event) {
	switch e := e.(type) {
	case chipcard.CardInserted:
		r.post(kiosk.CardMoved{In: true})
	case chipcard.CardRemoved:
		r.post(kiosk.CardMoved{})
	case chipcard.ReaderStatus:
		r.changed(port, e.Status)
	case chipcard.CardRead:
		defer e.Card.Wipe()
		if e.Err == nil { // otherwise the driver has logged it
			logbook.Write(r.terminal.log, logbook.ChipCardRead{Device: port, Outcome: e.Outcome.String()})
		}
		switch e.Outcome {
		case chipcard.OutcomePulled, chipcard.OutcomeReaderLost:
			return // the person knows, and will try again
		case chipcard.OutcomeRepeated:
			return // it was told already
		}
		r.post(kiosk.DocumentRead{Reading: r.terminal.identifier.chipReading(e)})
	}
}

// document hands on what a document means, and wipes it.
func (r *readers) document(doc idreader.Document) {
	defer doc.Wipe()
	logbook.Write(r.terminal.log, logbook.DocumentRead{Kind: doc.Kind.String(), Verdict: doc.Verdict.String()})
	if doc.Kind == idreader.KindStaffBadge && doc.Personal != nil &&
		slices.Contains(r.terminal.config.Identity.Badges, string(doc.Personal.Text)) {
		r.post(kiosk.BadgeRead{})
		return
	}
	r.post(kiosk.DocumentRead{Reading: r.terminal.identifier.reading(doc, kiosk.ByDocument)})
}

func (r *readers) event(e idreader.Event) {
	switch e.Kind {
	case idreader.CardInserted:
		r.post(kiosk.CardMoved{In: true})
	case idreader.CardRemoved:
		r.post(kiosk.CardMoved{})
	}
}

// standing returns how the reader at a port stands; known is false before it has
// been heard of.
func (r *readers) standing(port string) (s devices.Status, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, known = r.status[port]
	return s, known
}

// changed tells the engine whether any reader is left.
func (r *readers) changed(port string, s devices.Status) {
	r.mu.Lock()
	r.status[port] = s
	condition := kiosk.ReaderAbsent
	for _, s := range r.status {
		switch {
		case s.Ready():
			condition = kiosk.ReaderReady
		case s.Fault != devices.FaultDisconnected && condition == kiosk.ReaderAbsent:
			condition = kiosk.ReaderFaulty
		}
	}
	r.mu.Unlock()
	r.post(kiosk.ReaderChanged{Reader: condition})
}
