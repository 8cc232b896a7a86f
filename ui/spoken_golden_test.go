package ui_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// spoken are sentences as "fi Hei", and "Hei" where they are in the language.
func spoken(l kiosk.Language, list []ui.Sentence) []string {
	var lines []string
	for _, s := range list {
		if s.Language == l {
			lines = append(lines, s.Text)
		} else {
			lines = append(lines, string(s.Language)+" "+s.Text)
		}
	}
	return lines
}

func TestTheTerminalSpeaksLikeThis(t *testing.T) {
	p, c := presenter(t)
	for _, test := range []struct {
		language kiosk.Language
		stop     string
		want     string
	}{
		{kiosk.English, "identify", `Show your identity card to the reader
This is optional. We forget your details when you stop.
1: My card cannot be read
Back
Continue without identification
Step 3 of 3.
At the bottom of the screen:
Language
Text and contrast
Help
Stop
Touch what you choose.`},
		{kiosk.Swedish, "take-listen", `Ta din lapp
Ditt könummer är A, 42
Vänta i aulan och följ skärmen.
Vi kallar dig med det här numret.
Pelkosenniemi servicepunkt
Dina ärenden:
1. Anmälan som arbetssökande
2. Allmänt stöd för arbetslösa
3. Allmänt bostadsbidrag
4. Skattekort
Ha till hands
Identitetshandling
Bankkoder eller annat sätt att identifiera dig
Uppsägningsbesked eller arbetsintyg
Uppgifter om utbildning och arbetserfarenhet
Kontonummer
Hyresavtal
Uppgifter om inkomster och tillgångar
Uppgifter om inkomster och avdrag
26.11.2026 12.00
Tryck på Lyssna för att höra lappens kod.
Ge respons
Klart
Längst ner på skärmen:
Språk
Text och kontrast
Tysta
Hjälp
Avsluta
Tryck på det som du väljer.`},
		{kiosk.Finnish, "warning", `Oletko vielä paikalla?
Lopetamme 20 sekunnin kuluttua.
Lopeta
Olen paikalla
Kosketa sitä, minkä valitset.`},
		{kiosk.Finnish, "feedback-grade-again", `Minkä arvosanan annat palvelulle?
4 on heikoin, 10 on paras.
4, 5, 6, 7, 8, 9, 10
10: Valittu.
Takaisin
Ohita
Näytön alareunassa:
Kieli
Teksti ja kontrasti
Apua
Lopeta
Kosketa sitä, minkä valitset.`},
	} {
		got := strings.Join(spoken(test.language, p.Spoken(stopNamed(t, c, test.language, test.stop), portrait)), "\n")
		if got != test.want {
			t.Errorf("%s in %s:\n%s\nwant\n%s", test.stop, test.language, got, test.want)
		}
	}
}

func TestALanguageWithoutAVoiceIsSaidInAnotherAndThatIsToldOnce(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.SkoltSami, "way-listen")
	got := spoken(kiosk.Finnish, p.Spoken(s, portrait))
	want := []string{"Pääte ei puhu tätä kieltä. Kuulet suomea.", "Mitä asiaa hoidat?", "Valitse, miten haluat etsiä asiasi."}
	if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q", got)
	}
	s.Session.Last = kiosk.HelpPressed{}
	if got := spoken(kiosk.Finnish, p.Spoken(s, portrait)); got[0] != want[1] {
		t.Errorf("it is told again: %q", got)
	}
}

func TestTheTicketsCodeIsSpelledOnRequest(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "take-spelled")
	want := "The code of your ticket: " + strings.Join(strings.Split(string(s.Session.Ticket.Code()), ""), ", ")
	if got := spoken(kiosk.English, p.Spoken(s, portrait)); !slices.Contains(got, want) {
		t.Errorf("%q is not among %q", want, got)
	}
}

func TestWhatTheKeypadIsOnIsSaidWithHowItStandsAndItsPlace(t *testing.T) {
	p, c := presenter(t)
	for _, test := range []struct{ stop, id, want string }{
		{"way-listened", "way:authority", "Authority|For example Kela, the police or the Tax Administration|Item 2 of {all}."},
		{"search-found", "next", "Next|You cannot press this now.|Item {last-4} of {all}."},
		{"search-found", "key:q", "Q"},
		{"search-found", "keys:1", "A, S, D, F, G, H, J, K, L, Ö, Ä"},
		{"comfort", "text:100", "100%|Chosen.|Item 1 of {all}."},
		{"search-found", "service:p-pass", "Passport|Police|Not chosen.|Item 1 of {all}."},
		{"life-events-1", "more", "Show more|Item {last-5} of {all}."},
	} {
		s := stopNamed(t, c, kiosk.English, test.stop)
		n := len(pressesOf(p.Scene(s, portrait)))
		want := strings.NewReplacer("{all}", strconv.Itoa(n), "{last-4}", strconv.Itoa(n-4), "{last-5}", strconv.Itoa(n-5)).Replace(test.want)
		got := strings.Join(spoken(kiosk.English, p.SpokenFocus(s, portrait, test.id)), "|")
		if got != want {
			t.Errorf("%s on %s is told as %q, want %q", test.id, test.stop, got, want)
		}
	}
	s := stopNamed(t, c, kiosk.English, "way-listened")
	if got, want := p.SpokenFocus(s, portrait, "gone"), p.Spoken(s, portrait); !slices.Equal(got, want) {
		t.Errorf("a button that is not there is told as %q", got)
	}
}

