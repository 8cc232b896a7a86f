package kiosk

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// ordered is a catalogue in which a comes first, then b, then c; the life event
// wants b before a.
func ordered() *Catalogue {
	service := func(id ServiceID, after ...ServiceID) Service {
		return Service{ID: id, After: after, Queue: "q", Days: WeekdaysOf(0, 1, 2, 3, 4, 5, 6)}
	}
	return NewCatalogue(nil,
		[]Service{service("a"), service("b", "a"), service("c", "b"), service("d")},
		[]LifeEvent{{ID: "KE1", Services: []ServiceID{"b", "a"}}}, nil)
}

func TestErrandsChosenByHandComeInTheirOrder(t *testing.T) {
	c := ordered()
	for _, x := range []struct {
		chosen, want string
		event        LifeEventID
	}{
		{"cba", "abc", ""},
		{"dcba", "dabc", ""},
		{"cad", "cad", ""}, // without b nothing parts c and a
		{"ab", "ba", "KE1"},
		{"dab", "dba", "KE1"},
		{"cab", "bca", "KE1"},
	} {
		var errands []ServiceID
		for _, r := range x.chosen {
			errands = append(errands, ServiceID(r))
		}
		got := ""
		for _, id := range c.InOrder(errands, x.event) {
			got += string(id)
		}
		if got != x.want {
			t.Errorf("%s in %q come as %s, want %s", x.chosen, x.event, got, x.want)
		}
	}
}

// TestNoErrandIsLostByTheirOrder also holds where a life event makes a circle of
// the order.
func TestNoErrandIsLostByTheirOrder(t *testing.T) {
	c := ordered()
	c.LifeEvents[0].Services = []ServiceID{"c", "a"}
	rapid.Check(t, func(t *rapid.T) {
		errands := rapid.Permutation([]ServiceID{"a", "b", "c", "d", "gone"}).Draw(t, "errands")
		given := slices.Clone(errands)
		sorted := c.InOrder(errands, rapid.SampledFrom([]LifeEventID{"", "KE1"}).Draw(t, "event"))
		if !slices.Equal(errands, given) {
			t.Fatalf("the given list is changed to %v", errands)
		}
		if again := c.InOrder(sorted, ""); len(sorted) != len(errands) || len(again) != len(sorted) {
			t.Fatalf("%v becomes %v", errands, sorted)
		}
		slices.Sort(given)
		slices.Sort(sorted)
		if !slices.Equal(given, sorted) {
			t.Fatalf("%v becomes %v", given, sorted)
		}
	})
}

func TestTheTicketHasItsErrandsInOrder(t *testing.T) {
	v := newVisit(t)
	for i := range v.state.Catalogue.Services {
		if s := &v.state.Catalogue.Services[i]; s.ID == "k-housing" {
			s.After = []ServiceID{"v-card"}
		}
	}
	v.press(
		LanguageChosen{Language: Finnish}, WayChosen{Way: StepAuthorities}, AuthorityChosen{Authority: "kela"}, ErrandToggled{Service: "k-housing"},
		BackPressed{}, AuthorityChosen{Authority: "vero"}, ErrandToggled{Service: "v-card"}, NextPressed{}, TicketRequested{},
	)
	asked, ok := wanted[IssueTicket](v)
	if want := []ServiceID{"v-card", "k-housing"}; !ok || !slices.Equal(asked.Request.Errands, want) {
		t.Errorf("the ticket is for %v, want %v", asked.Request.Errands, want)
	}
}

func TestWhatToBringIsAskedFromTheSummaryAndLeadsBack(t *testing.T) {
	newVisit(t).toSummary().press(WayChosen{Way: StepBring}).at(StepBring).press(NextPressed{}).at(StepBring).
		press(BackPressed{}).at(StepSummary)
	newVisit(t).press(LanguageChosen{Language: Finnish}, WayChosen{Way: StepBring}).at(StepWay)
}

// TestErrandsThatEndAtMidnightAreTold takes a visit over midnight.
func TestErrandsThatEndAtMidnightAreTold(t *testing.T) {
	v := newVisit(t)
	last := &v.state.Catalogue.Services[0] // k-housing, for the last time today
	last.ValidTo = v.state.Today()
	v.state.Now = v.state.Now.Add(11*time.Hour + 59*time.Minute)
	v.press(LanguageChosen{Language: Finnish}, WayChosen{Way: StepAuthorities}, AuthorityChosen{Authority: "kela"},
		ErrandToggled{Service: "k-housing"}, ErrandToggled{Service: "k-unemp"}, NextPressed{}, HelpPressed{})
	v.wait(time.Minute).overlay(HelpOverlay) // one reads to the end
	if want := []ServiceID{"k-unemp"}; !slices.Equal(v.state.Session.Errands, want) {
		t.Errorf("after midnight the visit is for %v", v.state.Session.Errands)
	}
	v.press(OverlayClosed{}).overlay(ChangedOverlay).at(StepSummary)
	if gone := v.state.Session.Gone; len(gone) != 1 || gone[0].String(Finnish) != "k-housing" {
		t.Errorf("the person is told of %v", gone)
	}
	v.press(OverlayClosed{}).overlay(NoOverlay).press(TicketRequested{}).at(StepIssuing)
	if v.state.Session.Gone != nil {
		t.Error("what has been told is not forgotten")
	}
}

func TestErrandsThatACatalogueTakesAwayAreTold(t *testing.T) {
	v := newVisit(t).toSummary()
	smaller := sampleCatalogue()
	smaller = NewCatalogue(smaller.Authorities, smaller.Services[:1], nil, smaller.Queues)
	v.event(CatalogueChanged{Catalogue: smaller}).overlay(ChangedOverlay)
	if len(v.state.Session.Gone) != 2 || len(v.state.Session.Errands) != 0 {
		t.Errorf("told of %v, left with %v", v.state.Session.Gone, v.state.Session.Errands)
	}
	v.press(OverlayClosed{}).press(TicketRequested{}).at(StepSummary)
}

func TestAfterTheTicketNothingIsTakenAway(t *testing.T) {
	v := newVisit(t).toPrinting()
	v.event(CatalogueChanged{Catalogue: NewCatalogue(nil, nil, nil, nil)}).overlay(NoOverlay).at(StepPrinting)
}

func TestATouchThatWasMeantForTheScreenBelowDoesNotCloseWhatHasEnded(t *testing.T) {
	v := newVisit(t).toSummary()
	v.wait(time.Minute)
	smaller := NewCatalogue(nil, nil, nil, nil)
	v.event(CatalogueChanged{Catalogue: smaller}).overlay(ChangedOverlay)
	v.event(OverlayClosed{}).overlay(ChangedOverlay) // at once: nobody has read it
	v.wait(v.state.Rules.Guard).event(OverlayClosed{}).overlay(NoOverlay)
}
