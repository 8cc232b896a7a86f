package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// recorded makes ALSA's default device write what is played on it into the file
// that is returned.
func recorded(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"espeak-ng", "aplay"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " not installed")
		}
	}
	dir := t.TempDir()
	record, conf := filepath.Join(dir, "played.raw"), filepath.Join(dir, "asound.conf")
	text := fmt.Sprintf("pcm.default { type file; slave.pcm { type null }; file %q; format raw }", record)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", conf)
	return record
}

// audible reports whether there is sound in a file of samples.
func audible(file string) bool {
	raw, _ := os.ReadFile(file)
	for ; len(raw) >= 2; raw = raw[2:] {
		if v := int16(binary.LittleEndian.Uint16(raw)); v > 3000 || v < -3000 {
			return true
		}
	}
	return false
}

func TestWithoutPaperTheNumberIsHeardOnRequest(t *testing.T) {
	record := recorded(t)
	x := wire(t, "tm-t20iii", sim.Options{})
	person := arrive(t.Context(), t, x)
	unplugged(x)
	person.untilPrinter(kiosk.PrinterAbsent)
	person.request(kiosk.Swedish)
	person.until(kiosk.StepShown)
	listen, offered := person.scene().Press("listen")
	if !offered {
		t.Fatal("the number cannot be heard")
	}
	x.engine.Press(listen) // the screen stays
	for begun := time.Now(); !audible(record); time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > 30*time.Second {
			t.Fatalf("nothing is heard; the trouble is %v", x.voice.speaker.Trouble())
		}
	}
	person.leave()
}

func TestATerminalWithoutTheProgramsOffersNoVoiceAndWorks(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	x := wire(t, "tm-t20iii", sim.Options{})
	person := arrive(t.Context(), t, x)
	person.request(kiosk.Finnish)
	person.until(kiosk.StepTake)
	if _, offered := person.scene().Press("listen"); offered {
		t.Error("the screen offers a voice that is not there")
	}
	if got := x.voice.speaker.Health(); got != kiosk.HealthFault {
		t.Errorf("a technician is told %v, want a fault", got)
	}
	person.leave()
}
