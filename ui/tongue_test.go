package ui_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// stopAt returns the scene of a stop on the tour in a language.
func stopAt(t *testing.T, l kiosk.Language, name string) ui.Scene {
	t.Helper()
	p, c := presenter(t)
	p.Languages = kiosk.AllLanguages()
	for _, stop := range tour.Stops(c, l) {
		if stop.Name == name {
			return p.Scene(stop.State, frames()["portrait 27 inch"])
		}
	}
	t.Fatalf("there is no stop %s", name)
	return ui.Scene{}
}

// languagesOf returns the language of each line of a scene by its text.
func languagesOf(s ui.Scene) map[string]kiosk.Language {
	list := map[string]kiosk.Language{}
	for _, item := range s.Items {
		for _, line := range item.Lines {
			l := s.Language
			if item.Language != "" {
				l = item.Language
			}
			if line.Language != "" {
				l = line.Language
			}
			list[line.Text] = l
		}
	}
	return list
}

func TestWhatFallsBackIsToldInItsOwnLanguage(t *testing.T) {
	for name, want := range map[string]map[string]kiosk.Language{
		"way":             {"Virgeoapmahaš": "se", "Elämäntilanne": "fi", "Mitä asiaa hoidat?": "fi", "Kieli": "fi", "12:00": "se"},
		"services-kela-1": {"Vuođđoáigáiboahtindoarjja": "se", "Hae toimeentulotukea · Hae maksusitoumusta": "fi", "Opintotuki": "fi"},
		"languages":       {"Davvisámegiella": "se", "Anarâškielâ": "smn", "Nuõrttsääʹmǩiõll": "sms", "Lätt svenska": "sv-x-lattlast", "Svenska": "sv"},
		"idle":            {"Suomeksi": "fi", "På svenska": "sv"},
	} {
		got := languagesOf(stopAt(t, kiosk.NorthernSami, name))
		for text, l := range want {
			if got[text] != l {
				t.Errorf("%s: %q is in %q, want %q", name, text, got[text], l)
			}
		}
	}
}

func TestAPressAndItsItemHaveTheLanguageOfTheLabel(t *testing.T) {
	for _, item := range stopAt(t, kiosk.NorthernSami, "way").Items {
		switch item.ID {
		case "way:life":
			if item.Language != kiosk.Finnish || item.Button.Language != kiosk.Finnish || item.Lines[0].Language != "" {
				t.Errorf("a Finnish tile is in %q, its button in %q, its line in %q", item.Language, item.Button.Language, item.Lines[0].Language)
			}
		case "way:authority":
			if item.Language != "" || item.Lines[0].Language != "" || item.Lines[1].Language != kiosk.Finnish {
				t.Errorf("a tile in two languages is in %q, with lines in %q and %q", item.Language, item.Lines[0].Language, item.Lines[1].Language)
			}
		}
	}
}

func TestAPlainScreenHasNoForeignTexts(t *testing.T) {
	for _, l := range kiosk.Languages() {
		for text, in := range languagesOf(stopAt(t, l, "summary-reader")) {
			if in != l {
				t.Errorf("%s: %q is in %s", l, text, in)
			}
		}
	}
}

// TestAnEasyVisitIsEasyOnEveryScreen holds for the terminal's own texts: names of
// services and authorities are what they are.
func TestAnEasyVisitIsEasyOnEveryScreen(t *testing.T) {
	p, _ := presenter(t)
	for _, l := range []kiosk.Language{kiosk.EasyFinnish, kiosk.EasySwedish} {
		plain := map[string]string{}
		for _, key := range p.Texts.Keys(l.Plain()) {
			if text := p.Texts.Say(l.Plain(), key); !strings.Contains(text, "{") && !strings.HasPrefix(key, "fact_") {
				plain[text] = key
			}
		}
		for _, scene := range laidOut(t)["portrait 21.5 inch"] {
			if scene.Language != l || strings.HasPrefix(scene.Name, "idle") || strings.HasPrefix(scene.Name, "out-of") || strings.HasPrefix(scene.Name, "card-left") {
				continue
			}
			for _, item := range scene.Items {
				for _, line := range item.Lines {
					in := line.Language
					if in == "" {
						in = item.Language
					}
					if key := plain[line.Text]; key != "" && in == l.Plain() && !strings.HasPrefix(item.ID, "language:") {
						t.Errorf("%s: %s is not easy: %q", scene.Name, key, line.Text)
					}
				}
			}
		}
	}
}

