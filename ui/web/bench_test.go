package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

func TestThereIsNoBenchInProduction(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{BenchFirst: true})
	for _, path := range []string{"/demo", "/demo/paper.png", "/demo/tickets/1.png"} {
		if code := mustGet(t, server.URL+path).StatusCode; code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
	if code, _, _ := post(t, server.URL+"/demo/switch", url.Values{"set": {"paper-out on"}}, true); code != http.StatusNotFound {
		t.Errorf("a switch: %d", code)
	}
	if got := page(t, server.URL); strings.Contains(got, "kt-bench") {
		t.Error("the first page is the bench")
	}
}

func TestTheBenchShowsSwitchesPaperAndTicketsWithTheNewestOnTop(t *testing.T) {
	dev := newBench()
	dev.tickets = [][]byte{sheet(576, 400), sheet(384, 200)}
	dev.paper, dev.version, dev.out = sheet(512, 80), 7, true
	on := newTerminal(at(kiosk.StepWay))
	on.change(func(s *kiosk.State) { s.Printer = kiosk.Printer{Condition: kiosk.PaperOut} })
	server := serve(t, on, web.Options{Dev: dev, BenchFirst: true})
	got := page(t, server.URL)
	for _, want := range []string{
		`role="switch" aria-checked="true" value="paper-out off"`, `role="switch" aria-checked="false" value="mute on"`,
		`<img src="/demo/paper.png?v=7" width="256" height="40" alt="Paper that is being printed">`,
		`width="288" height="200" alt="Ticket 1 on paper"`, `width="192" height="100" alt="Ticket 2 on paper"`,
		`<p class="state fault" role="status"><span class="lamp" aria-hidden="true"></span>Paper out</p>`,
		`data-events="/events?frame=&amp;page=bench"`, `id="title"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Index(got, "kt-ticket-2") > strings.Index(got, "kt-ticket-1") {
		t.Error("the older ticket is on top")
	}
	if t.Failed() {
		t.Log(got)
	}
	if page(t, server.URL+"/demo/tickets/2.png") != string(dev.tickets[1]) || page(t, server.URL+"/demo/paper.png") != string(dev.paper) {
		t.Error("the pictures are others")
	}
	for _, path := range []string{"0.png", "3.png", "-1.png", "x.png", "2.gif"} {
		if code := mustGet(t, server.URL+"/demo/tickets/"+path).StatusCode; code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestASwitchIsThrownAndEveryBenchSeesIt(t *testing.T) {
	dev := newBench()
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{Dev: dev})
	s := listen(t, server.Client(), server.URL+"/events?page=bench")
	until := func(want string) {
		t.Helper()
		for {
			name, data, err := s.next()
			if err != nil {
				t.Fatal(err)
			}
			if name == "bench" && strings.Contains(data, want) {
				return
			}
		}
	}
	until(`paper-out on`)
	if code, _, location := post(t, server.URL+"/demo/switch", url.Values{"set": {"paper-out on"}, "page": {"/demo"}}, false); code != 303 || location != "/demo" {
		t.Errorf("%d %s", code, location)
	}
	until(`paper-out off`)
	dev.change(func() { dev.tickets = append(dev.tickets, sheet(576, 300)) })
	until(`kt-ticket-1`)
	for set, want := range map[string]int{"paper-out off": 204, "paper-out": 400, "paper-out up": 400, "": 400, "fire on": 409} {
		if code, _, _ := post(t, server.URL+"/demo/switch", url.Values{"set": {set}}, true); code != want {
			t.Errorf("%q: %d, not %d", set, code, want)
		}
	}
}

func TestTheTerminalsOwnStreamHasNoBench(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	server := serve(t, on, web.Options{Dev: newBench()})
	s := listen(t, server.Client(), server.URL+"/events")
	s.stage(t)
	on.set(at(kiosk.StepSummary))
	if name, _, err := s.next(); name != "stage" || err != nil {
		t.Errorf("%s %v", name, err)
	}
}

func TestPicturesOfMovingPaperAreNotKept(t *testing.T) {
	dev := newBench()
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{Dev: dev})
	if answer := mustGet(t, server.URL+"/demo/paper.png"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("no paper: %s", answer.Status)
	}
	dev.change(func() { dev.paper = sheet(576, 10) })
	answer := mustGet(t, server.URL+"/demo/paper.png")
	body, _ := io.ReadAll(answer.Body)
	if answer.Header.Get("Cache-Control") != "no-store" || answer.Header.Get("Content-Type") != "image/png" || len(body) == 0 {
		t.Errorf("%s, %v", answer.Status, answer.Header)
	}
}

func TestWhatIsHeldBeforeTheReaderIsHeldOnce(t *testing.T) {
	dev := newBench()
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{Dev: dev})
	for act, want := range map[string]int{"card": http.StatusNoContent, "shoe": http.StatusConflict} {
		if code, _, _ := post(t, server.URL+"/demo/act", url.Values{"act": {act}}, true); code != want {
			t.Errorf("%s: %d, want %d", act, code, want)
		}
	}
	if dev.held != 1 {
		t.Errorf("it was held %d times", dev.held)
	}
}
