package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
	"kundterminal/kiosk"
)

// sound is what axe-core finds on the whole page.
const sound = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then((found) => found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")))`

// TestAnAdvisorHelpsFromTheDeskInABrowser asks, sees, presses and ends, at a desk and on a
// telephone, and has axe-core judge each state of the page.
func TestAnAdvisorHelpsFromTheDeskInABrowser(t *testing.T) {
	program := chromium.Axe(t)
	for name, size := range map[string][2]int64{"desk": {1280, 900}, "phone": {390, 844}} {
		t.Run(name, func(t *testing.T) {
			h := mirrored(t)
			b := open(t, h.server.URL+"/assist/", size[0], size[1])
			eval[bool](b, program+"; true")
			look := func(stage string) {
				t.Helper()
				b.Until(fmt.Sprintf(`document.body.dataset.stage === %q`, stage))
				for _, fault := range eval[[]string](b, sound) {
					t.Errorf("%s: %s", stage, fault)
				}
				h.picture(b, name+"-"+stage)
			}
			look("free")
			b.Do(chromedp.Click(".when-free button"))
			look("asked")
			h.do(kiosk.AssistAllowed{})
			b.Until(`document.getElementById("take")`)
			look("goes")
			b.Do(chromedp.Click("#kt-points"))
			b.click("way:bring")
			b.Until(`document.getElementById("kt-keypad")`)
			h.picture(b, name+"-points")
			if got := h.at(); got.Step != kiosk.StepSummary {
				t.Errorf("pointing leads to %v", got.Step)
			}
			b.Do(chromedp.Click("#kt-points"))
			h.pass()
			b.click("way:bring")
			b.Until(`document.querySelector("[name=screen]").value === "bring"`)
			if got := h.at(); got.Step != kiosk.StepBring || got.Assist.Presses != 1 {
				t.Errorf("the press leads to %v", got.Step)
			}
			h.do(kiosk.HelpPressed{})
			b.Until(`document.getElementById("kt-over")`)
			look("goes")
			h.do(kiosk.OverlayClosed{})
			b.Do(chromedp.Click(".when-goes button"))
			look("free")
			if strings.Contains(eval[string](b, `document.getElementById("kt-stage").textContent`), "bring") {
				t.Error("helping has ended, and the screen is still seen")
			}
			h.do(kiosk.StopConfirmed{})
			look("none")
		})
	}
}

// picture keeps what is seen, to be looked at, where KUNDTERMINAL_PICTURES names a folder.
func (h *helped) picture(b *tab, name string) {
	b.Helper()
	folder := os.Getenv("KUNDTERMINAL_PICTURES")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "mirror-"+name+".png"), picture, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
}
