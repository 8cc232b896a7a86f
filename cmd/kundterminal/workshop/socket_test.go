package workshop_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// fakeDesk is a desk with one printer.
type fakeDesk struct {
	walked kiosk.FaultWalk
	broken bool
}

func (*fakeDesk) Reports(context.Context) ([]kiosk.DeviceReport, error) {
	return []kiosk.DeviceReport{{ID: "printer", Kind: kiosk.DevicePrinter, Condition: "ready", Health: kiosk.HealthGood, Since: bundledAt}}, nil
}

func (*fakeDesk) Findings(_ context.Context, v kiosk.View) (kiosk.Findings, error) {
	if v != kiosk.ViewPaper {
		return kiosk.Findings{}, workshop.ErrNoView
	}
	return kiosk.Findings{Code: "here"}, nil
}

func (*fakeDesk) Do(_ context.Context, v kiosk.View, action, choice string) (kiosk.Findings, error) {
	return kiosk.Findings{Notice: kiosk.Fact{Value: v.String() + " " + action + " " + choice}}, nil
}

func (*fakeDesk) RunTest(ctx context.Context, d kiosk.DeviceID, test kiosk.TestID, show func(kiosk.TestStage), answers <-chan bool) (kiosk.TestRecord, error) {
	record := kiosk.TestRecord{Device: d, Test: test, Outcome: kiosk.OutcomeFailed, Begun: bundledAt}
	if d != "port:/dev/ttyS1" {
		return record, workshop.ErrNoDevice
	}
	r := workshop.NewRun(show, answers)
	r.Show(kiosk.TestStage{Text: "printing", Done: 1, Of: 2})
	if r.Ask(ctx, kiosk.TestStage{Text: "look"}) && !r.Ask(ctx, kiosk.TestStage{Text: "torn"}) {
		record.Outcome = kiosk.OutcomePassed
	}
	return record, nil
}

func (d *fakeDesk) Monitor(ctx context.Context, id kiosk.DeviceID, recording func(string), show func(kiosk.TraceLine)) error {
	if id != "printer" || recording == nil {
		return workshop.ErrNoDevice
	}
	recording("/tmp/printer.trace")
	show(kiosk.TraceLine{At: bundledAt, Bytes: []byte{0x10, 4, '*'}, Masked: []bool{false, false, true}, Meaning: "DLE EOT"})
	if d.broken {
		return errors.New("the line is gone")
	}
	<-ctx.Done()
	return nil
}

func (d *fakeDesk) Walked(_ context.Context, w kiosk.FaultWalk) error { d.walked = w; return nil }

func (d *fakeDesk) Bundle(_ context.Context, w io.Writer) error {
	if d.broken {
		_, _ = io.WriteString(w, strings.Repeat("half ", 10_000))
		return errors.New("the disk is gone")
	}
	_, err := io.WriteString(w, "sealed")
	return err
}

// auditLine is what the socket's audit is told.
type auditLine struct {
	peer    workshop.Peer
	command string
	cause   string
}

// connected serves a desk and returns a client of it.
func connected(t *testing.T, desk workshop.Desk) (*workshop.Client, string, <-chan auditLine) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "run", "d.sock")
	l, err := workshop.Listen(path)
	if err != nil {
		t.Fatal(err)
	}
	commands := make(chan auditLine, 100)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		s := workshop.Socket{Desk: desk, Audit: func(p workshop.Peer, command string) func(error) {
			commands <- auditLine{p, command, ""}
			return func(err error) { commands <- auditLine{p, command + " ended", fmt.Sprint(err)} }
		}}
		ended <- s.Serve(ctx, l)
	}()
	c, err := workshop.Dial(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("the socket is left behind")
		}
	})
	return c, path, commands
}

