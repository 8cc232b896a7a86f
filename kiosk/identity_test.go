package kiosk

import (
	"slices"
	"testing"
)

var somebody = Identity{How: ByDocument, Pseudonym: "9f86d081884c7d65", Shown: "••••••-•••X"}

// toIdentify goes to the first rung of the ladder.
func toIdentify(t *testing.T) *visit {
	v := newVisit(t)
	v.state.Rules.Advisors = true
	return v.event(ReaderChanged{Reader: ReaderReady}).toSummary().press(IdentifyPressed{}).at(StepIdentify)
}

func TestADocumentIdentifiesAndLeadsBackToTheSummary(t *testing.T) {
	v := toIdentify(t).event(DocumentRead{Reading: Reading{Identity: somebody}}).at(StepSummary)
	if v.state.Session.Identity != somebody {
		t.Fatalf("the identity is %+v", v.state.Session.Identity)
	}
	v.press(BackPressed{}).at(StepBundle)
}

func TestIdentificationIsNotOfferedWithoutAReader(t *testing.T) {
	newVisit(t).toSummary().press(IdentifyPressed{}).at(StepSummary)
}

func TestADocumentShownOnTheSummaryIdentifies(t *testing.T) {
	v := newVisit(t).event(ReaderChanged{Reader: ReaderReady}).toSummary()
	v.event(DocumentRead{Reading: Reading{Trouble: ReadBadly}}).at(StepReread).press(BackPressed{}).at(StepSummary)
	v.event(DocumentRead{Reading: Reading{Identity: somebody}}).at(StepSummary)
	if v.state.Session.Identity != somebody {
		t.Fatalf("the identity is %+v", v.state.Session.Identity)
	}
}

func TestADocumentThatNobodyAskedForIsNotKept(t *testing.T) {
	v := newVisit(t).event(ReaderChanged{Reader: ReaderReady}).press(LanguageChosen{Language: Finnish}).
		event(DocumentRead{Reading: Reading{Identity: somebody}}).at(StepWay)
	if !v.state.Session.Identity.IsZero() {
		t.Fatalf("the identity is %+v", v.state.Session.Identity)
	}
}

func TestTheLadderGoesFromRungToRungAndCanBeLeftAtAny(t *testing.T) {
	v := toIdentify(t)
	v.event(DocumentRead{Reading: Reading{Trouble: ReadBadly}}).at(StepReread)
	v.event(DocumentRead{Reading: Reading{Trouble: ReadWrongKind}}).at(StepOther)
	v.event(DocumentRead{Reading: Reading{Trouble: ReadExpired}}).at(StepOther)
	if v.state.Session.Trouble != ReadExpired {
		t.Fatalf("the screen is told %s", v.state.Session.Trouble)
	}
	v.press(NextRungPressed{}).at(StepCode).press(NextRungPressed{}).at(StepEye).press(NextRungPressed{}).at(StepEye)
	for range rungs {
		left := v.state
		v.press(WithoutIdentityPressed{}).at(StepSummary)
		if !v.state.Session.Identity.IsZero() {
			t.Fatalf("left the ladder with %+v", v.state.Session.Identity)
		}
		v.state = left
		v.press(BackPressed{}).at(StepSummary)
		v.state = left
	}
}

func TestATypedCodeIsNeverInTheState(t *testing.T) {
	v := toIdentify(t).press(NextRungPressed{}, NextRungPressed{}, NextRungPressed{}).at(StepCode)
	for _, c := range []byte("010190-999P0") { // one too many
		v.press(CharacterTyped{Character: c})
	}
	if v.state.Session.Typed != personalCodeLength {
		t.Fatalf("%d characters are typed", v.state.Session.Typed)
	}
	v.press(CodeEntered{})
	if !slices.Contains(v.effects, Effect(ResolveCode{})) {
		t.Fatalf("wanted %v", v.effects)
	}
	v.event(DocumentRead{Reading: Reading{Trouble: ReadBadly}}).at(StepCode)
	if v.state.Session.Typed != 0 || !slices.Contains(v.effects, Effect(ForgetCode{})) {
		t.Fatalf("a wrong code stays: %d characters, wanted %v", v.state.Session.Typed, v.effects)
	}
	v.press(CharacterTyped{Character: '1'}, StopPressed{}, StopConfirmed{}).at(StepIdle)
	if !slices.Contains(v.effects, Effect(ForgetCode{})) {
		t.Fatalf("what was typed is not wiped with the session: %v", v.effects)
	}
}

