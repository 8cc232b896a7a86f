package workshop

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/keypad"
	"kundterminal/kiosk"
)

// keysPlayed runs the test of the keys in virtual time: a key comes each second, and
// every question is answered so.
func keysPlayed(t *testing.T, answer bool, keys ...string) (passed bool, texts, notes []string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		came, answers := make(chan string, 20), make(chan bool, 1)
		var stand Standing
		stand.Changed(devices.Status{})
		run := NewRun(func(s kiosk.TestStage) {
			texts = append(texts, s.Text)
			if s.Asks {
				answers <- answer
			}
		}, answers)
		go func() {
			for _, k := range keys {
				time.Sleep(time.Second)
				if k == "gone" {
					stand.Changed(devices.Status{Fault: devices.FaultDisconnected})
					return
				}
				came <- k
			}
		}()
		stopped := false
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		passed = KeysTest(func() (<-chan string, func()) { return came, func() { stopped = true } }, stand.Stand)(ctx, run)
		if !stopped {
			t.Error("the test listens on")
		}
		for _, n := range run.Notes() {
			notes = append(notes, n.Key+":"+n.Text)
		}
	})
	return passed, texts, notes
}

func TestEachKeyIsAskedForAndAnotherIsTold(t *testing.T) {
	passed, texts, notes := keysPlayed(t, false, "previous", "select", "next", "select", "back", "repeat", "louder", "softer")
	if !passed || len(notes) != len(keypad.Keys()) {
		t.Errorf("passed %t, notes %v", passed, notes)
	}
	if got := strings.Join(texts, " "); !strings.HasPrefix(got, "press_previous press_next press_next press_select") {
		t.Errorf("the stages are %s", got)
	}
}

func TestAKeyThatDoesNotComeFailsTheTestByItsName(t *testing.T) {
	passed, texts, notes := keysPlayed(t, false, "previous")
	if passed || notes[len(notes)-1] != "missing_key:pad_next" || texts[len(texts)-1] != "no_key" {
		t.Errorf("passed %t, stages %v, notes %v", passed, texts, notes)
	}
	passed, _, notes = keysPlayed(t, false, "previous", "gone")
	if passed || !strings.Contains(strings.Join(notes, " "), "condition_disconnected") {
		t.Errorf("unplugged: passed %t, notes %v", passed, notes)
	}
}