func TestADeskIsTheSameOverTheSocket(t *testing.T) {
	desk := &fakeDesk{}
	c, _, commands := connected(t, desk)
	here, _ := desk.Reports(t.Context())
	there, err := c.Reports(t.Context())
	if diff := cmp.Diff(here, there); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if f, err := c.Findings(t.Context(), kiosk.ViewPaper); err != nil || f.Code != "here" {
		t.Error(f, err)
	}
	if f, err := c.Do(t.Context(), kiosk.ViewPaper, "roll_changed", "80000"); err != nil || f.Notice.Value != "paper roll_changed 80000" {
		t.Error(f, err)
	}
	walk := kiosk.FaultWalk{Device: "printer", Symptom: "nothing", Outcome: kiosk.FaultSolved}
	if err := c.Walked(t.Context(), walk); err != nil || !cmp.Equal(desk.walked, walk) {
		t.Error(desk.walked, err)
	}
	var out bytes.Buffer
	if err := c.Bundle(t.Context(), &out); err != nil || out.String() != "sealed" {
		t.Errorf("%q, %v", out.String(), err)
	}
	for _, want := range []string{
		"paper roll_changed", "paper roll_changed ended", "tree printer", "tree printer ended", "bundle", "bundle ended",
	} { // and nothing of what was only looked at
		if l := <-commands; l.command != want || int(l.peer.UID) != os.Getuid() || int(l.peer.PID) != os.Getpid() {
			t.Errorf("the audit names %+v, want %s", l, want)
		}
	}
}

func TestErrorsKeepTheirMeaningOverTheSocket(t *testing.T) {
	c, _, _ := connected(t, &fakeDesk{})
	if _, err := c.Findings(t.Context(), kiosk.ViewBundle); !errors.Is(err, workshop.ErrNoView) {
		t.Error(err)
	}
	if err := c.Monitor(t.Context(), "sound", nil, nil); !errors.Is(err, workshop.ErrNoDevice) {
		t.Error(err)
	}
	if r, err := c.RunTest(t.Context(), "sound", kiosk.TestSound, nil, nil); !errors.Is(err, workshop.ErrNoDevice) || r.Outcome != kiosk.OutcomeFailed {
		t.Error(r, err)
	}
}

func TestATestIsAnsweredOverTheSocket(t *testing.T) {
	c, _, commands := connected(t, &fakeDesk{})
	answers := make(chan bool)
	var stages []string
	record, err := c.RunTest(t.Context(), "port:/dev/ttyS1", kiosk.TestLoop, func(s kiosk.TestStage) {
		stages = append(stages, s.Text)
		if s.Asks {
			go func() { answers <- s.Text == "look" }()
		}
	}, answers)
	if err != nil || record.Outcome != kiosk.OutcomePassed || strings.Join(stages, " ") != "printing look torn" {
		t.Errorf("%+v after %q: %v", record, stages, err)
	}
	if begun, ended := <-commands, <-commands; begun.command != "test port:/dev/ttyS1 loop_back" || ended.command != begun.command+" ended" {
		t.Errorf("the audit names %+v, %+v", begun, ended)
	}
}

func TestATestEndsWithWhoeverAskedForIt(t *testing.T) {
	c, _, _ := connected(t, &fakeDesk{})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := c.RunTest(ctx, "port:/dev/ttyS1", kiosk.TestLoop, func(s kiosk.TestStage) {
		if s.Asks {
			cancel()
		}
	}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestALineIsWatchedUntilTheTechnicianHasSeenEnough(t *testing.T) {
	c, _, _ := connected(t, &fakeDesk{})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var got kiosk.TraceLine
	file := ""
	if err := c.Monitor(ctx, "printer", func(f string) { file = f }, func(l kiosk.TraceLine) { got = l; cancel() }); err != nil || got.Meaning != "DLE EOT" || !got.Masked[2] {
		t.Errorf("%+v, %v", got, err)
	}
	if file != "/tmp/printer.trace" {
		t.Errorf("it is recorded in %q", file)
	}
}

func TestWhatBreaksOffIsNotTakenForWhole(t *testing.T) {
	c, _, _ := connected(t, &fakeDesk{broken: true})
	if err := c.Bundle(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "broke off") {
		t.Error(err)
	}
	if err := c.Monitor(t.Context(), "printer", func(string) {}, func(kiosk.TraceLine) {}); err == nil {
		t.Error("a line that is gone ends in good order")
	}
}

func TestTheSocketIsNobodyElses(t *testing.T) {
	_, path, _ := connected(t, &fakeDesk{})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if _, err := workshop.Listen(path); err == nil || !strings.Contains(err.Error(), "another terminal") {
		t.Error(err)
	}
}

func TestASocketThatACrashLeftBehindIsReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d.sock")
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	_ = left.Close()
	if _, err := workshop.Dial(t.Context(), path); !errors.Is(err, workshop.ErrNotRunning) {
		t.Error(err)
	}
	l, err := workshop.Listen(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
}
