package speech

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

func TestTheVolumeStaysWithinItsRange(t *testing.T) {
	for steps, want := range map[int]int{-1000: 1, -1: 35, 0: DefaultVolume, 1: 71, 2: 100, 1000: 100} {
		if got := Volume(steps); got != want {
			t.Errorf("%d steps are %d percent, want %d", steps, got, want)
		}
	}
}

func TestSentencesOfOneVoiceAreSaidInOneBreath(t *testing.T) {
	long := strings.Repeat("x", breath-10)
	got := breaths([]ui.Sentence{
		finnish("title"), finnish("one"), finnish("two"),
		{Language: kiosk.Swedish, Text: "tre"},
		{Language: kiosk.EasySwedish, Text: "fyra"},
		finnish(long), finnish("not any more"),
	})
	want := []ui.Sentence{
		finnish("title"), finnish("one" + pause + "two"),
		{Language: kiosk.Swedish, Text: "tre" + pause + "fyra"},
		finnish(long), finnish("not any more"),
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnUtteranceTellsOnceThatItHasEndedByItself(t *testing.T) {
	d := &deck{hold: make(chan struct{})}
	s := New(Options{Player: d, Program: script(t, "cat")})
	defer s.Close()
	told := make(chan string, 4)
	telling := func(text string) Utterance {
		u := saying(0, finnish(text))
		u.Ended = func() { told <- text }
		return u
	}
	s.Say(telling("replaced"))
	soon(t, "nothing is said", func() bool { return len(d.list()) == 1 })
	s.Say(telling("stopped"))
	s.Stop()
	s.Say(telling("whole"))
	soon(t, "the last is not said", func() bool { return slices.Contains(d.list(), "whole") })
	close(d.hold)
	if got := <-told; got != "whole" {
		t.Errorf("%q has ended", got)
	}
	d.err = errors.New("the device is gone")
	s.Say(telling("failed"))
	if got := <-told; got != "failed" || len(told) > 0 {
		t.Errorf("%q has ended, and %d more", got, len(told))
	}
}
