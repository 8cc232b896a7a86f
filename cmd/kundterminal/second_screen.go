package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"time"

	"kundterminal/internal/logbook"
)

// closeGrace is for a program that has been told to end. Then it is ended: nobody could
// use the second screen otherwise, and what it shows is somebody's.
const closeGrace = 10 * time.Second

// urlPlace stands in the command where the address goes.
const urlPlace = "{url}"

// secondScreenConfig is how an e-service is opened on another screen.
type secondScreenConfig struct {
	Command  []string `toml:"command"`
	LimitMin int      `toml:"limit_min"`
}

func (c secondScreenConfig) check(fault func(key, reason string), between func(key string, v, least, most int)) {
	between("second_screen.limit_min", c.LimitMin, 1, 240)
	switch {
	case len(c.Command) == 0:
	case !slices.Contains(c.Command[1:], urlPlace):
		fault("second_screen.command", "must have "+urlPlace+" as one of its arguments, alone, where the address goes")
	case c.Command[0] == "":
		fault("second_screen.command", "must begin with the name of a program")
	}
}

// secondScreen opens addresses with a program of the operator's choice, such as a
// browser without history. It runs apart from the terminal: one at a time, since the
// one before may still be used, and for a limited time.
type secondScreen struct {
	config secondScreenConfig
	log    *slog.Logger
	grace  time.Duration // 0: closeGrace

	mu      sync.Mutex
	running *os.Process // nil: none
}

var errSecondScreenBusy = errors.New("somebody uses the second screen")

// open starts the program. The address is an argument of its own and never part of a
// command line that a shell reads.
func (s *secondScreen) open(address string) error {
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("open %q: only https addresses of the catalogue are opened", address)
	}
	if len(s.config.Command) == 0 {
		return errors.New("second_screen.command is empty")
	}
	args := slices.Clone(s.config.Command)
	for i, a := range args[1:] {
		if a == urlPlace {
			args[i+1] = address
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running != nil {
		return errSecondScreenBusy
	}
	command := exec.Command(args[0], args[1:]...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it ends with all its children
	if err := command.Start(); err != nil {
		return fmt.Errorf("second_screen.command: %w", err)
	}
	s.running = command.Process
	go s.wait(command)
	return nil
}

// wait ends the program when its time is over.
func (s *secondScreen) wait(command *exec.Cmd) {
	limit := time.AfterFunc(time.Duration(s.config.LimitMin)*time.Minute, s.Close)
	err := command.Wait()
	limit.Stop()
	s.mu.Lock()
	s.running = nil
	s.mu.Unlock()
	reason := "closed"
	if err != nil {
		reason = err.Error()
	}
	logbook.Write(s.log, logbook.SecondScreenEnded{Reason: reason})
}

// Close ends what is open, without waiting for it.
func (s *secondScreen) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	open := s.running
	if open == nil {
		return
	}
	_ = syscall.Kill(-open.Pid, syscall.SIGTERM)
	time.AfterFunc(cmp.Or(s.grace, closeGrace), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.running == open {
			_ = syscall.Kill(-open.Pid, syscall.SIGKILL)
		}
	})
}