func TestWhoUsesTheKeypadIsToldItsKeysAndWhereItIs(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "way-listened")
	s.Session.Keyed, s.Session.Focus = true, "way:life"
	got := spoken(kiosk.English, p.Spoken(s, portrait))
	want := []string{
		"Move with the keys next and previous. Choose with the select key.",
		"The back key takes you back. The repeat key reads the screen again.",
		"You are on:", "Life situation", "For example moving, losing a job or having a child",
	}
	if last := len(got) - 1 - len(want); last < 0 || !slices.Equal(got[last:len(got)-1], want) {
		t.Errorf("%q", got)
	}
}

func TestLettersVolumeAndChoicesAreSaidBriefly(t *testing.T) {
	p, c := presenter(t)
	search := stopNamed(t, c, kiosk.English, "search-found")
	space := search
	space.Session.Query = "pass "
	soft := search
	soft.Session.Volume = kiosk.MinVolume
	code := stopNamed(t, c, kiosk.English, "code-3")
	booking := stopNamed(t, c, kiosk.English, "appointment-half")
	inEar := booking
	inEar.Headphones = true
	for _, test := range []struct {
		state kiosk.State
		speak kiosk.Speak
		want  string
	}{
		{search, kiosk.Speak{Say: kiosk.SayTyped}, "s|We found 1 service."},
		{space, kiosk.Speak{Say: kiosk.SayTyped}, "Space|We found 1 service."},
		{search, kiosk.Speak{Say: kiosk.SayField}, "You have typed: pass|We found 1 service."},
		{search, kiosk.Speak{Say: kiosk.SayVolume}, "Volume 5. The loudest is 7."},
		{soft, kiosk.Speak{Say: kiosk.SayVolume}, "Volume 1. The loudest is 7."},
		{code, kiosk.Speak{Say: kiosk.SayTyped}, "You have typed 3 characters."},
		{booking, kiosk.Speak{Say: kiosk.SayTyped}, "You have typed 4 characters."},
		{inEar, kiosk.Speak{Say: kiosk.SayTyped}, "9"},
		{inEar, kiosk.Speak{Say: kiosk.SayField}, "You have typed: K, 4, T, 9"},
		{search, kiosk.Speak{Say: kiosk.SayCard, Language: kiosk.English}, "Do not forget your card"},
		{search, kiosk.Speak{Chime: kiosk.ChimeTicket}, ""},
	} {
		if got := strings.Join(spoken(kiosk.English, p.Said(test.state, test.speak, portrait)), "|"); got != test.want {
			t.Errorf("%+v is %q, want %q", test.speak, got, test.want)
		}
	}
}

func TestWhoHasTheKeypadIsToldTheBarAndTheKeysAtTheBeginningAndOnRequest(t *testing.T) {
	p, c := presenter(t)
	tells := func(s kiosk.State, key string) bool {
		return slices.Contains(spoken(kiosk.English, p.Spoken(s, portrait)), p.Texts.Say(kiosk.English, key))
	}
	s := stopNamed(t, c, kiosk.English, "bundle-KE8")
	s.Session.Keyed = true
	for _, test := range []struct {
		last  kiosk.Press
		tells bool
	}{
		{kiosk.LanguageChosen{Language: kiosk.English}, true},
		{kiosk.FocusMoved{To: "next"}, true}, // it has just been taken up
		{kiosk.SpeakPressed{}, true},
		{kiosk.LifeEventChosen{LifeEvent: "KE8"}, false},
	} {
		s.Session.Last = test.last
		for _, key := range []string{"spoken_bar", "spoken_keys", "spoken_keys_more"} {
			if got := tells(s, key); got != test.tells {
				t.Errorf("after %T %s is told %t", test.last, key, got)
			}
		}
	}
}

func TestTheKeypadBeginsAtTheWayOnWhereMostWouldTakeIt(t *testing.T) {
	p, c := presenter(t)
	for _, test := range []struct{ stop, want string }{{"bundle-KE8", "next"}, {"summary", "take"}, {"life-events-1", "event:KE8"}} {
		s := stopNamed(t, c, kiosk.English, test.stop)
		s.Session.Keyed = true
		if got := p.Scene(s, portrait).Focus; got != test.want {
			t.Errorf("on %s it begins at %q, want %q", test.stop, got, test.want)
		}
	}
}

func TestBeforeALanguageIsChosenTheKeysAndThePlacesAreToldInEach(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "way-listened")
	s.Session = kiosk.Session{Place: kiosk.Place{Step: kiosk.StepLanguage}, Listening: true, Keyed: true, Last: kiosk.Started{}}
	heard := p.Spoken(s, portrait)
	for _, l := range kiosk.Languages() {
		if want := (ui.Sentence{Language: l, Text: p.Texts.Say(l, "spoken_keys")}); !slices.Contains(heard, want) {
			t.Errorf("%v is not said: %v", want, heard)
		}
		for _, of := range p.SpokenFocus(s, portrait, "language:"+string(l)) {
			if of.Language != l {
				t.Errorf("%q is said in %s on the way to %s", of.Text, of.Language, l)
			}
		}
	}
}

func TestWhatIsPersonalIsWithheldBehindTheWordsThatTellWhereTheKeypadIs(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "bundle-KE8")
	s.Session.Keyed = true
	found := false
	for _, item := range p.Scene(s, portrait).Items {
		if !strings.HasPrefix(item.ID, "service:") {
			continue
		}
		list := spoken(kiosk.English, p.SpokenFocus(s, portrait, item.ID))
		if at := slices.Index(list, p.Texts.Say(kiosk.English, "spoken_personal")); at >= 0 {
			found = true
			if at != len(list)-1 {
				t.Errorf("%q", list)
			}
		}
	}
	if !found {
		t.Error("nothing is withheld")
	}
}
