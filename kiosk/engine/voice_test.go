package engine

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// voice notes what it is told. It is called by the engine's goroutine only, and
// read when that waits.
type voice struct{ told []string }

func (v *voice) SpeakNumber(t kiosk.Ticket, l kiosk.Language) {
	v.told = append(v.told, t.Label()+" "+string(l))
}
func (v *voice) CallForCard(kiosk.Language) {}

func (v *voice) Hush() { v.told = append(v.told, "hush") }

func TestTheVoiceIsToldToSayTheNumberAndToStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &voice{}
		x := startedSpeaking(t, v)
		x.toTicket()
		time.Sleep(time.Second)
		x.at(kiosk.StepTake)
		x.press(kiosk.SpeakPressed{}, kiosk.SpeakPressed{}, kiosk.Finished{})
		if want := []string{"D 001 fi", "D 001 fi", "hush"}; !slices.Equal(v.told, want) {
			t.Errorf("the voice was told %v, want %v", v.told, want)
		}
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
		x.press(kiosk.SpeakPressed{}, kiosk.Finished{})
		x.at(kiosk.StepThanks)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}