func TestATechnicianReadsMomentsAndMeasuresInTheirLanguage(t *testing.T) {
	p, c := presenter(t)
	state := kiosk.State{Now: tour.Noon(), Catalogue: c}
	state.Technician = kiosk.Technician{View: kiosk.ViewDevice, Device: "store", Language: kiosk.Swedish}
	state.Technician.Devices = []kiosk.DeviceReport{{
		ID: "store", Kind: kiosk.DeviceStore, Condition: "ready", Since: tour.Noon().Add(-49 * time.Hour),
		Facts: []kiosk.Fact{
			{Name: "Storlek", Value: "12.5 MB"}, {Name: "Rulle", At: tour.Noon().Add(-time.Hour)}, {Name: "Version", Value: "2.1"},
		},
	}}
	got := languagesOf(p.Scene(state, frames()["portrait 27 inch"]))
	for _, want := range []string{"Redo · sedan 24 november 2026 11.00", "12,5 MB", "11.00", "2.1"} {
		if _, there := got[want]; !there {
			t.Errorf("%q is not on the screen: %v", want, got)
		}
	}
}

func TestTheIdleScreenPutsTheNationalLanguagesInFrontAsConfigured(t *testing.T) {
	for _, test := range []struct{ configured, want string }{
		{"fi sv en", "fi sv en"},
		{"sv fi", "sv fi"},
		{"se fi", "se fi"},
		{"sv en se fi smn sms", "sv fi more"},
		{"fi sv en fi-x-selko", "fi sv more"},
		{"en se smn sms", "en more"},
	} {
		p, c := presenter(t)
		p.Languages = nil
		for l := range strings.FieldsSeq(test.configured) {
			p.Languages = append(p.Languages, kiosk.Language(l))
		}
		state := kiosk.State{Now: tour.Noon(), Catalogue: c, Rules: kiosk.DefaultRules()}
		var got []string
		for _, b := range p.Screen(state).Buttons() {
			switch e := b.Event.(type) {
			case kiosk.LanguageChosen:
				got = append(got, string(e.Language))
			case kiosk.LanguagesPressed:
				got = append(got, "more")
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("with %s it offers %v, want %s", test.configured, got, test.want)
		}
	}
}

// TestTheLanguageSwitchLosesNothingOnAnyScreen goes through all languages and back, by
// what can be pressed on each screen: place, errands, what was typed, what was found
// out and how the screen is stay as they are.
func TestTheLanguageSwitchLosesNothingOnAnyScreen(t *testing.T) {
	p, c := presenter(t)
	p.Languages = kiosk.AllLanguages()
	round := append(kiosk.AllLanguages()[1:], kiosk.Finnish)
	for _, stop := range tour.Stops(c, kiosk.Finnish) {
		was := stop.State.Session
		if was.Overlay != kiosk.NoOverlay || was.Idle() || was.Step == kiosk.StepLanguage || stop.State.CardLeft {
			continue
		}
		s := stop.State
		for _, l := range round {
			for _, id := range []string{"language", "language:" + string(l)} {
				s.Up += s.Rules.Guard
				press, ok := p.Scene(s, ui.Frame{W: 335.9, H: 597.1}).Press(id)
				for !ok && s.Session.Leaf < 9 { // on a later page of the list
					s.Session.Leaf++
					press, ok = p.Scene(s, ui.Frame{W: 335.9, H: 597.1}).Press(id)
				}
				if !ok {
					t.Fatalf("%s in %s has no %s to press", stop.Name, s.Session.Language, id)
				}
				s, _ = kiosk.Update(s, press)
			}
			if s.Session.Language != l {
				t.Errorf("%s: %s was chosen, and it is %s", stop.Name, l, s.Session.Language)
			}
			if got, want := placed(s.Session), placed(was); !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %s is\n%+v, and was\n%+v", stop.Name, l, got, want)
			}
		}
	}
}

// placed is a session without its language, and without what every press changes.
func placed(s kiosk.Session) kiosk.Session {
	s.Language, s.Last, s.Quiet, s.Leave, s.Focus, s.Keyed = "", nil, 0, 0, "", false
	s.Advisor.Idle, s.Assist.Until = 0, 0
	return s
}
