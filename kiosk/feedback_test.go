package kiosk

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// afterTicket is a person who has just got a ticket for these errands.
func afterTicket(errands ...ServiceID) State {
	s := State{
		Now: time.Date(2026, 11, 26, 12, 7, 31, 5, time.UTC), Up: time.Minute, Rules: DefaultRules(),
		Catalogue: sampleCatalogue(), Printer: Printer{Condition: PrinterReady},
	}
	t := ticketNumbered(1)
	t.Errands, t.Date = errands, s.Today()
	s.Session = Session{Language: Finnish, Place: Place{Step: StepTake}, Ticket: t}
	return s
}

// answering lets a second pass before each event, and returns what is to be kept.
func answering(s State, events ...Event) (State, []KeepFeedback) {
	var kept []KeepFeedback
	for _, e := range events {
		for _, e := range []Event{TimePassed{Now: s.Now.Add(time.Second), Up: s.Up + time.Second}, e} {
			next, effects := Update(s, e)
			s = next
			for _, f := range effects {
				if k, ok := f.(KeepFeedback); ok {
					kept = append(kept, k)
				}
			}
		}
	}
	return s, kept
}

func TestAllQuestionsAreAskedOneByOneAndKeptTogether(t *testing.T) {
	s, kept := answering(
		afterTicket("k-housing", "v-card"), FeedbackPressed{}, SuccessAnswered{Success: SuccessPartly}, GradeGiven{Grade: 9},
		RecommendationGiven{Points: 0}, StatementRated{Rating: 5}, StatementRated{Rating: 4}, QuestionSkipped{},
		LetterTyped{Letter: 'o'}, LetterTyped{Letter: 'k'}, CommentSent{},
	)
	if s.Session.Step != StepThanks || !s.Session.Answered || len(kept) != 1 {
		t.Fatalf("at %s, kept %+v", s.Session.Step, kept)
	}
	want := KeepFeedback{Code: s.Session.Ticket.Code(), To: []AuthorityID{"kela", "vero"}, Feedback: Feedback{
		At: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Authorities: []AuthorityID{"kela", "vero"},
		Channel: ChannelTerminal, Language: Finnish,
		Answers: Answers{Success: SuccessPartly, Grade: 9, Recommend: new(0), Ratings: [3]int{5, 4, 0}, Comment: "Ok"},
	}}
	if !reflect.DeepEqual(kept[0], want) {
		t.Errorf("kept is %+v\nwant %+v", kept[0], want)
	}
}

func TestWhatWasAnsweredCountsHoweverThePersonStops(t *testing.T) {
	for name, leave := range map[string][]Event{
		"stop":         {StopPressed{}},
		"walking away": {TimePassed{Up: 3 * time.Minute}, TimePassed{Up: 6 * time.Minute}},
		"skipping":     {QuestionSkipped{}, QuestionSkipped{}, QuestionSkipped{}, QuestionSkipped{}, QuestionSkipped{}, CommentSent{}},
		"half a text":  {QuestionSkipped{}, QuestionSkipped{}, QuestionSkipped{}, QuestionSkipped{}, QuestionSkipped{}, LetterTyped{Letter: 'x'}, StopPressed{}},
	} {
		s, kept := answering(afterTicket("v-card"), append([]Event{FeedbackPressed{}, SuccessAnswered{Success: SuccessNo}}, leave...)...)
		if len(kept) != 1 || kept[0].Feedback.Answers != (Answers{Success: SuccessNo}) {
			t.Errorf("%s: kept is %+v", name, kept)
		}
		if !s.Session.Answers.IsZero() || s.Session.Draft != "" {
			t.Errorf("%s: the session still has %+v", name, s.Session)
		}
	}
}

func TestWhoNeedsMoreTimeHasItForTheThanks(t *testing.T) {
	s := afterTicket("v-card")
	s.Session.Comfort.Slow = true
	s, _ = answering(s, FeedbackPressed{}, SuccessAnswered{Success: SuccessYes}, Finished{})
	if got, want := s.Session.Leave-s.Up, slowness*s.Rules.Farewell; s.Session.Step != StepThanks || got != want {
		t.Errorf("at %s for %v, want %v", s.Session.Step, got, want)
	}
}

func TestNothingIsKeptOfWhoeverAnswersNothing(t *testing.T) {
	s, kept := answering(afterTicket("v-card"), FeedbackPressed{}, BackPressed{}, QuestionSkipped{}, StopPressed{})
	if len(kept) != 0 || !s.Session.Idle() {
		t.Errorf("kept is %+v, at %s", kept, s.Session.Step)
	}
}

