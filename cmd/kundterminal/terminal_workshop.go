package main

import (
	"context"
	"errors"
	"strconv"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// wireWorkshop makes what a technician works with.
func (t *terminal) wireWorkshop() {
	t.desk.records = workshop.NewRecords(t.store, t.clock)
	t.desk.equip()
	if t.paper != nil {
		t.paper.printed = t.counters.TicketPrinted
	}
	if err := t.pinFault(); err != nil {
		logbook.Write(t.log, logbook.PINUnreadable{Cause: err})
	}
	pin := workshop.NewPIN(workshop.PINOptions{Load: t.loadPIN, Settings: t.store, Audit: t.pinTried(kiosk.PINOfTechnician)})
	t.workshop = workshop.NewScreen(t.desk, t.desk.records, pin, func(e kiosk.Event) { t.engine.Post(e) })
	t.workshop.Advisors = workshop.NewPIN(workshop.PINOptions{
		Load: workshop.AdvisorPIN(t.config.Identity.PINFile).Load, Settings: t.store, Lockout: "advisor_pin_wrong",
		Audit: t.pinTried(kiosk.PINOfAdvisor),
	})
	t.workshop.Left = t.desk.Leave
	t.workshop.Begun = func(r kiosk.TestRecord) {
		logbook.Write(t.log, logbook.TestBegun{Device: string(r.Device), Test: string(r.Test)})
	}
	t.workshop.Judged = func(r kiosk.TestRecord) { t.desk.tested(context.Background(), r) }
}

func (t *terminal) loadPIN() (workshop.PINHash, error) {
	return workshop.LoadPINHash(t.config.Diagnostics.PINFile)
}

// pinFault is why the technician's PIN cannot be read; nil where none is set up.
func (t *terminal) pinFault() error {
	if _, err := t.loadPIN(); !errors.Is(err, workshop.ErrNoPIN) {
		return err
	}
	return nil
}

// clock is the time at the service point.
func (t *terminal) clock() time.Time { return time.Now().In(t.config.location) }

// advisorsPIN reports whether service advisors have a PIN. One that cannot be read is
// logged, and asked for all the same: the screen says so.
func (t *terminal) advisorsPIN() bool {
	_, err := workshop.AdvisorPIN(t.config.Identity.PINFile).Load()
	if errors.Is(err, workshop.ErrNoPIN) {
		return false
	}
	if err != nil {
		logbook.Write(t.log, logbook.AdvisorPINUnreadable{Cause: err})
	}
	return true
}

// pinTried journals and logs every try of somebody's PIN, and never the digits.
func (t *terminal) pinTried(of kiosk.PINOf) func(workshop.PINResult) {
	return func(r workshop.PINResult) {
		logbook.Write(t.log, logbook.PINTried{Of: of.String(), Outcome: r.Outcome.String(), Wrong: r.Wrong, Wait: r.Wait})
		t.desk.note(context.Background(), kiosk.Entry{Kind: kiosk.PINTried, Detail: map[string]string{
			"of": of.String(), "outcome": r.Outcome.String(), "wrong": strconv.Itoa(r.Wrong),
		}})
	}
}

// serveCommands serves "kundterminal diagnose" until ctx ends. A terminal whose
// socket cannot be made works without.
func (t *terminal) serveCommands(ctx context.Context) error {
	path := t.config.Diagnostics.Socket
	if path == "" {
		return nil
	}
	listener, err := workshop.Listen(path)
	if err != nil {
		logbook.Write(t.log, logbook.SocketUnusable{Cause: err})
		return nil
	}
	socket := &workshop.Socket{Desk: t.desk, Audit: t.commanded}
	return socket.Serve(ctx, listener)
}

// commanded logs and journals a command that does more than look, from its begin
// to its end.
func (t *terminal) commanded(who workshop.Peer, command string) (ended func(error)) {
	uid := strconv.FormatUint(uint64(who.UID), 10)
	logbook.Write(t.log, logbook.CommandBegun{UID: int(who.UID), Command: command})
	t.desk.note(context.Background(), kiosk.Entry{Kind: kiosk.TechnicianCame, Detail: map[string]string{
		"how": "command of user " + uid, "command": command,
	}})
	return func(err error) {
		logbook.Write(t.log, logbook.CommandEnded{UID: int(who.UID), Command: command, Cause: err})
		t.desk.note(context.Background(), kiosk.Entry{Kind: kiosk.TechnicianLeft, Detail: map[string]string{
			"why": "command ended", "how": "command of user " + uid, "command": command,
		}})
	}
}
