package kiosk

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// shownByVoice is a visit at the number on the screen, on a terminal that can
// speak and has no printer.
func shownByVoice(t *testing.T) *visit {
	v := newVisit(t)
	v.state.Rules.Voice = true
	v.state.Printer.Condition = PrinterAbsent
	return v.toSummary().press(TicketRequested{}).issued(42).at(StepShown)
}

func TestTheNumberIsSaidInThePersonsLanguageAndTheScreenStays(t *testing.T) {
	v := shownByVoice(t).press(LanguagesPressed{}, LanguageChosen{Language: Swedish})
	before := v.wait(time.Second).state.Session
	v.event(SpeakPressed{})
	want := []Effect{SpeakNumber{Ticket: ticketNumbered(42), Language: Swedish}}
	if !reflect.DeepEqual(v.effects, want) {
		t.Fatalf("the effects are %+v, want %+v", v.effects, want)
	}
	if after := v.state.Session; after.Place != before.Place || after.Overlay != before.Overlay {
		t.Errorf("the screen is %+v after %+v", after.Place, before.Place)
	}
}

func TestTheNumberIsSaidAgainAsOftenAsItIsAskedFor(t *testing.T) {
	v := shownByVoice(t)
	for range 3 {
		v.press(SpeakPressed{})
		if _, said := v.effects[0].(SpeakNumber); !said || len(v.effects) != 1 {
			t.Fatalf("the effects are %+v", v.effects)
		}
	}
}

func TestAnyOtherPressStopsTheVoiceOnce(t *testing.T) {
	v := shownByVoice(t).press(SpeakPressed{}, HelpPressed{})
	if !reflect.DeepEqual(v.effects, []Effect{Hush{}}) {
		t.Fatalf("the effects are %+v", v.effects)
	}
	if v.press(OverlayClosed{}); len(v.effects) > 0 {
		t.Errorf("a voice that is still is stopped: %+v", v.effects)
	}
}

func TestTheVoiceEndsWithTheSession(t *testing.T) {
	for name, end := range map[string]func(*visit){
		"by a press": func(v *visit) { v.press(StopPressed{}) },
		"by time":    func(v *visit) { v.wait(v.state.Rules.Quiet).wait(v.state.Rules.Warning) },
	} {
		t.Run(name, func(t *testing.T) {
			v := shownByVoice(t).press(SpeakPressed{})
			v.all = nil
			end(v)
			if _, hushed := wanted[Hush](v); !hushed || !v.state.Session.Idle() {
				t.Errorf("at %s the effects are %+v", v.state.Session.Step, v.all)
			}
		})
	}
}

func TestListeningGivesMoreTimeToTakeTheTicket(t *testing.T) {
	v := newVisit(t)
	v.state.Rules.Voice = true
	v.toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	v.wait(v.state.Rules.Take - 2*time.Second).press(SpeakPressed{})
	v.wait(v.state.Rules.Take - time.Second).at(StepTake).wait(time.Second).at(StepThanks)
}

func TestATerminalWithoutAVoiceSaysNothing(t *testing.T) {
	v := shownByVoice(t)
	v.state.Rules.Voice = false
	if v.press(SpeakPressed{}); len(v.effects) > 0 || v.state.CanSpeak() {
		t.Errorf("the effects are %+v", v.effects)
	}
}

// TestNobodyHearsTheNumberOfAnother holds that only a number that is on paper or
// screen is said, and that an idle terminal is silent.
func TestNobodyHearsTheNumberOfAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := State{
			Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Rules: DefaultRules(),
			Catalogue: sampleCatalogue(), Printer: Printer{Condition: PrinterReady},
		}
		s.Rules.Voice = true
		s.Session = Session{Language: Finnish, Place: Place{Step: StepShown}, Ticket: ticketNumbered(1), Quiet: time.Minute}
		var said *Ticket
		for range rapid.IntRange(1, 40).Draw(t, "events") {
			e := Event(SpeakPressed{})
			if rapid.IntRange(0, 3).Draw(t, "other") > 0 {
				e = anyEvent(t, s)
			}
			next, effects := Update(s, e)
			for _, effect := range effects {
				switch f := effect.(type) {
				case SpeakNumber:
					if !s.Session.Step.speakable() || !reflect.DeepEqual(f.Ticket, s.Session.Ticket) {
						t.Fatalf("at %s the number of %+v is said", s.Session.Step, f.Ticket)
					}
					said = &f.Ticket
				case Hush:
					said = nil
				}
			}
			if next.Session.Idle() && said != nil {
				t.Fatalf("the idle terminal says the number of %+v", *said)
			}
			s = next
		}
	})
}
