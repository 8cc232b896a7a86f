package desk_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
	"kundterminal/kiosk"
)

// judged has axe-core look at the page.
const judged = `axe.run(%q, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then((found) => found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")))`

// judge fails for each thing that a part of a page keeps from somebody, and where the
// page is wider than its window.
func (b *tab) judge(program, name, part string) {
	b.Helper()
	b.Shot(name)
	if !eval[bool](b, "window.axe !== undefined") {
		eval[bool](b, program+"; true")
	}
	for _, fault := range eval[[]string](b, fmt.Sprintf(judged, part)) {
		b.Errorf("%s: %s", name, fault)
	}
	if wide := eval[float64](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		b.Errorf("%s is %g pixels wider than its window: %s", name, wide, eval[string](b, widest))
	}
}

// widest names what reaches beyond the window.
const widest = `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".rows")).map((e) => e.outerHTML.slice(0, 90)).slice(0, 4).join(" | ")`

func TestNoPageKeepsAnythingFromAnyoneNorIsWiderThanAPhone(t *testing.T) {
	program := chromium.Axe(t)
	for _, test := range []struct {
		language kiosk.Language
		w, h     int64
		panels   []string
	}{
		{kiosk.Finnish, 1280, 860, []string{"d", "h", "t", "m", "p"}}, {kiosk.Swedish, 390, 844, []string{"t", "e"}}, {kiosk.English, 390, 844, nil},
	} {
		t.Run(string(test.language), func(t *testing.T) {
			p := newPoint(t)
			p.arrive(75*time.Minute, kiosk.Swedish, "k-housing", "v-card")
			held := p.arrive(60*time.Minute, kiosk.Finnish, "p-id")
			p.arrive(20*time.Minute, kiosk.English, "d-move")
			p.arrive(10*time.Minute, kiosk.NorthernSami, "k-pension")
			other := p.browser().in("s-015").sit("12", "door", "1")
			other.do("take", "part", held.Name.String()+"/1")
			other.do("hold", "part", held.Name.String()+"/1", "why", "form")
			b := isolated(t, p.web.URL+"/desk/login?lang="+string(test.language), test.w, test.h)
			look(b, program, string(test.language), test.panels, other)
		})
	}
}

// look has each page judged as somebody sees it.
func look(b *tab, program, name string, panels []string, other *browser) {
	b.Helper()
	b.judge(program, name+"-login", "html")
	b.write("account", "s-001")
	b.write("password", password+"\r")
	b.Until(`document.querySelector(".choose")`)
	b.judge(program, name+"-choose", "html")
	b.press(".wide")
	b.Until(`document.getElementById("next")`)
	b.judge(program, name+"-free", "#mine")
	b.Key("n")
	b.Until(`document.querySelector("#mine .number.called")`)
	other.do("help")
	b.Until(`document.querySelector(".alarm")`)
	b.judge(program, name+"-called", "html")
	b.Key("s")
	b.Until(`document.querySelector("#mine .number.serving")`)
	for _, panel := range panels {
		b.Key(panel)
		b.Until(`document.querySelector("#verbs details[open]")`)
		b.judge(program, name+"-panel-"+panel, "#verbs")
		b.Key("Escape", "Escape")
		b.Until(`!document.querySelector("#verbs details[open]")`)
	}
	b.press("#side tbody a")
	b.Until(`document.querySelector("#side .chosen")`)
	b.judge(program, name+"-visit", "#side")
	b.Do(chromedp.Navigate(other.web.URL + "/desk/queues"))
	b.Until(`document.querySelector("#overview table")`)
	b.judge(program, name+"-queues", "html")
}
