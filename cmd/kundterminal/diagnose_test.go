package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// deskAtSocket is a desk with a printer, as a command finds it at the socket.
type deskAtSocket struct {
	condition string // of the printer
	done      []string
	walk      kiosk.FaultWalk
}

func (d *deskAtSocket) Reports(context.Context) ([]kiosk.DeviceReport, error) {
	return []kiosk.DeviceReport{{
		ID: "printer", Kind: kiosk.DevicePrinter, Name: "EPSON TM-T20III", Condition: d.condition, Health: kiosk.HealthGood,
		Facts: []kiosk.Fact{{Key: "firmware", Value: "30.06"}}, Tests: []kiosk.TestRecord{{Test: kiosk.TestPage}},
	}}, nil
}

func (d *deskAtSocket) Findings(ctx context.Context, v kiosk.View) (kiosk.Findings, error) {
	if v != kiosk.ViewReadiness {
		return kiosk.Findings{Sections: []kiosk.FactSection{{Title: v.String()}}}, nil
	}
	list, err := d.Reports(ctx)
	if d.condition != "ready" {
		list[0].Health = kiosk.HealthFault
	}
	return workshop.ReadinessOf(workshop.ReadinessInput{Reports: list, Services: 1}).Findings(true), err
}

func (d *deskAtSocket) Do(_ context.Context, v kiosk.View, action, choice string) (kiosk.Findings, error) {
	d.done = append(d.done, strings.TrimSpace(v.String()+" "+action+" "+choice))
	return kiosk.Findings{}, nil
}

func (d *deskAtSocket) RunTest(ctx context.Context, id kiosk.DeviceID, test kiosk.TestID, show func(kiosk.TestStage), answers <-chan bool) (kiosk.TestRecord, error) {
	r := workshop.NewRun(show, answers)
	record := kiosk.TestRecord{Device: id, Test: test, Outcome: kiosk.OutcomeFailed}
	if r.Ask(ctx, kiosk.TestStage{Text: "store_checking"}) && !r.Ask(ctx, kiosk.TestStage{Text: "store_checked"}) {
		record.Outcome = kiosk.OutcomePassed
	}
	return record, nil
}

func (d *deskAtSocket) Monitor(_ context.Context, _ kiosk.DeviceID, recording func(string), show func(kiosk.TraceLine)) error {
	if recording != nil {
		recording("/var/printer.trace")
	}
	show(kiosk.TraceLine{ToDevice: true, Bytes: []byte{0x10, 'A', 'B'}, Masked: []bool{false, false, true}, Meaning: "DLE"})
	return nil
}

func (d *deskAtSocket) Walked(_ context.Context, w kiosk.FaultWalk) error { d.walk = w; return nil }

func (d *deskAtSocket) Bundle(_ context.Context, w io.Writer) error {
	if d.condition != "ready" {
		return workshop.ErrNoRecipient
	}
	_, err := io.WriteString(w, "sealed")
	return err
}

// atSocket serves a desk, and returns the configuration of its terminal.
func atSocket(t *testing.T, d workshop.Desk) (configFile string) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "d.sock")
	l, err := workshop.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- (&workshop.Socket{Desk: d}).Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return socketConfig(t, socket)
}

func socketConfig(t *testing.T, socket string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.toml")
	text := fmt.Sprintf("[store]\npath = %q\n[diagnostics]\nsocket = %q\n", filepath.Join(t.TempDir(), "t.db"), socket)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// typed carries a command out with what a technician types.
func typed(t *testing.T, keys string, command interface{ Run(*surroundings) error }) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := command.Run(&surroundings{t.Context(), strings.NewReader(keys), &out, &out})
	return out.String(), err
}

func TestTheReportOfARunningTerminalIsInTheWordsOfTheScreens(t *testing.T) {
	c := atSocket(t, &deskAtSocket{condition: "ready"})
	code, out, errs := run(t, "diagnose", "--config", c)
	if code != 0 || !strings.Contains(out, "Printer: EPSON TM-T20III (printer)") || !strings.Contains(out, "30.06") || !strings.Contains(out, "test_page") {
		t.Errorf("it ends with %d: %s%s", code, out, errs)
	}
	code, out, _ = run(t, "diagnose", "--json", "--config", c)
	var list []deviceLine
	if err := json.Unmarshal([]byte(out), &list); code != 0 || err != nil || list[0].Health != "good" || list[0].Facts[0].Value != "30.06" {
		t.Errorf("it ends with %d: %v: %s", code, err, out)
	}
}

