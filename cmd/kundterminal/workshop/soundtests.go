package workshop

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"kundterminal/devices/sound"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/speech"
)

const (
	toneFor   = 700 * time.Millisecond
	toneLevel = 0.4
	tonePause = 500 * time.Millisecond // between two, while the person listens
	toneLimit = 10 * time.Second       // for a device that hangs
)

// SoundTest plays a tone on the left and asks whether it comes from there, then on
// the right. The tone comes again until it is answered. It passes when both were
// heard where they belong.
func SoundTest(player sound.Player) Test {
	player.Limit = toneLimit
	sides := []struct {
		key  string
		tone sound.Tone
	}{
		{"sound_left", sound.Tone{Side: sound.Left, Hz: sound.A4, For: toneFor, Level: toneLevel}},
		{"sound_right", sound.Tone{Side: sound.Right, Hz: sound.E5, For: toneFor, Level: toneLevel}},
	}
	return func(ctx context.Context, r *Run) bool {
		r.Note(deviceFact(player))
		well := true
		for _, side := range sides {
			wav := sound.WAV(side.tone)
			play := func(ctx context.Context) error { return player.Play(ctx, bytes.NewReader(wav)) }
			heard, ok := r.listen(ctx, play, kiosk.TestStage{Text: side.key, Drawing: "ui-sound"}, side.key)
			if !ok {
				return false
			}
			well = well && heard
		}
		return well
	}
}

// SpeechTest says a sentence with the voice of each language, again and again until
// the person answers whether it is heard. It passes when all were. Languages with
// the same voice are tested once.
func SpeechTest(speaker *speech.Speaker, player sound.Player, languages []kiosk.Language, sample func(kiosk.Language) ui.Sentence) Test {
	return func(ctx context.Context, r *Run) bool {
		r.Note(deviceFact(player))
		well := true
		voices := voicesOf(languages)
		for i, l := range voices {
			sentence := sample(l)
			stage := kiosk.TestStage{
				Text: "speech", Args: []string{"sentence", sentence.Text}, Drawing: "ui-sound", Done: i, Of: len(voices),
			}
			say := func(ctx context.Context) error { return speaker.Speak(ctx, sentence) }
			heard, ok := r.listen(ctx, say, stage, "speech_"+string(l))
			if !ok {
				return false
			}
			well = well && heard
		}
		return well
	}
}

// voicesOf lists the languages whose voices speak the given ones, each once.
func voicesOf(languages []kiosk.Language) []kiosk.Language {
	var list []kiosk.Language
	for _, l := range languages {
		if !slices.Contains(list, l.Voice()) {
			list = append(list, l.Voice())
		}
	}
	return list
}

// listen plays something over and over while it asks whether it is heard, and
// notes the answer. It is not ok when it cannot be played, which is noted, or when
// the test is given up.
func (r *Run) listen(ctx context.Context, play func(context.Context) error, question kiosk.TestStage, key string) (heard, ok bool) {
	asking, answered := context.WithCancel(ctx)
	defer answered()
	ended := make(chan error, 1)
	go func() {
		defer answered()
		ended <- repeat(asking, play)
	}()
	heard = r.Ask(asking, question)
	answered()
	if err := <-ended; err != nil {
		r.Note(causeFact(err))
		return false, false
	}
	if ctx.Err() != nil {
		return false, false
	}
	f := kiosk.Fact{Key: key, Text: "sound_heard", Health: kiosk.HealthGood}
	if !heard {
		f.Text, f.Health = "sound_not_heard", kiosk.HealthFault
	}
	r.Note(f)
	return heard, true
}

// repeat plays until ctx ends, which is no error, or until it cannot.
func repeat(ctx context.Context, play func(context.Context) error) error {
	for {
		err := play(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil && !errors.Is(err, context.Canceled) { // somebody else spoke in between
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(tonePause):
		}
	}
}

func deviceFact(p sound.Player) kiosk.Fact {
	f := kiosk.Fact{Key: "sound_device", Value: p.Device}
	if p.Device == "" {
		f.Value = sound.DefaultDevice
	}
	return f
}

func causeFact(err error) kiosk.Fact {
	return kiosk.Fact{Key: "cause", Value: err.Error(), Health: kiosk.HealthFault}
}

// SoundReport tells how sound and speech stand, as far as that is known without
// playing anything: programs that are missing, and how the last sentence ended.
// Spoken is whether the configuration wants speech.
func SoundReport(player sound.Player, speaker *speech.Speaker, spoken bool) kiosk.DeviceReport {
	report := kiosk.DeviceReport{ID: "sound", Kind: kiosk.DeviceSound, Condition: ConditionUnknown}
	report.Facts = append(report.Facts, deviceFact(player))
	err := player.Check()
	speaking := kiosk.Fact{Key: "speech", Text: "speech_off"}
	if spoken {
		speaking.Text, speaking.Health = "speech_on", speaker.Health()
		report.Health = speaker.Health()
		if err == nil {
			err = speaker.Trouble()
		}
		if report.Health == kiosk.HealthGood {
			report.Condition = ConditionReady
		}
	}
	report.Facts = append(report.Facts, speaking)
	if err != nil {
		report.Health, report.Condition = kiosk.HealthFault, soundCondition(err)
		report.Facts = append(report.Facts, causeFact(err))
	}
	return report
}

// soundCondition names what an error of sound or speech means.
func soundCondition(err error) string {
	switch {
	case errors.Is(err, sound.ErrMissing), errors.Is(err, speech.ErrMissing):
		return "program_missing"
	case errors.Is(err, sound.ErrHung), errors.Is(err, speech.ErrHung):
		return "no_answer"
	case errors.Is(err, sound.ErrRefused):
		return "sound_refused"
	}
	return "broken"
}
