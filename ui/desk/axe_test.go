package desk_test

import (
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
)

// The program that looks for what a page keeps from people: axe-core, of Deque,
// under the MPL 2.0. It is not part of this project: the check script fetches it
// into the user's cache.
const (
	axeFile = "kundterminal/axe-core-4.14.1.min.js"
	axeSum  = "e63e659f9806d7ae5bd40899043b0871a5062c5442b01b3f1a3edf5eaf50bf5c3a7104a72463293b4ad1b77c661a0d4e40e850dec89de9d6ece70a8c13a9af17"
)

func axe(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(filepath.Join(cache, axeFile))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("axe-core not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha512.Sum512(program); hex.EncodeToString(sum[:]) != axeSum {
		t.Fatalf("%s is not the axe-core that was expected: remove it and run .ci/run again", axeFile)
	}
	return string(program)
}

// judged has axe-core look at the page.
const judged = `axe.run(%q, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then((found) => found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")))`

// judge fails for each thing that a part of a page keeps from somebody, and where the
// page is wider than its window.
func (b *tab) judge(program, name, part string) {
	b.Helper()
	b.shot(name)
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
	program := axe(t)
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
	b.until(`document.querySelector(".choose")`)
	b.judge(program, name+"-choose", "html")
	b.press(".wide")
	b.until(`document.getElementById("next")`)
	b.judge(program, name+"-free", "#mine")
	b.key("n")
	b.until(`document.querySelector("#mine .number.called")`)
	other.do("help")
	b.until(`document.querySelector(".alarm")`)
	b.judge(program, name+"-called", "html")
	b.key("s")
	b.until(`document.querySelector("#mine .number.serving")`)
	for _, panel := range panels {
		b.key(panel)
		b.until(`document.querySelector("#verbs details[open]")`)
		b.judge(program, name+"-panel-"+panel, "#verbs")
		b.key("Escape", "Escape")
		b.until(`!document.querySelector("#verbs details[open]")`)
	}
	b.press("#side tbody a")
	b.until(`document.querySelector("#side .chosen")`)
	b.judge(program, name+"-visit", "#side")
	b.do(chromedp.Navigate(other.web.URL + "/desk/queues"))
	b.until(`document.querySelector("#overview table")`)
	b.judge(program, name+"-queues", "html")
}
