package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

// lifeScripts are the visits of life situations, by file.
func lifeScripts(t *testing.T) map[string]script {
	t.Helper()
	paths, err := filepath.Glob("../../assets/visits/life-*.toml")
	if err != nil {
		t.Fatal(err)
	}
	scripts := map[string]script{}
	for _, path := range paths {
		if scripts[path], err = readScript(path); err != nil {
			t.Fatal(err)
		}
	}
	return scripts
}

func shippedCatalogue(t testing.TB) *kiosk.Catalogue {
	t.Helper()
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryLifeSituationHasItsVisit(t *testing.T) {
	var have, want []string
	for _, s := range lifeScripts(t) {
		have = append(have, string(s.LifeEvent))
		if len(s.Errands) == 0 || s.Touches == 0 {
			t.Errorf("the visit %q has no errands, or counts no touches", s.Name)
		}
	}
	for _, e := range shippedCatalogue(t).LifeEvents {
		want = append(want, string(e.ID))
	}
	slices.Sort(have)
	slices.Sort(want)
	if !slices.Equal(have, want) || len(want) != 23 {
		t.Errorf("there are visits for %v, and the catalogue has %v", have, want)
	}
}

// TestEveryLifeSituationLeadsToItsTicketInEachLanguage plays the visits by touch
// through whole terminals, each with a store and a simulated printer of its own.
func TestEveryLifeSituationLeadsToItsTicketInEachLanguage(t *testing.T) {
	c := shippedCatalogue(t)
	for path, plan := range lifeScripts(t) {
		for _, l := range kiosk.Languages() {
			plan.Language = l
			t.Run(string(plan.LifeEvent)+" "+string(l), func(t *testing.T) {
				t.Parallel()
				p, papers := playFast(t, path, plan)
				if len(p.hand.list) != plan.Touches {
					t.Errorf("it took %d touches, and the script says %d:\n%s", len(p.hand.list), plan.Touches, p.hand.table())
				}
				checkTicket(t, c, plan, p, papers)
				checkLanguage(t, plan, p.hand)
			})
		}
	}
}

// playFast plays a visit with a printer that takes bytes and prints as fast as it
// can, and returns the papers too.
func playFast(t *testing.T, path string, plan script) (*played, []sim.Ticket) {
	t.Helper()
	printer, err := sim.New(sim.TMT20III(), sim.Options{Baud: 115200, Speed: 1000})
	if err != nil {
		t.Fatal(err)
	}
	defer printer.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r := &visitCmd{Script: path, Out: t.TempDir(), Printer: "tm-t20iii", Baud: 115200}
	p, err := r.play(ctx, &surroundings{ctx: ctx, out: io.Discard, errors: io.Discard}, plan, printer)
	if err != nil {
		t.Fatal(err)
	}
	return p, printer.Tickets()
}

// checkTicket checks that the ticket is for what was chosen, proved to be printed,
// and on one paper: its number, its code and its errands.
func checkTicket(t *testing.T, c *kiosk.Catalogue, plan script, p *played, papers []sim.Ticket) {
	t.Helper()
	chosen := slices.Sorted(slices.Values(p.ticket.Errands))
	if want := slices.Sorted(slices.Values(plan.Errands)); !slices.Equal(chosen, want) {
		t.Errorf("the ticket is for %v, and %v were chosen", chosen, want)
	}
	if p.ticket.Language != plan.Language || p.print.State != kiosk.PrintPrinted || p.print.Ticket != p.ticket.Name {
		t.Errorf("ticket in %s, print %+v", p.ticket.Language, p.print)
	}
	if len(papers) != 1 {
		t.Fatalf("%d papers came out", len(papers))
	}
	if got, want := papers[0].Barcodes, []string{string(p.ticket.Code())}; !slices.Equal(got, want) {
		t.Errorf("the paper's barcodes are %q, the ticket's %q", got, want)
	}
	text := strings.Join(strings.Fields(strings.Join(papers[0].Text, " ")), " ")
	for _, id := range plan.Errands {
		service, _ := c.Service(id)
		if name := service.Name[plan.Language]; strings.Contains(text, name) == service.Private {
			t.Errorf("%q on a paper that names private services never, and others always:\n%s", name, text)
		}
	}
	if !strings.Contains(text, p.ticket.Label()) {
		t.Errorf("the paper has no number %s:\n%s", p.ticket.Label(), text)
	}
}

// checkLanguage checks that every screen behind the first was in the language.
func checkLanguage(t *testing.T, plan script, h *hand) {
	t.Helper()
	for _, touch := range h.list[1:] {
		if touch.language != plan.Language {
			t.Errorf("the screen %q was in %s", touch.screen, touch.language)
		}
	}
}

// The aims for a person's touches, from the idle screen to the ticket and, where
// they answer, the answer.
const (
	knownTouches = 5                // one errand that the person knows
	wholeTouches = 12               // three errands, identification and feedback
	wholeTime    = 45 * time.Second // of touches
)

func TestAKnownErrandTakesFiveTouchesAndAWholeVisitTwelve(t *testing.T) {
	whole, known := "../../assets/visits/life-ke10.toml", "../../assets/visits/known.toml"
	for path, most := range map[string]int{known: knownTouches, whole: wholeTouches} {
		plan, err := readScript(path)
		if err != nil {
			t.Fatal(err)
		}
		if path == whole && (len(plan.Errands) != 3 || !plan.Identify || plan.Feedback == "") {
			t.Fatalf("the whole visit is %+v", plan)
		}
		for _, l := range kiosk.Languages() {
			plan.Language = l
			p, _ := playFast(t, path, plan)
			moving, _ := p.hand.took()
			if len(p.hand.list) > most || moving > wholeTime {
				t.Errorf("%s in %s: %s\n%s", plan.Name, l, p.hand, p.hand.table())
			}
			t.Logf("%s in %s: %s", plan.Name, l, p.hand)
		}
	}
}
