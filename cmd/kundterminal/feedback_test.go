package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// asked is a terminal with a scanner, and a person at it.
type asked struct {
	*patron
	x       *rig
	scanner *sim.Reader
}

func newAsked(t *testing.T) *asked {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	a := &asked{scanner: newSimReader(t, sim.ReaderOptions{Kind: sim.BarcodeScanner})}
	a.x = wire(t, "tm-t20iii", sim.Options{Speed: 100}, func(x *rig) {
		x.config.Identity.KeyFile = filepath.Join(t.TempDir(), "identity.key")
		x.config.Readers = []readerConfig{{Profile: "barcode-generic", Port: a.scanner.Path()}}
		if err := x.wireIdentification(); err != nil {
			t.Fatal(err)
		}
	})
	a.patron = arrive(ctx, t, a.x)
	eventually(t, 20*time.Second, "the scanner is ready", func() bool { return a.x.engine.State().Reader == kiosk.ReaderReady })
	return a
}

// ticket takes a ticket, and returns what another program reads off its paper.
func (a *asked) ticket(l kiosk.Language) (kiosk.Ticket, string) {
	a.request(l)
	a.until(kiosk.StepTake)
	ticket := a.state.Session.Ticket
	papers := papersWith(a.x.printer, string(ticket.Code()))
	if len(papers) != 1 {
		a.t.Fatalf("%d papers carry the ticket", len(papers))
	}
	if want := a.x.presenter.Texts.Say(l, "slip_feedback"); !strings.Contains(strings.Join(strings.Fields(strings.Join(papers[0].Text, " ")), " "), want) {
		a.t.Errorf("the paper does not say %q: %q", want, papers[0].Text)
	}
	return ticket, scanned(a.t, papers[0].Image)
}

func (a *asked) kept(n int) []kiosk.Feedback {
	a.t.Helper()
	var list []kiosk.Feedback
	eventually(a.t, 10*time.Second, "the feedback is kept", func() bool {
		var err error
		list, err = a.x.store.Feedback(a.ctx)
		return err == nil && len(list) == n
	})
	return list
}

func TestAPersonIsAskedAfterTheServiceByTheCodeOfTheirTicket(t *testing.T) {
	a := newAsked(t)
	ticket, code := a.ticket(kiosk.Swedish)
	a.leave()
	if !a.scanner.Scan(code) {
		t.Fatal("the scanner did not read the ticket")
	}
	a.until(kiosk.StepSuccess)
	if got := a.state.Session; got.Language != kiosk.Swedish || !got.Ticket.IsZero() {
		t.Errorf("the session is %+v", got)
	}
	a.press("success:partly", "value:8", "skip", "value:5", "skip", "value:2")
	for _, letter := range "tack č!" {
		id := "key:" + string(letter)
		if letter == ' ' {
			id = "key:space"
		}
		a.press(id)
	}
	a.press("send")
	a.until(kiosk.StepThanks)
	f := a.kept(1)[0]
	want := kiosk.Answers{Success: kiosk.SuccessPartly, Grade: 8, Ratings: [3]int{5, 0, 2}, Comment: "Tack č!"}
	if f.Answers != want || f.Channel != kiosk.ChannelAdvisor || f.Language != kiosk.Swedish || len(f.Authorities) != 1 || f.Authorities[0] != "vero" {
		t.Errorf("kept is %+v, want %+v", f, want)
	}
	if f.At.Minute()%10 != 0 || f.At.Second() != 0 {
		t.Errorf("its time is %v", f.At)
	}
	a.press("stop")
	a.until(kiosk.StepIdle)

	time.Sleep(2500 * time.Millisecond) // a code that lies before a scanner is one read
	a.scanner.Scan(string(ticket.Code()))
	a.until(kiosk.StepClosed)
	a.press("finish")
	a.until(kiosk.StepIdle)
	a.kept(1)
}

func TestOneAnswerOnTheWayOutCounts(t *testing.T) {
	a := newAsked(t)
	a.ticket(kiosk.Finnish)
	a.press("feedback", "success:yes", "stop")
	a.until(kiosk.StepThanks)
	f := a.kept(1)[0]
	if f.Answers != (kiosk.Answers{Success: kiosk.SuccessYes}) || f.Channel != kiosk.ChannelTerminal {
		t.Errorf("kept is %+v", f)
	}
	list, err := a.x.store.Deliveries(10)
	if err != nil || len(list) != 1 || list[0].To != "vero" {
		t.Errorf("to be sent: %+v, %v", list, err)
	}
}

func TestWhoeverAnswersNothingLeavesNothing(t *testing.T) {
	a := newAsked(t)
	a.ticket(kiosk.Finnish)
	a.press("feedback", "stop")
	a.until(kiosk.StepIdle)
	a.kept(0)
}

// TestFeedbackCannotBeJoinedToItsTicket reads every byte that a terminal has
// written after feedback with a text, and a text that was refused.
func TestFeedbackCannotBeJoinedToItsTicket(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	printer, err := sim.New(sim.TMT20III(), sim.Options{Speed: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { printer.Close() })
	dir := t.TempDir()
	p, b := opened(ctx, t, configFile(t, 1, filepath.Join(dir, "t.db"), printer.Path(), everyDay(t)))
	<-p.ready
	pressed(ctx, t, b, "language:fi", "authority:vero", "service:v-card", "next", "take")
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "take" }); err != nil {
		t.Fatal(err)
	}
	pressed(ctx, t, b, "feedback", "success:yes", "value:9", "skip", "skip", "skip", "skip")
	const code = "010594y9032"
	for _, letter := range code {
		pressed(ctx, t, b, "key:"+string(letter))
	}
	pressed(ctx, t, b, "send")
	if b.seen.Screen != "feedback_comment" || !strings.Contains(b.seen.HTML, "henkilötunnus") {
		t.Fatalf("a personal identity code is taken, the screen is %q", b.seen.Screen)
	}
	for range code {
		pressed(ctx, t, b, "key:delete")
	}
	for _, letter := range secret {
		pressed(ctx, t, b, "key:"+string(letter))
	}
	pressed(ctx, t, b, "send")
	if b.seen.Screen != "thanks" {
		t.Fatalf("the screen is %q", b.seen.Screen)
	}
	b.close()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := p.complaint(false); err != nil {
		t.Fatal(err)
	}
	readEverything(t, dir, p.log.String())
	unjoined(t, dir, code, p.log.String())
}

// unjoined looks for what was refused in all files, and for the feedback outside its
// place.
func unjoined(t *testing.T, dir, code, log string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(data), []byte(code)) {
			t.Errorf("%s holds a personal identity code", file)
		}
	}
	_, out, _ := run(t, "store", "export", filepath.Join(dir, "t.db"))
	for line := range strings.Lines(out + log) {
		feedback := strings.HasPrefix(line, `{"bucket":"feedback"`)
		if strings.Contains(line, "feedback") && !feedback && !strings.HasPrefix(line, `{"bucket":"session"`) {
			t.Errorf("it is told elsewhere that feedback was given: %s", line)
		}
		if feedback && (strings.Contains(line, `"1.`) || strings.Contains(line, "v-card")) {
			t.Errorf("feedback names its ticket: %s", line)
		}
	}
	if strings.Count(out, `"bucket":"feedback"`) != 1 {
		t.Errorf("the feedback is not kept:\n%s", out)
	}
}
