package web_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// worst are the ways to want the screen that take the most trouble.
var worst = []kiosk.Comfort{{}, {Text: kiosk.TextLargest, Contrast: true}, {Text: kiosk.TextLargest, Low: true}}

// BenchmarkStroll measures from a press until the next screen's page is written, on
// strolls over all screens, in all languages, on standing and lying glass and with
// the largest text: Update, the scene, its elements. An iteration is 100 presses of
// each. The limit of the p99 is 16 ms.
func BenchmarkStroll(b *testing.B) {
	p, shipped := presenter(b)
	for name, c := range map[string]*kiosk.Catalogue{"shipped": shipped, "5000": catalogue.Grown(shipped, 5000)} {
		b.Run(name, func(b *testing.B) {
			w := &walk{presenter: p, took: map[string][]time.Duration{}}
			for seed := uint64(0); b.Loop(); seed++ {
				for _, l := range kiosk.AllLanguages() {
					for _, comfort := range worst {
						w.stroll(b, tour.NewStroll(c, l, comfort, seed))
					}
				}
			}
			w.report(b)
		})
	}
}

// walk is a stroll with a stop-watch.
type walk struct {
	presenter *ui.Presenter
	took      map[string][]time.Duration // by screen
}

func (w *walk) stroll(b *testing.B, s *tour.Stroll) {
	on := newTerminal(kiosk.State{})
	handler := web.New(on, web.Options{Scene: w.presenter.Scene, Icons: assets.Icons(), Fonts: assets.Fonts()}).Handler()
	for i := range 100 {
		frame, address := ui.Frame{W: 335.9, H: 597.1}, "http://localhost/?frame=portrait"
		if i%2 == 1 {
			frame, address = ui.Frame{W: 597.1, H: 335.9}, "http://localhost/?frame=landscape"
		}
		s.Rest()
		press := s.Press(w.presenter.Scene(s.State, frame))
		request, answer := httptest.NewRequest(http.MethodGet, address, nil), httptest.NewRecorder()
		begun := time.Now()
		effects := s.Take(press)
		on.set(s.State)
		handler.ServeHTTP(answer, request)
		screen := s.State.Session.Step.String()
		w.took[screen] = append(w.took[screen], time.Since(begun))
		if answer.Code != http.StatusOK {
			b.Fatal(answer.Code)
		}
		s.Grant(effects)
	}
}

// report prints the times of all presses, and in a log those of each screen.
func (w *walk) report(b *testing.B) {
	ms := func(list []time.Duration, share float64) float64 {
		return float64(list[int(share*float64(len(list)-1))]) / float64(time.Millisecond)
	}
	var all []time.Duration
	for _, screen := range slices.Sorted(maps.Keys(w.took)) {
		list := w.took[screen]
		slices.Sort(list)
		all = append(all, list...)
		b.Logf("%-22s %5d presses  p50 %6.2f ms  p99 %6.2f ms  most %6.2f ms", screen, len(list), ms(list, 0.5), ms(list, 0.99), ms(list, 1))
	}
	slices.Sort(all)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(w.took)), "steps")
	b.ReportMetric(ms(all, 0.5), "p50-ms")
	b.ReportMetric(ms(all, 0.99), "p99-ms")
	b.ReportMetric(16, "limit-ms")
}
