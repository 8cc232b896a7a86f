package speech

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

const (
	endGrace = time.Second // for what a killed child leaves behind
	loudest  = 200         // espeak-ng's largest amplitude
	breath   = 800         // bytes that are said by one child, unless one sentence is longer
	pause    = "\n\n"      // ends a sentence for espeak-ng, whether it has a full stop or not
)

// voices are those of espeak-ng.
var voices = map[kiosk.Language]string{kiosk.Finnish: "fi", kiosk.Swedish: "sv", kiosk.English: "en-gb"}

// Voice names the voice of espeak-ng that speaks a language: the Finnish one for
// those that it has none for, such as Northern, Inari and Skolt Sámi, and that of
// the plain language for an easy one.
func Voice(l kiosk.Language) string {
	if v, ok := voices[l.Voice()]; ok {
		return v
	}
	return voices[kiosk.Finnish]
}

// Check returns why nothing can be said, as far as that is known without saying
// anything: a program is missing. That is logged, and kept as the Trouble.
func (s *Speaker) Check() error {
	err := s.installed()
	if err == nil {
		err = s.Player.Check()
	}
	if err != nil {
		s.settle(err)
	}
	return err
}

func (s *Speaker) installed() error {
	if _, err := exec.LookPath(s.Program); err != nil {
		return fmt.Errorf("speaking: %w: %s; install the package espeak-ng", ErrMissing, s.Program)
	}
	return nil
}

// perform makes an utterance heard to its end.
func (s *Speaker) perform(u *utterance) error {
	if len(u.Chime) > 0 {
		if err := s.Player.Play(u.ctx, bytes.NewReader(u.Chime)); err != nil {
			return cmp.Or(context.Cause(u.ctx), err)
		}
	}
	if u.Sentences == nil {
		return context.Cause(u.ctx)
	}
	for _, sentence := range breaths(u.Sentences()) {
		err := s.say(u.ctx, sentence, u.Volume)
		if cause := context.Cause(u.ctx); cause != nil {
			return cause
		}
		if err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spoken = true
	return nil
}

// breaths puts sentences of one voice into one, so that they follow each other as in
// speech and not each after the start of two programs; but the first stays alone,
// to be heard at once, and none is so long that a player takes it for one that hangs.
func breaths(sentences []ui.Sentence) []ui.Sentence {
	var list []ui.Sentence
	for i, s := range sentences {
		last := len(list) - 1
		if i > 1 && Voice(s.Language) == Voice(list[last].Language) && len(list[last].Text)+len(s.Text) < breath {
			list[last].Text += pause + s.Text
		} else {
			list = append(list, s)
		}
	}
	return list
}

// say runs one child that speaks into a pipe, from which the player plays.
func (s *Speaker) say(ctx context.Context, sentence ui.Sentence, volume int) error {
	if err := s.installed(); err != nil {
		return err
	}
	sound, voice, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("speaking: no pipe for the sound: %w", err)
	}
	defer sound.Close()
	var said bytes.Buffer
	cmd := s.child(ctx, sentence, volume)
	cmd.Stdout, cmd.Stderr = voice, &said
	err = cmd.Start()
	voice.Close() // the child has its own: the sound ends with it
	if err != nil {
		return fmt.Errorf("speaking: %s does not start: %w", s.Program, err)
	}
	played := s.Player.Play(ctx, sound)
	sound.Close() // where the player gave up, the child has nobody to speak to
	spoke := cmd.Wait()
	if spoke != nil && !cutOff(spoke) {
		return fmt.Errorf("speaking: %w: %s: %v %s", ErrUnspoken, s.Program, spoke, strings.TrimSpace(said.String()))
	}
	return played
}

// child speaks a sentence into its standard output.
func (s *Speaker) child(ctx context.Context, sentence ui.Sentence, volume int) *exec.Cmd {
	cmd := exec.CommandContext(ctx, s.Program, "-b", "1", "-v", Voice(sentence.Language), "-s", strconv.Itoa(s.Rate),
		"-a", strconv.Itoa(volume*loudest/100), "--stdin", "--stdout")
	cmd.Stdin = strings.NewReader(plain(sentence.Text))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = endGrace
	return cmd
}

// cutOff reports whether a child ended because nobody took its sound.
func cutOff(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGPIPE
}

// plain takes away the brackets by which a text could give espeak-ng phonemes in
// place of words.
func plain(text string) string {
	return strings.NewReplacer("[[", "", "]]", "").Replace(text)
}
