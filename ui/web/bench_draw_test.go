package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// BenchmarkPage composes, lays out and writes whole pages, of every screen of a
// tour in turn.
func BenchmarkPage(b *testing.B) {
	p, c := presenter(b)
	stops := tour.Stops(c, kiosk.Finnish)
	on := newTerminal(stops[0].State)
	handler := web.New(on, web.Options{Scene: p.Scene, Icons: assets.Icons(), Fonts: assets.Fonts()}).Handler()
	for i := 0; b.Loop(); i++ {
		on.set(stops[i%len(stops)].State)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/", nil))
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