func TestAPersonCanGoBackAndAnswerAnew(t *testing.T) {
	_, kept := answering(
		afterTicket("v-card"), FeedbackPressed{}, SuccessAnswered{Success: SuccessNo}, GradeGiven{Grade: 4},
		BackPressed{}, BackPressed{}, SuccessAnswered{Success: SuccessYes}, GradeGiven{Grade: 10}, StopPressed{},
	)
	if len(kept) != 1 || kept[0].Feedback.Answers != (Answers{Success: SuccessYes, Grade: 10}) {
		t.Errorf("kept is %+v", kept)
	}
}

func TestTheWayToTheQuestionsIsOfferedOnceForATicket(t *testing.T) {
	s := afterTicket("v-card")
	if !s.CanGiveFeedback() {
		t.Error("it is not offered with the ticket")
	}
	s, _ = answering(s, FeedbackPressed{}, SuccessAnswered{Success: SuccessYes}, StopPressed{})
	if s.CanGiveFeedback() {
		t.Error("it is offered again after the answers")
	}
	s = afterTicket("v-card")
	s.Rules.Feedback = false
	if s, _ := answering(s, FeedbackPressed{}); s.CanGiveFeedback() || s.Session.Step != StepTake {
		t.Error("it is offered although people are not to be asked")
	}
}

func TestATicketThatWasNotPrintedCanStillBeHadAfterTheQuestions(t *testing.T) {
	s := afterTicket("v-card")
	s.Session.Step, s.Session.Prints, s.Printer.Condition = StepShown, 1, PaperOut
	s, _ = answering(s, FeedbackPressed{})
	if len(s.Offers) != 1 || s.Offers[0].Ticket.Name != s.Session.Ticket.Name {
		t.Errorf("offered is %+v", s.Offers)
	}
}

func TestAScannedTicketBringsTheQuestionOnItsDay(t *testing.T) {
	idle := afterTicket()
	ticket := idle.Session.Ticket
	ticket.Errands, ticket.Language = []ServiceID{"v-card"}, Swedish
	idle.Session = Session{}
	if _, effects := Update(idle, TicketScanned{Code: ticket.Code()}); !slices.ContainsFunc(effects, func(f Effect) bool { return f == FindTicket{Code: ticket.Code()} }) {
		t.Fatalf("scanned, it wants %+v", effects)
	}
	elsewhere := EncodeCode(2, idle.Today(), sampleSeries(idle, "v-card"), 7)
	for name, test := range map[string]struct {
		found TicketFound
		step  Step
		on    []AuthorityID
	}{
		"known":     {TicketFound{Code: ticket.Code(), Ticket: ticket}, StepSuccess, []AuthorityID{"vero"}},
		"answered":  {TicketFound{Code: ticket.Code(), Ticket: ticket, Answered: true}, StepClosed, nil},
		"elsewhere": {TicketFound{Code: elsewhere}, StepSuccess, idle.Catalogue.authorityOfSeries(sampleSeries(idle, "v-card"))},
		"old":       {TicketFound{Code: EncodeCode(1, Date{2026, 11, 25}, 'A', 1)}, StepClosed, nil},
	} {
		s, _ := answering(idle, test.found)
		if s.Session.Step != test.step || !slices.Equal(s.Session.Concern.Authorities, test.on) || !s.Session.Ticket.IsZero() {
			t.Errorf("%s: at %s on %v", name, s.Session.Step, s.Session.Concern)
		}
		if s, _ := answering(s, StopPressed{}); !s.Session.Idle() {
			t.Errorf("%s: stop leads to %s", name, s.Session.Step)
		}
	}
	busy := afterTicket("v-card")
	if s, _ := answering(busy, TicketFound{Code: ticket.Code(), Ticket: ticket}); s.Session.Step != StepTake {
		t.Error("it takes the screen from another person")
	}
}

func sampleSeries(s State, id ServiceID) Series {
	service, _ := s.Catalogue.Service(id)
	queue, _ := s.Catalogue.Queue(service.Queue)
	return queue.Series
}

func TestTheJournalDoesNotTellWhichTicketsPersonAnswered(t *testing.T) {
	var entries []Entry
	s := afterTicket("v-card")
	for _, e := range []Event{FeedbackPressed{}, SuccessAnswered{Success: SuccessYes}, TimePassed{Up: time.Hour}, TimePassed{Up: 2 * time.Hour}} {
		s.Up += time.Second
		next, effects := Update(s, e)
		s = next
		for _, f := range effects {
			switch f := f.(type) {
			case RecordEntries:
				entries = append(entries, f.Entries...)
			case RememberSession:
				if f.Cache.Ticket != (EventName{}) {
					t.Errorf("it is remembered that %s is at %s", f.Cache.Ticket, f.Cache.Step)
				}
			}
		}
	}
	for _, e := range entries {
		if text, _ := json.Marshal(e); strings.Contains(string(text), "feedback") {
			t.Errorf("the journal says %s", text)
		}
	}
}

func TestATextWithPersonalDataIsNotTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		personal := map[PersonalData]string{
			PersonalCode: fmt.Sprintf("%06d%c%03d%c", rapid.IntRange(10100, 311299).Draw(t, "day"),
				rapid.SampledFrom([]byte("-+ABCDEFUVWXYabcdefuvwxy")).Draw(t, "sign"), rapid.IntRange(2, 999).Draw(t, "number"),
				rapid.SampledFrom([]byte("0123456789ABCDEFHJKLMNPRSTUVWXYabcdefhjklmnprstuvwxy")).Draw(t, "check")),
			PersonalPhone: "0" + rapid.StringMatching(`[45][0-9] ?[0-9]{3} ?[0-9]{4}`).Draw(t, "phone"),
			PersonalEmail: rapid.StringMatching(`[a-z]{1,8}@[a-z]{1,8}\.fi`).Draw(t, "email"),
		}
		kind := rapid.SampledFrom(PersonalKinds()).Draw(t, "kind")
		around := rapid.StringMatching(`[a-zåäö ,.]{0,20}`)
		text := around.Draw(t, "before") + personal[kind] + around.Draw(t, "after")
		got := PersonalIn(text)
		if got == NothingPersonal {
			t.Fatalf("%q is taken", text)
		}
		s := afterTicket("v-card")
		s.Session.Place, s.Session.Draft = Place{Step: StepComment}, text
		s.Session.Answers = Answers{Success: SuccessYes}
		next, kept := answering(s, CommentSent{})
		if next.Session.Step != StepComment || next.Session.Draft != text || next.Session.Private != got || len(kept) != 0 {
			t.Fatalf("%q: at %s with %q", text, next.Session.Step, next.Session.Draft)
		}
		next, _ = answering(next, LetterDeleted{})
		if next.Session.Private != NothingPersonal {
			t.Fatal("it still says so while the text is changed")
		}
	})
}

func TestOrdinaryTextIsTaken(t *testing.T) {
	for _, text := range []string{
		"", "Kiitos!", "Odotin 45 minuuttia 26.11.2026 klo 12.30.", "Ruovttus lei buorre. Áššit čielgasit, ŋ đ š ŧ ž.", "Jono A 042, tiski 3.",
		"Lomake VT1 2026-2027 oli vaikea.", strings.Repeat("ä", MaxComment),
	} {
		if got := PersonalIn(text); got != NothingPersonal || !(Answers{Comment: text}).Valid() {
			t.Errorf("%q is refused as %s", text, got)
		}
	}
}

func FuzzPersonalIn(f *testing.F) {
	f.Add("minun tunnus on 010594Y9032")
	f.Add("soita +358 40 123 4567")
	f.Add("a@b.fi\x00\xff")
	f.Fuzz(func(t *testing.T, text string) {
		if PersonalIn(text) == NothingPersonal && PersonalIn(text+" 010594Y9032") != PersonalCode {
			t.Errorf("after %q a code is not seen", text)
		}
	})
}

func TestSentencesBeginWithACapitalAndEndAtTheLimit(t *testing.T) {
	s := afterTicket("v-card")
	s.Session.Place = Place{Step: StepComment}
	for _, letter := range "hyvä. kiitos 3.5" {
		s, _ = answering(s, LetterTyped{Letter: letter})
	}
	if s.Session.Draft != "Hyvä. Kiitos 3.5" {
		t.Errorf("typed is %q", s.Session.Draft)
	}
	s.Session.Draft = strings.Repeat("ž", MaxComment)
	if s, _ := answering(s, LetterTyped{Letter: 'a'}); len([]rune(s.Session.Draft)) != MaxComment {
		t.Error("it goes on beyond the limit")
	}
}

func TestFeedbackGoesWhereTheRulesSay(t *testing.T) {
	r := Routes{"kela": {"kela", "point"}, "vero": {}, AnyAuthority: {"point"}}
	for _, test := range []struct{ on, to []AuthorityID }{
		{[]AuthorityID{"dvv"}, []AuthorityID{"dvv"}},
		{[]AuthorityID{"kela", "dvv"}, []AuthorityID{"kela", "point", "dvv"}},
		{[]AuthorityID{"vero"}, nil},
		{nil, []AuthorityID{"point"}},
	} {
		if got := r.To(test.on); !slices.Equal(got, test.to) {
			t.Errorf("on %v it goes to %v, want %v", test.on, got, test.to)
		}
	}
	if got := Routes(nil).To(nil); got != nil {
		t.Errorf("without rules and authority it goes to %v", got)
	}
}

// many are answers with these grades, all on an authority at noon of a day.
// TestNothingIsToldOfFewerThanFive holds for what is shown, and for what would
// follow from it by subtraction.
