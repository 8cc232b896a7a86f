package workshop_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// slowSettings take a second to keep anything.
type slowSettings struct{ kept map[string]kiosk.TestRecord }

func (s slowSettings) Setting(name string, v any) (bool, error) {
	r, ok := s.kept[name]
	if ok {
		*v.(*kiosk.TestRecord) = r
	}
	return ok, nil
}

func (s slowSettings) SetSetting(_ context.Context, name string, v any) error {
	time.Sleep(time.Second)
	s.kept[name] = v.(kiosk.TestRecord)
	return nil
}

// onScreen runs tests on the screen itself in virtual time.
func onScreen(t *testing.T, play func(*workshop.Screen)) (slowSettings, *workshop.Records, []kiosk.Event) {
	t.Helper()
	settings := slowSettings{map[string]kiosk.TestRecord{}}
	records := workshop.NewRecords(settings, time.Now)
	var posted []kiosk.Event
	synctest.Test(t, func(t *testing.T) {
		s := workshop.NewScreen(&fakeDesk{}, records, nil, func(e kiosk.Event) {
			if _, often := e.(kiosk.DevicesReported); !often {
				posted = append(posted, e)
			}
		})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx) }()
		s.Do(kiosk.WatchDevices{On: true})
		s.Do(kiosk.RunTest{Run: 1, Device: "screen", Test: kiosk.TestTouch})
		play(s)
		time.Sleep(5 * time.Second)
		cancel()
		<-ended
	})
	return settings, records, posted
}

func TestATestThatIsJudgedBeforeItIsNotedIsNotedUnderItsName(t *testing.T) {
	settings, records, _ := onScreen(t, func(s *workshop.Screen) { s.Do(kiosk.JudgeTest{Run: 1, Passed: true}) })
	if r := settings.kept["test/screen/touch"]; len(settings.kept) != 1 || r.Outcome != kiosk.OutcomePassed {
		t.Errorf("%+v", settings.kept)
	}
	if _, err := records.Begin(t.Context(), "screen", kiosk.TestTouch); err != nil {
		t.Error("it cannot be begun again:", err)
	}
}

func TestATestThatIsStoppedSaysSo(t *testing.T) {
	for how, act := range map[string]kiosk.Work{"stopped": kiosk.StopTest{Run: 1}, "left": kiosk.WatchDevices{}} {
		settings, _, posted := onScreen(t, func(s *workshop.Screen) { s.Do(act) })
		r := settings.kept["test/screen/touch"]
		if r.Outcome != kiosk.OutcomeFailed || len(r.Notes) != 1 || r.Notes[0].Text != "test_stopped" {
			t.Errorf("%s: %+v", how, r)
		}
		if len(posted) != 1 {
			t.Errorf("%s: %+v", how, posted)
		}
	}
}
