package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/web"
)

// stream reads server-sent events.
type stream struct {
	body io.ReadCloser
	read *bufio.Reader
}

func listen(t testing.TB, client *http.Client, address string) *stream {
	t.Helper()
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || kind != "text/event-stream; charset=utf-8" {
		t.Fatalf("%s, %s", answer.Status, kind)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return &stream{answer.Body, bufio.NewReader(answer.Body)}
}

// next returns the next event's name and data, or the comment as the name.
func (s *stream) next() (name, data string, err error) {
	for {
		line, err := s.read.ReadString('\n')
		if err != nil {
			return "", "", err
		}
		line = strings.TrimSuffix(line, "\n")
		switch key, value, _ := strings.Cut(line, ": "); {
		case line == "" && name != "":
			return name, data, nil
		case key == "":
			name = ":" + value
		case key == "event":
			name = value
		case key == "data":
			data = value
		}
	}
}

func (s *stream) stage(t testing.TB) (screen, html string) {
	t.Helper()
	for {
		name, data, err := s.next()
		if err != nil {
			t.Fatal(err)
		}
		if name != "stage" {
			continue
		}
		var got struct{ Screen, HTML string }
		if err := json.Unmarshal([]byte(data), &got); err != nil {
			t.Fatal(err)
		}
		return got.Screen, got.HTML
	}
}

func TestAWatcherSeesTheNewestStateAtOnceAndThenEveryChange(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	s := listen(t, server.Client(), server.URL+"/events")
	for _, step := range []kiosk.Step{kiosk.StepWay, kiosk.StepAuthorities, kiosk.StepServices} {
		on.set(at(step))
		if screen, html := s.stage(t); screen != step.String() || !strings.Contains(html, `id="title"`) {
			t.Errorf("%s, not %s:\n%s", screen, step, html)
		}
	}
	s.body.Close()
	again := listen(t, server.Client(), server.URL+"/events")
	if screen, _ := again.stage(t); screen != "services" {
		t.Errorf("after coming back: %s", screen)
	}
}

// inBubble serves on a network in memory, inside a synctest bubble.
func inBubble(t *testing.T, on *terminal) (client *http.Client, end func() error) {
	t.Helper()
	l := newPipeListener()
	s := web.New(on, web.Options{
		Scene: func(s kiosk.State, f ui.Frame) ui.Scene { return sample(s, f) }, Frame: glass, Log: slog.New(slog.DiscardHandler),
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return l.dial() }}
	return &http.Client{Transport: transport}, func() error {
		cancel()
		err := <-ended
		transport.CloseIdleConnections()
		return err
	}
}

func TestAStreamLivesForHoursAndEndsWithTheServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		on := newTerminal(at(kiosk.StepIdle))
		client, end := inBubble(t, on)
		s := listen(t, client, "http://localhost/events")
		s.stage(t)
		for range 3 * 60 * 4 { // a sign of life each 15 s
			if name, _, err := s.next(); name != ":alive" || err != nil {
				t.Fatalf("%s %v", name, err)
			}
		}
		on.set(at(kiosk.StepWay))
		if screen, _ := s.stage(t); screen != "way" {
			t.Errorf("after three hours: %s", screen)
		}
		ended := make(chan error)
		go func() { ended <- end() }()
		if _, _, err := s.next(); err == nil {
			t.Error("the stream goes on without a server")
		}
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		synctest.Wait()
		if n := on.watching(); n != 0 {
			t.Errorf("%d watchers are left at the terminal", n)
		}
	})
}

func TestAWatcherThatDoesNotReadHoldsUpNobodyAndIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		on := newTerminal(at(kiosk.StepWay))
		client, end := inBubble(t, on)
		slow := listen(t, client, "http://localhost/events")
		quick := listen(t, client, "http://localhost/events")
		quick.stage(t)
		began := time.Now()
		for i := range 200 { // the pipe holds nothing, so the slow one is stuck at once
			on.change(func(s *kiosk.State) { s.Session.Place.Step = kiosk.Step(1 + i%8) })
			if screen, _ := quick.stage(t); screen != kiosk.Step(1+i%8).String() {
				t.Fatalf("change %d: %s", i, screen)
			}
		}
		if took := time.Since(began); took > 0 {
			t.Errorf("the terminal waited %v for the slow one", took)
		}
		go io.Copy(io.Discard, quick.body) // it goes on reading; an error ends it
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := on.watching(); n != 1 {
			t.Errorf("%d watchers are left, not 1", n)
		}
		slow.body.Close()
		if err := end(); err != nil {
			t.Error(err)
		}
	})
}

func TestTheSixtyFifthWatcherIsSentAway(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	var first *stream
	for range 64 {
		s := listen(t, server.Client(), server.URL+"/events")
		if first == nil {
			first = s
		}
	}
	answer := mustGet(t, server.URL+"/events")
	if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Fatalf("the 65th: %s", answer.Status)
	}
	first.body.Close()
	for mustGet(t, server.URL+"/events").StatusCode != http.StatusOK { // as soon as the server knows
	}
}

func TestWhatLooksTheSameIsNotSentAgain(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{})
	s := listen(t, server.Client(), server.URL+"/events")
	s.stage(t)
	on.change(func(s *kiosk.State) { s.Up += time.Minute })
	on.set(at(kiosk.StepSummary))
	if screen, _ := s.stage(t); screen != "summary" {
		t.Errorf("%s was sent twice", screen)
	}
}
