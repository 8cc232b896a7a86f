package logbook_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"kundterminal/internal/house"
	"kundterminal/internal/logbook"
)

func TestTheBookKnowsOnlyTheStandardLibrary(t *testing.T) {
	house.Check(t, house.Wing{Name: "internal"})
}

// logged returns what a log of the level says of an event.
func logged(t *testing.T, level slog.Level, e logbook.Event) map[string]any {
	t.Helper()
	var out bytes.Buffer
	logbook.Write(slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: level})), e)
	if out.Len() == 0 {
		return nil
	}
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	delete(line, "time")
	return line
}

func TestAnEventIsALineWithItsIDAndItsFields(t *testing.T) {
	since := time.Date(2026, 11, 26, 9, 41, 7, 0, time.UTC)
	for _, c := range []struct {
		event logbook.Event
		want  map[string]any
	}{
		{
			logbook.TicketPrinted{Ticket: "12.7GQ2M4XA.1042", Copy: true},
			map[string]any{"level": "INFO", "msg": "ticket printed", "event": "ticket_printed", "ticket": "12.7GQ2M4XA.1042", "copy": true},
		},
		{
			logbook.TerminalStopped{},
			map[string]any{"level": "INFO", "msg": "the terminal has stopped", "event": "terminal_stopped"},
		},
		{
			logbook.StoreBroke{Path: "/var/x", Cause: errors.New("disk on fire")},
			map[string]any{"level": "ERROR", "msg": "the store is broken", "event": "store_broke", "path": "/var/x", "cause": "disk on fire"},
		},
		{
			logbook.ChipCardNotRead{Device: "x", Outcome: "pulled"}, // nothing failed: no cause
			map[string]any{"level": "INFO", "msg": "chip card not read", "event": "chip_card_not_read", "device": "x", "outcome": "pulled"},
		},
		{
			logbook.ClockSetBack{By: 90 * time.Second},
			map[string]any{"level": "WARN", "msg": "the clock was set back", "event": "clock_set_back", "by": "1m30s"},
		},
		{
			logbook.SessionInterrupted{Step: "summary", Since: since},
			map[string]any{
				"level": "WARN", "msg": "the terminal stopped in the middle of a session", "event": "session_interrupted",
				"step": "summary", "since": "2026-11-26T09:41:07Z", "ticket": "",
			},
		},
	} {
		if got := logged(t, slog.LevelInfo, c.event); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%T is logged as %v, want %v", c.event, got, c.want)
		}
	}
}

func TestALevelThatNobodyWantsIsSilent(t *testing.T) {
	if got := logged(t, slog.LevelInfo, logbook.RefusalNotSent{}); got != nil {
		t.Errorf("a line for those who look for something is logged: %v", got)
	}
	if got := logged(t, slog.LevelDebug, logbook.RefusalNotSent{}); got["event"] != "refusal_not_sent" {
		t.Errorf("logged as %v", got)
	}
}

func TestWithoutALogAnEventIsSilent(t *testing.T) {
	logbook.Write(nil, logbook.TerminalStopped{})
	logbook.Lines(nil, func(line string) logbook.Event { return logbook.WebServerComplained{Text: line} }).Print("x")
}

func TestALineNamesThePlaceThatWroteIt(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{AddSource: true}))
	logbook.Write(log, logbook.TerminalStopped{})
	var line struct{ Source slog.Source }
	if err := json.Unmarshal(out.Bytes(), &line); err != nil || filepath.Base(line.Source.File) != "write_test.go" {
		t.Errorf("%v: the source is %+v", err, line.Source)
	}
}

func TestALineOfALibraryIsAnEvent(t *testing.T) {
	var out bytes.Buffer
	to := slog.New(slog.NewJSONHandler(&out, nil))
	logbook.Lines(to, func(line string) logbook.Event { return logbook.WebServerComplained{Text: line} }).Printf("http: %s\n", "TLS")
	var line struct{ Event, Text string }
	if err := json.Unmarshal(out.Bytes(), &line); err != nil || line.Event != "web_server_complained" || line.Text != "http: TLS" {
		t.Errorf("%v: the line is %s", err, out.String())
	}
}

func BenchmarkWrite(b *testing.B) {
	log := slog.New(slog.NewJSONHandler(new(nowhere), nil))
	b.ReportAllocs()
	for b.Loop() {
		logbook.Write(log, logbook.TicketPrinted{Ticket: "12.7GQ2M4XA.1042"})
	}
}

type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
