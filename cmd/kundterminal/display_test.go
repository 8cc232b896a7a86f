package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/display"
)

// square is a running terminal with the display beside it, and desks to call from.
type square struct {
	*rig
	testing.TB
	web *httptest.Server
	at  atomic.Pointer[time.Time] // by the clock of the queue
}

// pass lets time pass.
func (s *square) pass(d time.Duration) {
	at := s.at.Load().Add(d)
	s.at.Store(&at)
}

// newSquare has the desks of the demonstration.
func newSquare(t testing.TB) *square {
	t.Helper()
	s := &square{TB: t}
	morning := time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)
	s.at.Store(&morning)
	s.rig = wire(t, "tm-t20iii", sim.Options{}, func(x *rig) {
		x.hall.Now = func() time.Time { return *s.at.Load() }
		plan, faults := point.Read(map[string]string{
			"desks.toml": "[[desk]]\nid = \"7\"\ndirection = \"left\"\ncolour = \"red\"\nname = { fi = \"Kela\", sv = \"FPA\", en = \"Kela\" }\n" +
				"[[desk]]\nid = \"21\"\ndoor = true\ndirection = \"up\"\n[[room]]\nid = \"V1\"\ncolour = \"green\"\n",
			"rules.toml": "[[rule]]\ntake = \"aged\"\n[[rule]]\ntake = \"priority\"\n[[rule]]\ntake = \"longest\"\n[[rule]]\ntake = \"early\"\n",
		}, x.current.Load())
		if faults != nil {
			t.Fatal(faults)
		}
		x.plan.Store(&plan)
	})
	s.web = httptest.NewServer(s.display.pages)
	t.Cleanup(func() {
		s.web.CloseClientConnections()
		s.web.Close()
	})
	return s
}

// ticket gives somebody a number for errands.
func (s *square) ticket(l kiosk.Language, errands ...kiosk.ServiceID) kiosk.Ticket {
	s.Helper()
	c := s.current.Load()
	q, _ := c.QueueFor(errands)
	t, err := s.hall.Issue(s.Context(), kiosk.TicketRequest{
		Queue: q.ID, Series: q.Series, Class: kiosk.WalkIn, Errands: errands, Language: l, At: *s.at.Load(), Parts: c.PartsOf(errands),
	})
	if err != nil {
		s.Fatal(err)
	}
	return t
}

// do has a desk do something.
func (s *square) do(decide func(b *queue.Book, set queue.Settings, at time.Time) ([]queue.Change, error)) {
	s.Helper()
	s.pass(20 * time.Second)
	if _, err := s.hall.Do(s.Context(), decide); err != nil {
		s.Fatal(err)
	}
}

func (s *square) open(w queue.Who, l queue.Login) {
	s.Helper()
	l.Staff = w.Staff
	s.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) { return b.Open(w, l, at) })
}

func (s *square) next(w queue.Who) {
	s.Helper()
	s.do(func(b *queue.Book, set queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Next(w, set, at)
	})
}

// shown is what a display is sent first, and its text.
func (s *square) shown() (rows []map[string]any, text string) {
	s.Helper()
	answer, err := http.Get(s.web.URL + "/display/events")
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var n struct {
			Picture struct{ Rows []map[string]any }
		}
		if err := json.Unmarshal([]byte(data), &n); err != nil {
			s.Fatal(err)
		}
		return n.Picture.Rows, data
	}
	s.Fatal("the display is sent nothing")
	return nil, ""
}

var (
	seven     = queue.Who{Desk: "7", Staff: "s-1"}
	closed21  = queue.Who{Desk: "21", Staff: "s-2"}
	farExpert = queue.Who{Desk: "90", Staff: "s-3"}
)

func TestACallFromADeskIsSeenOnTheDisplayWithItsWay(t *testing.T) {
	s := newSquare(t)
	ticket := s.ticket(kiosk.Swedish, "v-card")
	if rows, text := s.shown(); len(rows) != 0 || !strings.Contains(text, `"state":"waiting"`) {
		t.Errorf("before a call it shows %s", text)
	}
	s.open(seven, queue.Login{})
	s.next(seven)
	rows, text := s.shown()
	if len(rows) != 1 || rows[0]["label"] != ticket.Label() || rows[0]["sign"] != "7" || rows[0]["direction"] != "left" || rows[0]["paint"] != "red" || rows[0]["room"] != false {
		t.Fatalf("it shows %s", text)
	}
	s.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) { return b.Undo(seven, at) })
	if rows, _ = s.shown(); len(rows) != 0 {
		t.Errorf("taken back, the call is %v", rows)
	}
	s.next(seven)
	rows, _ = s.shown()
	first := rows[0]["id"]
	s.do(func(b *queue.Book, set queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Repeat(seven, set, at)
	})
	if rows, _ = s.shown(); len(rows) != 1 || rows[0]["id"] == first {
		t.Errorf("said again, the call is %v", rows)
	}
	s.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) { return b.Start(seven, at) })
	s.pass(14 * time.Minute)
	if rows, _ = s.shown(); len(rows) != 1 {
		t.Errorf("a quarter of an hour is not over, and it shows %v", rows)
	}
	s.pass(2 * time.Minute)
	if rows, _ = s.shown(); len(rows) != 0 {
		t.Errorf("a quarter of an hour after the call it shows %v", rows)
	}
}

