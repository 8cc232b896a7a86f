package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
	"kundterminal/devices/trace"
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

	taps   map[string]*trace.Tap         // by port
	stands map[string]*workshop.Standing // by port
	mu     sync.Mutex                    // of what follows from them together
}

func (t *terminal) wireReaders() (*readers, error) {
	r := &readers{
		terminal: t, stands: map[string]*workshop.Standing{}, taps: map[string]*trace.Tap{},
		drivers: map[string]*idreader.Driver{}, chips: map[string]*chipcard.Driver{},
		post: func(e kiosk.Event) { t.engine.Post(e) },
	}
	for _, c := range t.config.Readers {
		r.stands[c.Port], r.taps[c.Port] = &workshop.Standing{}, &trace.Tap{}
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
			Name: c.Port, Log: t.log,
			OnDocument: func(doc idreader.Document) { r.document(c.Port, doc) },
			OnEvent:    func(e idreader.Event) { r.event(c.Port, e) },
			OnStatus:   func(s devices.Status) { r.changed(c.Port, s) },
			Today:      func() idreader.Date { return idreader.DateOf(time.Now().In(t.config.location)) },
		})
		r.drivers[c.Port] = driver
		r.links = append(r.links, &devices.Link{
			Name: "reader " + c.Port, Log: t.log, Serve: driver.Serve, OnChange: r.stands[c.Port].Linked,
			Open: r.opener(c.Port, serialport.Mode{
				Baud: baud, DataBits: profile.DataBits, StopBits: profile.StopBits, Parity: profile.Parity,
			}),
		})
	}
	return r, nil
}

// opener opens a reader's port with a tap on it.
func (r *readers) opener(path string, mode serialport.Mode) func(context.Context) (devices.Port, error) {
	return func(context.Context) (devices.Port, error) {
		port, err := serialport.Open(path, mode)
		if err != nil {
			return nil, err
		}
		return r.taps[path].Port(port), nil
	}
}

// look tells the scanners that look only on request. It does not wait.
func (r *readers) look(on bool) {
	for _, d := range r.drivers {
		if len(d.Profile().Trigger) > 0 {
			_ = d.Trigger(on) // fails only without a trigger
		}
	}
}

// reads counts what was read since the start.
func (r *readers) reads() (n uint64) {
	for _, d := range r.drivers {
		c := d.Counts()
		n += uint64(max(c.Frames-c.Unreadable-c.Invalid, 0))
	}
	return n
}

// readFailures counts what could not be read since the start.
func (r *readers) readFailures() (n uint64) {
	for _, d := range r.drivers {
		c := d.Counts()
		n += uint64(c.Unreadable + c.Invalid)
	}
	return n
}

// chipProfile is the profile of chip card readers that speak CCID over serial,
// as the GemPC Twin does.
const chipProfile = workshop.ChipProfile

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
		Name: "reader " + c.Port, Log: r.terminal.log, Serve: driver.Serve, OnChange: r.stands[c.Port].Linked,
		Open: r.opener(c.Port, serialport.Mode{Baud: baud, StopBits: 2}),
	})
}

// chip hands on what a chip card reader tells.
func (r *readers) chip(port string, e chipcard.Event) {
	switch e := e.(type) {
	case chipcard.CardInserted:
		r.moved(port, true)
	case chipcard.CardRemoved:
		r.moved(port, false)
	case chipcard.ReaderStatus:
		r.changed(port, e.Status)
	case chipcard.CardRead:
		defer e.Card.Wipe()
		r.chipRead(port, e)
	}
}

func (r *readers) chipRead(port string, e chipcard.CardRead) {
	if e.Err == nil { // otherwise the driver has logged it
		logbook.Write(r.terminal.log, logbook.ChipCardRead{Device: port, Outcome: e.Outcome.String()})
	}
	if r.terminal.desk.reads.Chip(port, e) {
		return
	}
	switch e.Outcome {
	case chipcard.OutcomePulled, chipcard.OutcomeReaderLost:
		return // the person knows, and will try again
	case chipcard.OutcomeRepeated:
		return // it was told already
	}
	r.post(kiosk.DocumentRead{Reading: r.terminal.identifier.chipReading(e)})
}

// document hands on what a document means, and wipes it.
func (r *readers) document(port string, doc idreader.Document) {
	defer doc.Wipe()
	t := r.terminal
	logbook.Write(t.log, logbook.DocumentRead{Kind: doc.Kind.String(), Verdict: doc.Verdict.String()})
	if t.desk.reads.Document(port, doc) {
		return
	}
	switch {
	case isBadge(doc, t.config.Diagnostics.Badges):
		r.post(kiosk.ServiceBadgeRead{})
		return
	case isBadge(doc, t.config.Identity.Badges):
		r.post(kiosk.BadgeRead{})
		return
	case doc.Kind == idreader.KindAppointmentCode && t.calendar != nil:
		r.post(appointmentScanned(doc))
		return
	}
	if code, ok := ticketCode(doc); ok {
		r.post(kiosk.TicketScanned{Code: code}) // asks nobody who is choosing
	}
	r.post(kiosk.DocumentRead{Reading: t.identifier.reading(doc, kiosk.ByDocument)})
}

// isBadge reports whether a code is one of these badges. It makes no string of
// one that is not.
func isBadge(doc idreader.Document, badges []string) bool {
	return doc.Kind == idreader.KindStaffBadge && doc.Personal != nil &&
		slices.ContainsFunc(badges, func(b string) bool { return string(doc.Personal.Text) == b })
}

func (r *readers) event(port string, e idreader.Event) {
	switch e.Kind {
	case idreader.CardInserted:
		r.moved(port, true)
	case idreader.CardRemoved:
		r.moved(port, false)
	}
}

func (r *readers) moved(port string, in bool) {
	if !r.terminal.desk.reads.Moved(port, in) {
		r.post(kiosk.CardMoved{In: in})
	}
}

// standing returns how the reader at a port stands; known is false before it has
// been heard of.
func (r *readers) standing(port string) (s devices.Status, known bool) {
	stand := r.stands[port].Stand()
	return stand.Status, stand.Known
}

// changed tells the engine whether any reader is left.
func (r *readers) changed(port string, s devices.Status) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stands[port].Changed(s)
	condition := kiosk.ReaderAbsent
	for _, stand := range r.stands {
		switch now := stand.Stand(); {
		case !now.Known:
		case now.Status.Ready():
			condition = kiosk.ReaderReady
		case now.Status.Fault != devices.FaultDisconnected && condition == kiosk.ReaderAbsent:
			condition = kiosk.ReaderFaulty
		}
	}
	r.post(kiosk.ReaderChanged{Reader: condition})
}
