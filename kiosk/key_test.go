package kiosk

import (
	"testing"
	"time"
)

// keypadAt is a bench at an idle terminal.
func keypadAt(t *testing.T) *bench {
	t.Helper()
	b := technicianAt(t)
	b.state.Catalogue = sampleCatalogue()
	return b
}

// keyed is a bench whose person has chosen a language on the keypad.
func keyed(t *testing.T) *bench {
	t.Helper()
	b := keypadAt(t)
	b.state.Rules.Voice = true
	b.do(KeyPressed{Press: Started{}}, KeyPressed{Press: LanguageChosen{Language: Swedish}})
	if s := b.state.Session; s.Step != StepWay || !s.Keyed || !s.Listening {
		t.Fatalf("after two keys the session is %+v", s)
	}
	return b
}

func TestAKeyWakesTheTerminalAndWhoeverPressesItListens(t *testing.T) {
	b := keypadAt(t)
	b.state.Rules.Voice = true
	b.do(KeyPressed{Press: Started{}})
	if s := b.state.Session; s.Step != StepLanguage || !s.Keyed || !s.Listening {
		t.Errorf("the session is %+v", s)
	}
	b = keypadAt(t)
	b.do(KeyPressed{Press: Started{}})
	if s := b.state.Session; !s.Keyed || s.Listening {
		t.Errorf("without a voice the session is %+v", s)
	}
}

func TestTheKeypadIsWhereItWalkedUntilTheScreenIsAnother(t *testing.T) {
	b := keyed(t)
	b.do(FocusMoved{To: "way:life"})
	if b.state.Session.Focus != "way:life" {
		t.Fatalf("it is on %q", b.state.Session.Focus)
	}
	b.do(KeyPressed{Press: HelpPressed{}})
	if s := b.state.Session; s.Focus != "" || !s.Keyed {
		t.Errorf("over the screen it is on %q, used: %t", s.Focus, s.Keyed)
	}
	b.do(FocusMoved{To: "close"}, KeyPressed{Press: OverlayClosed{}})
	if b.state.Session.Focus != "" {
		t.Errorf("back on the screen it is on %q", b.state.Session.Focus)
	}
	b.do(KeyPressed{Press: WayChosen{Way: StepSearch}}, FocusMoved{To: "key:k"}, KeyPressed{Press: LetterTyped{Letter: 'k'}})
	if s := b.state.Session; s.Focus != "key:k" || s.Query != "k" {
		t.Errorf("a letter is typed: it is on %q, and the query is %q", s.Focus, s.Query)
	}
	b.do(KeyPressed{Press: PageTurned{To: 1}})
	if b.state.Session.Focus != "" {
		t.Errorf("on another page it is on %q", b.state.Session.Focus)
	}
}

func TestAFingerTakesTheKeypadOffTheScreen(t *testing.T) {
	b := keyed(t)
	b.do(FocusMoved{To: "help"}, HelpPressed{})
	if s := b.state.Session; s.Keyed || s.Focus != "" || !s.Listening {
		t.Errorf("after a touch the session is %+v", s)
	}
}

func TestAHandWalksFasterThanTheGuardAgainstDoubleTouches(t *testing.T) {
	b := keyed(t)
	now := b.state.Up
	quick := func(e Event) {
		now += 90 * time.Millisecond
		b.state, _ = Update(b.state, TimePassed{Now: b.state.Now, Up: now})
		b.state, _ = Update(b.state, e)
	}
	quick(FocusMoved{To: "a"})
	quick(FocusMoved{To: "b"})
	quick(FocusMoved{To: "a"})
	if b.state.Session.Focus != "a" {
		t.Errorf("it is on %q", b.state.Session.Focus)
	}
	now += b.state.Rules.Guard
	quick(KeyPressed{Press: WayChosen{Way: StepAuthorities}})
	quick(FocusMoved{To: "authority:kela"})
	quick(KeyPressed{Press: AuthorityChosen{Authority: "kela"}})
	if b.state.Session.Step != StepAuthorities {
		t.Error("walking has lifted the guard of a screen that has just changed")
	}
}

func TestWhoWalksToTheAnswerOfTheWarningGetsThere(t *testing.T) {
	b := keyed(t)
	heard := func() { b.state, _ = Update(b.state, SpeechEnded{Speech: b.state.Saying}) } // a warning that is being said waits
	heard()
	b.state, _ = Update(b.state, TimePassed{Now: b.state.Now, Up: b.state.Up + b.state.Rules.Quiet})
	heard()
	if b.state.Session.Overlay != WarningOverlay {
		t.Fatalf("no warning: %+v", b.state.Session)
	}
	for range 5 {
		b.state, _ = Update(b.state, TimePassed{Now: b.state.Now, Up: b.state.Up + b.state.Rules.Warning - time.Second})
		b.state, _ = Update(b.state, FocusMoved{To: "stay"})
		heard()
		if s := b.state; s.Session.Overlay != WarningOverlay || s.SecondsLeft() != int(s.Rules.Warning.Seconds()) {
			t.Fatalf("after a key %d s are left, over the screen is %d", s.SecondsLeft(), s.Session.Overlay)
		}
	}
	b.state, _ = Update(b.state, TimePassed{Now: b.state.Now, Up: b.state.Up + time.Second})
	b.state, _ = Update(b.state, KeyPressed{Press: StayPressed{}})
	if b.state.Session.Overlay != NoOverlay || b.state.Session.Step != StepWay {
		t.Errorf("the person stayed, and the session is %+v", b.state.Session)
	}
}
