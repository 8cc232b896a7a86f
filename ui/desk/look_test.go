package desk_test

import (
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
)

func TestLook(t *testing.T) {
	p := newPoint(t)
	p.arrive(40*time.Minute, kiosk.Swedish, "k-housing", "v-card")
	p.arrive(30*time.Minute, kiosk.Finnish, "p-id")
	p.arrive(20*time.Minute, kiosk.English, "d-move")
	p.arrive(10*time.Minute, kiosk.Swedish, "o-debt")
	shot := func(b *tab, name string) {
		png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/work/lab/desk-scratch/"+name+".png", png, 0o644)
	}
	b := open(t, p.web.URL+"/desk?lang=sv", 1280, 800)
	shot(b, "login")
	b.write("account", "s-014")
	b.write("password", password+"\r")
	b.until(`document.querySelector(".choose")`)
	eval[bool](b, `document.documentElement.lang === "sv"`)
	shot(b, "choose")
	b.press(".wide")
	b.until(`document.querySelector("#next")`)
	shot(b, "desk1")
	b.key("n")
	b.until(`document.querySelector(".number.called")`)
	shot(b, "desk2")
	b.key("s")
	b.until(`document.querySelector(".number.serving")`)
	b.key("d")
	time.Sleep(300 * time.Millisecond)
	shot(b, "desk3")
}
