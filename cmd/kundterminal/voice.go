package main

import (
	"kundterminal/devices/sound"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/ui"
	"kundterminal/ui/speech"
)

// voice says numbers aloud. Its speaker and its player also serve a technician's
// tests.
type voice struct {
	player    sound.Player
	speaker   *speech.Speaker
	presenter *ui.Presenter
	catalogue func() *kiosk.Catalogue
}

func (v *voice) SpeakNumber(t kiosk.Ticket, l kiosk.Language) {
	v.speaker.Say(v.presenter.SpokenTicket(t, v.catalogue(), l)...)
}

func (v *voice) CallForCard(l kiosk.Language) { v.speaker.Say(v.presenter.SpokenCard(l)) }

func (v *voice) Hush() { v.speaker.Stop() }

// wireVoice makes the voice, and returns it as the engine's where it is wanted and
// the programs that it needs are installed. Where they are not, that is logged, and
// a technician sees it: a terminal works without a voice.
func (t *terminal) wireVoice() engine.Voice {
	player := sound.Player{Device: t.config.Sound.Device}
	t.voice = &voice{
		player: player, speaker: speech.New(speech.Options{Player: player, Log: t.log}),
		presenter: t.presenter, catalogue: t.current.Load,
	}
	if !t.config.Sound.Speech || t.voice.speaker.Check() != nil {
		return nil
	}
	return t.voice
}
