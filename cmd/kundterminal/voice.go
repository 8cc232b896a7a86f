package main

import (
	"time"

	"kundterminal/devices/jack"
	"kundterminal/devices/sound"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/ui"
	"kundterminal/ui/speech"
)

// voice says what the screens show. Its speaker and its player also serve a
// technician's tests.
type voice struct {
	player    sound.Player
	speaker   *speech.Speaker
	presenter *ui.Presenter
	frame     ui.Frame
}

// Speak implements engine.Voice.
func (v *voice) Speak(s kiosk.State, f kiosk.Speak, ended func()) {
	volume := speech.Volume(s.Session.Volume)
	u := speech.Utterance{Chime: chime(f.Chime, volume), Volume: volume, Ended: ended}
	if f.Say != kiosk.SayNothing {
		u.Sentences = func() []ui.Sentence { return v.presenter.Said(s, f, v.frame) }
	}
	v.speaker.Say(u)
}

// Hush implements engine.Voice.
func (v *voice) Hush() { v.speaker.Stop() }

// chimes are soft, and shorter than a second: two tones upwards for a ticket, and a
// lower one for a warning, twice.
var chimes = map[kiosk.Chime][]sound.Tone{
	kiosk.ChimeTicket: {
		{Hz: sound.A4, For: 220 * time.Millisecond, Level: chimeLevel}, {Hz: sound.E5, For: 380 * time.Millisecond, Level: chimeLevel},
	},
	kiosk.ChimeWarning: {
		{Hz: sound.A3, For: 250 * time.Millisecond, Level: chimeLevel},
		{For: 80 * time.Millisecond},
		{Hz: sound.A3, For: 350 * time.Millisecond, Level: chimeLevel},
	},
}

const chimeLevel = 0.35 // at the ordinary volume

// chime is a WAV file at a volume in percent.
func chime(c kiosk.Chime, volume int) []byte {
	tones := chimes[c]
	if tones == nil {
		return nil
	}
	louder := make([]sound.Tone, len(tones))
	for i, t := range tones {
		t.Level *= float64(volume) / speech.DefaultVolume
		louder[i] = t
	}
	return sound.WAV(louder...)
}

// wireVoice makes the voice, and sets in the rules what it can do: chime and speak,
// where that is wanted and the programs that it needs are installed. Where they are
// not, that is logged, and a technician sees it: a terminal works without a voice.
func (t *terminal) wireVoice(rules *kiosk.Rules) engine.Voice {
	player := sound.Player{Device: t.config.Sound.Device}
	t.voice = &voice{
		player: player, speaker: speech.New(speech.Options{Player: player, Log: t.log}),
		presenter: t.presenter, frame: t.config.frame(),
	}
	if path := t.config.Sound.Jack; path != "" {
		t.jack = &jack.Reader{Path: path, Log: t.log, OnChange: func(in bool) { t.engine.Post(kiosk.HeadphonesChanged{In: in}) }}
	}
	rules.Chimes = t.config.Sound.Chimes && player.Check() == nil
	rules.Voice = t.config.Sound.Speech && t.voice.speaker.Check() == nil
	return t.voice
}

// headphones tells a technician whether a plug is in the socket.
func (t *terminal) headphones() kiosk.Fact {
	if t.engine.State().Headphones {
		return kiosk.Fact{Key: "headphones", Text: "headphones_in"}
	}
	return kiosk.Fact{Key: "headphones", Text: "headphones_out"}
}
