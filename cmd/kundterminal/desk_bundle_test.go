package main

import (
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

func TestReadinessOverSSHLeavesABundleThatIsServed(t *testing.T) {
	x := readyRig(t, "tm-t20iii", sim.Options{})
	key := []string{"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"}
	r, err := workshop.ParseRecipients(key)
	if err != nil {
		t.Fatal(err)
	}
	x.desk.bundle.Recipients, x.desk.bundle.Serve = r, "127.0.0.1:0"
	f, err := x.desk.Do(t.Context(), kiosk.ViewBundle, workshop.ActionServeBundle, "")
	if err != nil || f.Code == "" {
		t.Fatalf("%v %+v", err, f)
	}
	if _, err := x.desk.Findings(t.Context(), kiosk.ViewReadiness); err != nil {
		t.Fatal(err)
	}
	f, _ = x.desk.Findings(t.Context(), kiosk.ViewBundle)
	if f.Code == "" {
		t.Error("diagnose --ready ended the serving")
	}
	x.desk.Leave()
}
