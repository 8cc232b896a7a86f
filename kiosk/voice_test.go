package kiosk

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// voiceful is a visit at a terminal that can speak and has chimes.
func voiceful(t *testing.T) *visit {
	v := newVisit(t)
	v.state.Rules.Voice, v.state.Rules.Chimes = true, true
	return v
}

// listening is one whose person listens; what was said so far has ended.
func listening(t *testing.T) *visit {
	return voiceful(t).press(SpeakPressed{}, LanguageChosen{Language: Finnish}).at(StepWay).ended()
}

// ended tells that what is being said has ended.
func (v *visit) ended() *visit { return v.event(SpeechEnded{Speech: v.state.Saying}) }

// says checks what the last event wants said.
func (v *visit) says(want Saying) *visit {
	v.t.Helper()
	got := SayNothing
	for _, e := range v.effects {
		if s, ok := e.(Speak); ok {
			got = s.Say
		}
	}
	if got != want {
		v.t.Fatalf("at %s %d is said, want %d: %+v", v.state.Session.Step, got, want, v.effects)
	}
	return v
}

func (v *visit) hushes(want bool) *visit {
	v.t.Helper()
	hushed := false
	for _, e := range v.effects {
		_, is := e.(Hush)
		hushed = hushed || is
	}
	if hushed != want {
		v.t.Fatalf("the voice stops: %t, want %t: %+v", hushed, want, v.effects)
	}
	return v
}

func TestListeningBeginsASessionAndSaysEveryScreenFromThenOn(t *testing.T) {
	v := voiceful(t).press(SpeakPressed{}).at(StepLanguage).says(SayScreen)
	v.press(LanguageChosen{Language: Swedish}).at(StepWay).says(SayScreen)
	v.press(HelpPressed{}).says(SayScreen).press(OverlayClosed{}).says(SayScreen)
	v.press(LanguagesPressed{}, LanguageChosen{Language: Finnish}).says(SayScreen)
	v.press(ComfortPressed{}, ComfortChosen{Comfort: Comfort{Contrast: true}}).says(SayScreen)
	v.press(OverlayClosed{}, WayChosen{Way: StepLifeEvents}, PageTurned{To: 1}).says(SayScreen)
	v.press(LifeEventChosen{LifeEvent: "KE8"}, NextPressed{}).at(StepSummary)
	v.press(TicketRequested{}).says(SayScreen).issued(7).at(StepPrinting).says(SayScreen)
	v.event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake).says(SayScreen)
}

func TestNobodyIsSpokenToWhoHasNotAskedForIt(t *testing.T) {
	v := voiceful(t)
	v.state.Rules.Chimes = false
	v.toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	if speak, said := wanted[Speak](v); said {
		t.Errorf("%+v", speak)
	}
}

