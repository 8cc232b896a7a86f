package engine

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

func TestATicketIsCommittedThenSentThenProvedThenTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := started(t, &memory{}, &printer{})
		x.toTicket()
		x.at(kiosk.StepPrinting)
		time.Sleep(time.Second)
		x.at(kiosk.StepTake)
		want := []kiosk.PrintState{kiosk.PrintSent, kiosk.PrintPrinted}
		if got := x.journal.prints[x.journal.tickets[0].Name]; !slices.Equal(got, want) {
			t.Errorf("the print journal says %v, want %v", got, want)
		}
		time.Sleep(time.Minute)
		x.at(kiosk.StepIdle)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
		wantKinds := []kiosk.EntryKind{kiosk.TerminalStarted, kiosk.SessionStarted, kiosk.SessionEnded, kiosk.TerminalStopped}
		if got := x.journal.kinds(); !slices.Equal(got, wantKinds) {
			t.Errorf("the journal says %v, want %v", got, wantKinds)
		}
	})
}

func TestAnUnprovedTicketIsPrintedAgainAsACopyWithItsNumber(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := started(t, &memory{}, &printer{outcomes: []Outcome{{Condition: kiosk.PaperOut, Begun: true}}})
		x.toTicket()
		x.Post(kiosk.PrinterChanged{Printer: kiosk.Printer{Condition: kiosk.PaperOut}})
		time.Sleep(time.Second)
		x.at(kiosk.StepTrouble)
		x.Post(kiosk.PrinterChanged{Printer: kiosk.Printer{Condition: kiosk.PrinterReady}})
		time.Sleep(time.Second)
		x.at(kiosk.StepTake)
		if want := []string{"D 001 copy=false", "D 001 copy=true"}; !slices.Equal(x.printer.printed, want) {
			t.Errorf("printed %v, want %v", x.printer.printed, want)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWhatAnEarlierRunDidNotProveIsOfferedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lost := kiosk.Ticket{Name: kiosk.EventName{Terminal: 1, Epoch: "TEST", Seq: 9}, Series: 'A', Number: 9, Language: kiosk.Swedish}
		x := started(t, &memory{open: []kiosk.Unsettled{{Ticket: lost}}}, &printer{})
		x.at(kiosk.StepIdle)
		x.press(kiosk.CopyRequested{Ticket: lost.Name})
		x.at(kiosk.StepPrinting)
		time.Sleep(time.Second)
		x.at(kiosk.StepTake)
		if want := []string{"A 009 copy=true"}; !slices.Equal(x.printer.printed, want) {
			t.Errorf("printed %v, want %v", x.printer.printed, want)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAFullStoreTakesTheTerminalOutOfOrderUntilThereIsRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := started(t, &memory{}, &printer{})
		x.press(kiosk.LanguageChosen{Language: kiosk.Finnish})
		x.journal.fail(ErrFull)
		x.press(
			kiosk.WayChosen{Way: kiosk.StepAuthorities}, kiosk.AuthorityChosen{Authority: "vero"},
			kiosk.ErrandToggled{Service: "v-card"}, kiosk.NextPressed{}, kiosk.TicketRequested{},
		)
		x.at(kiosk.StepRefused)
		if got := x.State().Store; got != kiosk.StoreFull {
			t.Fatalf("the store is %s", got)
		}
		x.press(kiosk.Finished{})
		x.at(kiosk.StepIdle)
		x.journal.fail(nil)
		time.Sleep(2 * probeEvery)
		if got := x.State().Store; got != kiosk.StoreReady {
			t.Fatalf("with room again the store is %s", got)
		}
		if !slices.Contains(x.journal.kinds(), kiosk.SessionEnded) {
			t.Errorf("what happened meanwhile is lost: %v", x.journal.kinds())
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAQueueThatTakesNobodyRefusesAndTheStoreIsSound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := started(t, &memory{}, &printer{})
		x.press(kiosk.LanguageChosen{Language: kiosk.Finnish})
		x.journal.fail(fmt.Errorf("issue a ticket: %w", NotAdmitted{kiosk.RefusedTooLate}))
		x.press(
			kiosk.WayChosen{Way: kiosk.StepAuthorities}, kiosk.AuthorityChosen{Authority: "vero"},
			kiosk.ErrandToggled{Service: "v-card"}, kiosk.NextPressed{}, kiosk.TicketRequested{},
		)
		x.at(kiosk.StepRefused)
		if s := x.State(); s.Session.Refusal != kiosk.RefusedTooLate || s.Store != kiosk.StoreReady {
			t.Errorf("refused for %v, and the store is %v", s.Session.Refusal, s.Store)
		}
		x.journal.fail(nil)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestABrokenStoreEndsTheEngineWithItsCause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		x := started(t, m, &printer{})
		x.press(kiosk.LanguageChosen{Language: kiosk.Finnish})
		m.fail(ErrBroken)
		x.toTicket()
		x.press(
			kiosk.WayChosen{Way: kiosk.StepAuthorities}, kiosk.AuthorityChosen{Authority: "vero"},
			kiosk.ErrandToggled{Service: "v-card"}, kiosk.NextPressed{}, kiosk.TicketRequested{},
		)
		if err := x.stop(); !errors.Is(err, ErrBroken) {
			t.Fatalf("the engine ended with %v", err)
		}
	})
}

func TestAClockSetBackIsJournalledAndEndsNoSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var back atomic.Int64
		x := startedAt(t, &memory{}, &printer{}, func() time.Time { return time.Now().Add(-time.Duration(back.Load())) })
		x.press(kiosk.LanguageChosen{Language: kiosk.Finnish})
		back.Store(int64(24 * time.Hour))
		time.Sleep(30 * time.Second)
		x.at(kiosk.StepWay)
		time.Sleep(x.State().Rules.Quiet + x.State().Rules.Warning)
		x.at(kiosk.StepIdle)
		if !slices.Contains(x.journal.kinds(), kiosk.ClockMovedBack) {
			t.Errorf("the journal says %v", x.journal.kinds())
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestASlowWatcherGetsTheNewestStateAndHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := started(t, &memory{}, &printer{})
		states, stop := x.Watch()
		defer stop()
		for range 50 {
			x.press(kiosk.LanguageChosen{Language: kiosk.Finnish}, kiosk.StopPressed{})
		}
		x.press(kiosk.LanguageChosen{Language: kiosk.Swedish})
		if s := <-states; s.Session.Language != kiosk.Swedish {
			t.Fatalf("the watcher got %+v", s.Session)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAStoppedEngineTakesNoEventAndBlocksNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := started(t, &memory{}, &printer{})
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
		for range 3 * eventRoom {
			x.Post(kiosk.PrinterChanged{})
			x.Press(kiosk.Started{})
		}
	})
}

func TestOutcomesAreJournalledAsWhatIsKnown(t *testing.T) {
	for _, test := range []struct {
		outcome Outcome
		want    kiosk.PrintState
	}{
		{Outcome{Proved: true}, kiosk.PrintPrinted},
		{Outcome{Condition: kiosk.PaperOut, Begun: true}, kiosk.PrintFailed},
		{Outcome{Condition: kiosk.PrinterSilent, Begun: true}, kiosk.PrintUnknown},
		{Outcome{Condition: kiosk.CutterJammed, Begun: true}, kiosk.PrintUnknown},
		{Outcome{Condition: kiosk.PrinterAbsent, Begun: true}, kiosk.PrintUnknown},
		{Outcome{Condition: kiosk.PrinterAbsent}, kiosk.PrintFailed},
	} {
		if got := test.outcome.state(); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%+v is %s, want %s", test.outcome, got, test.want)
		}
	}
}
