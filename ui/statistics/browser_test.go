package statistics_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
	figures "kundterminal/kiosk/statistics"
	"kundterminal/ui/statistics"
)

func TestMain(m *testing.M) { chromium.Main(m) }

// TestThePagesKeepNothingFromAnyoneAndFitAPhone has every view judged in a language of
// its own and looks whether a phone shows it without pushing the page aside.
func TestThePagesKeepNothingFromAnyoneAndFitAPhone(t *testing.T) {
	program := chromium.Axe(t)
	b := chromium.Blank(t, 1280, 844)
	b.Meant = "404" // of the icon of a server with nothing else
	s := httptest.NewServer(statistics.New(options(t)))
	defer s.Close()
	with := []string{"none", "year", "years"}
	for i, v := range figures.Views() {
		l := options(t).Languages[i%3]
		address := fmt.Sprintf("%s/statistics/%s?span=2026-10&with=%s&lang=%s", s.URL, v, with[i%3], l)
		for _, w := range []int64{390, 1280} {
			b.Do(chromedp.EmulateViewport(w, 844), chromedp.Navigate(address))
			if got := chromium.Eval[int64](b, "document.documentElement.scrollWidth"); got > w {
				t.Errorf("%s at %d pixels is %d wide", v, w, got)
			}
			b.Shot(fmt.Sprintf("%s-%d", v, w))
			if w == 390 || i%2 == 1 && v != figures.Hours && os.Getenv("SHOTS") == "" {
				continue // the same elements as those of another
			}
			chromium.Eval[bool](b, program+"; true")
			for _, fault := range chromium.Eval[[]string](b, chromium.Judged) {
				t.Errorf("%s: %s", v, fault)
			}
		}
	}
}

func TestTheNameOfARowStaysInSightOnAPhone(t *testing.T) {
	s := httptest.NewServer(statistics.New(options(t)))
	defer s.Close()
	b := chromium.Open(t, s.URL+statistics.Root+"waits?span=2026-10&with=year&lang=sv", 390, 844)
	b.Meant = "404" // of the icon of a server with nothing else
	if away := chromium.Eval[float64](b, `(() => {
		const rows = [...document.querySelectorAll(".rows")].pop()
		rows.scrollIntoView()
		rows.scrollLeft = 200
		return rows.scrollLeft - 200 + rows.querySelector("tbody th").getBoundingClientRect().left - rows.getBoundingClientRect().left
	})()`); away != 0 {
		t.Errorf("the name is %v pixels from its place", away)
	}
	b.Shot("scrolled-390")
}
