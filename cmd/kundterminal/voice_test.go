package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kundterminal/devices/jack"
	"kundterminal/devices/sim"
	"kundterminal/devices/sound"
	"kundterminal/kiosk"
	"kundterminal/ui/speech"
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

// slow is a player that takes its time, as a loudspeaker does, and which adds a line to
// a file for each sound.
func slow(t *testing.T) (player sound.Player, begun func() int) {
	t.Helper()
	dir := t.TempDir()
	program, lines := filepath.Join(dir, "aplay"), filepath.Join(dir, "lines")
	script := fmt.Sprintf("#!/bin/sh\ncat >/dev/null\necho >>%s\nexec sleep 60\n", lines)
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return sound.Player{Program: program}, func() int {
		text, _ := os.ReadFile(lines)
		return len(text)
	}
}

// heard waits until so many sounds have begun, and the last one is being heard.
func heard(t *testing.T, x *rig, what string, begun func() int, n int) {
	t.Helper()
	for since := time.Now(); begun() < n || !x.engine.State().Speaking(); time.Sleep(5 * time.Millisecond) {
		if time.Since(since) > 30*time.Second {
			t.Fatalf("%s: %d sounds have begun, want %d; the trouble is %v", what, begun(), n, x.voice.speaker.Trouble())
		}
	}
}

func TestHeadphonesBeginToSpeakAndFallSilentWhenTheyArePulledOut(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng not installed")
	}
	socket, err := sim.NewJack()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	player, begun := slow(t)
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) {
		x.voice.speaker.Player = player
		x.jack = &jack.Reader{Path: socket.Path(), Log: x.log, OnChange: func(in bool) { x.engine.Post(kiosk.HeadphonesChanged{In: in}) }}
	})
	if err := socket.Plug(true); err != nil {
		t.Fatal(err)
	}
	x.until(t, "the first screen is said", func(s kiosk.State) bool { return s.Session.Step == kiosk.StepLanguage && s.Speaking() })
	heard(t, x, "the voice is heard", begun, 1)
	if err := socket.Plug(false); err != nil {
		t.Fatal(err)
	}
	x.until(t, "the voice stops", func(s kiosk.State) bool { return s.Saying == 0 && !s.Headphones })
	person := arrive(t.Context(), t, x)
	person.press("language:sv")
	person.until(kiosk.StepWay)
	if s := x.engine.State(); s.Saying != 0 || begun() != 1 {
		t.Error("without headphones it speaks to somebody who has not asked for it")
	}
	person.leave()
}

func TestHeadphonesAreASwitchOfTheDemonstration(t *testing.T) {
	b := benchOf(t, nil)
	told := make(chan bool, 1)
	reader := &jack.Reader{Path: b.jack.Path(), Log: slog.New(slog.DiscardHandler), OnChange: func(in bool) { told <- in }}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- reader.Run(ctx) }()
	for _, in := range []bool{true, false} {
		if err := b.Set(headphonesIn, in); err != nil {
			t.Fatal(err)
		}
		if got := <-told; got != in {
			t.Errorf("set to %t, and %t is told", in, got)
		}
	}
	stop()
	<-ended
}

func TestEachScreenIsSaidAndAnyPressInterrupts(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng not installed")
	}
	player, begun := slow(t)
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) { x.voice.speaker.Player = player })
	person := arrive(t.Context(), t, x)
	person.press("listen")
	heard(t, x, "listening begins", begun, 1)
	person.press("language:fi")
	heard(t, x, "the next screen", begun, 2)
	person.press("way:search")
	heard(t, x, "the search", begun, 3)
	person.press("key:p")
	heard(t, x, "a letter", begun, 4)
	hush, offered := x.presenter.Scene(x.engine.State(), x.config.frame()).Press("listen")
	if !offered || hush != (kiosk.HushPressed{}) {
		t.Fatal("the voice cannot be stopped")
	}
	x.engine.Press(hush)
	x.until(t, "the voice stops", func(s kiosk.State) bool { return s.Saying == 0 && !s.Session.Listening })
	person.leave()
}

func TestTheTicketAndTheWarningChime(t *testing.T) {
	for c, tones := range chimes {
		length := time.Duration(0)
		for _, tone := range tones {
			length += tone.For
		}
		if length > time.Second {
			t.Errorf("chime %d takes %v", c, length)
		}
		soft, ordinary := chime(c, 25), chime(c, speech.DefaultVolume)
		if len(soft) != len(ordinary) || bytes.Equal(soft, ordinary) {
			t.Errorf("chime %d is as loud at any volume", c)
		}
	}
	record := recorded(t)
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) { x.voice.speaker.Program = "/none" })
	var heard sync.WaitGroup
	heard.Add(1)
	x.voice.Speak(kiosk.State{}, kiosk.Speak{Chime: kiosk.ChimeTicket}, heard.Done)
	heard.Wait()
	if !audible(record) {
		t.Error("the chime is not heard")
	}
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
