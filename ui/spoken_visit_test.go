package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// listener makes a visit by ear: it hears what the terminal says after each event.
type listener struct {
	t     *testing.T
	p     *ui.Presenter
	state kiosk.State
	heard []string // the first sentence of each thing that was said, and "-" where the voice was stopped
}

func (l *listener) do(events ...kiosk.Event) {
	for _, e := range events {
		l.state, _ = kiosk.Update(l.state, kiosk.TimePassed{Now: l.state.Now.Add(time.Second), Up: l.state.Up + time.Second})
		var effects []kiosk.Effect
		l.state, effects = kiosk.Update(l.state, e)
		for _, effect := range effects {
			switch f := effect.(type) {
			case kiosk.Speak:
				if list := l.p.Said(l.state, f, portrait); len(list) > 0 {
					l.heard = append(l.heard, list[0].Text)
				}
			case kiosk.Hush:
				l.heard = append(l.heard, "-")
			}
		}
	}
}

// press presses what is on the screen, and nothing else.
func (l *listener) press(ids ...string) {
	l.t.Helper()
	for _, id := range ids {
		event, ok := l.p.Scene(l.state, portrait).Press(id)
		if !ok {
			l.t.Fatalf("there is no %s on %s", id, l.state.Session.Step)
		}
		l.do(event)
	}
}

func TestAWholeVisitIsHeardInHeadphonesFromThePlugToTheFarewell(t *testing.T) {
	p, c := presenter(t)
	for _, test := range []struct {
		language kiosk.Language
		want     string
	}{
		{kiosk.Finnish, "Valitse kieli|Mitä asiaa hoidat?|Minkä viranomaisen asia?|Verohallinto|Verokortti|Asiasi tällä käynnillä|Odota hetki|Tulostamme lappusi|Ota lappusi|Kiitos|-"},
		{kiosk.Swedish, "Valitse kieli|Vilket ärende vill du sköta?|Vilken myndighet gäller det?|Skatteförvaltningen|Skattekort|Dina ärenden under besöket|Vänta ett ögonblick|Vi skriver ut din lapp|Ta din lapp|Tack|-"},
		{kiosk.English, "Valitse kieli|What would you like to do?|Which authority do you need?|Finnish Tax Administration|Tax card|Your matters on this visit|One moment|We are printing your ticket|Take your ticket|Thank you|-"},
	} {
		l := &listener{t: t, p: p, state: kiosk.State{
			Now: tour.Noon(), Up: time.Minute, Rules: kiosk.DefaultRules(), Catalogue: c, Printer: kiosk.Printer{Condition: kiosk.PrinterReady},
		}}
		l.state.Rules.Voice, l.state.Rules.Chimes = true, true
		l.do(kiosk.HeadphonesChanged{In: true})
		l.press("language:"+string(test.language), "way:authority", "authority:vero", "service:v-card", "next", "take")
		ticket := kiosk.Ticket{Name: kiosk.EventName{Terminal: 1, Epoch: "7GQ2M4XA", Seq: 1}, Series: 'D', Number: 7, Language: test.language, IssuedAt: l.state.Now}
		l.do(kiosk.TicketIssued{Ask: l.state.Session.Ask, Ticket: ticket}, kiosk.TicketPrinted{Ticket: ticket.Name})
		l.press("finish", "stop")
		if want := strings.Split(test.want, "|"); !slices.Equal(l.heard, want) {
			t.Errorf("%s: heard %q, want %q", test.language, l.heard, want)
		}
	}
}