func TestNeitherPageNorVoiceNamesWhatAVisitIsFor(t *testing.T) {
	s := newSquare(t)
	c := s.current.Load()
	var private kiosk.ServiceID
	for _, service := range c.Services {
		if service.Private {
			private = service.ID
		}
	}
	s.ticket(kiosk.Finnish, private)
	s.ticket(kiosk.Finnish, "v-card")
	s.open(closed21, queue.Login{Door: true})
	s.open(seven, queue.Login{})
	s.next(closed21)
	s.next(seven)
	rows, text := s.shown()
	if len(rows) != 2 || rows[1]["sign"] != "21" || rows[1]["room"] != true {
		t.Fatalf("it shows %s", text)
	}
	answer := httptest.NewRecorder()
	s.display.pages.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/display", nil))
	text += answer.Body.String()
	for _, l := range kiosk.AllLanguages() {
		var names []string
		for _, service := range c.Services {
			names = append(names, service.Name[l])
		}
		for _, a := range c.Authorities {
			names = append(names, a.Name[l], a.Tile[l])
		}
		for _, q := range c.Queues {
			names = append(names, q.Name[l])
		}
		for _, name := range names {
			if len(name) > 3 && strings.Contains(text, name) {
				t.Errorf("it names %q", name)
			}
		}
	}
	for _, v := range []string{string(private), "v-card", "vero", "private"} {
		if strings.Contains(text, v) {
			t.Errorf("it has %q in it", v)
		}
	}
}

func TestANumberThatWasTakenAtTheTerminalIsCalledOnTheWall(t *testing.T) {
	s := newSquare(t)
	s.ready(t)
	b := open(t, s.address, 1080, 1920)
	b.toSummary(errands()[1], b.click)
	b.click("take")
	b.Until(screen("take"))
	label := ticketOf(t, s.rig, s.journalled(t).Ticket).Label()
	s.open(seven, queue.Login{})
	b.Do(chromedp.Navigate(s.web.URL + "/display"))
	b.Until(`document.getElementById("message-first").textContent.length > 10`)
	s.next(seven)
	b.Until(fmt.Sprintf(`document.querySelector(".latest .number")?.textContent === %q && document.querySelector(".latest .sign").textContent === "7"`, label))
}

func TestACallByVideoLeadsToItsRoom(t *testing.T) {
	s := newSquare(t)
	ticket := s.ticket(kiosk.English, "v-card")
	s.open(seven, queue.Login{})
	s.next(seven)
	s.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Move(seven, queue.PartID{Visit: ticket.Name, N: 1}, queue.Target{Want: kiosk.ServedRemotely}, false, at)
	})
	s.open(farExpert, queue.Login{Remote: true, Expert: true})
	s.next(farExpert)
	rows, text := s.shown()
	if len(rows) != 1 || rows[0]["label"] != ticket.Label() || rows[0]["sign"] != "V1" || rows[0]["room"] != true || rows[0]["paint"] != "green" {
		t.Errorf("it shows %s", text)
	}
}

func TestACallIsSpokenByTheVoiceOfTheTerminal(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng not installed")
	}
	s := newSquare(t)
	s.ticket(kiosk.Swedish, "v-card")
	s.open(seven, queue.Login{})
	s.next(seven)
	rows, _ := s.shown()
	answer := httptest.NewRecorder()
	s.display.pages.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/display/voice/"+rows[0]["id"].(string)+".wav", nil))
	wav := answer.Body.Bytes()
	if answer.Code != http.StatusOK || len(wav) < 44+22050 {
		t.Fatalf("%d with %d bytes", answer.Code, len(wav))
	}
	loudest := 0
	for raw := wav[44:]; len(raw) >= 2; raw = raw[2:] {
		loudest = max(loudest, int(int16(binary.LittleEndian.Uint16(raw))))
	}
	if loudest < 3000 {
		t.Errorf("the loudest sample is %d of 32767", loudest)
	}
}

var _ display.Feed = calls{}
