package workshop_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

var bundledAt = time.Date(2026, 11, 26, 15, 4, 5, 0, time.UTC)

// packed is a bundle of some files.
func packed(files ...string) workshop.Bundle {
	b := workshop.Bundle{At: bundledAt}
	for _, f := range files {
		b.Parts = append(b.Parts, workshop.BundlePart{Name: f, Key: "bundle_log", Data: []byte("this is " + f + "\n")})
	}
	return b
}

func identity(t *testing.T) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// unpack decrypts a bundle and returns its files.
func unpack(t *testing.T, data []byte, id age.Identity) map[string]string {
	t.Helper()
	clear, err := age.Decrypt(bytes.NewReader(data), id)
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

func TestABundleIsReadByItsRecipientsAndNobodyElse(t *testing.T) {
	one, two, other := identity(t), identity(t), identity(t)
	recipients, err := workshop.ParseRecipients([]string{one.Recipient().String(), two.Recipient().String()})
	if err != nil {
		t.Fatal(err)
	}
	var sealed bytes.Buffer
	if err := packed("a.txt", "traces/b.trace").Encrypt(&sealed, recipients); err != nil {
		t.Fatal(err)
	}
	for _, id := range []age.Identity{one, two} {
		files := unpack(t, sealed.Bytes(), id)
		if len(files) != 3 || files["traces/b.trace"] != "this is traces/b.trace\n" || !strings.Contains(files["CONTENTS.txt"], "a.txt") {
			t.Errorf("it holds %v", files)
		}
	}
	if _, err := age.Decrypt(bytes.NewReader(sealed.Bytes()), other); err == nil {
		t.Error("anybody can read it")
	}
}

func TestWithoutARecipientThereIsNoBundle(t *testing.T) {
	var out bytes.Buffer
	if err := packed("a.txt").Encrypt(&out, nil); !errors.Is(err, workshop.ErrNoRecipient) || out.Len() > 0 {
		t.Errorf("%d bytes, %v", out.Len(), err)
	}
}

func TestASourceThatFailsIsNamedAndTheOthersAreThere(t *testing.T) {
	b := workshop.Gather(t.Context(), bundledAt, []workshop.BundleSource{
		workshop.File("bundle_log", "log.jsonl", func(context.Context) ([]byte, error) { return []byte("line\n"), nil }),
		workshop.File("bundle_devices", "devices.json", func(context.Context) ([]byte, error) {
			return nil, errors.New("they do not answer 010190-123A")
		}),
		workshop.File("bundle_system", "huge", func(context.Context) ([]byte, error) { return make([]byte, 65<<20), nil }),
		workshop.File("bundle_catalogue", "catalogue.txt", func(context.Context) ([]byte, error) { return nil, nil }),
	})
	section := b.Section()
	var list []string
	for _, f := range section.Facts {
		list = append(list, f.Key+": "+f.Value)
	}
	want := "bundle_log: log.jsonl  5 B\nbundle_devices: they do not answer [redacted]\n" +
		"bundle_system: huge has 65.0 MB, for which there is no room in the bundle\nbundle_total: 94 B"
	if text := strings.Join(list, "\n"); text != want {
		t.Errorf("the list is\n%s", text)
	}
}

// afterAVisit is a terminal at which somebody was, and something went wrong.
func afterAVisit(t *testing.T) (workshop.Terminal, kiosk.Ticket) {
	t.Helper()
	s, at := opened(t), bundledAt
	ticket, err := s.Issue(t.Context(), kiosk.TicketRequest{Series: 'A', Queue: "general", Errands: []kiosk.ServiceID{"o-debt"}, Language: kiosk.Finnish, At: at})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.MarkPrint(t.Context(), ticket.Name, kiosk.PrintPrinted, "", at); err != nil {
		t.Fatal(err)
	}
	err = s.Append(t.Context(),
		kiosk.Entry{Kind: kiosk.PrinterStatus, At: at, Detail: map[string]string{"condition": "paper_out"}},
		kiosk.Entry{Kind: kiosk.PersonIdentified, At: at, Detail: map[string]string{"way": "document"}},
		kiosk.Entry{Kind: kiosk.SessionEnded, At: at, Detail: map[string]string{"step": "take"}},
		kiosk.Entry{Kind: kiosk.PrinterStatus, At: at.AddDate(0, 0, -8), Detail: map[string]string{"condition": "long ago"}},
	)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, name := range []string{"printer.trace", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("recorded\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ring := workshop.NewLogRing()
	_, _ = io.WriteString(ring, `{"msg":"document read","verdict":"valid"}`+"\n")
	_, _ = io.WriteString(ring, `{"msg":"trouble","cause":"cannot parse \"010190-999R\" of MEIKAELAEINEN<<MATTI<<<<<<"}`+"\n")
	system := healthy(t)
	system.Now = func() time.Time { return at.Add(time.Minute) }
	return workshop.Terminal{
		Log: ring, Journal: s, Folder: folder, System: system,
		Reports:   func(context.Context) ([]kiosk.DeviceReport, error) { return []kiosk.DeviceReport{{ID: "printer"}}, nil },
		Config:    []workshop.ConfigValue{{Key: "terminal.id", Value: "7", Origin: "t.toml:2"}},
		Database:  workshop.Database{Store: s, Checker: here},
		Catalogue: func() []string { return []string{"queues.toml:3: it is wrong"} },
	}, ticket
}

func TestTheWholeBundleOfATerminalHoldsNothingOfAPerson(t *testing.T) {
	terminal, ticket := afterAVisit(t)
	id := identity(t)
	var sealed bytes.Buffer
	if err := workshop.Gather(t.Context(), bundledAt, terminal.Sources()).Encrypt(&sealed, []age.Recipient{id.Recipient()}); err != nil {
		t.Fatal(err)
	}
	files := unpack(t, sealed.Bytes(), id)
	for name, has := range map[string]string{
		"log.jsonl": "document read", "devices.json": "printer", "journal.jsonl": "paper_out", "configuration.txt": "terminal.id = 7 (t.toml:2)",
		"traces/printer.trace": "recorded", "database.json": "store_sound", "catalogue.txt": "queues.toml:3", "system.json": "clock_source",
		"versions.txt": "go1.",
	} {
		if !strings.Contains(files[name], has) {
			t.Errorf("%s has no %q: %q", name, has, files[name])
		}
	}
	all := ""
	for name, text := range files {
		all += name + "\n" + text
	}
	for _, private := range []string{"010190", "999R", "MEIK", "MATTI", "o-debt", ticket.Label(), string(ticket.Code()), "general", "long ago", "notes.txt", `"take"`} {
		if strings.Contains(all, private) {
			t.Errorf("the bundle holds %q", private)
		}
	}
	if want := `{"kind":"ticket_committed","day":"2026-11-26","count":1}`; !strings.Contains(files["journal.jsonl"], want) {
		t.Errorf("the journal does not count tickets:\n%s", files["journal.jsonl"])
	}
}
