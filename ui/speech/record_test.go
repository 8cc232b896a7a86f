package speech

import (
	"encoding/binary"
	"errors"
	"math"
	"os/exec"
	"path/filepath"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

func TestARecordedNumberIsAWholeFileWithAVoiceInIt(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng not installed")
	}
	s := New(Options{})
	defer s.Close()
	for _, l := range kiosk.Languages() {
		wav, err := s.Record(t.Context(), ui.Sentence{Language: l, Text: "A, 42."})
		if err != nil {
			t.Fatal(err)
		}
		if got := binary.LittleEndian.Uint32(wav[4:]); int(got) != len(wav)-8 || string(wav[36:40]) != "data" {
			t.Errorf("%s: the header tells of %d bytes, and there are %d", l, got, len(wav))
		}
		var samples []float64
		for raw := wav[44:]; len(raw) >= 2; raw = raw[2:] {
			samples = append(samples, float64(int16(binary.LittleEndian.Uint16(raw)))/math.MaxInt16)
		}
		if loud, long := loudness(samples), seconds(samples); loud < 0.02 || long < 0.5 || long > 4 {
			t.Errorf("%s: %.3f loud for %.1f s", l, loud, long)
		}
	}
}

func TestWithoutAVoiceNothingIsRecordedAndTheErrorSaysWhy(t *testing.T) {
	s := New(Options{Program: "no-such-voice"})
	if _, err := s.Record(t.Context(), ui.Sentence{Text: "A"}); !errors.Is(err, ErrMissing) {
		t.Errorf("the error is %v", err)
	}
	silent, err := exec.LookPath("true")
	if err != nil {
		t.Skip("true not installed")
	}
	s = New(Options{Program: silent})
	if _, err := s.Record(t.Context(), ui.Sentence{Text: "A"}); !errors.Is(err, ErrUnspoken) {
		t.Errorf("the error is %v", err)
	}
	s = New(Options{Program: filepath.Join(filepath.Dir(silent), "false")})
	if _, err := s.Record(t.Context(), ui.Sentence{Text: "A"}); !errors.Is(err, ErrUnspoken) {
		t.Errorf("the error is %v", err)
	}
}
