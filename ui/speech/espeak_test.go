package speech

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sound"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// recorder makes the ALSA device "recorder", which writes what is played on it
// into the file that is returned.
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

// heard says sentences on a recorder, and returns the samples, of one side at
// 22,050 a second.
func heard(t *testing.T, volume int, sentences ...ui.Sentence) []float64 {
	t.Helper()
	record := recorder(t)
	s := New(Options{Player: sound.Player{Device: "recorder"}})
	defer s.Close()
	u := s.begin(t.Context(), saying(volume, sentences...))
	if <-u.done; u.err != nil {
		t.Fatal(u.err)
	}
	raw, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	var samples []float64
	for ; len(raw) >= 2; raw = raw[2:] {
		samples = append(samples, float64(int16(binary.LittleEndian.Uint16(raw)))/math.MaxInt16)
	}
	return samples
}

func loudness(samples []float64) float64 {
	sum := 0.0
	for _, v := range samples {
		sum += v * v
	}
	return math.Sqrt(sum / float64(max(len(samples), 1)))
}

func seconds(samples []float64) float64 { return float64(len(samples)) / 22050 }

func TestANumberIsHeardInEveryLanguageAndEachSoundsUnlikeTheOthers(t *testing.T) {
	var before [][]float64
	for _, sentence := range []ui.Sentence{
		{Language: kiosk.Finnish, Text: "Vuoronumerosi on A, 42."},
		{Language: kiosk.Swedish, Text: "Ditt könummer är A, 42."},
		{Language: kiosk.English, Text: "Your queue number is A, 42."},
	} {
		got := heard(t, DefaultVolume, sentence)
		if l := loudness(got); l < 0.02 || l > 0.6 {
			t.Errorf("%s is %.3f loud", sentence.Language, l)
		}
		if s := seconds(got); s < 1.5 || s > 6 {
			t.Errorf("%s takes %.1f s", sentence.Language, s)
		}
		before = append(before, got)
	}
	for i, a := range before {
		for j, b := range before[:i] {
			if slices.Equal(a, b) {
				t.Errorf("languages %d and %d sound alike", i, j)
			}
		}
	}
}

func TestTheSameTextSoundsUnlikeInEachVoice(t *testing.T) {
	var before [][]float64
	for _, l := range kiosk.Languages() {
		got := heard(t, DefaultVolume, ui.Sentence{Language: l, Text: "A, 42"})
		if slices.ContainsFunc(before, func(other []float64) bool { return slices.Equal(got, other) }) {
			t.Errorf("%s sounds as another language", l)
		}
		before = append(before, got)
	}
}

// phonemes are what espeak-ng says of each clause of the texts.
func phonemes(t *testing.T, l kiosk.Language, texts []string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "espeak-ng", "-q", "-x", "-v", Voice(l), "--stdin")
	cmd.Stdin = strings.NewReader(strings.Join(texts, "\n\n"))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var clauses []string
	for line := range strings.Lines(string(out)) {
		if line = strings.TrimSpace(line); line != "" {
			clauses = append(clauses, line)
		}
	}
	return clauses
}

// A letter in a spoken number must have the phonemes that it has alone.
func TestEverySeriesIsSpokenByTheNameOfItsLetter(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng not installed")
	}
	var letters, numbers []string
	for letter := 'A'; letter <= 'Z'; letter++ {
		letters = append(letters, string(letter))
		numbers = append(numbers, ui.SpokenNumber(kiosk.Ticket{Series: kiosk.Series(letter), Number: 42}))
	}
	for _, l := range kiosk.Languages() {
		want, got := phonemes(t, l, letters), phonemes(t, l, numbers) // a clause for the letter, and one for the number
		if len(want) != len(letters) || len(got) != 2*len(letters) {
			t.Fatalf("%s: %d clauses of letters, %d of numbers", l, len(want), len(got))
		}
		for i, letter := range letters {
			if got[2*i] != want[i] {
				t.Errorf("%s: %s begins with %q, and the letter alone is %q", l, numbers[i], got[2*i], want[i])
			}
			if got[2*i+1] != got[1] {
				t.Errorf("%s: the number of %s is %q", l, letter, got[2*i+1])
			}
		}
	}
}

