package queue

import (
	"testing"
	"time"

	"kundterminal/kiosk"
)

func asks(parts ...kiosk.TicketPart) kiosk.Prospect {
	return kiosk.Prospect{Queue: "a", Class: kiosk.WalkIn, Served: kiosk.ServedByAdvisor, Language: kiosk.Finnish, Parts: parts}
}

func TestNothingIsPromisedWhileNobodyServesTheErrand(t *testing.T) {
	l := newLobby(t)
	expects := func(a kiosk.AuthorityID) kiosk.Estimate {
		return l.book.Forecast(l.settings, l.now).Estimate(asks(of(a)), l.now)
	}
	if e := expects("kela"); e != (kiosk.Estimate{}) {
		t.Errorf("without a desk: %+v", e)
	}
	w := l.open("1", Login{Authorities: []kiosk.AuthorityID{"kela"}})
	if e := expects("kela"); !e.Wait.Known() || !e.Visit.Known() || e.Wait.Least != 0 {
		t.Errorf("with an empty queue: %+v", e)
	}
	if e := expects("vero"); e != (kiosk.Estimate{}) {
		t.Errorf("without the competence: %+v", e)
	}
	l.ok(l.book.Pause(w, true, l.now))
	if e := expects("kela"); e != (kiosk.Estimate{}) {
		t.Errorf("on a break: %+v", e)
	}
}

func TestTheWaitGrowsWithThoseBeforeAndShrinksWithDesks(t *testing.T) {
	l := newLobby(t)
	for range 12 {
		l.comes(kiosk.WalkIn, of("kela"))
	}
	mid := func() time.Duration {
		e := l.book.Forecast(l.settings, l.now).Estimate(asks(of("kela")), l.now)
		if e.Ahead != 12 {
			t.Errorf("%d are before", e.Ahead)
		}
		if e.Wait.Least%(5*time.Minute) != 0 || e.Wait.Most%(5*time.Minute) != 0 || e.Wait.Least > e.Wait.Mid || e.Wait.Most < e.Wait.Mid {
			t.Errorf("the range is %+v", e.Wait)
		}
		return e.Wait.Mid
	}
	l.open("1", Login{})
	one := mid()
	l.open("2", Login{})
	l.open("3", Login{Authorities: []kiosk.AuthorityID{"kela"}})
	l.open("4", Login{Authorities: []kiosk.AuthorityID{"vero"}}) // cannot help
	if three := mid(); one < 2*three || one < 2*time.Hour-10*time.Minute || one > 2*time.Hour+15*time.Minute {
		t.Errorf("one desk: %s, three: %s", one, three)
	}
}

func TestTheWholeVisitIsTheSumOfItsPartsWithWhatOverlaps(t *testing.T) {
	l := newLobby(t)
	l.open("1", Login{Authorities: []kiosk.AuthorityID{"kela"}})
	l.open("2", Login{Authorities: []kiosk.AuthorityID{"vero"}})
	e := l.book.Forecast(l.settings, l.now).Estimate(asks(of("kela"), of("vero")), l.now)
	if want := 2 * (l.settings.Service + usualWalk); e.Visit.Mid < want-time.Second || e.Visit.Mid > want+time.Second {
		t.Errorf("two parts take %s, want %s", e.Visit.Mid, want)
	}
}

func TestServicesTakeWhatTheLastOnesTook(t *testing.T) {
	l := newLobby(t)
	w := l.open("1", Login{})
	part := kiosk.TicketPart{Authority: "kela", Services: []kiosk.ServiceID{"k-1"}}
	for range 30 {
		l.serves(w, l.comes(kiosk.WalkIn, part), 30*time.Minute)
	}
	got := l.book.means.service("k-1", l.settings.Usual("k-1"))
	if want := 26 * time.Minute; got != want { // (20 × 30 + 5 × 10) / 25
		t.Errorf("a mean of %s, want %s", got, want)
	}
	l.serves(w, l.comes(kiosk.WalkIn, part), 2*time.Hour)
	l.ok(l.book.Mistime(w, PartID{kiosk.EventName{Terminal: 1, Epoch: "E", Seq: 31}, 1}, l.now))
	if again := l.book.means.service("k-1", l.settings.Usual("k-1")); again > got {
		t.Errorf("wrong times made it %s", again)
	}
}

func TestNoMoreNumbersThanCanBeServedBeforeThePointCloses(t *testing.T) {
	l := newLobby(t)
	l.settings.Hours = kiosk.WorkingDays(9*time.Hour, 10*time.Hour)
	l.open("1", Login{})
	admit := func() kiosk.Refusal {
		return l.book.Forecast(l.settings, l.now).Admit(asks(of("kela")), l.now)
	}
	for range 4 {
		if why := admit(); why != kiosk.NotRefused {
			t.Fatalf("refused: %s", why)
		}
		l.comes(kiosk.WalkIn, of("kela"))
	}
	l.comes(kiosk.WalkIn, of("kela"))
	if why := admit(); why != kiosk.RefusedTooLate {
		t.Errorf("an hour's work waits: %s", why)
	}
	l.wait(2 * time.Hour)
	if why := admit(); why != kiosk.RefusedClosed {
		t.Errorf("after the hours: %s", why)
	}
	l.wait(-3 * time.Hour)
	if why := admit(); why != kiosk.NotRefused {
		t.Errorf("before the doors open: %s", why)
	}
	l.ok(l.book.SetQuota(Who{}, "a", 5, l.now))
	if why := admit(); why != kiosk.RefusedQuota {
		t.Errorf("with the quota used: %s", why)
	}
	l.ok(l.book.PauseQueue(Who{}, "a", true, l.now))
	if why := admit(); why != kiosk.RefusedPaused {
		t.Errorf("paused: %s", why)
	}
	l.ok(l.book.CloseQueue(Who{}, "a", l.now))
	if why := admit(); why != kiosk.RefusedClosed {
		t.Errorf("closed: %s", why)
	}
}
