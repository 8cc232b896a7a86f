package workshop

import (
	"context"
	"time"

	"kundterminal/kiosk"
)

// watchLine begins or ends the monitor. The lock is held.
func (s *Screen) watchLine(ctx context.Context, w kiosk.WatchLine) {
	if s.unwatch != nil {
		s.unwatch()
		s.unwatch = nil
	}
	if !w.On {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, watchLimit)
	s.unwatch = cancel
	s.spawn(func() {
		defer cancel()
		lines := make(chan kiosk.TraceLine, lineRoom)
		done := make(chan struct{})
		go s.showLines(w, lines, done)
		file := ""
		var recording func(string)
		if w.Record {
			recording = func(name string) { file = name }
		}
		err := s.desk.Monitor(ctx, w.Device, recording, func(line kiosk.TraceLine) {
			select {
			case lines <- line:
			default: // faster than anybody reads
			}
		})
		close(lines)
		<-done
		if err != nil {
			file = ""
			s.post(kiosk.LineHeard{Watch: w.Watch, Lines: []kiosk.TraceLine{{At: time.Now(), Meaning: err.Error()}}})
		}
		s.post(kiosk.LineEnded{Watch: w.Watch, File: file})
	})
}

// showLines posts lines together, so that a busy line does not flood the engine.
func (s *Screen) showLines(w kiosk.WatchLine, lines <-chan kiosk.TraceLine, done chan<- struct{}) {
	defer close(done)
	ticker := time.NewTicker(linePause)
	defer ticker.Stop()
	var wait []kiosk.TraceLine
	for {
		select {
		case line, more := <-lines:
			if !more {
				if len(wait) > 0 {
					s.post(kiosk.LineHeard{Watch: w.Watch, Lines: wait})
				}
				return
			}
			wait = append(wait, line)
		case <-ticker.C:
			if len(wait) > 0 {
				s.post(kiosk.LineHeard{Watch: w.Watch, Lines: wait})
				wait = nil
			}
		}
	}
}
