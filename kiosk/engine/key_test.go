package engine

import (
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

func TestKeysAreMeantForTheScreenThatIsThereWhenTheirTurnComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := startedWith(t, &memory{}, &printer{}, func(*kiosk.State, *Options) {})
		next := func(s kiosk.State) kiosk.Press { // the stop after the one that it is on
			if s.Session.Idle() {
				return kiosk.Started{}
			}
			n, _ := strconv.Atoi(s.Session.Focus)
			return kiosk.FocusMoved{To: strconv.Itoa(n + 1)}
		}
		for range 6 { // quicker than any state is seen
			x.Key(next)
		}
		x.Key(func(kiosk.State) kiosk.Press { return nil })
		synctest.Wait()
		if s := x.State().Session; s.Focus != "5" || !s.Keyed || s.Step != kiosk.StepLanguage {
			t.Errorf("after six keys it is on %q at %s", s.Focus, s.Step)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

// lamp notes what it is told.
type lamp []bool

func (l *lamp) Light(on bool) { *l = append(*l, on) }

func TestTheBeaconIsLitForACallAndPutOutWhenNobodyCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l lamp
		m := &memory{}
		x := startedWith(t, m, &printer{}, func(_ *kiosk.State, o *Options) { o.Beacon = &l })
		x.Post(kiosk.BeaconChanged{Beacon: kiosk.BeaconDark})
		x.press(kiosk.LanguageChosen{Language: kiosk.Finnish}, kiosk.HelpPressed{}, kiosk.AdvisorRequested{})
		time.Sleep(11 * time.Minute)
		synctest.Wait()
		if !slices.Equal(l, lamp{true, false}) {
			t.Errorf("the beacon was told %v", l)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
		if kinds := m.kinds(); !slices.Contains(kinds, kiosk.AdvisorCalled) || !slices.Contains(kinds, kiosk.CallEnded) {
			t.Errorf("the journal has %v", kinds)
		}
	})
}
