package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// The card of a test person, and what of it must be nowhere.
var (
	testCard    = []string{"I<FINXB76543210020594Y908V<<<<", "9405022F3501014FIN<<<<<<<<<<<2", "KUVALLA<<VILJA<SAIMA<<<<<<<<<<"}
	ofTheirCard = []string{"020594", "94Y908", "Y908V", "KUVALLA", "VILJA", "SAIMA", "XB7654321", "B7654321", "9405022"}
)

// TestASupportBundleHoldsNothingOfThePersonBeforeIt lets a test person identify
// while a technician records the reader's line, and reads everything in the
// bundle that is made then.
func TestASupportBundleHoldsNothingOfThePersonBeforeIt(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := sim.NewReader(sim.ReaderOptions{Kind: sim.ElyctisMRZ})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	dir := t.TempDir()
	file := withDiagnostics(t, configFile(t, 9, filepath.Join(dir, "terminal.db"), "", everyDay(t)), reader.Path(), dir, id.Recipient().String())
	p, b := opened(ctx, t, file)
	defer b.close()

	record, stopRecording := context.WithCancel(ctx)
	recorded := recordLine(record, t, file)
	identifyByCard(ctx, t, b, reader)
	pressed(ctx, t, b, "stop", "stop-yes")
	stopRecording()
	if err := <-recorded; err != nil {
		t.Errorf("the recording: %v", err)
	}

	path := filepath.Join(dir, "bundle.age")
	if code, out, errs := run(t, "diagnose", "bundle", "--out", path, "--config", file); code != 0 {
		t.Fatalf("it ends with %d: %s%s; log: %s", code, out, errs, p.log)
	}
	files := openBundle(t, path, id)
	holdsNothingOfTheirs(t, files)
	if !strings.Contains(files["log.jsonl"], "document") {
		t.Errorf("the log does not say that a document was read:\n%s", files["log.jsonl"])
	}
}

func holdsNothingOfTheirs(t *testing.T, files map[string]string) {
	t.Helper()
	for _, want := range []string{"CONTENTS.txt", "log.jsonl", "devices.json", "journal.jsonl", "configuration.txt", "database.json", "system.json", "versions.txt"} {
		if files[want] == "" {
			t.Errorf("the bundle has no %s", want)
		}
	}
	traced := false
	for name, text := range files {
		traced = traced || strings.HasPrefix(name, "traces/") && strings.Contains(text, " < 4900") && !strings.Contains(text, "[redacted]")
		for _, private := range ofTheirCard {
			if strings.Contains(text, private) || strings.Contains(strings.ToLower(text), fmt.Sprintf("%x", private)) {
				t.Errorf("%s holds %q", name, private)
			}
		}
	}
	if !traced {
		t.Error("the bundle has no recording of the line")
	}
}

// withDiagnostics adds a reader and the technician's mode to a configuration.
func withDiagnostics(t *testing.T, file, reader, dir, recipient string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	socket, err := os.MkdirTemp("", "kt") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(socket) })
	text = bytes.Replace(text, []byte("[identity]\n"), []byte("[identity]\ntest_codes = true\n"), 1)
	text = bytes.Split(text, []byte("[diagnostics]\n"))[0]
	more := fmt.Sprintf("\n[diagnostics]\nrecipients = [%q]\nsocket = %q\nfolder = %q\n[[reader]]\nport = %q\nprofile = \"elyctis\"\n[web]\nlisten = \"127.0.0.1:0\"\n",
		recipient, filepath.Join(socket, "d.sock"), filepath.Join(dir, "recordings"), reader)
	if err := os.WriteFile(file, append(text, more...), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// recordLine watches the reader's line over the socket until ctx ends.
func recordLine(ctx context.Context, t *testing.T, file string) <-chan error {
	t.Helper()
	d, _, closes, err := configFlag{file}.desk(&surroundings{ctx: ctx})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := d.(*workshop.Client); !ok {
		t.Fatal("the terminal has no socket")
	}
	done, begun := make(chan error, 1), make(chan struct{}, 1)
	go func() {
		defer closes()
		done <- d.Monitor(ctx, "reader-1", func(string) {}, func(kiosk.TraceLine) {
			select {
			case begun <- struct{}{}:
			default:
			}
		})
	}()
	select { // the line is opened anew for a recording, and the reader armed again
	case <-begun:
	case err := <-done:
		t.Fatalf("the recording: %v", err)
	}
	return done
}

func identifyByCard(ctx context.Context, t *testing.T, b *pages, reader *sim.Reader) {
	t.Helper()
	pressed(ctx, t, b, "language:en", "authority:vero", "service:v-card", "next", "identify")
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "identify" && reader.Armed() }); err != nil {
		t.Fatal(err)
	}
	if !reader.Present(testCard...) {
		t.Fatal("the reader did not read the card")
	}
	if err := b.until(ctx, func(s glimpse) bool { return strings.Contains(s.HTML, "You are identified") }); err != nil {
		t.Fatal(err)
	}
}

func openBundle(t *testing.T, path string, id age.Identity) map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	clear, err := age.Decrypt(f, id)
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := gzip.NewReader(clear)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for archive := tar.NewReader(unzipped); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		files[h.Name] = string(text)
	}
}
