package main

import (
	"strings"
	"testing"
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
		`:5: diagnostics.badges: "KT-1" is a service advisor's badge`, `:5: diagnostics.badges: "T-1" stands twice`,
		`:5: diagnostics.badges: an empty badge`, `:6: diagnostics.pin_file`, `:7: diagnostics.recipients: "age1nonsense"`,
		`:8: diagnostics.serve`, `:9: diagnostics.socket`, `:10: diagnostics.folder`,
	} {
		if !strings.Contains(err.Error(), "terminal.toml"+want) {
			t.Errorf("the error has no %q:\n%v", want, err)
		}
	}
}

func TestASecretKeyAmongTheRecipientsIsRefusedAndNotRepeated(t *testing.T) {
	const secret = "AGE-SECRET-KEY-1QQPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQ"
	_, err := parseConfig("terminal.toml", "[diagnostics]\nrecipients = [\""+secret+"\"]\n")
	if err == nil || !strings.Contains(err.Error(), "secret key") || strings.Contains(err.Error(), secret) {
		t.Error(err)
	}
}
