package workshop

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kundterminal/devices/sound"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/speech"
)

// recorder makes ALSA's device "recorder", which writes what is played on it into
// the file that is returned.
func recorder(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"espeak-ng", "aplay"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " not installed")
		}
	}
	dir := t.TempDir()
	record, conf := filepath.Join(dir, "played.raw"), filepath.Join(dir, "asound.conf")
	text := fmt.Sprintf("pcm.recorder { type file; slave.pcm { type null }; file %q; format raw }", record)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", conf)
	return record
}

// peaks are the largest samples at the left and the right of a recording.
func peaks(record string) (left, right int) {
	raw, _ := os.ReadFile(record)
	for ; len(raw) >= 4; raw = raw[4:] {
		left = max(left, int(int16(binary.LittleEndian.Uint16(raw))))
		right = max(right, int(int16(binary.LittleEndian.Uint16(raw[2:]))))
	}
	return left, right
}

// ear answers a test's questions by what reached the recorder since the question.
type ear struct {
	answers chan bool
	asked   []kiosk.TestStage
	judge   func(kiosk.TestStage) bool
	silent  bool // never answers
}

func (e *ear) show(s kiosk.TestStage) {
	if s.Asks {
		e.asked = append(e.asked, s)
	}
	if s.Asks && !e.silent {
		go func() { e.answers <- e.judge(s) }()
	}
}

func (e *ear) run(ctx context.Context, test Test) (bool, []kiosk.Fact) {
	e.answers = make(chan bool)
	r := NewRun(e.show, e.answers)
	return test(ctx, r), r.Notes()
}

// notedFact is the fact of a key; a zero one where it was not noted.
func notedFact(facts []kiosk.Fact, key string) kiosk.Fact {
	i := slices.IndexFunc(facts, func(f kiosk.Fact) bool { return f.Key == key })
	if i < 0 {
		return kiosk.Fact{}
	}
	return facts[i]
}

func TestTheSoundTestPassesForOneWhoHearsEachToneOnItsSideOnly(t *testing.T) {
	record := recorder(t)
	hears := func(s kiosk.TestStage) bool {
		for begun := time.Now(); time.Since(begun) < 20*time.Second; time.Sleep(5 * time.Millisecond) {
			switch left, right := peaks(record); {
			case s.Text == "sound_left" && left > 9000 && right == 0, s.Text == "sound_right" && right > 9000 && left == 0:
				return true
			}
		}
		return false
	}
	e := &ear{judge: hears}
	well, facts := e.run(t.Context(), SoundTest(sound.Player{Device: "recorder"}))
	if !well || len(e.asked) != 2 {
		t.Errorf("passed %t after %+v", well, e.asked)
	}
	if f := notedFact(facts, "sound_device"); f.Value != "recorder" {
		t.Errorf("the device is noted as %+v", f)
	}
}

func TestTheSoundTestFailsWhereOneSideIsNotHeard(t *testing.T) {
	recorder(t)
	e := &ear{judge: func(s kiosk.TestStage) bool { return s.Text == "sound_right" }}
	well, facts := e.run(t.Context(), SoundTest(sound.Player{Device: "recorder"}))
	left, right := notedFact(facts, "sound_left"), notedFact(facts, "sound_right")
	if well || left.Text != "sound_not_heard" || right.Text != "sound_heard" {
		t.Errorf("passed %t, left %+v, right %+v", well, left, right)
	}
}

func TestSoundThatCannotBePlayedFailsWithItsCause(t *testing.T) {
	recorder(t)
	missing := sound.Player{Program: filepath.Join(t.TempDir(), "aplay")}
	for name, test := range map[string]Test{
		"no device":  SoundTest(sound.Player{Device: "nowhere"}),
		"no program": SoundTest(missing),
		"no voice": SpeechTest(speech.New(speech.Options{Player: missing}), missing, kiosk.Languages(), func(l kiosk.Language) ui.Sentence {
			return ui.Sentence{Language: l, Text: "hei"}
		}),
	} {
		e := &ear{silent: true}
		well, facts := e.run(t.Context(), test)
		if f := notedFact(facts, "cause"); well || f.Value == "" || f.Health != kiosk.HealthFault {
			t.Errorf("%s: passed %t, noted %+v", name, well, facts)
		}
	}
}

func TestTheSpeechTestAsksInEveryLanguage(t *testing.T) {
	recorder(t)
	player := sound.Player{Device: "recorder"}
	speaker := speech.New(speech.Options{Player: player})
	defer speaker.Close()
	e := &ear{judge: func(s kiosk.TestStage) bool { return s.Args[1] != "Hej" }}
	well, facts := e.run(t.Context(), SpeechTest(speaker, player, kiosk.Languages(), func(l kiosk.Language) ui.Sentence {
		return ui.Sentence{Language: l, Text: map[kiosk.Language]string{kiosk.Finnish: "Hei", kiosk.Swedish: "Hej", kiosk.English: "Hello"}[l]}
	}))
	for key, want := range map[string]string{"speech_fi": "sound_heard", "speech_sv": "sound_not_heard", "speech_en": "sound_heard"} {
		if f := notedFact(facts, key); f.Text != want {
			t.Errorf("%s is noted as %+v", key, f)
		}
	}
	if well || len(e.asked) != 3 {
		t.Errorf("passed %t after %+v", well, e.asked)
	}
}

func TestASoundTestThatIsGivenUpEndsAndFails(t *testing.T) {
	recorder(t)
	ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	e := &ear{silent: true}
	if well, facts := e.run(ctx, SoundTest(sound.Player{Device: "recorder"})); well || notedFact(facts, "cause").Value != "" {
		t.Errorf("passed %t, noted %+v", well, facts)
	}
}

func TestTheSoundReportTellsWhatIsMissing(t *testing.T) {
	recorder(t)
	player := sound.Player{Device: "recorder"}
	missing := speech.New(speech.Options{Player: player, Program: filepath.Join(t.TempDir(), "espeak-ng")})
	_ = missing.Check()
	gone := sound.Player{Program: filepath.Join(t.TempDir(), "aplay")}
	spoke := speech.New(speech.Options{Player: player})
	if err := spoke.Speak(t.Context(), ui.Sentence{Language: kiosk.Finnish, Text: "hei"}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name      string
		player    sound.Player
		speaker   *speech.Speaker
		spoken    bool
		health    kiosk.Health
		condition string
	}{
		{"nothing said yet", player, speech.New(speech.Options{Player: player}), true, kiosk.HealthUnknown, "unknown"},
		{"spoke well", player, spoke, true, kiosk.HealthGood, "ready"},
		{"no espeak-ng", player, missing, true, kiosk.HealthFault, "program_missing"},
		{"no espeak-ng, and none wanted", player, missing, false, kiosk.HealthUnknown, "unknown"},
		{"no aplay", gone, speech.New(speech.Options{Player: gone}), false, kiosk.HealthFault, "program_missing"},
	} {
		r := SoundReport(test.player, test.speaker, test.spoken)
		if r.Health != test.health || r.Condition != test.condition {
			t.Errorf("%s: %v %s, want %v %s", test.name, r.Health, r.Condition, test.health, test.condition)
		}
	}
}
