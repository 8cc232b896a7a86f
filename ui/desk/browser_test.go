package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
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
	b.key("Tab")
	b.do(chromedp.KeyEvent(password))
	b.key("Enter")
	b.until(`document.querySelector(".choose")`)
	eval[bool](b, `document.querySelector("[name=desk][value='`+desk+`']").focus(), true`)
	b.key("Space", "Enter")
	b.until(`document.getElementById("next")`)
}

// has is the number that the desk has called.
func (b *tab) has() string {
	b.Helper()
	return eval[string](b, `document.querySelector("#mine .number.called")?.textContent ?? ""`)
}

// stage waits until the card shows a number in a stage: next, called or serving.
func (b *tab) stage(stage, number string) {
	b.Helper()
	b.until(`document.querySelector("#mine .number.` + stage + `")?.textContent === "` + number + `"`)
}

func (b *tab) said(text string) {
	b.Helper()
	b.until("document.getElementById('said').textContent.includes(`" + text + "`)")
}

// shot writes a picture of the page into the folder that SHOTS names, for those who
// look at it.
func (b *tab) shot(name string) {
	b.Helper()
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), png, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
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
	b.key("n")
	b.stage("called", "A 001")
	b.said("A 001 is called")
	b.key("r")
	b.said("called again")
	b.key("s")
	b.stage("serving", "A 001")
	b.shot("serving")
	noteAndAdd(b)
	b.key("d", "1")
	b.said("A 001 is done")
	b.until(`document.getElementById("same")`)
	b.key("g") // the next errand of the same person
	b.stage("serving", "A 001")
	b.key("h")
	b.until(`document.querySelector("#verbs details[open]")`)
	b.key("2")
	b.said("on hold")
	b.until(`document.querySelector("#side").textContent.includes("Fills in a form")`)
	b.shot("hold")

	b.key("n")
	b.stage("called", "A 001") // with the errand that was added
	b.key("s")
	b.stage("serving", "A 001")
	b.key("d", "3")
	b.said("A 001 is done")
	b.key("n")
	b.stage("called", "C 002")
	b.key("x")
	b.said("C 002 waits")
	b.key("u")
	b.said("Undone")
	b.stage("called", "C 002")
	b.key("s")
	b.stage("serving", "C 002")
	b.key("t")
	b.until(`document.activeElement.matches("select")`)
	b.shot("transfer")
	b.do(chromedp.KeyEvent("Desk 12"), chromedp.KeyEvent("\t\t\r"))
	b.said("C 002 is transferred")
	b.until(`document.getElementById("next").matches(":enabled")`)

	b.scan(string(family.Code()))
	b.until(`location.search.includes("visit") && document.querySelector("#side .chosen")?.textContent.includes("A 001")`)
	b.shot("visit")
	b.key("Escape")
	b.until(`!location.search && document.getElementById("next")`)
	b.key("k")
	b.said("on a break")
	b.key("k")
	b.said("break is over")
	b.key("n")
	b.stage("called", mover.Label())
	b.key("b")
	b.said("in the queue")
}

// noteAndAdd notes something of the visit, and adds an errand to it.
func noteAndAdd(b *tab) {
	b.Helper()
	b.key("m")
	b.until(`document.querySelector("#verbs details[open] [name=text]")`)
	b.write("note-text", "liisa@example.fi\r")
	b.said("personal data")
	eval[bool](b, `document.getElementById("note-text").value = "", true`)
	b.write("note-text", "Comes with the lease\r")
	b.until(`document.querySelector("#mine .notes")?.textContent.includes("lease")`)
	b.key("e")
	b.until(`document.activeElement.matches("select")`)
	b.do(chromedp.KeyEvent("Passport"), chromedp.KeyEvent("\t\r"))
	b.until(`document.querySelector("#mine .others")?.textContent.includes("Passport")`)
}

func TestTwoDesksWantOnePersonAndOneIsToldWhoHasThem(t *testing.T) {
	p := newPoint(t)
	ticket := p.arrive(10*time.Minute, kiosk.Finnish, "p-id")
	seven := open(t, p.web.URL+"/desk?lang=sv", 1100, 800)
	seven.login("s-014", "7")
	three := isolated(t, p.web.URL+"/desk?lang=sv", 1100, 800)
	three.login("s-015", "3")
	for _, b := range []*tab{seven, three} {
		b.do(chromedp.Navigate(p.web.URL + "/desk?visit=" + ticket.Name.String()))
		b.until(`document.querySelector("#side [value=call]:enabled")`)
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
	loser.shot("taken")
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
	caller.key("a")
	caller.said("kutsusi")
	if page := third.get("/desk").body; !strings.Contains(page, "Palvelupiste 7 pyytää apua") {
		t.Errorf("the alarm is not at the other desk")
	}
	helper.do("answer", "desk", "7")
	caller.until(`document.getElementById("top").textContent.includes("Palvelupiste 3 tulee")`)
	if a := third.do("answer", "desk", "7"); !strings.Contains(a.body, "Joku on jo menossa: Palvelupiste 3") {
		t.Errorf("who answers later is told %s", a.body)
	}
	caller.key("a")
	caller.until(`!document.getElementById("top").textContent.includes("tulee")`)
}
