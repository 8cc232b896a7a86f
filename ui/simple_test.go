package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// walker presses what is on the screen.
type walker struct {
	*testing.T
	presenter *ui.Presenter
	state     kiosk.State
}

func newWalker(t *testing.T, l kiosk.Language, comfort kiosk.Comfort) *walker {
	t.Helper()
	p, c := presenter(t)
	with := *p
	with.Languages = kiosk.AllLanguages()
	w := &walker{t, &with, kiosk.State{Now: tour.Noon(), Up: time.Minute, Rules: kiosk.DefaultRules(), Catalogue: c, Printer: kiosk.Printer{Condition: kiosk.PrinterReady}}}
	w.do(kiosk.LanguageChosen{Language: l})
	if comfort != (kiosk.Comfort{}) {
		w.do(kiosk.ComfortChosen{Comfort: comfort})
	}
	return w
}

func (w *walker) do(e kiosk.Event) {
	w.state, _ = kiosk.Update(w.state, kiosk.TimePassed{Now: w.state.Now.Add(time.Second), Up: w.state.Up + time.Second})
	w.state, _ = kiosk.Update(w.state, e)
}

func (w *walker) scene() ui.Scene { return w.presenter.Scene(w.state, portrait) }

func (w *walker) press(ids ...string) {
	w.Helper()
	for _, id := range ids {
		p, ok := w.scene().Press(id)
		if !ok {
			w.Fatalf("%s cannot be pressed on %s", id, w.scene().Name)
		}
		w.do(p)
	}
}

// choices are the ids of what can be pressed in the body.
func (w *walker) choices() []string {
	var list []string
	for _, i := range w.scene().Items {
		if i.Region == ui.RegionBody && i.Button != nil && !i.Button.Off {
			list = append(list, i.ID)
		}
	}
	return list
}

func (w *walker) at(step kiosk.Step) {
	w.Helper()
	if w.state.Session.Step != step {
		w.Fatalf("it is at %s, and not at %s", w.state.Session.Step, step)
	}
}

var simple = kiosk.Comfort{Simple: true}

func TestASimpleVisitAsksForOneErrandAtATime(t *testing.T) {
	w := newWalker(t, kiosk.English, simple)
	if got := w.choices(); slices.Contains(got, "way:search") {
		t.Errorf("search is among %v", got)
	}
	w.press("way:life", "event:KE8")
	w.at(kiosk.StepBundle)
	bundle := w.state.Catalogue.Bundle("KE8", w.state.Today())
	for i, s := range bundle {
		yes, no := "service:"+string(s.ID), "no:service:"+string(s.ID)
		if got := w.choices(); !slices.Equal(got, []string{yes, no}) {
			t.Fatalf("question %d offers %v", i+1, got)
		}
		if i == 1 {
			w.press(yes)
		} else {
			w.press(no)
		}
	}
	w.at(kiosk.StepSummary)
	if got := w.state.Session.Errands; !slices.Equal(got, []kiosk.ServiceID{bundle[1].ID}) {
		t.Fatalf("the errands are %v", got)
	}
	w.press("take")
	w.at(kiosk.StepIssuing)
}

func TestWhoeverNeedsNothingOfASimpleListComesBack(t *testing.T) {
	w := newWalker(t, kiosk.English, simple)
	w.press("way:life", "event:KE8")
	for range w.state.Catalogue.Bundle("KE8", w.state.Today()) {
		w.press(w.choices()[1])
	}
	w.at(kiosk.StepLifeEvents)
}

func TestAnAnswerCanBeChanged(t *testing.T) {
	w := newWalker(t, kiosk.English, simple)
	w.press("way:life", "event:KE8")
	w.press(w.choices()[0])
	if len(w.state.Session.Errands) != 1 {
		t.Fatalf("the errands are %v", w.state.Session.Errands)
	}
	w.press("back")
	if label := w.scene().Items; !slices.ContainsFunc(label, func(i ui.Item) bool { return i.Button != nil && i.Button.Label == "You have chosen this" }) {
		t.Error("the earlier answer is not to be seen")
	}
	w.press(w.choices()[1])
	if s := w.state.Session; len(s.Errands) != 0 || s.Page != 1 {
		t.Errorf("after no the errands are %v on page %d", s.Errands, s.Page)
	}
}

func TestALongSimpleListIsChosenFrom(t *testing.T) {
	w := newWalker(t, kiosk.English, simple)
	w.press("way:authority")
	for !slices.Contains(w.choices(), "authority:kela") {
		w.press("more")
	}
	w.press("authority:kela")
	services := 0
	for _, id := range w.choices() {
		if strings.HasPrefix(id, "service:") {
			services++
		}
	}
	if services != 3 {
		t.Errorf("a page has %d services: %v", services, w.choices())
	}
}

func TestAnEasyLanguageOffersOneThingAtATime(t *testing.T) {
	w := newWalker(t, kiosk.EasySwedish, kiosk.Comfort{})
	w.press("simple")
	if !w.state.Session.Comfort.Simple || slices.Contains(w.choices(), "simple") {
		t.Errorf("after the offer it is %+v, with %v", w.state.Session.Comfort, w.choices())
	}
	if got := newWalker(t, kiosk.Swedish, kiosk.Comfort{}).choices(); slices.Contains(got, "simple") {
		t.Errorf("Swedish offers %v", got)
	}
}

func TestALeftHandHasItsPressesAtTheLeft(t *testing.T) {
	box := func(hand bool, id string, f ui.Frame) ui.Box {
		w := newWalker(t, kiosk.English, kiosk.Comfort{LeftHand: hand})
		w.press("way:authority")
		for !slices.Contains(w.choices(), "authority:kela") {
			w.press("more")
		}
		w.press("authority:kela")
		w.press(w.choices()[0])
		for _, i := range w.presenter.Scene(w.state, f).Items {
			if i.ID == id {
				return i.Box
			}
		}
		t.Fatalf("there is no %s", id)
		return ui.Box{}
	}
	lying := ui.Frame{W: portrait.H, H: portrait.W}
	for _, f := range []ui.Frame{portrait, lying} {
		for _, pair := range [][2]string{{"back", "next"}, {"earlier", "more"}} {
			if l, r := box(false, pair[0], f), box(false, pair[1], f); l.X >= r.X {
				t.Errorf("%v: %s is not at the left of %s for a right hand", f, pair[0], pair[1])
			}
			if l, r := box(true, pair[0], f), box(true, pair[1], f); l.X <= r.X {
				t.Errorf("%v: %s is not at the right of %s for a left hand", f, pair[0], pair[1])
			}
		}
		if right, left := box(false, "stop", f), box(true, "stop", f); right != left {
			t.Errorf("the bar has moved: %v, %v", right, left)
		}
	}
}
