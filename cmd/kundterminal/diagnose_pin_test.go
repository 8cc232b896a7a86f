package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
)

// pinConfig is a configuration whose PIN is in a file.
func pinConfig(t *testing.T, file string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.toml")
	if err := os.WriteFile(path, fmt.Appendf(nil, "[diagnostics]\npin_file = %q\n", file), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAPINIsWrittenWhereTheConfigurationLooksForIt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pin")
	c := configFlag{Config: pinConfig(t, file)}
	out, err := typed(t, "482915\n", &diagnosePINCmd{configFlag: c})
	if err != nil || !strings.Contains(out, "chown kiosk "+file) {
		t.Error(out, err)
	}
	if h, err := workshop.LoadPINHash(file); err != nil || !h.Is([]byte("482915")) {
		t.Error(err)
	}
	out, err = typed(t, "731864\n", &diagnosePINCmd{configFlag: c})
	if err != nil || strings.Contains(out, "chown") {
		t.Errorf("the owner is not kept: %s, %v", out, err)
	}
	if h, err := workshop.LoadPINHash(file); err != nil || !h.Is([]byte("731864")) {
		t.Error(err)
	}
}

func TestWhereAPINCannotBeWrittenIsSaidBeforeAnybodyTypes(t *testing.T) {
	for _, c := range []struct {
		command diagnosePINCmd
		want    string
	}{
		{diagnosePINCmd{configFlag: configFlag{pinConfig(t, "")}}, "--out /etc/credstore/technician-pin"},
		{diagnosePINCmd{Out: "/nonexist/x"}, "--out: there is no folder /nonexist to write the PIN to; make it first"},
		{diagnosePINCmd{configFlag: configFlag{pinConfig(t, "/nonexist/x")}}, "diagnostics.pin_file: there is no folder /nonexist"},
	} {
		if _, err := typed(t, "", &c.command); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

func TestAPINThatIsGuessedAtOnceIsNotTaken(t *testing.T) {
	if out, err := typed(t, "123456\n", &diagnosePINCmd{}); !errors.Is(err, workshop.ErrEasyPIN) {
		t.Errorf("%s, %v", out, err)
	}
}

func TestACommandFindsTheConfigurationWhereItIsByCustom(t *testing.T) {
	was := standardConfig
	t.Cleanup(func() { standardConfig = was })
	standardConfig = filepath.Join(t.TempDir(), "none.toml")
	if got := (configFlag{}).path(); got != "" {
		t.Errorf("a file that is not there: %s", got)
	}
	standardConfig = socketConfig(t, filepath.Join(t.TempDir(), "none.sock"))
	if code, out, errs := run(t, "diagnose", "config"); code != 0 || !strings.Contains(out, standardConfig+":4") {
		t.Errorf("it ends with %d: %s%s", code, out, errs)
	}
	if got := (configFlag{Config: "/x"}).path(); got != "/x" {
		t.Errorf("a file that is named: %s", got)
	}
}
