package main

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
)

var hearAnew = flag.Bool("hear-anew", false, "write what is heard in whole visits anew")

// TestFiveLifeSituationsAreServedByKeypadAndSpeechAlone makes each visit by a person
// who presses only what the voice has just called by its name, from the idle terminal to
// the ticket and back, and holds every sentence of it, in order.
func TestFiveLifeSituationsAreServedByKeypadAndSpeechAlone(t *testing.T) {
	for _, id := range []kiosk.LifeEventID{"KE8", "KE4", "KE1", "KE3", "X3"} {
		for _, l := range kiosk.Languages() {
			t.Run(string(id)+" "+string(l), func(t *testing.T) {
				t.Parallel()
				x, p := listen(t, l)
				event, _ := x.engine.State().Catalogue.LifeEvent(id)
				p.key("next") // wakes the terminal
				p.choose(p.say("language_name"), p.say("way_life"), event.Name.String(l), p.say("next"))
				if id == "KE4" { // one of what was proposed is not wanted
					housing, _ := x.engine.State().Catalogue.Service("k-housing")
					p.choose("2. " + housing.Name.String(l))
				}
				p.choose(p.say("take_number"))
				p.await(p.say("take_title"))
				p.key("repeat") // tells the code as well
				papers := x.printer.Tickets()
				if len(papers) != 1 {
					t.Fatalf("%d papers are printed", len(papers))
				}
				if missing := p.missing(papers[0]); len(missing) > 0 {
					t.Errorf("on the paper and not said: %q; said was %v", missing, p.last)
				}
				p.choose(p.say("done"))
				p.find(p.say("stop"))
				p.press("select")
				x.until(t, "the terminal is idle", func(s kiosk.State) bool { return s.Session.Idle() })
				t.Log(p.length())
				p.compare(filepath.Join("testdata", "byear", strings.ToLower(string(id))+"-"+string(l)+".txt"))
			})
		}
	}
}

// compare holds what was heard against a file.
func (p *listener) compare(golden string) {
	p.t.Helper()
	got := p.transcript()
	if *hearAnew {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			p.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		p.t.Fatal(err)
	}
	heard, wanted := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i, line := range heard {
		if i >= len(wanted) || line != wanted[i] {
			p.t.Fatalf("%s:%d: heard %q, want %q (go test -hear-anew writes it anew)", golden, i+1, line, slices.Concat(wanted, []string{""})[min(i, len(wanted))])
		}
	}
	if len(heard) < len(wanted) {
		p.t.Errorf("%s:%d: %q and what follows is not heard", golden, len(heard), wanted[len(heard)])
	}
}
