package main

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"text/tabwriter"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// The limits: a picture of a display with 60 a second, and an answer that comes
// with the key.
const (
	limitOfScreens = 16 * time.Millisecond
	limitOfSearch  = 10 * time.Millisecond
)

// measureCmd measures a person's waiting on this machine, without devices and
// without a store.
type measureCmd struct {
	Services int    `help:"Grow the catalogue to so many services."`
	Presses  int    `help:"Presses on strolls over the screens." default:"4800"`
	Seed     uint64 `help:"The same seed strolls the same way." default:"1"`
}

// Run implements the command. A p99 over its limit is an error.
func (m *measureCmd) Run(s *surroundings) error {
	c, err := loadConfig("")
	if err != nil {
		return err
	}
	t := &terminal{config: c}
	if err := t.loadScreens(); err != nil {
		return err
	}
	services, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		return err
	}
	services = catalogue.Grown(services, m.Services)
	fmt.Fprintf(s.out, "A catalogue of %d services; %d presses in %d languages, on standing and lying glass, with ordinary and the largest text.\n\n",
		len(services.Services), m.Presses, len(kiosk.AllLanguages()))
	screens, err := m.stroll(t.presenter, services)
	if err != nil {
		return err
	}
	searches := m.search(services)
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tTIMES\tP50\tP99\tMOST\tLIMIT OF P99")
	for _, step := range slices.Sorted(maps.Keys(screens)) {
		screens[step].line(w, "screen "+step, 0)
	}
	all := times(slices.Concat(slices.Collect(maps.Values(screens))...))
	all.line(w, "every screen", limitOfScreens)
	searches.line(w, "search, each key", limitOfSearch)
	if err := w.Flush(); err != nil {
		return err
	}
	if p := all.at(0.99); p > limitOfScreens {
		return fmt.Errorf("one press in a hundred takes %s to its next screen, and the limit is %s", p, limitOfScreens)
	}
	if p := searches.at(0.99); p > limitOfSearch {
		return fmt.Errorf("one key in a hundred takes %s to its answer, and the limit is %s", p, limitOfSearch)
	}
	return nil
}

// worst are ways to want the screen, those that take the most trouble among them.
var worst = []kiosk.Comfort{{}, {Text: kiosk.TextLargest, Contrast: true}, {Text: kiosk.TextLargest, Low: true}, {Text: kiosk.TextLarge, Simple: true}}

// stroll presses anything, and measures from each press until the next screen's page
// is written.
func (m *measureCmd) stroll(p *ui.Presenter, c *kiosk.Catalogue) (map[string]times, error) {
	took := map[string]times{}
	languages := kiosk.AllLanguages()
	for leg := range (m.Presses + strollLeg - 1) / strollLeg {
		l, comfort := languages[leg%len(languages)], worst[leg/len(languages)%len(worst)]
		s := tour.NewStroll(c, l, comfort, m.Seed+uint64(leg))
		on := &still{}
		pages := web.New(on, web.Options{Scene: p.Scene, Icons: assets.Icons(), Fonts: assets.Fonts()}).Handler()
		for i := range min(strollLeg, m.Presses-leg*strollLeg) {
			frame, address := ui.Frame{W: 335.9, H: 597.1}, "http://localhost/?frame=portrait"
			if i%2 == 1 {
				frame, address = ui.Frame{W: frame.H, H: frame.W}, "http://localhost/?frame=landscape"
			}
			s.Rest()
			press := s.Press(p.Scene(s.State, frame))
			request, err := http.NewRequest(http.MethodGet, address, nil)
			if err != nil {
				return nil, err
			}
			begun := time.Now()
			effects := s.Take(press)
			on.state = s.State
			answer := &sink{}
			pages.ServeHTTP(answer, request)
			step := s.State.Session.Step.String()
			took[step] = append(took[step], time.Since(begun))
			if answer.bytes == 0 || answer.code != 0 && answer.code != http.StatusOK {
				return nil, fmt.Errorf("the screen %q could not be written: status %d", step, answer.code)
			}
			s.Grant(effects)
		}
	}
	return took, nil
}

const strollLeg = 100 // presses in one language

// search types the names of services, rightly and with a letter left out, and
// measures each key.
func (m *measureCmd) search(c *kiosk.Catalogue) times {
	var took times
	rng := rand.New(rand.NewPCG(m.Seed, 2))
	for range min(200, m.Presses) {
		l := kiosk.Languages()[rng.IntN(len(kiosk.Languages()))]
		name := []rune(c.Services[rng.IntN(len(c.Services))].Name[l])
		if at := rng.IntN(len(name)); rng.IntN(2) == 0 {
			name = slices.Delete(name, at, at+1)
		}
		for n := 1; n <= min(len(name), 30); n++ { // no more can be typed
			begun := time.Now()
			c.Search(string(name[:n]), l, kiosk.DateOf(tour.Noon()))
			took = append(took, time.Since(begun))
		}
	}
	return took
}

// still is a terminal that stands in the state that it is given.
type still struct{ state kiosk.State }

// Watch implements web.Terminal.
func (s *still) Watch() (<-chan kiosk.State, func()) {
	states := make(chan kiosk.State, 1)
	states <- s.state
	return states, func() {}
}

// Press implements web.Terminal.
func (s *still) Press(kiosk.Press) {}

// sink takes a page that nobody sees.
type sink struct {
	header      http.Header
	code, bytes int
}

// Header implements http.ResponseWriter.
func (s *sink) Header() http.Header {
	if s.header == nil {
		s.header = http.Header{}
	}
	return s.header
}

// WriteHeader implements http.ResponseWriter.
func (s *sink) WriteHeader(code int) { s.code = code }

// Write implements io.Writer.
func (s *sink) Write(b []byte) (int, error) {
	s.bytes += len(b)
	return len(b), nil
}

// times are what was measured.
type times []time.Duration

// at is the time that the share p of all is not above.
func (t times) at(p float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(t))[int(p*float64(len(t)-1))]
}

// line writes a row of the table; a limit of 0 is none.
func (t times) line(w io.Writer, name string, limit time.Duration) {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond)) }
	last := ""
	if limit > 0 {
		last = ms(limit)
	}
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\n", name, len(t), ms(t.at(0.5)), ms(t.at(0.99)), ms(t.at(1)), last)
}
