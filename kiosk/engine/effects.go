package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

const (
	issueDeadline = 10 * time.Second
	markTries     = 3
	markPause     = 300 * time.Millisecond
)

// carryOut begins an effect. It never waits.
func (e *Engine) carryOut(ctx context.Context, effect kiosk.Effect) {
	switch f := effect.(type) {
	case kiosk.IssueTicket:
		e.work.Go(func() { e.issue(ctx, f.Ask, f.Request) })
	case kiosk.PrintTicket:
		e.work.Go(func() { e.print(ctx, f.Ticket, f.Copy) })
	case kiosk.PrintSlip:
		e.work.Go(func() { e.printSlip(ctx, f) })
	case kiosk.MarkShown:
		e.work.Go(func() { e.mark(f.Ticket, kiosk.PrintShown, f.Reason) })
	case kiosk.RecordEntries:
		e.records.add(f.Entries...)
		e.logVisits(f.Entries)
	case kiosk.RememberSession:
		e.records.remember(f.Cache)
	case kiosk.LookForDocuments:
		if e.Look != nil {
			e.Look(f.On)
		}
	case kiosk.Work:
		if e.Workshop != nil {
			e.Workshop.Do(f)
		}
	case kiosk.Speak:
		e.speak(f)
	case kiosk.CallAdvisor:
		if e.Beacon != nil {
			e.Beacon.Light(f.On)
		}
	case kiosk.Hush:
		if e.Voice != nil {
			e.Voice.Hush()
		}
	case kiosk.FindTicket:
		e.work.Go(func() { e.findTicket(ctx, f.Code) })
	case kiosk.PrintAddress, kiosk.OpenSecondScreen:
		e.work.Go(func() { e.handOut(ctx, f) })
	case kiosk.KeepFeedback:
		e.work.Go(func() { e.keepFeedback(f) })
	case kiosk.CheckPhone, kiosk.KeepCallBack:
		e.callBack(ctx, f)
	default:
		e.typing(effect)
	}
}

// speak has something heard, and tells when it has ended.
func (e *Engine) speak(f kiosk.Speak) {
	ended := func() { e.Post(kiosk.SpeechEnded{Speech: f.Speech}) }
	if e.Voice == nil {
		e.work.Go(ended)
		return
	}
	e.Voice.Speak(e.state, f, ended)
}

// typing hands what concerns the typing of a code to the identifier.
func (e *Engine) typing(effect kiosk.Effect) {
	if e.Identifier == nil {
		return
	}
	switch f := effect.(type) {
	case kiosk.TypeCharacter:
		e.Identifier.Type(f.Character)
	case kiosk.DeleteCharacter:
		e.Identifier.Delete()
	case kiosk.ForgetCode:
		e.Identifier.Forget()
	case kiosk.ResolveCode:
		reading := e.Identifier.Resolve(e.state.Today())
		e.work.Go(func() { e.Post(kiosk.DocumentRead{Reading: reading}) })
	}
}

func (e *Engine) issue(ctx context.Context, ask uint64, r kiosk.TicketRequest) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), issueDeadline)
	defer cancel()
	t, err := e.Journal.Issue(ctx, r)
	if err == nil {
		logbook.Write(e.Log, logbook.TicketCommitted{Ticket: t.Name.String(), Series: t.Series.String()})
		e.Post(kiosk.TicketIssued{Ask: ask, Ticket: t})
		return
	}
	if errors.Is(err, ErrCheckedIn) {
		e.Post(kiosk.CheckInsFound{Ask: ask, Tickets: []kiosk.Ticket{t}})
		return
	}
	var refused NotAdmitted
	if errors.As(err, &refused) {
		logbook.Write(e.Log, logbook.TicketNotAdmitted{Series: r.Series.String(), Why: refused.Why.String()})
		e.Post(kiosk.TicketRefused{Ask: ask, Why: refused.Why})
		return
	}
	why := kiosk.RefusedNoRoom
	if errors.Is(err, ErrSeriesFull) {
		why = kiosk.RefusedNoMore
	}
	e.Post(kiosk.TicketRefused{Ask: ask, Why: why})
	e.storeFailed("issuing a ticket of series "+r.Series.String(), err)
}

// print journals that the ticket is being sent, and then how that ended. The
// note of the sending need not be durable before the first byte: the ticket was
// committed with the intent to print it, and after a crash either one has it
// offered again.
func (e *Engine) print(ctx context.Context, t kiosk.Ticket, again bool) {
	e.paper.Lock()
	defer e.paper.Unlock()
	noted := make(chan struct{})
	go func() {
		defer close(noted)
		e.mark(t.Name, kiosk.PrintSent, "")
	}()
	outcome := e.Printer.Print(ctx, t, again)
	<-noted
	if !outcome.Proved && ctx.Err() != nil && outcome.Begun {
		outcome.Condition = kiosk.PrinterSilent // the terminal stops: nobody knows how the print ended
	}
	reason := ""
	if !outcome.Proved {
		reason = outcome.Condition.String()
		logbook.Write(e.Log, logbook.TicketNotProved{
			Ticket: t.Name.String(), Fault: reason, Begun: outcome.Begun, Cause: outcome.Cause,
		})
	}
	e.mark(t.Name, outcome.state(), reason)
	if outcome.Proved {
		logbook.Write(e.Log, logbook.TicketPrinted{Ticket: t.Name.String(), Copy: again})
		e.Post(kiosk.TicketPrinted{Ticket: t.Name})
		return
	}
	e.Post(kiosk.PrintStopped{Ticket: t, Condition: outcome.Condition, Begun: outcome.Begun})
}

// mark journals the state of a print, and tries again where there is no room.
// Where it cannot, the ticket is offered again after the next start: a copy too
// many, never a number lost.
func (e *Engine) mark(ticket kiosk.EventName, s kiosk.PrintState, reason string) {
	var err error
	for try := range markTries {
		if try > 0 {
			time.Sleep(markPause)
		}
		ctx, cancel := context.WithTimeout(context.Background(), issueDeadline)
		_, err = e.Journal.MarkPrint(ctx, ticket, s, reason, e.now())
		cancel()
		if err == nil || !errors.Is(err, ErrFull) {
			break
		}
	}
	if err != nil {
		e.storeFailed(fmt.Sprintf("marking print %s as %s", ticket, s), err)
	}
}

// logVisits logs the coming and going of technicians and service advisors.
func (e *Engine) logVisits(entries []kiosk.Entry) {
	for _, entry := range entries {
		d := entry.Detail
		switch entry.Kind {
		case kiosk.TechnicianCame:
			logbook.Write(e.Log, logbook.DiagnosticsOpened{How: d["how"]})
		case kiosk.TechnicianLeft:
			logbook.Write(e.Log, logbook.DiagnosticsClosed{Why: d["why"]})
		case kiosk.AdvisorCame:
			logbook.Write(e.Log, logbook.AdvisorCame{How: d["how"]})
		case kiosk.AdvisorLeft:
			logbook.Write(e.Log, logbook.AdvisorLeft{Why: d["why"]})
		case kiosk.TreeDone:
			logbook.Write(e.Log, logbook.TreeEnded{Device: d["device"], Tree: d["tree"], Node: d["node"], Outcome: d["outcome"]})
		}
	}
}
