package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrongValuesOfTheTechniciansModeAreRefusedWithTheirLines(t *testing.T) {
	const text = `[identity]
badges = ["KT-1"]

[diagnostics]
badges = ["KT-1", "T-1", "T-1", " "]
pin_file = "pin"
recipients = ["age1nonsense"]
serve = "8461"
socket = "diagnose.sock"
folder = ""
`
	_, err := parseConfig("terminal.toml", text)
	if err == nil {
		t.Fatal("it is taken")
	}
	for _, want := range []string{
		`:5: diagnostics.badges: badge 1 is a service advisor's`, `:5: diagnostics.badges: badge 3 stands twice`,
		`:5: diagnostics.badges: badge 4 is empty`, `:6: diagnostics.pin_file`, `:7: diagnostics.recipients: "age1nonsense"`,
		`:8: diagnostics.serve`, `:9: diagnostics.socket`, `:10: diagnostics.folder`,
	} {
		if !strings.Contains(err.Error(), "terminal.toml"+want) {
			t.Errorf("the error has no %q:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "T-1") {
		t.Errorf("a badge is told: %v", err)
	}
}

func TestWhatIsWrongInTheTechniciansModeLeavesTheTerminalServing(t *testing.T) {
	for _, c := range []struct{ setting, key, reason string }{
		{`recipients = ["age1nonsense"]`, "diagnostics.recipients", "not an age key"},
		{`recipients = "age1nonsense"`, "diagnostics.recipients", "type"},
		{`badges = ["B-17", "B-17"]`, "diagnostics.badges", "badge 2"},
		{`badges = "B-17"`, "diagnostics.badges", "type"},
		{`pin = "/etc/pin"`, "diagnostics.pin", "no such key"},
		{`socket = "here"`, "diagnostics.socket", "whole path"},
		{`folder = ""`, "diagnostics.folder", "folder"},
		{`serve = "8461"`, "diagnostics.serve", "address"},
		{`pin_file = "pin"`, "diagnostics.pin_file", "whole path"},
	} {
		path := filepath.Join(t.TempDir(), "terminal.toml")
		text := "[terminal]\nid = 7\n[diagnostics]\n" + c.setting + "\n[log]\nlevel = \"debug\"\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadConfig(path); err == nil {
			t.Errorf("%s: a check takes it", c.setting)
		}
		got, err := loadServing(path)
		if err != nil || len(got.refused) != 1 || got.Terminal.ID != 7 || got.Log.Level != "debug" {
			t.Errorf("%s: %v, %v", c.setting, got.refused, err)
			continue
		}
		f := got.refused[0]
		if f.key != c.key || f.line != 4 || !strings.Contains(f.reason, c.reason) || strings.Contains(f.String(), "B-17") {
			t.Errorf("%s: %s", c.setting, f)
		}
		builtIn, err := loadConfig("")
		if diff := cmp.Diff(builtIn.Diagnostics, got.Diagnostics); err != nil || diff != "" {
			t.Errorf("%s: %v %s", c.setting, err, diff)
		}
	}
}

func TestWhatIsRightInTheTechniciansModeStaysBesideWhatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "terminal.toml")
	text := "[diagnostics]\nfolder = \"/srv/d\"\nserve = \"8461\"\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := loadServing(path)
	if err != nil || c.Diagnostics.Folder != "/srv/d" || c.Diagnostics.Serve != "" || c.source.origin("diagnostics.folder") != path+":2" {
		t.Errorf("%+v, %v", c.Diagnostics, err)
	}
	wrong := text + "[session]\nquiet_s = 1\n"
	if err := os.WriteFile(path, []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadServing(path); !errors.Is(err, errConfig) || !strings.Contains(err.Error(), path+":5: session.quiet_s") {
		t.Errorf("what people depend on is not refused with its line: %v", err)
	}
}

func TestASecretKeyAmongTheRecipientsIsRefusedAndNotRepeated(t *testing.T) {
	const secret = "AGE-SECRET-KEY-1QQPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQ"
	_, err := parseConfig("terminal.toml", "[diagnostics]\nrecipients = [\""+secret+"\"]\n")
	if err == nil || !strings.Contains(err.Error(), "secret key") || strings.Contains(err.Error(), secret) {
		t.Error(err)
	}
}
