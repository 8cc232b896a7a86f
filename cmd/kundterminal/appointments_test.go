package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kundterminal/devices/idreader"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// noonZone is a time zone in which it is about noon, so that no test of today's
// appointments meets midnight.
func noonZone() string { return fmt.Sprintf("Etc/GMT%+d", time.Now().UTC().Hour()-12) }

// booked is an appointment as a booking system writes it, with much that a
// terminal must not keep.
func booked(uid, code string, in time.Duration, properties ...string) string {
	lines := append([]string{
		"BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20260101T000000Z",
		"DTSTART:" + time.Now().Add(in).UTC().Format("20060102T150405Z"), "X-KIOSK-CODE:" + code,
		"SUMMARY;LANGUAGE=sv:" + secret + " utsökning", "DESCRIPTION:" + secret,
		`ATTENDEE;CN="` + secret + `":mailto:` + secret + "@example.org",
	}, properties...)
	return strings.Join(append(lines, "END:VEVENT"), "\r\n") + "\r\n"
}

func putCalendar(t *testing.T, folder string, events ...string) {
	t.Helper()
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + strings.Join(events, "") + "END:VCALENDAR\r\n"
	if err := writeWhole(filepath.Join(folder, "day.ics"), []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// pointWithAppointments writes the configuration of a terminal with a scanner and
// a calendar.
func pointWithAppointments(t *testing.T, store, printer, scanner, folder string) string {
	t.Helper()
	file := configFile(t, 9, store, printer, everyDay(t))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("[terminal]\n"), fmt.Appendf(nil, "[terminal]\ntime_zone = %q\n", noonZone()), 1)
	more := fmt.Sprintf(
		"\n[appointments]\nfolder = %q\nevery_s = 10\n\n[[reader]]\nport = %q\nprofile = \"barcode-generic\"\n", folder, scanner,
	)
	if err := os.WriteFile(file, append(text, more...), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

var spanTag = regexp.MustCompile(`<[^>]*>`)

// scanUntil holds a code before the scanner until the screen is there: the port
// may not be open yet, and what lies before it for long is read once only.
func scanUntil(ctx context.Context, t *testing.T, b *pages, scanner *sim.Reader, code, want string) {
	t.Helper()
	for b.seen.Screen != "check_in" {
		scanner.Scan(code)
		look, done := context.WithTimeout(ctx, 2500*time.Millisecond)
		_ = b.until(look, func(s glimpse) bool { return s.Screen == "check_in" })
		done()
		if ctx.Err() != nil {
			t.Fatalf("the code leads to %q", b.seen.Screen)
		}
	}
	if !strings.Contains(b.seen.HTML, want) {
		t.Fatalf("the screen does not say %q: %s", want, spanTag.ReplaceAllString(b.seen.HTML, " "))
	}
}

// TestAnAppointmentHasOneTicketThoughThePowerIsCut scans the code of a booking,
// checks in, kills the terminal at once, and does the same again. Then it reads
// every byte that the terminal has written.
func TestAnAppointmentHasOneTicketThoughThePowerIsCut(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	printer, scanner := printerAndScanner(t)
	dir, folder := t.TempDir(), t.TempDir()
	putCalendar(
		t, folder, booked(secret+"-1", "K4T9WX3", 10*time.Minute, "LOCATION:Rum 2", "X-KIOSK-SERVICE:k-housing"),
		booked(secret+"-2", "M7R2QPY", 3*time.Hour),
	)
	file := pointWithAppointments(t, filepath.Join(dir, "t.db"), printer.Path(), scanner.Path(), folder)

	first, b := opened(ctx, t, file)
	<-first.ready
	scanUntil(ctx, t, b, scanner, "AV-M7R2QPY", "Du är för tidig")
	pressed(ctx, t, b, "finish")
	scanUntil(ctx, t, b, scanner, "AV-K4T9WX3", "Är det här din tid?")
	if strings.Contains(b.seen.HTML, secret) {
		t.Error("the screen shows what the calendar says of the person")
	}
	pressed(ctx, t, b, "check-in")
	first.kill()
	if err := first.complaint(true); err != nil {
		t.Fatal(err)
	}
	b.close()

	second, b := opened(ctx, t, file)
	<-second.ready
	scanUntil(ctx, t, b, scanner, "AV-K4T9WX3", "")
	if b.seen.has("check-in") {
		pressed(ctx, t, b, "check-in")
	} else {
		pressed(ctx, t, b, "again")
	}
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "take" }); err != nil {
		t.Fatal(err)
	}
	pressed(ctx, t, b, "finish", "stop")
	scanUntil(ctx, t, b, scanner, "AV-K4T9WX3", "Du är anmäld")
	b.close()
	if err := second.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := second.complaint(false); err != nil {
		t.Fatal(err)
	}
	printedAppointment(t, printer)
	oneCheckIn(t, filepath.Join(dir, "t.db"))
	nothingOf(t, dir, first.log.String()+second.log.String())
}

func printerAndScanner(t *testing.T) (*sim.Printer, *sim.Reader) {
	t.Helper()
	printer, err := sim.New(sim.TMT20III(), sim.Options{Speed: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { printer.Close() })
	scanner, err := sim.NewReader(sim.ReaderOptions{Kind: sim.BarcodeScanner})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { scanner.Close() })
	return printer, scanner
}

// printedAppointment wants time and place on the last paper.
func printedAppointment(t *testing.T, printer *sim.Printer) {
	t.Helper()
	papers := printer.Tickets()
	text := strings.Join(papers[len(papers)-1].Text, "\n")
	for _, want := range []string{"Bokad tid kl. ", "Plats: Rum 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q:\n%s", want, text)
		}
	}
}

