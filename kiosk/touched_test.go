package kiosk

import "testing"

func TestATouchBesideEverythingStopsTheVoiceAndNothingElse(t *testing.T) {
	v := newVisit(t)
	v.state.Rules.Voice = true
	v.press(LanguageChosen{Language: Finnish}, SpeakPressed{})
	if !v.state.Speaking() {
		t.Fatal("nothing is said")
	}
	place := v.state.Session.Place
	v.press(Touched{})
	if v.state.Saying != 0 || !v.state.Session.Listening || v.state.Session.Place != place {
		t.Errorf("saying %d, listening %t, at %v", v.state.Saying, v.state.Session.Listening, v.state.Session.Place)
	}
	if _, hushed := wanted[Hush](v); !hushed {
		t.Error("the voice is not told")
	}
}
