//go:build fyne

package touch

import (
	"image"
	"slices"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// strolled are the ways to want the screen that take the most trouble.
var strolled = []kiosk.Comfort{{}, {Text: kiosk.TextLargest, Contrast: true}, {Text: kiosk.TextLargest, Low: true}}

// BenchmarkStroll measures from a press until the next screen's objects are on the
// stage, on strolls over all screens, in all languages, on standing and lying glass
// and with the largest text: Update, the scene, its texts and icons, the objects. An
// iteration is 100 presses of each. The limit of the p99 is 16 ms.
func BenchmarkStroll(b *testing.B) {
	p, shipped := presenter(b)
	for name, c := range map[string]*kiosk.Catalogue{"shipped": shipped, "5000": catalogue.Grown(shipped, 5000)} {
		b.Run(name, func(b *testing.B) {
			w := &walk{presenter: p}
			for _, size := range []image.Point{portrait, landscape} {
				h := newTheatreOf(b, size, pitch)
				h.painter.icons = newIcons(assets.Icons())
				w.theatres = append(w.theatres, h)
			}
			for seed := uint64(0); b.Loop(); seed++ {
				for _, l := range kiosk.AllLanguages() {
					for i, comfort := range strolled {
						w.stroll(b, tour.NewStroll(c, l, comfort, seed), w.theatres[(i+int(seed))%2])
					}
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(p50(w.all), "p50-ms")
			b.ReportMetric(p99(w.all), "p99-ms")
			b.ReportMetric(p99(w.drawn), "p99-ms/scene-to-objects")
			b.ReportMetric(16, "limit-ms")
		})
	}
}

// walk is a stroll with a stop-watch.
type walk struct {
	presenter  *ui.Presenter
	theatres   []*theatre
	all, drawn []time.Duration
}

func (w *walk) stroll(b *testing.B, s *tour.Stroll, h *theatre) {
	g := h.stage.glass
	for range 100 {
		s.Rest()
		press := s.Press(w.presenter.Scene(s.State, g.frame))
		begun := time.Now()
		effects := s.Take(press)
		scene := w.presenter.Scene(s.State, g.frame)
		laid := time.Now()
		picture, err := h.painter.picture(scene, g)
		if err != nil {
			b.Fatal(err)
		}
		h.show(picture)
		w.all, w.drawn = append(w.all, time.Since(begun)), append(w.drawn, time.Since(laid))
		s.Grant(effects)
	}
}

func p50(list []time.Duration) float64 {
	slices.Sort(list)
	return float64(list[len(list)/2].Microseconds()) / 1000
}

func p99(list []time.Duration) float64 {
	slices.Sort(list)
	return float64(list[len(list)*99/100].Microseconds()) / 1000
}
