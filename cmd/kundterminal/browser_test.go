package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// errand is the way to a ticket in one language: what is pressed after the
// language, up to the summary.
type errand struct {
	language kiosk.Language
	service  kiosk.ServiceID
	presses  []step
}

// step is a press, and what is then true on the page.
type step struct{ id, becomes string }

func screen(name string) string {
	return fmt.Sprintf(`document.querySelector("[name=screen]")?.value === %q`, name)
}

// chosen is that a service's box is set.
func chosen(id kiosk.ServiceID) step {
	button := "service:" + string(id)
	return step{button, fmt.Sprintf(`document.getElementById(%q)?.ariaPressed === "true"`, button)}
}

// spelt are the presses on the screen's keyboard that make a word.
func spelt(word string) (typed []step) {
	for i, r := range word {
		seen := fmt.Sprintf(`document.querySelector("#kt-stage output")?.textContent.includes(%q)`, word[:i+1])
		typed = append(typed, step{"key:" + string(r), seen})
	}
	return typed
}

// errands lead to the summary by each of the three ways.
func errands() []errand {
	return []errand{
		{kiosk.Finnish, "w-register", []step{
			{"way:life", screen("life_events")}, {"event:KE8", screen("bundle")}, {"next", screen("summary")},
		}},
		{kiosk.Swedish, "d-move", slices.Concat(
			[]step{{"way:search", screen("search")}}, spelt("flytt"),
			[]step{chosen("d-move"), {"next", screen("summary")}},
		)},
		{kiosk.English, "k-housing", []step{
			{"way:authority", screen("authorities")}, {"authority:kela", screen("services")}, chosen("k-housing"), {"next", screen("summary")},
		}},
	}
}

// toSummary goes from the idle screen to the summary. Pressed is how this visitor
// presses.
func (b *tab) toSummary(e errand, pressed func(id string)) {
	b.Helper()
	b.Until(screen("idle"))
	for _, s := range slices.Concat([]step{{"language:" + string(e.language), screen("way")}}, e.presses) {
		b.turnTo(s.id, pressed)
		pressed(s.id)
		b.Until(s.becomes)
		if lang := eval[string](b, "document.documentElement.lang"); lang != string(e.language) {
			b.Fatalf("after %s the page is in %q, not in %q", s.id, lang, e.language)
		}
	}
}

// turnTo turns the pages of a list until it shows what has the id.
func (b *tab) turnTo(id string, pressed func(string)) {
	b.Helper()
	for range 10 {
		if eval[bool](b, fmt.Sprintf("!!document.getElementById(%q)", id)) {
			return
		}
		before := b.shown()
		pressed("more")
		b.Until(fmt.Sprintf(`document.getElementById("kt-stage").textContent !== %q`, before))
	}
	b.Fatalf("no page of %q has %s", b.shown(), id)
}

// ready waits until the terminal knows that its printer can print.
func (x *rig) ready(t testing.TB) {
	t.Helper()
	person, leave := newPlayer(x.terminal)
	defer leave()
	if person.settle(t.Context(), 10*time.Second); person.state.Printer.Condition != kiosk.PrinterReady {
		t.Fatalf("the printer is %s", person.state.Printer.Condition)
	}
}

// journalled is the newest ticket in the journal, which must be proved printed.
func (x *rig) journalled(t testing.TB) kiosk.Print {
	t.Helper()
	var visit played
	if err := visit.readJournal(t.Context(), x.terminal); err != nil {
		t.Fatal(err)
	}
	last := visit.print
	if last.State != kiosk.PrintPrinted {
		t.Fatalf("the journal has the print as %q, %s", last.State, last.Reason)
	}
	return last
}

func TestAVisitInABrowserEndsWithATicketThatScansAsTheJournalledOne(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{Baud: 38400, Speed: 4})
	x.ready(t)
	b := open(t, x.address, 1080, 1920)
	printed := 0
	for _, way := range []struct {
		name    string
		pressed func(string)
	}{{"clicking", b.click}, {"by keyboard", b.press}} {
		for _, e := range errands() {
			b.toSummary(e, way.pressed)
			way.pressed("take")
			b.Until(screen("take"))
			printed++
			paper := x.printer.Tickets()
			if len(paper) != printed {
				t.Fatalf("%s in %s: %d pieces of paper for %d tickets", way.name, e.language, len(paper), printed)
			}
			slip := paper[printed-1]
			want := x.journalled(t)
			of := ticketOf(t, x, want.Ticket)
			if got := scanned(t, slip.Image); got != string(of.Code()) {
				t.Errorf("%s in %s: the paper scans as %q, the journal has %q", way.name, e.language, got, of.Code())
			}
			if of.Language != e.language || !slices.Contains(of.Errands, e.service) || want.Copies != 0 {
				t.Errorf("%s in %s: the journal has %+v, %+v", way.name, e.language, of, want)
			}
			if service, _ := x.current.Load().Service(e.service); !says(slip, service.Name.String(e.language)) || !says(slip, of.Label()) {
				t.Errorf("%s in %s: the paper says %q", way.name, e.language, slip.Text)
			}
			if !strings.Contains(b.shown(), of.Label()) {
				t.Errorf("%s in %s: the screen says %q, without the number %s", way.name, e.language, b.shown(), of.Label())
			}
			way.pressed("finish")
			b.Until(screen("thanks"))
			way.pressed("stop")
		}
	}
	if refused := x.printer.Refused(); len(refused) > 0 {
		t.Errorf("the printer could not make sense of %v", refused)
	}
}

