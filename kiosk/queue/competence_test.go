package queue

import (
	"testing"
	"time"

	"kundterminal/kiosk"
)

func TestPrivateErrandsLanguagesAndExpertsFindTheRightDesk(t *testing.T) {
	l := newLobby(t)
	lobbyDesk := l.open("1", Login{Languages: []kiosk.Language{kiosk.Finnish}})
	private := l.comes(kiosk.WalkIn, kiosk.TicketPart{Authority: "kela", Private: true})
	list, err := l.book.Next(lobbyDesk, l.settings, l.now)
	l.fails(ErrNobody, list, err)
	list, err = l.book.Call(lobbyDesk, private, l.settings, l.now)
	l.fails(ErrCompetence, list, err)
	l.calls(l.open("2", Login{Door: true, Languages: []kiosk.Language{kiosk.Finnish}}), private)

	sami := l.ticket(kiosk.WalkIn, "", "se", of("vero"))
	l.join(sami)
	speaker := l.open("3", Login{Languages: []kiosk.Language{"se"}, Authorities: []kiosk.AuthorityID{"vero"}})
	list, err = l.book.Next(lobbyDesk, l.settings, l.now)
	l.fails(ErrNobody, list, err) // somebody speaks it
	l.ok(l.book.Close(speaker, l.now))
	l.calls(lobbyDesk, PartID{sami.Name, 1}) // nobody does: nobody waits in vain
}

func TestOnlyADeskThatCanServeTheErrandKeepsItFromThoseWhoDoNotSpeakItsLanguage(t *testing.T) {
	l := newLobby(t)
	finnish := l.open("1", Login{Languages: []kiosk.Language{kiosk.Finnish}, Expert: true, Door: true})
	swedish := Login{Languages: []kiosk.Language{kiosk.Swedish}, Services: []kiosk.ServiceID{"k-1"}}
	for _, part := range []kiosk.TicketPart{
		{Authority: "kela", Services: []kiosk.ServiceID{"k-2"}},
		{Authority: "kela", Services: []kiosk.ServiceID{"k-1"}, Private: true},
	} {
		ticket := l.ticket(kiosk.WalkIn, "", kiosk.Swedish, part)
		l.join(ticket)
		other := l.open("2", swedish)
		l.serves(finnish, PartID{ticket.Name, 1}, 0)
		l.ok(l.book.Close(other, l.now))
	}
	expert := l.ticket(kiosk.WalkIn, kiosk.ServedByExpert, kiosk.Swedish, kiosk.TicketPart{Authority: "kela", Services: []kiosk.ServiceID{"k-1"}})
	l.join(expert)
	l.open("2", swedish)
	l.serves(finnish, PartID{expert.Name, 1}, 0)
}

func TestARemoteExpertGetsAPartAndALinkThatFailsGivesItsPlaceBack(t *testing.T) {
	l := newLobby(t)
	l.settings.Rooms = []RoomID{"V1"}
	asks, waits := l.comes(kiosk.WalkIn, of("kela")), l.ticket(kiosk.WalkIn, kiosk.ServedRemotely, kiosk.Finnish, of("kela"))
	l.wait(time.Minute)
	l.join(waits)
	advisor := l.open("1", Login{})
	expert := l.open("kela-1", Login{Authorities: []kiosk.AuthorityID{"kela"}, Expert: true, Remote: true})
	l.calls(advisor, asks)
	l.ok(l.book.Start(advisor, l.now))
	l.ok(l.book.Move(advisor, asks, Target{Want: kiosk.ServedRemotely}, false, l.now))
	again := PartID{asks.Visit, 2}
	if p := l.part(again); p.Stage != AwaitingExpert {
		t.Fatalf("for the expert: %s", p.Stage)
	}
	list, err := l.book.Next(advisor, l.settings, l.now)
	l.fails(ErrNobody, list, err)
	l.calls(expert, again)
	if room := l.part(again).Room; room != "V1" {
		t.Errorf("called to room %q", room)
	}
	other := l.open("kela-2", Login{Authorities: []kiosk.AuthorityID{"kela"}, Expert: true, Remote: true})
	list, err = l.book.Next(other, l.settings, l.now)
	l.fails(ErrNoRoom, list, err)
	l.ok(l.book.Start(expert, l.now))
	l.ok(l.book.LinkFailed(expert, l.now))
	l.calls(other, again)
	l.ok(l.book.Start(other, l.now))
	l.ok(l.book.Finish(other, Settled, false, l.now))
	if p := l.part(again); p.Channel != ByVideo || p.Fails != 1 {
		t.Errorf("served: %+v", p)
	}
	l.calls(other, PartID{waits.Name, 1})
}

func TestTimesAreCountedByPartAndAPersonWaitsAtOnePlaceOnly(t *testing.T) {
	l := newLobby(t)
	id := l.comes(kiosk.WalkIn, of("kela"), of("vero"))
	w := l.open("1", Login{})
	l.wait(10 * time.Minute)
	l.calls(w, id)
	l.wait(time.Minute)
	l.ok(l.book.Start(w, l.now))
	l.wait(20 * time.Minute)
	l.ok(l.book.Finish(w, Settled, false, l.now))
	l.wait(5 * time.Minute)
	second := PartID{id.Visit, 2}
	l.calls(w, second)
	l.wait(time.Minute)
	l.ok(l.book.Return(w, second, l.now)) // the way to the desk was for nothing
	l.ok(l.book.Take(w, second, l.settings, l.now))
	l.wait(7 * time.Minute)
	l.ok(l.book.Hold(w, "paper", l.now))
	l.wait(3 * time.Minute)
	l.ok(l.book.Take(w, second, l.settings, l.now))
	l.ok(l.book.Finish(w, Settled, true, l.now))
	day := kiosk.DateOf(l.now)
	list := l.book.Records(day, false, l.now)
	if len(list) != 2 {
		t.Fatalf("%d records", len(list))
	}
	a, b := list[0], list[1]
	if a.Waited != 10*time.Minute || a.Walked != time.Minute || a.Served != 20*time.Minute || !a.First || a.Last || a.Channel != ByAdvisor {
		t.Errorf("the first part: %+v", a)
	}
	if b.Waited != 15*time.Minute || b.Walked != 0 || b.Served != 7*time.Minute || !b.Wrong || !b.Last || b.Stayed != 47*time.Minute || b.Had != 10*time.Minute {
		t.Errorf("the second part: %+v", b)
	}
}

func TestTheDayClosesOnWhoWasNotServed(t *testing.T) {
	l := newLobby(t)
	l.comes(kiosk.WalkIn)
	l.wait(time.Hour)
	day := kiosk.DateOf(l.now)
	list := l.book.Records(day, false, l.now)
	if len(list) != 1 || list[0].Stage != Waiting || list[0].Last {
		t.Fatalf("while somebody waits: %+v", list)
	}
	list = l.book.Records(day, true, l.now)
	if len(list) != 1 || list[0].Stage != Expired || list[0].Waited != time.Hour {
		t.Fatalf("at the end of the day: %+v", list)
	}
	l.ok(l.book.CloseDay(day, l.now), nil)
	if len(l.book.Visits()) > 0 || len(l.book.Posts()) > 0 {
		t.Error("the day is not closed")
	}
}