func TestReadinessIsAnExitCode(t *testing.T) {
	d := &deskAtSocket{condition: "ready"}
	c := atSocket(t, d)
	if code, out, errs := run(t, "diagnose", "--ready", "-c", c); code != 0 || !strings.Contains(out, "Ready") {
		t.Errorf("it ends with %d: %s%s", code, out, errs)
	}
	d.condition = "paper_out"
	if code, out, errs := run(t, "diagnose", "--ready", "-c", c); code != exitNotReady || !strings.Contains(out, "Not ready") {
		t.Errorf("it ends with %d: %s%s", code, out, errs)
	}
	code, out, _ := run(t, "diagnose", "--ready", "--json", "-c", c)
	var got struct{ Ready bool }
	if err := json.Unmarshal([]byte(out), &got); code != exitNotReady || err != nil || got.Ready {
		t.Errorf("it ends with %d: %v: %s", code, err, out)
	}
}

func TestATestAsksAtTheKeyboard(t *testing.T) {
	c := configFlag{Config: atSocket(t, &deskAtSocket{})}
	if out, err := typed(t, "maybe\ny\nn\n", &diagnoseTestCmd{configFlag: c, Device: "printer", Test: kiosk.TestPage}); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := typed(t, "n\n", &diagnoseTestCmd{configFlag: c, Device: "printer", Test: kiosk.TestPage}); !errors.Is(err, exitCode(1)) {
		t.Errorf("a failed test ends with %v: %s", err, out)
	}
}

func TestAFaultTreeIsWalkedAtTheKeyboardAndItsEndNoted(t *testing.T) {
	d := &deskAtSocket{condition: "ready"}
	c := configFlag{Config: atSocket(t, d)}
	out, err := typed(t, strings.Repeat("1\nn\n", 30), &diagnoseTreeCmd{configFlag: c, Device: "printer"})
	if err != nil || d.walk.Device != "printer" || d.walk.Outcome == kiosk.FaultOpen || d.walk.Symptom == "" {
		t.Errorf("%v: %+v\n%s", err, d.walk, out)
	}
	if _, err := typed(t, "", &diagnoseTreeCmd{configFlag: c, Device: "toaster"}); !errors.Is(err, workshop.ErrNoDevice) {
		t.Error(err)
	}
}

func TestALineIsWatchedInHexAndLettersWithPersonalDataMasked(t *testing.T) {
	c := atSocket(t, &deskAtSocket{})
	code, out, errs := run(t, "diagnose", "monitor", "printer", "-c", c)
	if code != 0 || !strings.Contains(out, "> 10 41 **") || !strings.Contains(out, ".A*") || strings.Contains(out, "42") {
		t.Errorf("it ends with %d: %s%s", code, out, errs)
	}
	if code, _, errs := run(t, "diagnose", "monitor", "printer", "--seconds", "9999", "-c", c); code != 2 || !strings.Contains(errs, "600") {
		t.Errorf("it ends with %d: %s", code, errs)
	}
}

func TestANewRollIsTakenNoteOf(t *testing.T) {
	for keys, last := range map[string]string{"y\n": "paper roll_clean", "maybe\nn\n": "paper roll_stop", "": "paper roll_stop"} {
		d := &deskAtSocket{}
		c := configFlag{Config: atSocket(t, d)}
		out, err := typed(t, keys, &diagnosePaperCmd{configFlag: c, NewRoll: 80_000})
		want := "paper roll_change, paper roll_length 80, paper roll_in, " + last
		if got := strings.Join(d.done, ", "); got != want {
			t.Errorf("%s\n%s", got, out)
		}
		if kept := last == "paper roll_clean"; kept != (err == nil) || kept == strings.Contains(out, "The roll was not noted") {
			t.Errorf("after %q: %v\n%s", keys, err, out)
		}
	}
}

