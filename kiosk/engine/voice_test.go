package engine

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// voice notes what it is told. What it says takes as long as it is set to.
type voice struct {
	takes time.Duration // 0: it never ends

	mu     sync.Mutex
	told   []string
	speech uint64 // being heard
}

func (v *voice) Speak(s kiosk.State, f kiosk.Speak, ended func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.told, v.speech = append(v.told, fmt.Sprintf("%s %d", s.Session.Step, f.Say)), f.Speech
	if v.takes == 0 {
		return
	}
	time.AfterFunc(v.takes, func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.speech == f.Speech {
			ended()
		}
	})
}

func (v *voice) Hush() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.told, v.speech = append(v.told, "hush"), 0
}

func (v *voice) list() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.told)
}

func TestTheVoiceIsToldToSayEachScreenAndToStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &voice{takes: time.Hour}
		x := startedSpeaking(t, v)
		x.press(kiosk.SpeakPressed{}, kiosk.LanguageChosen{Language: kiosk.Finnish}, kiosk.HelpPressed{}, kiosk.HushPressed{})
		if want := []string{"language 1", "way 1", "way 1", "hush"}; !slices.Equal(v.list(), want) {
			t.Errorf("the voice was told %v, want %v", v.list(), want)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestASessionIsQuietOnlyOnceTheVoiceIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := startedSpeaking(t, &voice{takes: 2 * time.Minute})
		x.press(kiosk.SpeakPressed{}, kiosk.LanguageChosen{Language: kiosk.Finnish})
		quiet, warning := x.State().Rules.Quiet, x.State().Rules.Warning
		time.Sleep(2*time.Minute + quiet - time.Second)
		if got := x.State().Session.Overlay; got != kiosk.NoOverlay {
			t.Errorf("overlay %d lies over a screen that was just said", got)
		}
		time.Sleep(2*time.Second + 2*time.Minute + warning)
		x.at(kiosk.StepIdle)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestATerminalWithoutAVoiceGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := startedSpeaking(t, nil)
		x.toTicket()
		time.Sleep(time.Second)
		x.press(kiosk.SpeakPressed{})
		if x.State().Saying != 0 {
			t.Error("it waits for a voice that is not there")
		}
		x.press(kiosk.Finished{})
		x.at(kiosk.StepThanks)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}