func TestARefusalAndAWarningAreSaid(t *testing.T) {
	v := listening(t)
	v.wait(v.state.Rules.Quiet).overlay(WarningOverlay).says(SayScreen)
	v = listening(t).press(WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"}, NextPressed{}, TicketRequested{})
	v.refused(RefusedNoRoom).at(StepRefused).says(SayScreen)
}

func TestAScreenIsSaidAgainAsOftenAsItIsAskedFor(t *testing.T) {
	v := listening(t)
	for range 3 {
		before := v.wait(time.Second).state.Session
		v.event(SpeakPressed{}).says(SayScreen)
		if after := v.state.Session; after.Place != before.Place || after.Overlay != before.Overlay {
			t.Fatalf("the screen is %+v after %+v", after.Place, before.Place)
		}
	}
}

func TestTheTicketsCodeIsSaidToWhoAsksOnceMore(t *testing.T) {
	v := voiceful(t).toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	if v.press(SpeakPressed{}).says(SayScreen); v.state.Session.Spelled {
		t.Error("the code is said at once")
	}
	if v.press(SpeakPressed{}).says(SayScreen); !v.state.Session.Spelled {
		t.Error("the code is not said")
	}
}

func TestAnyOtherPressStopsTheVoiceAtOnce(t *testing.T) {
	v := listening(t).press(SpeakPressed{})
	v.press(TicketRequested{}).hushes(true).says(SayNothing) // it means nothing here
	v.press(TicketRequested{}).hushes(false)                 // a voice that is still is not stopped
	v.press(SpeakPressed{}, WayChosen{Way: StepSearch}).says(SayScreen)
}

func TestHushEndsListening(t *testing.T) {
	v := listening(t).press(SpeakPressed{}, HushPressed{}).hushes(true)
	if v.state.Session.Listening || v.state.Speaking() {
		t.Error("the person still listens")
	}
	v.press(HelpPressed{}).says(SayNothing)
}

func TestTheVoiceEndsWithTheSession(t *testing.T) {
	v := listening(t).press(SpeakPressed{}, StopPressed{}).at(StepIdle).hushes(true)
	if v.state.Saying != 0 {
		t.Error("the idle terminal speaks")
	}
	v.press(SpeakPressed{}).event(LanguageChosen{Language: Finnish})
	v.wait(longestSpeech + v.state.Rules.Quiet).wait(longestSpeech + v.state.Rules.Warning).at(StepIdle).hushes(true)
}

func TestNoDeadlineComesWhileTheVoiceSpeaks(t *testing.T) {
	v := listening(t).press(SpeakPressed{}).wait(v0.Quiet + v0.Warning + time.Minute).overlay(NoOverlay)
	v.ended().wait(v0.Quiet - time.Second).overlay(NoOverlay)
	v.wait(time.Second).overlay(WarningOverlay).says(SayScreen)
	v.wait(v0.Warning + time.Second).overlay(WarningOverlay)
	if got, want := v.state.SecondsLeft(), int(v0.Warning.Seconds()); got != want {
		t.Errorf("while the warning is said %d seconds are left, want %d", got, want)
	}
	v.ended().wait(v0.Warning - time.Second).overlay(WarningOverlay).wait(time.Second).at(StepIdle)
}

var v0 = DefaultRules()

func TestListeningGivesMoreTimeToTakeTheTicket(t *testing.T) {
	v := listening(t).press(WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"}, NextPressed{}, TicketRequested{})
	v.issued(7).event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	v.wait(2 * v0.Take).at(StepTake).ended().wait(v0.Take - time.Second).at(StepTake).wait(time.Second).at(StepThanks)
}

func TestAPrinterThatWasMendedDoesNotWaitForTheVoice(t *testing.T) {
	v := listening(t).press(WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"}, NextPressed{}, TicketRequested{})
	v.issued(7).event(PrintStopped{Ticket: ticketNumbered(7), Condition: PaperOut}).at(StepTrouble).says(SayScreen)
	v.wait(mendedPause).at(StepPrinting)
}

func TestHeadphonesBeginASessionThatIsSpoken(t *testing.T) {
	v := voiceful(t).event(HeadphonesChanged{In: true}).at(StepLanguage).says(SayScreen)
	v.ended().event(HeadphonesChanged{In: true}).says(SayNothing) // they were in
	v.event(HeadphonesChanged{}).says(SayNothing)
	v.press(LanguageChosen{Language: Finnish}).says(SayNothing)
	v.event(HeadphonesChanged{In: true}).at(StepWay).says(SayScreen)
}

func TestHeadphonesAreASignOfLife(t *testing.T) {
	v := voiceful(t).press(LanguageChosen{Language: Finnish})
	v.wait(v0.Quiet).overlay(WarningOverlay).event(HeadphonesChanged{In: true}).overlay(NoOverlay).says(SayScreen)
}

func TestTheVoiceStopsWhenHeadphonesArePulledOut(t *testing.T) {
	v := voiceful(t).event(HeadphonesChanged{In: true}).event(HeadphonesChanged{}).hushes(true)
	if v.state.Session.Listening {
		t.Error("it goes on over the loudspeaker")
	}
}

func TestWhoComesToHeadphonesThatAreInIsSpokenTo(t *testing.T) {
	v := voiceful(t).event(HeadphonesChanged{In: true}).press(StopPressed{}).at(StepIdle)
	v.press(LanguageChosen{Language: Finnish}).says(SayScreen)
}

func TestTheVolumeHasLimitsAndIsOfOnePersonOnly(t *testing.T) {
	v := listening(t)
	for range 10 {
		v.press(VolumePressed{Louder: true}).says(SayVolume)
	}
	if v.state.Session.Volume != MaxVolume {
		t.Errorf("the loudest is %d", v.state.Session.Volume)
	}
	for range 10 {
		v.press(VolumePressed{}).says(SayVolume)
	}
	if v.state.Session.Volume != MinVolume {
		t.Errorf("the softest is %d", v.state.Session.Volume)
	}
	if v.press(StopPressed{}, SpeakPressed{}); v.state.Session.Volume != 0 {
		t.Errorf("the next person meets %d", v.state.Session.Volume)
	}
}

func TestWhatIsTypedAndChosenIsSaid(t *testing.T) {
	v := listening(t).press(WayChosen{Way: StepSearch})
	v.press(LetterTyped{Letter: 'k'}).says(SayTyped).press(LetterTyped{Letter: '-'}).says(SayTyped)
	v.press(LetterDeleted{}).says(SayField)
	v.press(ErrandToggled{Service: "k-housing"}).says(SayService)
	if speak, _ := wanted[Speak](v); speak.Service != "k-housing" {
		t.Errorf("%+v", speak)
	}
}

func TestWhatTheKeypadIsOnIsSaidWheneverItMoves(t *testing.T) {
	before := listening(t).state
	after := before
	after.Session.Focus = "way:life"
	if got := after.saying(before, FocusMoved{To: "way:life"}); got != SayFocus {
		t.Errorf("%d is said", got)
	}
}

func TestChimesSoundForTheTicketAndTheWarning(t *testing.T) {
	v := voiceful(t).toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	if want := []Effect{Speak{Speech: 1, Chime: ChimeTicket}}; !reflect.DeepEqual(v.effects[:1], want) {
		t.Errorf("%+v", v.effects)
	}
	v = voiceful(t).press(LanguageChosen{Language: Finnish}).wait(v0.Quiet)
	if want := []Effect{Speak{Speech: 1, Chime: ChimeWarning}}; !reflect.DeepEqual(v.effects, want) {
		t.Errorf("%+v", v.effects)
	}
	v = listening(t).wait(v0.Quiet)
	if speak, _ := wanted[Speak](v); speak.Chime != ChimeWarning || speak.Say != SayScreen {
		t.Errorf("%+v", speak)
	}
}

func TestATerminalWithoutAVoiceSaysNothing(t *testing.T) {
	v := newVisit(t)
	v.press(SpeakPressed{}).at(StepIdle).event(HeadphonesChanged{In: true}).at(StepIdle)
	v.toPrinting().press(SpeakPressed{}).event(TicketPrinted{Ticket: ticketNumbered(7).Name})
	if speak, said := wanted[Speak](v); said || v.state.Session.Listening {
		t.Errorf("%+v", speak)
	}
}

// TestTheVoiceIsNeverOutOfStep holds that nothing is said to nobody: whatever
// happens, only who listens is spoken to, the idle terminal is still but for what
// it calls, and what the engine is told to say is what the state says is heard.
func TestTheVoiceIsNeverOutOfStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := State{
			Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Rules: DefaultRules(),
			Catalogue: sampleCatalogue(), Printer: Printer{Condition: PrinterReady}, Trees: sampleTrees(),
		}
		s.Rules.Voice, s.Rules.Chimes = true, rapid.Bool().Draw(t, "chimes")
		heard, idle := Speak{}, false
		for range rapid.IntRange(1, 60).Draw(t, "events") {
			e := anyEvent(t, s)
			before := s
			next, effects := Update(s, e)
			for _, effect := range effects {
				switch f := effect.(type) {
				case Speak:
					heard, idle = f, next.Session.Idle() // out of order, or a card was left
				case Hush:
					heard = Speak{}
				}
			}
			if _, ended := e.(SpeechEnded); ended && next.Saying == 0 {
				heard = Speak{}
			}
			if heard.Speech != next.Saying {
				t.Fatalf("after %T speech %d is heard, and the state says %d", e, heard.Speech, next.Saying)
			}
			personal := heard.Say != SayNothing && !idle
			if personal && !next.Session.Listening {
				t.Fatalf("after %T somebody who does not listen is told %+v", e, heard)
			}
			if before.Headphones && !next.Headphones && personal {
				t.Fatalf("after headphones are out %+v is heard", heard)
			}
			s = next
		}
	})
}
