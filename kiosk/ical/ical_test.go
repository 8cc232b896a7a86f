package ical

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
)

func helsinki(t testing.TB) *time.Location {
	t.Helper()
	l, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// noon is a Thursday.
func noon(t testing.TB) time.Time { return time.Date(2026, 11, 26, 12, 0, 0, 0, helsinki(t)) }

func newReader(t testing.TB) reader {
	t.Helper()
	today := kiosk.DateOf(noon(t))
	return reader{
		zones: &zones{helsinki(t), map[string]*time.Location{}}, key: func(uid string) string { return "k:" + uid },
		first: today, last: today.Add(1),
	}
}

// vevent makes an appointment; a property with a name of the first ones is put in
// their place.
func vevent(properties ...string) string {
	defaults := []string{"UID:1@x", "DTSTAMP:20261101T080000Z", "DTSTART:20261126T120000Z", "X-KIOSK-CODE:AAAAAA8"}
	for _, p := range properties {
		name, _, _ := strings.Cut(strings.ReplaceAll(p, ";", ":"), ":")
		for i, d := range defaults {
			if strings.HasPrefix(d, name+":") {
				defaults[i] = ""
			}
		}
	}
	lines := append(defaults, properties...)
	return "BEGIN:VEVENT\r\n" + strings.ReplaceAll(strings.Join(lines, "\r\n"), "\r\n\r\n", "\r\n") + "\r\nEND:VEVENT\r\n"
}

func vcalendar(parts ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n" + strings.Join(parts, "") + "END:VCALENDAR\r\n"
}

// merged reads one calendar and returns what holds.
func merged(t *testing.T, text string) ([]kiosk.Appointment, Faults) {
	t.Helper()
	c, err := newReader(t).read(strings.NewReader(text), "a.ics")
	if err != nil {
		t.Fatal(err)
	}
	return merge([]calendar{c}, newReader(t).first)
}

func TestAWholeAppointmentIsRead(t *testing.T) {
	list, faults := merged(t, vcalendar(
		"BEGIN:VTIMEZONE\r\nTZID:Europe/Helsinki\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
		vevent(
			"UID:1@x", "DTSTART;TZID=Europe/Helsinki:20261126T133000", "SUMMARY;LANGUAGE=sv-FI:Gäller utsökning", "CLASS:PRIVATE",
			`LOCATION:Huone 2\, 3. kerros\nA-`, " siipi", "CATEGORIES:VISIT,REMOTE", "STATUS:CONFIRMED", "X-KIOSK-SERVICE:v-card",
			"X-KIOSK-QUEUE:d", "x-kiosk-code:aaa-aaa 8", "X-KIOSK-PERSON:"+strings.Repeat("AB", 32), `ATTENDEE;CN="Testi: Aino":mailto:x@y`,
			"BEGIN:VALARM", "UID:other", "END:VALARM",
		),
	))
	want := []kiosk.Appointment{{
		Key: "k:1@x", Code: "AAAAAA8", Person: strings.Repeat("ab", 32), From: noon(t).Add(90 * time.Minute),
		Place: "Huone 2, 3. kerros A-siipi", Remote: true, Private: true, Service: "v-card", Queue: "d", Language: kiosk.Swedish,
	}}
	if d := cmp.Diff(want, list); d != "" || faults != nil {
		t.Errorf("%s, faults %v", d, faults)
	}
}

func TestTimesAreThoseOfTheServicePointWhateverTheirZone(t *testing.T) {
	for value, want := range map[string]string{
		":20261126T120000Z":                        "14:00",
		":20261126T120000":                         "12:00",
		";TZID=Europe/Stockholm:20261126T120000":   "13:00",
		`;TZID="/Europe/London":20261126T120059`:   "14:00",
		";TZID=Pacific/Kiritimati:20261127T010000": "13:00",
	} {
		list, faults := merged(t, vcalendar(vevent("DTSTART"+value)))
		if len(list) != 1 || list[0].From.Format("15:04") != want || list[0].From.Location().String() != "Europe/Helsinki" {
			t.Errorf("%s is %v, want %s: %v", value, list, want, faults)
		}
	}
}

func TestOnlyTodayAndTomorrowAreKept(t *testing.T) {
	var events []string
	for day := 24; day <= 29; day++ {
		events = append(events, vevent(
			fmt.Sprintf("UID:%d", day), fmt.Sprintf("DTSTART:202611%dT100000Z", day), "X-KIOSK-PERSON:"+strings.Repeat("ab", 32), "X-KIOSK-CODE:"+codes[day-24],
		))
	}
	list, _ := merged(t, vcalendar(events...))
	if len(list) != 2 || list[0].Key != "k:26" || list[1].Key != "k:27" {
		t.Errorf("kept are %+v", list)
	}
}

var codes = []string{"AAAAAA8", "BBBBBBZ", "CCCCCCH", "DDDDDD3", "EEEEEET", "ZZZZZZA"}

func TestTheHighestSequenceHolds(t *testing.T) {
	early, late := "DTSTART:20261126T100000Z", "DTSTART:20261126T130000Z"
	for name, test := range map[string]struct {
		events []string
		want   string // "": none
	}{
		"in order":             {[]string{vevent(early, "SEQUENCE:1"), vevent(late, "SEQUENCE:2")}, "15:00"},
		"out of order":         {[]string{vevent(late, "SEQUENCE:2"), vevent(early, "SEQUENCE:1")}, "15:00"},
		"by stamp":             {[]string{vevent(late, "DTSTAMP:20261102T080000Z"), vevent(early)}, "15:00"},
		"the last of equals":   {[]string{vevent(early), vevent(late)}, "15:00"},
		"moved to another day": {[]string{vevent(early), vevent("DTSTART:20261203T100000Z", "SEQUENCE:1")}, ""},
		"moved here":           {[]string{vevent("DTSTART:20261203T100000Z"), vevent(early, "SEQUENCE:1")}, "12:00"},
	} {
		list, faults := merged(t, vcalendar(test.events...))
		got := ""
		if len(list) > 0 {
			got = list[0].From.Format("15:04")
		}
		if got != test.want || len(list) > 1 || faults != nil {
			t.Errorf("%s: %v, want %q, faults %v", name, list, test.want, faults)
		}
	}
}

func TestACancelledAppointmentIsKnownToBeCancelled(t *testing.T) {
	bare := "BEGIN:VEVENT\r\nUID:1@x\r\nSEQUENCE:1\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
	for name, text := range map[string]string{
		"by status":             vcalendar(vevent("STATUS:CANCELLED")),
		"without repeating":     vcalendar(vevent(), bare),
		"before it is known":    vcalendar(bare, vevent()),
		"by method of its file": vcalendar(vevent()) + "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n" + vevent("SEQUENCE:1") + "END:VCALENDAR\r\n",
	} {
		list, faults := merged(t, text)
		if len(list) != 1 || !list[0].Cancelled || list[0].Code != "AAAAAA8" || list[0].From.IsZero() || faults != nil {
			t.Errorf("%s: %+v, faults %v", name, list, faults)
		}
	}
	if list, faults := merged(t, vcalendar(bare)); len(list) != 0 || faults != nil {
		t.Errorf("what was never known: %v, %v", list, faults)
	}
	list, _ := merged(t, vcalendar(bare, vevent("SEQUENCE:2")))
	if len(list) != 1 || list[0].Cancelled {
		t.Errorf("booked again: %+v", list)
	}
}

func TestEveryFaultIsNamedWithItsLineAndNothingOfThePerson(t *testing.T) {
	for property, want := range map[string]string{
		"X-KIOSK-CODE:AAAAAA9":                  "a.ics:8: X-KIOSK-CODE is not six characters",
		"X-KIOSK-PERSON:010594Y9032":            "a.ics:9: X-KIOSK-PERSON is no pseudonym",
		"DTSTART;VALUE=DATE:20261126":           "a.ics:8: DTSTART is no date with a time",
		"DTSTART;TZID=Aino Testi:20261126T1200": "a.ics:8: DTSTART has a TZID that is no name",
		"STATUS:TENTATIVE":                      "a.ics:9: STATUS is neither",
		"SEQUENCE:-1":                           "a.ics:9: SEQUENCE is no number",
		"RRULE:FREQ=DAILY":                      "a.ics:9: RRULE repeats",
		"X-KIOSK-QUEUE:Aino Testi":              "a.ics:9: X-KIOSK-QUEUE is no id",
		"UID:":                                  "a.ics:4: UID is missing",
		"X-KIOSK-CODE;X=1":                      "a.ics:8: X-KIOSK-CODE is not six",
		"LOCATION:" + strings.Repeat("x", 9000): "a.ics:9: LOCATION is longer",
	} {
		list, faults := merged(t, vcalendar(vevent(property), vevent("UID:2", "X-KIOSK-CODE:BBBBBBZ")))
		if len(faults) != 1 || !strings.HasPrefix(faults.Error(), want) {
			t.Errorf("%.40s is told as %v, want %s", property, faults, want)
		}
		if len(list) != 1 || list[0].Key != "k:2" {
			t.Errorf("%.40s takes the others with it: %v", property, list)
		}
		if s := faults.Error(); strings.Contains(s, "Aino") || strings.Contains(s, "010594") {
			t.Errorf("the fault tells of the person: %s", s)
		}
	}
	list, faults := merged(t, vcalendar(vevent(), vevent("UID:2")))
	if len(list) != 1 || len(faults) != 1 || !strings.HasPrefix(faults.Error(), "a.ics:10: another appointment has the same X-KIOSK-CODE") {
		t.Errorf("two with one code: %v, %v", list, faults)
	}
}

func TestABrokenFileIsNotHalfTaken(t *testing.T) {
	whole := vcalendar(vevent())
	for name, text := range map[string]string{
		"empty":              "",
		"cut":                whole[:len(whole)-20],
		"cut in a line":      whole[:60],
		"not a calendar":     "Hello\n",
		"a page":             "<html>",
		"ends twice":         whole + "END:VCALENDAR\r\n",
		"nested":             strings.Repeat("BEGIN:VCALENDAR\r\n", 3),
		"too deep":           "BEGIN:VCALENDAR\r\n" + strings.Repeat("BEGIN:VEVENT\r\n", 20),
		"crossed":            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n",
		"no calendar at all": "\r\n\r\n",
	} {
		c, err := newReader(t).read(strings.NewReader(text), "a.ics")
		if err == nil || len(c.list) > 0 {
			t.Errorf("%s: %v, %v", name, c.list, err)
		} else if !strings.HasPrefix(err.Error(), "a.ics:") {
			t.Errorf("%s: %v", name, err)
		}
	}
	broken := iotest.TimeoutReader(strings.NewReader(strings.Repeat(whole, 2000)))
	if _, err := newReader(t).read(broken, "a.ics"); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a reader that fails: %v", err)
	}
}

func TestHowTheTextComesInDoesNotMatter(t *testing.T) {
	text := vcalendar(vevent("LOCATION:"+strings.Repeat("pitkä ", 8), "ATTACH;ENCODING=BASE64:"+strings.Repeat("A", 300_000)))
	want, _ := merged(t, text)
	if len(want) != 1 {
		t.Fatal(want)
	}
	for name, in := range map[string]io.Reader{
		"a byte at a time": iotest.OneByteReader(strings.NewReader(text)),
		"with the error":   iotest.DataErrReader(strings.NewReader(text)),
		"with LF only":     strings.NewReader(strings.ReplaceAll(text, "\r\n", "\n")),
		"with a mark":      strings.NewReader("\xEF\xBB\xBF" + text),
		"without an end":   strings.NewReader(strings.TrimSpace(text)),
		"folded":           strings.NewReader(folded(text)),
	} {
		c, err := newReader(t).read(in, "a.ics")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, _ := merge([]calendar{c}, newReader(t).first)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// folded folds every line after each 13 bytes, also within letters.
func folded(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\r\n") {
		for len(line) > 13 {
			b.WriteString(line[:13] + "\r\n ")
			line = line[13:]
		}
		b.WriteString(line + "\r\n")
	}
	return b.String()
}
