package plan_test

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
	"kundterminal/kiosk"
	"kundterminal/ui/plan"
)

func TestMain(m *testing.M) { chromium.Main(m) }

// TestThePageKeepsNothingFromAnyoneAndFitsAPhone has every kind of page judged, in a
// language of its own.
func TestThePageKeepsNothingFromAnyoneAndFitsAPhone(t *testing.T) {
	program := chromium.Axe(t)
	b := chromium.Blank(t, 1280, 844)
	b.Meant = "404" // of days that are not there, and of the icon of a server with nothing else
	s := httptest.NewServer(plan.New(options(t)))
	defer s.Close()
	for i, query := range []string{"?day=small", "?day=remote", "?day=missing&draw=7&if=desk%3Dback", "?day=broken", "?day=none"} {
		l := kiosk.Languages()[i%3]
		for _, w := range []int64{390, 1280} {
			b.Do(chromedp.EmulateViewport(w, 844), chromedp.Navigate(s.URL+plan.Root+query+"&lang="+string(l)))
			if got := chromium.Eval[int64](b, "document.documentElement.scrollWidth"); got > w {
				t.Errorf("%s at %d pixels is %d wide", query, w, got)
			}
			b.Shot(fmt.Sprintf("plan-%d-%d", i, w))
			if w == 390 {
				continue // the same elements
			}
			chromium.Eval[bool](b, program+"; true")
			for _, fault := range chromium.Eval[[]string](b, chromium.Judged) {
				t.Errorf("%s: %s", query, fault)
			}
		}
	}
}
