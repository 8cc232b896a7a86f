package queue

import (
	"testing"

	"kundterminal/kiosk"
)

func TestADeskCallsItsAuthoritiesByWeight(t *testing.T) {
	l := newLobby(t)
	l.settings.Rules = []Rule{{Take: TakeLongest, Weights: []int{2, 1}}}
	w := l.open("1", Login{Authorities: []kiosk.AuthorityID{"kela", "vero", "poliisi"}})
	var got []kiosk.AuthorityID
	for _, a := range []kiosk.AuthorityID{"poliisi", "vero", "kela"} {
		for range 4 {
			l.comes(kiosk.WalkIn, of(a))
		}
	}
	for range 8 {
		l.ok(l.book.Next(w, l.settings, l.now))
		got = append(got, l.part(l.book.posts["1"].Holds).Authority)
		l.ok(l.book.Start(w, l.now))
		l.ok(l.book.Finish(w, Settled, false, l.now))
	}
	count := map[kiosk.AuthorityID]int{}
	for _, a := range got {
		count[a]++
	}
	if count["kela"] != 4 || count["vero"] != 2 || count["poliisi"] != 2 {
		t.Errorf("called %v", got)
	}
}

func TestAnAuthorityWhosePeopleComeLateCatchesUpOnNoTurns(t *testing.T) {
	l := newLobby(t)
	l.settings.Rules = []Rule{{Take: TakeLongest, Weights: []int{2, 1}}}
	w := l.open("1", Login{Authorities: []kiosk.AuthorityID{"kela", "vero"}})
	for range 41 {
		l.serves(w, l.comes(kiosk.WalkIn, of("kela")), 0)
	}
	kela, vero := map[int]PartID{}, map[int]PartID{}
	for i := range 9 {
		kela[i], vero[i] = l.comes(kiosk.WalkIn, of("kela")), l.comes(kiosk.WalkIn, of("vero"))
	}
	for _, want := range []PartID{kela[0], vero[0], kela[1], vero[1], kela[2], kela[3], vero[2], kela[4]} {
		l.serves(w, want, 0)
	}
}

func TestACallThatIsUndoneTakesNoTurn(t *testing.T) {
	l := newLobby(t)
	l.settings.Rules = []Rule{{Take: TakeLongest, Weights: []int{1, 1}}}
	w := l.open("1", Login{Authorities: []kiosk.AuthorityID{"kela", "vero"}})
	kela, vero := l.comes(kiosk.WalkIn, of("kela")), l.comes(kiosk.WalkIn, of("vero"))
	l.calls(w, kela)
	l.ok(l.book.Undo(w, l.now))
	l.serves(w, kela, 0)
	l.serves(w, vero, 0)
	next := l.comes(kiosk.WalkIn, of("kela"))
	l.calls(w, next) // a round begins
	l.ok(l.book.Undo(w, l.now))
	l.serves(w, next, 0)
}
