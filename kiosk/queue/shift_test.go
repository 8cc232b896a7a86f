package queue

import (
	"testing"
	"time"

	"kundterminal/kiosk"
)

// planned is a lobby with one desk, where somebody waits whose service takes ten minutes.
func planned(t *testing.T, s Shift) (lobby, Who) {
	l := newLobby(t)
	y, m, d := l.now.Date()
	l.now = time.Date(y, m, d, 10, 50, 0, 0, l.now.Location())
	l.settings.Shifts = map[DeskID]Shift{"1": s}
	w := l.open("1", Login{})
	l.comes(kiosk.WalkIn, of("kela"))
	l.comes(kiosk.WalkIn, of("kela"))
	return l, w
}

func (l lobby) expects() time.Duration {
	return l.book.Forecast(l.settings, l.now).Estimate(asks(of("kela")), l.now).Wait.Mid
}

func TestEstimatesReckonWithPlannedBreaks(t *testing.T) {
	plain, _ := planned(t, Shift{})
	lunch, _ := planned(t, Shift{Breaks: []kiosk.OpenDay{{Opens: 11 * time.Hour, Closes: 11*time.Hour + 30*time.Minute}}})
	if without, with := plain.expects(), lunch.expects(); with-without < 29*time.Minute || with-without > 31*time.Minute {
		t.Errorf("with half an hour's break %s, without %s", with, without)
	}
	past, _ := planned(t, Shift{Breaks: []kiosk.OpenDay{{Opens: 9 * time.Hour, Closes: 9*time.Hour + 30*time.Minute}}})
	if without, with := plain.expects(), past.expects(); with != without {
		t.Errorf("with a break that is over %s, without %s", with, without)
	}
}

func TestADeskOnABreakIsExpectedBackWhenItIsPlanned(t *testing.T) {
	l, w := planned(t, Shift{Breaks: []kiosk.OpenDay{{Opens: 10*time.Hour + 45*time.Minute, Closes: 11*time.Hour + 45*time.Minute}}})
	second := l.open("2", Login{Authorities: []kiosk.AuthorityID{"kela"}})
	both := l.expects()
	l.ok(l.book.Pause(w, true, l.now))
	alone := l.expects()
	l.wait(58 * time.Minute)
	if soon := l.expects(); both >= alone || soon >= alone {
		t.Errorf("two desks %s, one of them on a break %s, soon back %s", both, alone, soon)
	}
	l.ok(l.book.Close(second, l.now))
	if e := l.expects(); e != 0 {
		t.Errorf("%s is promised while no desk is open", e)
	}
}

func TestNobodyIsPromisedADeskAfterTheEndOfItsShift(t *testing.T) {
	l, _ := planned(t, Shift{Until: 11 * time.Hour})
	if e := l.expects(); e != 0 {
		t.Errorf("%s is promised, and the only desk closes before", e)
	}
	l.settings.Hours = kiosk.WorkingDays(9*time.Hour, 11*time.Hour)
	if e := l.expects(); e == 0 {
		t.Error("whoever waits when the point closes is served, and nothing is promised")
	}
}

func TestWhatADeskTakesBetweenTwoPeopleIsLearned(t *testing.T) {
	l, w := planned(t, Shift{})
	for range 40 {
		l.comes(kiosk.WalkIn, of("kela"))
	}
	before := l.expects()
	for range 30 {
		list, err := l.book.Next(w, l.settings, l.now)
		l.ok(list, err)
		l.ok(l.book.Start(w, l.now))
		l.wait(10 * time.Minute)
		l.ok(l.book.Finish(w, Settled, false, l.now))
		l.wait(2 * time.Minute)
	}
	if tidy := l.book.means.tidy(); tidy < 100*time.Second || tidy > 2*time.Minute {
		t.Errorf("%s between two people, and it was two minutes", tidy)
	}
	for range 30 {
		l.comes(kiosk.WalkIn, of("kela"))
	}
	if after := l.expects(); after-before < 40*time.Minute {
		t.Errorf("42 people take %s, and took %s before it was known", after, before)
	}
}
