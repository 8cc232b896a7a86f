package tour

import (
	"time"

	"kundterminal/kiosk"
)

// Equipped returns a catalogue with what only a service point itself can give: when
// experts are there, and where its rooms are.
func Equipped(c *kiosk.Catalogue) *kiosk.Catalogue {
	e := *c
	e.Roster = nil
	for _, a := range c.Authorities {
		for _, by := range []kiosk.Served{kiosk.ServedByExpert, kiosk.ServedRemotely} {
			e.Roster = append(e.Roster, kiosk.Shift{
				Authority: a.ID, By: by, Days: kiosk.WeekdaysOf(time.Thursday), From: 9 * time.Hour, To: 15 * time.Hour,
			})
		}
	}
	e.Floors = []kiosk.Floor{
		{Number: 1, Size: kiosk.Point{X: 40, Y: 24}, Here: kiosk.Point{X: 18, Y: 20}, Home: true},
		{Number: 2, Size: kiosk.Point{X: 40, Y: 24}},
	}
	name := func(fi, sv, en string) kiosk.Text {
		return kiosk.Text{kiosk.Finnish: fi, kiosk.Swedish: sv, kiosk.English: en}
	}
	e.Rooms = []kiosk.Room{
		{
			ID: "lobby", Name: name("Aula", "Aula", "Lobby"), Floor: 1, Wing: kiosk.WestEnd, Paint: kiosk.GreenDoor,
			At: kiosk.Point{X: 0, Y: 0}, Size: kiosk.Point{X: 14, Y: 12}, Door: kiosk.Point{X: 10, Y: 12},
			Route: []kiosk.Point{{X: 18, Y: 20}, {X: 18, Y: 16}, {X: 10, Y: 16}, {X: 10, Y: 12}},
		},
		{
			ID: "stairs", Name: name("Portaat", "Trappa", "Stairs"), Floor: 1, Wing: kiosk.WestEnd, Paint: kiosk.BrownDoor,
			At: kiosk.Point{X: 30, Y: 14}, Size: kiosk.Point{X: 10, Y: 10}, Door: kiosk.Point{X: 30, Y: 18}, Stairs: true,
		},
		{
			ID: "room", Name: name("Huone 2", "Rum 2", "Room 2"), Floor: 2, Wing: kiosk.EastEnd, Paint: kiosk.BlueDoor,
			At: kiosk.Point{X: 28, Y: 0}, Size: kiosk.Point{X: 12, Y: 10}, Door: kiosk.Point{X: 28, Y: 6},
			Route: []kiosk.Point{{X: 8, Y: 18}, {X: 8, Y: 6}, {X: 28, Y: 6}},
		},
	}
	queues := append([]kiosk.Queue(nil), c.Queues...)
	for i, q := range queues {
		queues[i].Room = "lobby"
		if q.Private || q.Remote {
			queues[i].Room = "room"
		}
	}
	again := kiosk.NewCatalogue(e.Authorities, e.Services, e.LifeEvents, queues)
	again.Roster, again.Rooms, again.Floors = e.Roster, e.Rooms, e.Floors
	return again
}

// ways visits how one is served, at a point that has everything.
func (t *guide) ways() {
	back := t.state
	t.state.Catalogue, t.state.Rules.SecondScreen = Equipped(t.state.Catalogue), true
	for _, v := range []struct {
		name    string
		errands []kiosk.ServiceID
	}{
		{"", []kiosk.ServiceID{"p-id"}},
		{"-video", []kiosk.ServiceID{"d-foreign"}},
		{"-several", []kiosk.ServiceID{"k-unemp", "v-card"}},
		{"-private", []kiosk.ServiceID{"k-basic"}},
		{"-private-expert", []kiosk.ServiceID{"p-weapon"}},
	} {
		t.state.Session.Errands = v.errands
		t.stop("summary-ways" + v.name)
		t.aside("served"+v.name, kiosk.WayChosen{Way: kiosk.StepServed})
		if len(t.state.OnlineErrands()) > 0 {
			t.aside("e-service"+v.name, kiosk.WayChosen{Way: kiosk.StepServed}, kiosk.ServedChosen{By: kiosk.ServedOnline})
		}
		t.ticketOf(v.name)
	}
	t.state.Session.Errands = []kiosk.ServiceID{"k-unemp", "v-card"}
	t.aside("e-service-of-several", kiosk.WayChosen{Way: kiosk.StepServed}, kiosk.ServedChosen{By: kiosk.ServedOnline}, kiosk.EServiceChosen{Service: "v-card"})
	t.aside("help-served", kiosk.WayChosen{Way: kiosk.StepServed}, kiosk.HelpPressed{})
	t.state.Session.Errands = []kiosk.ServiceID{"k-housing"}
	t.do(kiosk.ServedChosen{By: kiosk.ServedOnline}, kiosk.AddressRequested{})
	t.stop("e-service-under-way")
	for h := kiosk.OnPaper; h <= kiosk.NotHandable; h++ {
		t.aside("e-service-"+h.String(), kiosk.AddressDone{Ask: t.state.Session.Ask, As: h})
	}
	t.state = back
	t.callBack()
}

// callBack asks for a call, of one authority among several.
func (t *guide) callBack() {
	back := t.state
	t.state.Rules.CallBack, t.state.Catalogue = true, Equipped(t.state.Catalogue)
	t.stop("summary-call")
	t.do(kiosk.WayChosen{Way: kiosk.StepServed})
	t.stop("served-call")
	t.do(kiosk.CallBackPressed{})
	t.stop("call-who")
	t.do(kiosk.CallAuthorityChosen{Authority: "kela"})
	t.stop("call-day")
	t.aside("help-call", kiosk.HelpPressed{})
	t.do(kiosk.CallWindowChosen{From: t.state.CallWindows()[1].From.Unix()})
	t.stop("call-phone")
	t.do(t.code("0401234567")...)
	t.stop("call-phone-typed")
	for _, f := range kiosk.PhoneFaults() {
		t.aside("call-phone-"+f.String(), kiosk.PhoneChecked{Fault: f})
	}
	t.do(kiosk.PhoneChecked{Shown: kiosk.MaskedPhone([]byte("+358401234567"))})
	t.stop("call-check")
	t.do(kiosk.CallBackConfirmed{})
	t.stop("call-keeping")
	for _, failed := range []bool{false, true} {
		name := map[bool]string{false: "call-kept", true: "call-refused"}[failed]
		t.aside(name, kiosk.CallBackKept{Ask: t.state.Session.Ask, Failed: failed})
	}
	t.state = back
}

// ticketOf visits the ticket of the errands, and the way to where they are served.
func (t *guide) ticketOf(name string) {
	before := t.state
	t.do(kiosk.TicketRequested{})
	sample := t.sample()
	queue, _ := t.state.Catalogue.QueueServing(kiosk.ServedByAdvisor, t.state.Session.Errands)
	sample.Queue, sample.Series = queue.ID, queue.Series
	t.do(kiosk.TicketIssued{Ask: t.state.Session.Ask, Ticket: sample})
	t.aside("take-ways"+name, kiosk.TicketPrinted{Ticket: sample.Name})
	t.aside("route"+name, kiosk.TicketPrinted{Ticket: sample.Name}, kiosk.RoutePressed{})
	t.state = before
	t.state.Printer = kiosk.Printer{}
	t.do(kiosk.TicketRequested{}, kiosk.TicketIssued{Ask: t.state.Session.Ask + 1, Ticket: sample})
	t.stop("shown-ways" + name)
	t.state = before
}
