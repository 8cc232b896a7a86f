package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"kundterminal/devices/idreader"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/ical"
)

// mostFaults is how many faults of one calendar are logged; all are counted.
const mostFaults = 20

// wireAppointments needs a calendar; without one nobody can check in.
func (t *terminal) wireAppointments() error {
	c := t.config.Appointments
	if !c.used() {
		return nil
	}
	var err error
	t.calendar, err = ical.New(ical.Options{
		Folder: c.Folder, Address: c.URL, Location: t.config.location, Key: t.identifier.appointmentKey,
	})
	if err != nil {
		return fmt.Errorf("appointments: %w", err)
	}
	return nil
}

// watchAppointments follows the calendar while the terminal runs.
func (t *terminal) watchAppointments(ctx context.Context) error {
	ticker := time.NewTicker(time.Duration(t.config.Appointments.EveryS) * time.Second)
	defer ticker.Stop()
	for {
		if o, changed := t.calendar.Poll(ctx, t.engine.Now()); changed && ctx.Err() == nil {
			t.useAppointments(o)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

func (t *terminal) useAppointments(o ical.Outcome) {
	for _, fault := range o.Faults[:min(len(o.Faults), mostFaults)] {
		logbook.Write(t.log, logbook.AppointmentsFaulty{File: fault.File, Line: fault.Line, Reason: fault.Reason})
	}
	if o.Cause != nil {
		logbook.Write(t.log, logbook.AppointmentsUnreachable{Cause: o.Cause})
		return
	}
	logbook.Write(t.log, logbook.AppointmentsRead{Booked: o.Appointments.Len(), Faults: len(o.Faults)})
	t.engine.Post(kiosk.AppointmentsChanged{Appointments: o.Appointments})
}

// appointmentKey is the keyed hash of a booking's identity, which its ticket
// carries: the identity itself may say whose it is.
func (i *identifier) appointmentKey(uid string) string {
	h := hmac.New(sha256.New, i.key)
	_, _ = io.WriteString(h, "appointment:"+uid)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// appointmentScanned is what the code of a booking means: one that was not read well has
// none.
func appointmentScanned(doc idreader.Document) kiosk.AppointmentScanned {
	if doc.Verdict != idreader.VerdictValid || doc.Personal == nil {
		return kiosk.AppointmentScanned{}
	}
	code, err := kiosk.ParseAppointmentCode(string(doc.Personal.Text))
	if err != nil { // the reader's own check has the same rules
		return kiosk.AppointmentScanned{}
	}
	return kiosk.AppointmentScanned{Code: code}
}
