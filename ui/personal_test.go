package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// secrets are what nobody but the person may hear of a state: as whole sentences,
// and as words in them.
func secrets(s kiosk.State) (whole, within []string) {
	add := func(text string) {
		if strings.TrimSpace(text) != "" {
			within = append(within, text)
		}
	}
	add(s.Session.Identity.Initials)
	add(s.Session.Draft)
	if entered := s.Session.Entered; len(entered) > 1 {
		add(entered)
		add(strings.Join(strings.Split(entered, ""), ", "))
	}
	if a, _ := s.Arrival(); a.Key != "" && s.Session.Step == kiosk.StepCheckIn {
		add(a.Place)
		for _, l := range kiosk.AllLanguages() {
			add(l.Clock(a.From))
			add(l.Clock(s.Opens(a)))
		}
		if service, ok := s.Catalogue.Service(a.Service); ok {
			for _, name := range service.Name {
				add(name)
			}
		}
	}
	for _, service := range s.Catalogue.Services {
		if service.Private {
			for _, text := range []kiosk.Text{service.Name, service.Note} {
				for _, name := range text {
					whole = append(whole, name)
				}
			}
		}
	}
	for _, e := range s.Catalogue.LifeEvents { // some are called as a service is, and are nobody's secret
		whole = slices.DeleteFunc(whole, func(name string) bool { return name == e.Name[kiosk.Finnish] })
	}
	return whole, within
}

// overheard returns a sentence that tells a secret.
func overheard(s kiosk.State, list []ui.Sentence) (string, bool) {
	whole, within := secrets(s)
	for _, sentence := range list {
		text := sentence.Text
		for _, front := range []string{": ", ". "} { // the number of a choice, and the place of an errand
			if _, after, numbered := strings.Cut(text, front); numbered && (slices.Contains(whole, after) || slices.Contains(whole, strings.TrimLeft(after, "0123456789. "))) {
				return text, true
			}
		}
		if slices.Contains(whole, text) || slices.ContainsFunc(within, func(secret string) bool { return strings.Contains(text, secret) }) {
			return text, true
		}
	}
	return "", false
}

// everything is all that can be said of a state.
func everything(p *ui.Presenter, s kiosk.State) []ui.Sentence {
	list := p.Spoken(s, portrait)
	for _, say := range []kiosk.Saying{kiosk.SayTyped, kiosk.SayField, kiosk.SayVolume} {
		list = append(list, p.Said(s, kiosk.Speak{Say: say}, portrait)...)
	}
	for _, item := range pressesOf(p.Scene(s, portrait)) {
		if !strings.HasPrefix(item.ID, "key:") {
			list = append(list, p.SpokenFocus(s, portrait, item.ID)...)
		}
	}
	return list
}

func TestNothingPersonalGoesOverTheLoudspeaker(t *testing.T) {
	p, c := presenter(t)
	told := map[string]bool{}
	for _, stop := range tour.Stops(c, kiosk.Finnish) {
		s := stop.State
		if strings.HasPrefix(stop.Name, "services-") && !strings.HasSuffix(stop.Name, "-1") {
			continue
		}
		if text, heard := overheard(s, everything(p, s)); heard {
			t.Errorf("%s: everybody hears %q", stop.Name, text)
		}
		s.Headphones = true
		if _, heard := overheard(s, p.Spoken(s, portrait)); heard {
			told[stop.Name] = true
		}
	}
	for _, name := range []string{"summary-identified", "help-identified", "summary-ways-private", "bundle-KE8", "check-in-on-time", "check-in-early", "appointment-whole", "feedback-comment-short"} {
		if !told[name] {
			t.Errorf("%s: the person does not hear it in headphones either", name)
		}
	}
}

// TestWhatIsSaidBesideAPrivateServiceIsNotOverheardEither is about catalogues that have
// a reason or an address for one.
func TestWhatIsSaidBesideAPrivateServiceIsNotOverheardEither(t *testing.T) {
	p, c := presenter(t)
	private, _ := c.Service("k-basic")
	if !private.Private {
		t.Fatal("the service is not private any more: choose another")
	}
	authority, _ := c.Authority(private.Authority)
	event := kiosk.LifeEvent{
		ID: "X", Name: kiosk.Text{kiosk.English: "A life event"}, Services: []kiosk.ServiceID{private.ID, "v-card"},
		Why: map[kiosk.ServiceID]kiosk.Text{private.ID: {kiosk.English: "Because of the money"}},
	}
	services := slices.Clone(c.Services)
	for i := range services {
		if id := services[i].ID; id == private.ID || id == "v-card" {
			services[i].EService = kiosk.Text{kiosk.English: "https://example.fi/" + string(id)}
			services[i].Ways = []kiosk.Way{kiosk.OnlineSelfServicePoint}
		}
	}
	s := kiosk.State{
		Catalogue: kiosk.NewCatalogue(c.Authorities, services, []kiosk.LifeEvent{event}, c.Queues),
		Rules:     kiosk.DefaultRules(), Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC),
	}
	s.Session = kiosk.Session{Language: kiosk.English, Errands: event.Services, Situation: event.ID}
	for step, secret := range map[kiosk.Step]string{
		kiosk.StepBundle: "Because of the money", kiosk.StepBring: "Because of the money",
		kiosk.StepEServices: authority.Short().String(kiosk.English),
	} {
		s.Session.Place = kiosk.Place{Step: step, LifeEvent: event.ID}
		heard := func(headphones bool) bool {
			s.Headphones = headphones
			return slices.ContainsFunc(everything(p, s), func(said ui.Sentence) bool { return strings.Contains(said.Text, secret) })
		}
		if heard(false) || !heard(true) {
			t.Errorf("%s: over the loudspeaker %t, in headphones %t", step, heard(false), heard(true))
		}
	}
}

func TestWhoIsNotToldOfPersonalMattersIsToldThatOnce(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "summary-identified")
	want := p.Texts.Say(kiosk.English, "spoken_personal")
	told := func() int {
		return len(slices.DeleteFunc(spoken(kiosk.English, p.Spoken(s, portrait)), func(text string) bool { return text != want }))
	}
	if n := told(); n != 1 {
		t.Errorf("it is told %d times", n)
	}
	s.Headphones = true
	if n := told(); n != 0 {
		t.Errorf("in headphones it is told %d times", n)
	}
}

// TestWhateverIsPressedNothingPersonalIsOverheard walks from any screen by what is on
// it, with headphones that come and go.
func TestWhateverIsPressedNothingPersonalIsOverheard(t *testing.T) {
	p, c := presenter(t)
	stops := tour.Stops(c, kiosk.Finnish)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(stops).Draw(t, "stop").State
		s.Rules.Voice = true
		for range rapid.IntRange(1, 6).Draw(t, "events") {
			s, _ = kiosk.Update(s, kiosk.TimePassed{Now: s.Now.Add(time.Second), Up: s.Up + time.Second})
			event := kiosk.Event(kiosk.HeadphonesChanged{In: rapid.Bool().Draw(t, "in")})
			if presses := pressesOf(p.Scene(s, portrait)); len(presses) > 0 && rapid.IntRange(0, 3).Draw(t, "plug") > 0 {
				event = rapid.SampledFrom(presses).Draw(t, "press").Button.Event
			}
			next, effects := kiosk.Update(s, event)
			for _, effect := range effects {
				speak, ok := effect.(kiosk.Speak)
				if !ok || next.Headphones {
					continue
				}
				if text, heard := overheard(next, p.Said(next, speak, portrait)); heard {
					t.Fatalf("after %T everybody hears %q", event, text)
				}
			}
			s = next
		}
	})
}
