package tour

import "kundterminal/kiosk"

// speech visits what a person sees who listens, on a terminal that can speak.
func (t *guide) speech() {
	back := t.state
	t.state.Rules.Voice = true
	t.stop("idle-voice")
	t.aside("language-listen", kiosk.HeadphonesChanged{In: true})
	t.do(kiosk.SpeakPressed{}, kiosk.LanguageChosen{Language: t.language})
	t.stop("way-listen")
	t.do(kiosk.SpeechEnded{Speech: t.state.Saying})
	t.stop("way-listened")
	t.aside("comfort-listen", kiosk.ComfortPressed{})
	t.aside("comfort-loudest", kiosk.ComfortPressed{}, kiosk.VolumePressed{Louder: true}, kiosk.VolumePressed{Louder: true})
	t.aside("search-listen", append([]kiosk.Event{kiosk.WayChosen{Way: kiosk.StepSearch}}, t.typed("pass")...)...)
	t.do(kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.LifeEventChosen{LifeEvent: "KE8"}, kiosk.NextPressed{})
	t.stop("summary-listen")
	t.aside("help-listen", kiosk.HelpPressed{})
	t.do(kiosk.TicketRequested{})
	t.aside("shown-listen", kiosk.PrinterChanged{}, kiosk.TicketIssued{Ask: t.state.Session.Ask, Ticket: t.sample()})
	t.do(kiosk.TicketIssued{Ask: t.state.Session.Ask, Ticket: t.sample()}, kiosk.TicketPrinted{Ticket: t.sample().Name})
	t.stop("take-listen")
	t.aside("take-spelled", kiosk.SpeakPressed{})
	t.state = back
}