func TestALanguageWithoutAVoiceIsSaidByTheFinnishOne(t *testing.T) {
	sami := heard(t, DefaultVolume, ui.Sentence{Language: "se", Text: "Bures"})
	finnish := heard(t, DefaultVolume, finnish("Bures"))
	if !slices.Equal(sami, finnish) {
		t.Errorf("%d samples, and %d in Finnish", len(sami), len(finnish))
	}
}

func TestEachStepOfTheVolumeIsHeard(t *testing.T) {
	text, before := finnish("Vuoronumerosi on A, 42."), 0.0
	for step := kiosk.MinVolume; step <= kiosk.MaxVolume; step++ {
		l := loudness(heard(t, Volume(step), text))
		if before > 0 && (l < before*1.15 || l > before*1.7) { // 3 dB, as whole amplitudes go
			t.Errorf("step %d is %.4f loud, the one before %.4f", step, l, before)
		}
		before = l
	}
}

// A person who presses is answered at once. What is measured is from the call to the
// first sound in the device's hands, with both programs started.
func TestTheVoiceBeginsAtOnce(t *testing.T) {
	record := recorder(t)
	s := New(Options{Player: sound.Player{Device: "recorder"}})
	defer s.Close()
	var took []time.Duration
	for range 5 {
		_ = os.Remove(record)
		begun := time.Now()
		s.Say(saying(DefaultVolume, finnish("Mitä asiaa hoidat?"), finnish(strings.Repeat("Valitse, miten etsit asiaasi. ", 20))))
		soon(t, "nothing is heard", func() bool { info, err := os.Stat(record); return err == nil && info.Size() > 0 })
		took = append(took, time.Since(begun))
		s.Stop()
	}
	slices.Sort(took)
	t.Logf("the voice begins after %v", took)
	if took[0] > 300*time.Millisecond { // the machine may be busy with other tests: the best one counts
		t.Errorf("the voice begins after %v at best", took[0])
	}
}

func TestAChimeComesBeforeWhatIsSaidAndIsAsLoudAsItIsMade(t *testing.T) {
	record := recorder(t)
	s := New(Options{Player: sound.Player{Device: "recorder"}})
	defer s.Close()
	u := s.begin(t.Context(), Utterance{Chime: sound.WAV(sound.Tone{Hz: sound.A4, For: 500 * time.Millisecond, Level: 0.2})})
	if <-u.done; u.err != nil {
		t.Fatal(u.err)
	}
	if info, err := os.Stat(record); err != nil || info.Size() < sound.Rate || info.Size() > 3*sound.Rate {
		t.Errorf("%v, %v", info, err)
	}
}

func TestALongTextIsSaidToItsEnd(t *testing.T) {
	one := seconds(heard(t, DefaultVolume, finnish("Odota aulassa.")))
	twenty := seconds(heard(t, DefaultVolume, finnish(strings.Repeat("Odota aulassa. ", 20))))
	if twenty < 15*one || twenty > 25*one {
		t.Errorf("one sentence takes %.1f s, twenty take %.1f s", one, twenty)
	}
}

func TestADeviceThatIsNotThereIsTheTroubleOfTheVoice(t *testing.T) {
	recorder(t)
	s := New(Options{Player: sound.Player{Device: "nowhere"}})
	defer s.Close()
	err := s.Speak(t.Context(), finnish("Vuoronumerosi on A, 42."))
	if !errors.Is(err, sound.ErrRefused) || s.Health() != kiosk.HealthFault {
		t.Errorf("the error is %v, the health %v", err, s.Health())
	}
}