// oneCheckIn wants one ticket of an appointment in the store.
func oneCheckIn(t *testing.T, store string) {
	t.Helper()
	code, out, errs := run(t, "store", "export", store)
	if code != 0 {
		t.Fatalf("store export ends with %d: %s", code, errs)
	}
	tickets := map[string]kiosk.Class{}
	checkedIn := 0
	for line := range strings.Lines(out) {
		var row struct {
			Bucket string
			Value  json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		var ticket kiosk.Ticket
		var record kiosk.Record
		switch {
		case row.Bucket == "tickets" && json.Unmarshal(row.Value, &ticket) == nil:
			tickets[ticket.Name.String()] = ticket.Class
		case row.Bucket == "events" && json.Unmarshal(row.Value, &record) == nil && record.Kind == kiosk.CheckedIn:
			checkedIn++
		}
	}
	if len(tickets) != 1 || checkedIn > 1 {
		t.Errorf("the tickets are %v, and %d check-ins are journalled", tickets, checkedIn)
	}
	for name, class := range tickets {
		if class != kiosk.ByAppointment {
			t.Errorf("ticket %s has the class %q", name, class)
		}
	}
}

// nothingOf looks for what the calendar says of people, and for their codes, in
// all that was written.
func nothingOf(t *testing.T, dir, log string) {
	t.Helper()
	look := func(where string, data []byte) {
		for _, word := range []string{secret, "K4T9WX3", "M7R2QPY"} {
			if bytes.Contains(bytes.ToUpper(data), []byte(strings.ToUpper(word))) {
				t.Errorf("%s holds %q", where, word)
			}
		}
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		look(path, data)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	look("the log", []byte(log))
	if !strings.Contains(log, `"appointments_read"`) {
		t.Error("the log does not say that appointments were read")
	}
}

func TestACodeIsTypedAndADocumentFindsItsAppointment(t *testing.T) {
	folder := t.TempDir()
	x := wire(t, "tm-t20iii", sim.Options{Speed: 100}, func(x *rig) {
		person := x.identifier.pseudonym(testCode)
		at := time.Until(x.engine.Now()) // its clock begins at noon of a day of its own
		putCalendar(
			t, folder, booked("1", "K4T9WX3", at+10*time.Minute, "X-KIOSK-PERSON:"+person), booked("2", "M7R2QPY", at+time.Minute, "STATUS:CANCELLED"),
			booked("3", "H5N8VJ=", at, "X-KIOSK-CODE:WRONG"),
		)
		x.config.Appointments.Folder = folder
		x.identifier.testCodes = true
		if err := x.wireAppointments(); err != nil {
			t.Fatal(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := arrive(ctx, t, x)
	p.must(p.player.until(ctx, func(s kiosk.State) bool { return s.Appointments.Len() == 2 }))
	p.press("language:sv", "way:appointment")
	for _, c := range "m7r2qpy" {
		p.press("key:" + strings.ToUpper(string(c)))
	}
	p.press("enter")
	if _, arrival := p.state.Arrival(); arrival != kiosk.ArrivalCancelled {
		t.Fatalf("a cancelled appointment is %s", arrival)
	}
	p.press("back")
	doc := idreader.ParsePersonalCode(slices.Clone(testCode), dateOf(testDay))
	x.readers.document("", doc)
	p.until(kiosk.StepCheckIn)
	p.press("check-in")
	p.until(kiosk.StepTake)
	if got := p.state.Session.Ticket; got.Class != kiosk.ByAppointment || got.Language != kiosk.Swedish {
		t.Errorf("the ticket is %+v", got)
	}
	p.press("finish", "stop")
	x.readers.document("", idreader.ParseAppointmentCode([]byte("AV-K4T9WX4"), "AV-"))
	p.until(kiosk.StepAppointment)
	if p.state.Session.Trouble != kiosk.ReadBadly {
		t.Error("a code that was read badly is not told")
	}
}