func TestABundleIsWrittenWholeOrNotAtAll(t *testing.T) {
	d := &deskAtSocket{condition: "ready"}
	c := atSocket(t, d)
	path := filepath.Join(t.TempDir(), "b.age")
	if code, _, errs := run(t, "diagnose", "bundle", "--out", path, "-c", c); code != 0 {
		t.Fatal(errs)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "sealed" {
		t.Errorf("%q, %v", data, err)
	}
	d.condition = "no recipient"
	code, _, errs := run(t, "diagnose", "bundle", "--out", path+"2", "-c", c)
	if code != 1 || !strings.Contains(errs, "diagnostics.recipients") {
		t.Errorf("it ends with %d: %s", code, errs)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("%v", left)
	}
}

func TestWithoutATerminalThereIsStillMuchToSee(t *testing.T) {
	c := socketConfig(t, filepath.Join(t.TempDir(), "none.sock"))
	for _, command := range []struct {
		args []string
		code int
		has  string
	}{
		{[]string{"diagnose", "-c", c}, 0, "no terminal is running here"},
		{[]string{"diagnose", "--ready", "-c", c}, exitNotReady, "Not ready"},
		{[]string{"diagnose", "config", "-c", c}, 0, c + ":4"},
		{[]string{"diagnose", "test", "printer", "test_page", "-c", c}, 1, "no terminal is running here"},
		{[]string{"diagnose", "bundle", "--list", "-c", c}, 1, "no terminal is running here"},
		{[]string{"diagnose", "paper", "-c", c}, 1, "no terminal is running here"},
	} {
		if code, out, errs := run(t, command.args...); code != command.code || !strings.Contains(out+errs, command.has) {
			t.Errorf("%q ends with %d: %s%s", command.args, code, out, errs)
		}
	}
}

// TestADatabaseThatIsNotMadeYetIsNoFault: the first start of a terminal makes it.
func TestADatabaseThatIsNotMadeYetIsNoFault(t *testing.T) {
	d := &closedDesk{}
	d.config.Store.Path = filepath.Join(t.TempDir(), "terminal.db")
	r := d.store(t.Context())
	cause := r.Facts[len(r.Facts)-1]
	if r.Health != kiosk.HealthAttention || !strings.HasSuffix(cause.Value, "no such file or directory") || strings.Contains(cause.Value, "exit status") {
		t.Errorf("it is told as %v", r)
	}
}

func TestAPINIsAskedTwiceAtATerminalAndNotShown(t *testing.T) {
	for again, want := range map[string]error{"482915": nil, "482916": errPINsDiffer} {
		keyboard, tty, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		var seen transcript
		go func() { _, _ = io.Copy(&seen, keyboard) }() // what the terminal shows
		var out bytes.Buffer
		asked := make(chan error)
		go func() { asked <- (&diagnosePINCmd{}).Run(&surroundings{t.Context(), tty, &out, tty}) }()
		for _, line := range []struct{ after, keys string }{{"New PIN", "482915\n"}, {"Once more", again + "\n"}} {
			for !strings.Contains(seen.String(), line.after) {
				time.Sleep(time.Millisecond)
			}
			_, _ = io.WriteString(keyboard, line.keys)
		}
		if err := <-asked; !errors.Is(err, want) {
			t.Errorf("%s: %v", again, err)
		}
		if strings.Contains(seen.String(), "4829") {
			t.Errorf("the terminal shows %q", seen.String())
		}
		if h, err := workshop.ParsePINHash(out.Bytes()); want == nil && (err != nil || !h.Is([]byte("482915"))) {
			t.Error(err)
		}
		_, _ = keyboard.Close(), tty.Close()
	}
}

func TestAPINIsReadFromStandardInputAndItsHashWritten(t *testing.T) {
	out, err := typed(t, "482915\r\nand more\n", &diagnosePINCmd{})
	if err != nil || strings.Contains(out, "482915") {
		t.Fatal(out, err)
	}
	if h, err := workshop.ParsePINHash([]byte(out)); err != nil || !h.Is([]byte("482915")) {
		t.Error(err)
	}
	path := filepath.Join(t.TempDir(), "pin")
	if _, err := typed(t, "482915", &diagnosePINCmd{Out: path}); err != nil {
		t.Fatal(err)
	}
	if h, err := workshop.LoadPINHash(path); err != nil || !h.Is([]byte("482915")) {
		t.Error(err)
	}
	for _, keys := range []string{"", "12345\n", "12345678901234567\n", "12345x\n"} {
		if out, err := typed(t, keys, &diagnosePINCmd{}); err == nil {
			t.Errorf("%q gives %s", keys, out)
		}
	}
}
