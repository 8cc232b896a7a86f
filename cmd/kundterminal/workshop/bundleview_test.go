package workshop_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// view is the bundle's view on a machine with a stick.
func view(t *testing.T, recipients ...age.Recipient) (*workshop.BundleView, string) {
	t.Helper()
	root, stick := disks(t)
	return &workshop.BundleView{
		Terminal: 7, Recipients: recipients, Root: root, Serve: "127.0.0.1:0", Now: func() time.Time { return bundledAt },
		Sources: []workshop.BundleSource{workshop.File("bundle_log", "log.jsonl", func(context.Context) ([]byte, error) { return []byte("line\n"), nil })},
	}, stick
}

func action(f kiosk.Findings, id string) (kiosk.Action, bool) {
	for _, a := range f.Actions {
		if a.ID == id {
			return a, true
		}
	}
	return kiosk.Action{}, false
}

func TestWhatIsInABundleIsSeenBeforeItIsWrittenToTheStick(t *testing.T) {
	id := identity(t)
	v, stick := view(t, id.Recipient())
	f := v.Findings(t.Context())
	if got := found(t, f.Sections, "bundle_log"); got.Value != "log.jsonl  5 B" {
		t.Errorf("%+v", got)
	}
	a, ok := action(f, workshop.ActionWriteBundle)
	if !ok || a.Off || a.Choice != stick {
		t.Fatalf("%+v", f.Actions)
	}
	f = v.Do(t.Context(), a.ID, a.Choice)
	if f.Notice.Text != "bundle_written" {
		t.Fatalf("%+v", f.Notice)
	}
	data, err := os.ReadFile(filepath.Join(stick, "kundterminal-7-20261126T150405Z.tar.gz.age"))
	if err != nil {
		t.Fatal(err)
	}
	if files := unpack(t, data, id); files["log.jsonl"] != "line\n" {
		t.Errorf("it holds %v", files)
	}
}

func TestABundleGoesToNoPlaceThatIsNoDrive(t *testing.T) {
	v, _ := view(t, identity(t).Recipient())
	folder := t.TempDir()
	if f := v.Do(t.Context(), workshop.ActionWriteBundle, folder); f.Notice.Text != "drive_gone" {
		t.Errorf("%+v", f.Notice)
	}
	if files, _ := filepath.Glob(filepath.Join(folder, "*")); len(files) > 0 {
		t.Errorf("%v", files)
	}
}

func TestWithoutARecipientTheViewSaysWhatToConfigure(t *testing.T) {
	v, stick := view(t)
	f := v.Findings(t.Context())
	if got := found(t, f.Sections, "bundle_recipient"); got.Text != "bundle_no_recipient" || got.Health != kiosk.HealthFault {
		t.Errorf("%+v", got)
	}
	for _, id := range []string{workshop.ActionWriteBundle, workshop.ActionServeBundle} {
		if a, ok := action(f, id); !ok || !a.Off {
			t.Errorf("%+v", f.Actions)
		}
	}
	for _, f := range []kiosk.Findings{v.Do(t.Context(), workshop.ActionWriteBundle, stick), v.Do(t.Context(), workshop.ActionServeBundle, "")} {
		if f.Notice.Health != kiosk.HealthFault || f.Code != "" {
			t.Errorf("%+v", f)
		}
	}
	if err := v.Write(t.Context(), &bytes.Buffer{}); !errors.Is(err, workshop.ErrNoRecipient) {
		t.Error(err)
	}
}

func TestABundleIsFetchedOverTheNetworkWithTheCodeOnTheScreen(t *testing.T) {
	id := identity(t)
	v, _ := view(t, id.Recipient())
	changed := make(chan struct{})
	v.Changed = func() { close(changed) }
	f := v.Do(t.Context(), workshop.ActionServeBundle, "")
	if len(f.Code) != 10 {
		t.Fatalf("%+v", f)
	}
	url := found(t, f.Sections, "bundle_address").Value
	if !strings.HasSuffix(url, "/"+f.Code) {
		t.Errorf("the address is %s", url)
	}
	status, body := get(t, url)
	if status != 200 {
		t.Fatalf("status %d: %s", status, body)
	}
	if files := unpack(t, []byte(body), id); files["log.jsonl"] != "line\n" {
		t.Errorf("it holds %v", files)
	}
	get(t, url) // again, which ends it
	<-changed
	if f := v.Findings(t.Context()); f.Notice.Text != "bundle_fetched" || f.Code != "" {
		t.Errorf("%+v", f)
	}
}

func TestABundleThatWasBrokenOffIsNotKept(t *testing.T) {
	v, stick := view(t, identity(t).Recipient())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	v.Findings(ctx)
	v.Do(ctx, workshop.ActionWriteBundle, stick)
	if err := v.Write(ctx, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	times := 0
	v.Sources = append(v.Sources, workshop.File("bundle_system", "system.json", func(context.Context) ([]byte, error) { times++; return nil, nil }))
	if v.Findings(t.Context()); times != 1 {
		t.Error("the next who looks gets what was broken off")
	}
}

func TestWhoLeavesTheViewTakesTheOfferAway(t *testing.T) {
	v, _ := view(t, identity(t).Recipient())
	f := v.Do(t.Context(), workshop.ActionServeBundle, "")
	v.Leave()
	if status, _ := get(t, found(t, f.Sections, "bundle_address").Value); status != 0 {
		t.Errorf("it is still there: %d", status)
	}
}
