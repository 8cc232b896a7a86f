package ical

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// point is a service point whose booking system writes calendars.
type point struct {
	*testing.T
	folder string
	keeper *Keeper
	now    time.Time
	writes int
}

func newPoint(t *testing.T) *point {
	p := &point{T: t, folder: t.TempDir(), now: noon(t)}
	var err error
	p.keeper, err = New(Options{Folder: p.folder, Location: helsinki(t), Key: func(uid string) string { return uid }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// put writes a file, with a time of its own as a real change has.
func (p *point) put(name, text string) {
	p.Helper()
	path := filepath.Join(p.folder, name)
	p.writes++
	at := p.now.Add(time.Duration(p.writes) * time.Second)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		p.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		p.Fatal(err)
	}
}

// poll wants a change, and returns what there is.
func (p *point) poll(wantChange bool) Outcome {
	p.Helper()
	o, changed := p.keeper.Poll(p.Context(), p.now)
	if changed != wantChange {
		p.Errorf("changed is %t: %v, %v", changed, o.Faults, o.Cause)
	}
	return o
}

func TestAFolderIsFollowedFileByFile(t *testing.T) {
	p := newPoint(t)
	if o := p.poll(true); o.Appointments == nil || o.Appointments.Len() != 0 {
		t.Errorf("an empty folder has %v", o)
	}
	p.poll(false)
	p.put("a.ics", vcalendar(vevent()))
	p.put("b.ICS", vcalendar(vevent("UID:2", "X-KIOSK-CODE:BBBBBBZ")))
	p.put(".hidden.ics", "no calendar")
	p.put("notes.txt", "no calendar")
	if o := p.poll(true); o.Appointments.Len() != 2 || o.Faults != nil {
		t.Errorf("two files have %d: %v", o.Appointments.Len(), o.Faults)
	}
	p.put("b.ICS", vcalendar(vevent("UID:1@x", "SEQUENCE:1", "STATUS:CANCELLED")))
	o := p.poll(true)
	if a, _ := o.Appointments.WithCode("AAAAAA8"); !a.Cancelled || o.Appointments.Len() != 1 {
		t.Errorf("cancelled in another file: %+v of %d", a, o.Appointments.Len())
	}
	if err := os.Remove(filepath.Join(p.folder, "b.ICS")); err != nil {
		t.Fatal(err)
	}
	o = p.poll(true)
	if a, _ := o.Appointments.WithCode("AAAAAA8"); a.Cancelled {
		t.Error("what a file said is still there when it is gone")
	}
	p.put("a.ics", vcalendar(vevent())) // touched
	p.poll(false)
}

func TestTheLastGoodCopyOfAFileStaysInUse(t *testing.T) {
	p := newPoint(t)
	p.put("a.ics", vcalendar(vevent()))
	p.poll(true)
	p.put("a.ics", vcalendar(vevent(), vevent("UID:2"))[:200])
	o := p.poll(true)
	if o.Appointments.Len() != 1 || len(o.Faults) != 1 || o.Faults[0].File != "a.ics" {
		t.Errorf("of a broken file there are %d: %v", o.Appointments.Len(), o.Faults)
	}
	p.poll(false)
	p.now = p.now.AddDate(0, 0, 1)
	if o := p.poll(true); o.Appointments.Len() != 0 {
		t.Errorf("the day after there are %d", o.Appointments.Len())
	}
	p.put("a.ics", vcalendar(vevent()))
	if o := p.poll(true); o.Faults != nil {
		t.Errorf("mended, it has %v", o.Faults)
	}
	folder := p.folder
	if err := os.Rename(folder, folder+"-away"); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder + "-away")
	if o := p.poll(true); o.Cause == nil || o.Appointments == nil {
		t.Errorf("without the folder: %+v", o)
	}
	p.poll(false)
}

func TestADayLaterTheNextDaysAppointmentsAreThere(t *testing.T) {
	p := newPoint(t)
	p.put("a.ics", vcalendar(vevent("DTSTART:20261128T100000Z")))
	if o := p.poll(true); o.Appointments.Len() != 0 {
		t.Error("one of the day after tomorrow is kept")
	}
	p.now = p.now.AddDate(0, 0, 1)
	if o := p.poll(true); o.Appointments.Len() != 1 {
		t.Error("one of tomorrow is missing")
	}
}

func TestAnAddressIsFetchedOnlyWhenItHasChanged(t *testing.T) {
	text, tag, whole, status := vcalendar(vevent()), `"1"`, 0, http.StatusOK
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		switch {
		case status != http.StatusOK:
			w.WriteHeader(status)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			whole++
			_, _ = w.Write([]byte(text))
		}
	}))
	defer server.Close()
	k, err := New(Options{
		Address: server.URL + "/c.ics?token=hunter2", Location: helsinki(t), Client: server.Client(),
		Key: func(uid string) string { return uid },
	})
	if err != nil {
		t.Fatal(err)
	}
	now := noon(t)
	poll := func(wantChange bool, wantLen, wantWhole int) Outcome {
		t.Helper()
		o, changed := k.Poll(t.Context(), now)
		if changed != wantChange || o.Appointments.Len() != wantLen || whole != wantWhole {
			t.Errorf("changed %t, %d appointments, %d fetched: %v %v", changed, o.Appointments.Len(), whole, o.Faults, o.Cause)
		}
		return o
	}
	status = http.StatusServiceUnavailable
	if o := poll(true, 0, 0); o.Appointments != nil || o.Cause == nil {
		t.Errorf("before the first answer: %+v", o)
	}
	status = http.StatusOK
	poll(true, 1, 1)
	poll(false, 1, 1)
	text, tag = vcalendar(vevent(), vevent("UID:2", "X-KIOSK-CODE:BBBBBBZ")), `"2"`
	poll(true, 2, 2)
	text, tag = text[:150], `"3"`
	if o := poll(true, 2, 3); len(o.Faults) != 1 || strings.Contains(o.Faults.Error(), "hunter2") {
		t.Errorf("broken: %v", o.Faults)
	}
	poll(false, 2, 4) // asked for again, because it may be whole by now
	text, tag = vcalendar(vevent()), `"4"`
	poll(true, 1, 5)
	now = now.AddDate(0, 0, 1)
	poll(true, 0, 6)
	server.Close()
	if o := poll(true, 0, 6); o.Cause == nil || strings.Contains(o.Cause.Error(), "hunter2") || strings.Contains(o.Cause.Error(), "c.ics") {
		t.Errorf("the cause is %v", o.Cause)
	}
}

func TestWhatIsNotEncryptedIsNotFetched(t *testing.T) {
	for _, o := range []Options{{}, {Address: "http://x/"}, {Address: "https://"}, {Address: "file:///etc/passwd"}, {Folder: "a", Address: "https://x"}} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	away := httptest.NewTLSServer(http.RedirectHandler(plain.URL, http.StatusFound))
	defer away.Close()
	k, err := New(Options{Address: away.URL, Location: helsinki(t), Client: away.Client(), Key: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	if o, _ := k.Poll(t.Context(), noon(t)); o.Cause == nil || !strings.Contains(o.Cause.Error(), "not fetched") {
		t.Errorf("it leads on: %v", o.Cause)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if o, _ := k.Poll(ended, noon(t)); o.Cause == nil {
		t.Error("it is fetched after the end")
	}
}