func ticketOf(t testing.TB, x *rig, name kiosk.EventName) kiosk.Ticket {
	t.Helper()
	tickets, err := x.store.Tickets(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, ticket := range tickets {
		if ticket.Name == name {
			return ticket
		}
	}
	t.Fatalf("the journal has no ticket %s", name)
	return kiosk.Ticket{}
}

// says reports whether a text stands on the paper, on however many lines.
func says(slip sim.Ticket, text string) bool {
	return strings.Contains(strings.Join(strings.Fields(strings.Join(slip.Text, " ")), " "), text)
}

func TestPaperThatEndsInMidTicketIsMendedOnTheBenchAndTheTicketComesAsACopy(t *testing.T) {
	slow := sim.Options{Baud: 38400, Speed: 0.25} // a hand has a second to reach the switch
	x := wire(t, "tm-t20iii", slow, func(x *rig) { x.bench = benchOf(t, x.printer) })
	x.ready(t)
	b := open(t, x.address+"demo", 1400, 1000)
	b.toSummary(errands()[2], b.click)
	b.click("take")
	b.Until(`document.querySelector("#kt-growing img")?.naturalHeight > 40`)
	b.click("kt-switch-paper_out")
	b.Until(screen("trouble"))
	b.Until(`document.getElementById("kt-switch-paper_out").ariaChecked === "true" && document.querySelector("#kt-printer .state.fault")`)
	for _, key := range []string{"trouble_paper_out", "trouble_paper_out_do", "place_kept"} {
		if says := x.presenter.Texts.Say(kiosk.English, key); !strings.Contains(b.shown(), says) {
			t.Errorf("without paper the screen says %q, not %q", b.shown(), says)
		}
	}
	number := x.engine.State().Session.Ticket
	if !strings.Contains(b.shown(), number.Label()) {
		t.Errorf("the number %s is not on the screen: %q", number.Label(), b.shown())
	}
	b.click("kt-switch-paper_out")
	b.Until(screen("take"))
	paper := x.printer.Tickets()
	whole := paper[len(paper)-1]
	newest := fmt.Sprintf("#kt-ticket-%d img", len(paper))
	b.Until(fmt.Sprintf(`document.querySelector(%q)?.naturalHeight === %d && !document.querySelector("#kt-growing img")`, newest, whole.Image.Height))
	printed := x.journalled(t)
	if printed.Ticket != number.Name || printed.Copies != 1 {
		t.Errorf("the journal has %+v for the ticket %s", printed, number.Name)
	}
	mark := x.presenter.Texts.Say(kiosk.English, "slip_copy")
	if !whole.Complete || !says(whole, mark) || !says(whole, number.Label()) {
		t.Errorf("the copy says %q, complete: %t", whole.Text, whole.Complete)
	}
	for _, piece := range paper[:len(paper)-1] { // what hung out was torn off with the old roll
		if says(piece, mark) || piece.Complete && says(piece, number.Label()) {
			t.Errorf("before the copy came %q, complete: %t", piece.Text, piece.Complete)
		}
	}
	picture := eval[string](b, fmt.Sprintf("document.querySelector(%q).src", newest))
	if got := scannedPNG(t, get(t, picture)); got != string(number.Code()) {
		t.Errorf("the copy on the bench scans as %q, the journal has %q", got, number.Code())
	}
}

// benchOf is a bench with the printer, and with readers that nobody uses.
func benchOf(t testing.TB, printer *sim.Printer) *bench {
	t.Helper()
	b := &bench{printer: printer}
	for into, kind := range map[**sim.Reader]sim.ReaderKind{&b.document: sim.ElyctisMRZ, &b.scanner: sim.BarcodeScanner} {
		r, err := sim.NewReader(sim.ReaderOptions{Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close() })
		*into = r
	}
	j, err := sim.NewJack()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	b.jack = j
	k, err := sim.NewKeypad(sim.KeypadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	b.keypad = k
	if b.beacon, err = sim.NewBeacon(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.beacon.Close() })
	return b
}

// get is what the server answers.
func get(t testing.TB, address string) []byte {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return body
}