func TestAnAdvisorConfirmsByEyeWithABadgeAndAReason(t *testing.T) {
	v := toIdentify(t)
	v.press(ReasonChosen{Reason: ReasonNoDocument}).at(StepIdentify)
	v.event(BadgeRead{}).at(StepEye).press(ReasonChosen{}).at(StepEye)
	v.press(ReasonChosen{Reason: ReasonNoDocument}).at(StepSummary)
	if got := v.state.Session.Identity; got != (Identity{How: ByEye}) || v.state.Session.Staff {
		t.Fatalf("confirmed: %+v", v.state.Session)
	}
	r, _ := wanted[RecordEntries](v)
	if r.Entries[0].Detail["reason"] != "no_document" {
		t.Fatalf("journalled: %+v", r.Entries)
	}
}

func TestWhatWasTypedIsForgottenWhenAnAdvisorConfirmsInstead(t *testing.T) {
	v := toIdentify(t).press(NextRungPressed{}, NextRungPressed{}, NextRungPressed{}).at(StepCode)
	v.press(CharacterTyped{Character: '0'}).event(BadgeRead{}).press(ReasonChosen{Reason: ReasonUnreadable}).at(StepSummary)
	if !slices.Contains(v.effects, Effect(ForgetCode{})) {
		t.Fatalf("wanted %v", v.effects)
	}
}

func TestACardThatIsPutInBeforeASessionBlocksNobody(t *testing.T) {
	v := newVisit(t).event(CardMoved{In: true}).press(LanguageChosen{Language: Finnish}).at(StepWay)
	v.press(StopPressed{}).at(StepIdle)
	if !v.state.CardLeft {
		t.Fatal("the terminal does not call after the card")
	}
	v.press(OverlayClosed{})
	if v.state.CardLeft {
		t.Fatal("the call cannot be closed")
	}
}

func TestWithoutKnownBadgesNobodyCanConfirm(t *testing.T) {
	v := toIdentify(t)
	v.state.Rules.Advisors = false
	v.event(BadgeRead{}).at(StepIdentify).press(NextRungPressed{}, NextRungPressed{}, NextRungPressed{}, NextRungPressed{}).at(StepCode)
}

func TestADocumentOfTheWrongKindAsksForAnother(t *testing.T) {
	v := toIdentify(t).event(DocumentRead{Reading: Reading{Trouble: ReadExpired}}).at(StepOther)
	if v.press(NextRungPressed{}).at(StepCode); v.state.Session.Trouble != ReadWell {
		t.Fatalf("the next rung still tells of %s", v.state.Session.Trouble)
	}
}

func TestReadersThatGoAwayLeadBackToTheSummary(t *testing.T) {
	toIdentify(t).event(ReaderChanged{}).at(StepSummary)
}

func TestADocumentIsASignOfLife(t *testing.T) {
	v := toIdentify(t).wait(DefaultRules().Quiet).overlay(WarningOverlay)
	v.event(DocumentRead{Reading: Reading{Trouble: ReadBadly}}).overlay(NoOverlay).at(StepReread)
}

func TestAWrongIdentityIsTakenBack(t *testing.T) {
	b := technicianAt(t).do(
		ReaderChanged{Reader: ReaderReady}, LanguageChosen{Language: Finnish}, WayChosen{Way: StepAuthorities},
		AuthorityChosen{Authority: "kela"}, ErrandToggled{Service: "k-housing"}, NextPressed{},
		DocumentRead{Reading: Reading{Identity: Identity{How: ByDocument, Pseudonym: "0123", Shown: "••••••-•••X"}, Language: Swedish}},
	)
	if b.state.Session.Identity.IsZero() || b.state.Session.Speaks != Swedish {
		t.Fatalf("the session is %+v", b.state.Session)
	}
	b.do(IdentityRemoved{})
	if !b.state.Session.Identity.IsZero() {
		t.Fatalf("the identity is still %+v", b.state.Session.Identity)
	}
}

func TestReadersLookWhileADocumentMayBeShown(t *testing.T) {
	b := technicianAt(t).do(
		ReaderChanged{Reader: ReaderReady}, LanguageChosen{Language: Finnish}, WayChosen{Way: StepAuthorities},
		AuthorityChosen{Authority: "kela"}, ErrandToggled{Service: "k-housing"}, NextPressed{},
	)
	b.wants(LookForDocuments{On: true})
	b.do(StopConfirmed{})
	b.wants(LookForDocuments{})
}

func TestThePersonIsCalledAfterWhoseCardIsLeft(t *testing.T) {
	b := technicianAt(t)
	b.state.Rules.Voice = true
	b.do(LanguageChosen{Language: Swedish}, CardMoved{In: true}, StopConfirmed{})
	b.wants(Speak{Speech: 1, Say: SayCard, Language: Swedish})
	b.do(CardMoved{}, LanguageChosen{Language: Swedish}, StopConfirmed{})
	for _, e := range b.last {
		if _, called := e.(Speak); called {
			t.Fatal("somebody is called whose card is out")
		}
	}
}
