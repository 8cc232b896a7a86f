package main

import (
	"context"
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
	"kundterminal/kiosk"
)

// readers are the terminal's document readers and scanners. They come and go
// one by one; identification is offered while there is any.
type readers struct {
	terminal *terminal
	drivers  []*idreader.Driver
	links    []*devices.Link

	mu     sync.Mutex
	status map[string]devices.Status // by port
}

func (t *terminal) wireReaders() (*readers, error) {
	r := &readers{terminal: t, status: map[string]devices.Status{}}
	for _, c := range t.config.Readers {
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
		r.drivers = append(r.drivers, driver)
		r.links = append(r.links, &devices.Link{
			Name: "reader " + c.Port, Log: t.log, Serve: driver.Serve,
			Open: func(context.Context) (devices.Port, error) {
				return serialport.Open(c.Port, serialport.Mode{Baud: baud})
			},
		})
	}
	return r, nil
}

// document hands on what a document means, and wipes it.
func (r *readers) document(doc idreader.Document) {
	defer doc.Wipe()
	r.terminal.log.Info("document read", "kind", doc.Kind.String(), "verdict", doc.Verdict.String())
	if doc.Kind == idreader.KindStaffBadge {
		r.terminal.engine.Post(kiosk.BadgeRead{})
		return
	}
	r.terminal.engine.Post(kiosk.DocumentRead{Reading: r.terminal.identifier.reading(doc, kiosk.ByDocument)})
}

func (r *readers) event(e idreader.Event) {
	switch e.Kind {
	case idreader.CardInserted:
		r.terminal.engine.Post(kiosk.CardMoved{In: true})
	case idreader.CardRemoved:
		r.terminal.engine.Post(kiosk.CardMoved{})
	}
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
	r.terminal.engine.Post(kiosk.ReaderChanged{Reader: condition})
}
