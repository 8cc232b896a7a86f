package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
)

// login logs somebody in and has them choose a desk, with the keyboard alone.
func (b *tab) login(account, desk string) {
	b.Helper()
	b.write("account", account)
	b.Key("Tab")
	b.Do(chromedp.KeyEvent(password))
	b.Key("Enter")
	b.Until(`document.querySelector(".choose")`)
	eval[bool](b, `document.querySelector("[name=desk][value='`+desk+`']").focus(), true`)
	b.Key("Space", "Enter")
	b.Until(`document.getElementById("next")`)
}

// has is the number that the desk has called.
func (b *tab) has() string {
	b.Helper()
	return eval[string](b, `document.querySelector("#mine .number.called")?.textContent ?? ""`)
}

// stage waits until the card shows a number in a stage: next, called or serving.
func (b *tab) stage(stage, number string) {
	b.Helper()
	b.Until(`document.querySelector("#mine .number.` + stage + `")?.textContent === "` + number + `"`)
}

func (b *tab) said(text string) {
	b.Helper()
	b.Until("document.getElementById('said').textContent.includes(`" + text + "`)")
}

// choose takes a choice of the list that has the focus. Who types its name has a second
// for each letter, which a loaded test machine does not always take.
func (b *tab) choose(id string) {
	b.Helper()
	eval[bool](b, fmt.Sprintf(`document.activeElement.value = %q, true`, id))
}

// scan types as a scanner does: faster than anybody, and than a loaded test machine
// could, so that the page itself makes the keys; with Enter at the end.
func (b *tab) scan(code string) {
	b.Helper()
	eval[bool](b, fmt.Sprintf(`[...%q, "Enter"].forEach((key) => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))), true`, code))
}

func TestAWholeShiftIsWorkedByKeyboard(t *testing.T) {
	p := newPoint(t)
	family := p.arrive(40*time.Minute, kiosk.Swedish, "k-housing", "v-card")
	p.arrive(30*time.Minute, kiosk.Finnish, "p-id")
	mover := p.arrive(20*time.Minute, kiosk.English, "d-move")
	b := open(t, p.web.URL+"/desk?lang=en", 1280, 860)
	b.login("s-014", "7")
	b.stage("next", "A 001")
	b.said("")
	b.Key("n")
	b.stage("called", "A 001")
	b.said("A 001 is called")
	b.Key("r")
	b.said("called again")
	b.Key("s")
	b.stage("serving", "A 001")
	b.Shot("serving")
	noteAndAdd(b)
	b.Key("d", "1")
	b.said("A 001 is done")
	b.Until(`document.getElementById("same")`)
	b.Key("g") // the next errand of the same person
	b.stage("serving", "A 001")
	b.Key("h")
	b.Until(`document.querySelector("#verbs details[open]")`)
	b.Key("2")
	b.said("on hold")
	b.Until(`document.querySelector("#side").textContent.includes("Fills in a form")`)
	b.Shot("hold")

	b.Key("n")
	b.stage("called", "A 001") // with the errand that was added
	b.Key("s")
	b.stage("serving", "A 001")
	b.Key("d", "3")
	b.said("A 001 is done")
	b.Key("n")
	b.stage("called", "C 002")
	b.Key("x")
	b.said("C 002 waits")
	b.Key("u")
	b.said("Undone")
	b.stage("called", "C 002")
	b.Key("s")
	b.stage("serving", "C 002")
	b.Key("t")
	b.Until(`document.activeElement.matches("select")`)
	b.Shot("transfer")
	b.choose("d:12")
	b.Do(chromedp.KeyEvent("\t\t\r"))
	b.said("C 002 is transferred")
	b.Until(`document.getElementById("next").matches(":enabled")`)

	b.scan(string(family.Code()))
	b.Until(`location.search.includes("visit") && document.querySelector("#side .chosen")?.textContent.includes("A 001")`)
	b.Shot("visit")
	b.Key("Escape")
	b.Until(`!location.search && document.getElementById("next")`)
	b.Key("k")
	b.said("on a break")
	b.Key("k")
	b.said("break is over")
	b.Key("n")
	b.stage("called", mover.Label())
	b.Key("b")
	b.said("in the queue")
}

// noteAndAdd notes something of the visit, and adds an errand to it.
func noteAndAdd(b *tab) {
	b.Helper()
	b.Key("m")
	b.Until(`document.querySelector("#verbs details[open] [name=text]")`)
	b.write("note-text", "liisa@example.fi\r")
	b.said("personal data")
	eval[bool](b, `document.getElementById("note-text").value = "", true`)
	b.write("note-text", "Comes with the lease\r")
	b.Until(`document.querySelector("#mine .notes")?.textContent.includes("lease")`)
	b.Key("e")
	b.Until(`document.activeElement.matches("select")`)
	b.choose("s:p-pass")
	b.Do(chromedp.KeyEvent("\t\r"))
	b.Until(`document.querySelector("#mine .others")?.textContent.includes("Passport")`)
}

func TestTwoDesksWantOnePersonAndOneIsToldWhoHasThem(t *testing.T) {
	p := newPoint(t)
	ticket := p.arrive(10*time.Minute, kiosk.Finnish, "p-id")
	seven := open(t, p.web.URL+"/desk?lang=sv", 1100, 800)
	seven.login("s-014", "7")
	three := isolated(t, p.web.URL+"/desk?lang=sv", 1100, 800)
	three.login("s-015", "3")
	for _, b := range []*tab{seven, three} {
		b.Do(chromedp.Navigate(p.web.URL + "/desk?visit=" + ticket.Name.String()))
		b.Until(`document.querySelector("#side [value=call]:enabled")`)
	}
	// Both press before either page hears of the other.
	seven.press(`#side [value=call]`)
	three.press(`#side [value=call]`)
	for end := time.Now().Add(10 * time.Second); seven.has()+three.has() == "" && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	winner, loser, desk := seven, three, "Disk 7"
	if three.has() != "" {
		winner, loser, desk = three, seven, "Disk 3"
	}
	winner.stage("called", "C 001")
	loser.said("C 001 är redan här: " + desk)
	loser.Shot("taken")
	if n := loser.has(); n != "" {
		t.Errorf("the other desk has %q too", n)
	}
}

func TestACallForHelpIsSeenAtOtherDesksAndAnsweredByOne(t *testing.T) {
	p := newPoint(t)
	caller := open(t, p.web.URL+"/desk?lang=fi", 1100, 800)
	caller.login("s-014", "7")
	helper := p.browser().in("s-015").sit("3")
	third := p.browser().in("s-001").sit("12")
	caller.Key("a")
	caller.said("kutsusi")
	if page := third.get("/desk").body; !strings.Contains(page, "Palvelupiste 7 pyytää apua") {
		t.Errorf("the alarm is not at the other desk")
	}
	helper.do("answer", "desk", "7")
	caller.Until(`document.getElementById("top").textContent.includes("Palvelupiste 3 tulee")`)
	if a := third.do("answer", "desk", "7"); !strings.Contains(a.body, "Joku on jo menossa: Palvelupiste 3") {
		t.Errorf("who answers later is told %s", a.body)
	}
	caller.Key("a")
	caller.Until(`!document.getElementById("top").textContent.includes("tulee")`)
}
