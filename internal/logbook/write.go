package logbook

import (
	"context"
	"log"
	"log/slog"
	"runtime"
	"strings"
	"time"
)

// Event is something that the terminal logs. The types are those of events.go and
// no others.
type Event interface {
	head() head
	fields(*slog.Record)
}

type head struct {
	id      string
	level   slog.Level
	message string
}

// Write logs an event: its message, its id as "event", and its fields. Without a
// log it is silent.
func Write(log *slog.Logger, e Event) {
	if log == nil {
		return
	}
	h := e.head()
	ctx := context.Background()
	if !log.Enabled(ctx, h.level) {
		return
	}
	var caller [1]uintptr
	runtime.Callers(2, caller[:]) // this function and Callers are of no interest
	r := slog.NewRecord(time.Now(), h.level, h.message, caller[0])
	r.AddAttrs(slog.String("event", h.id))
	e.fields(&r)
	_ = log.Handler().Handle(ctx, r) // nobody could be told: the log is what fails
}

// Lines returns a logger for libraries that know only the old kind: each line
// becomes an event.
func Lines(to *slog.Logger, event func(line string) Event) *log.Logger {
	return log.New(lineWriter(func(line string) { Write(to, event(line)) }), "", 0)
}

type lineWriter func(string)

func (w lineWriter) Write(p []byte) (int, error) {
	w(strings.TrimRight(string(p), "\n"))
	return len(p), nil
}

// failure is a field that is left out where nothing failed.
func failure(name string, err error) slog.Attr {
	if err == nil {
		return slog.Attr{}
	}
	return slog.String(name, err.Error())
}
