package kiosk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Concern is what feedback is about: enough to send it on, and to take it once.
type Concern struct {
	Code        Code // of the ticket; it is kept until the feedback is, and not with it
	Authorities []AuthorityID
	Channel     Channel
	Closed      Closed // why there is nothing to ask
}

// Closed is why a ticket brings no question.
type Closed uint8

// The reasons.
const (
	NotClosed      Closed = iota
	ClosedAnswered        // feedback was given with it after the service
	ClosedOld             // it is not of today
)

// String returns the reason's name in texts.
func (c Closed) String() string { return [...]string{"open", "answered", "old"}[c] }

// asking reports whether a question of feedback, or why there is none, is shown.
func (s Step) asking() bool { return s >= StepSuccess && s <= StepClosed }

// CanGiveFeedback reports whether the way to the questions is offered now.
func (s State) CanGiveFeedback() bool {
	switch s.Session.Step {
	case StepTake, StepShown, StepThanks:
		return s.Rules.Feedback && !s.Session.Ticket.IsZero() && s.Session.Concern.Code == ""
	}
	return false
}

// feedbackPressed asks the person who has just got their ticket. A ticket whose
// paper was not proved can then be had from the idle screen.
func (s State) feedbackPressed() (State, []Effect) {
	if !s.CanGiveFeedback() {
		return s, nil
	}
	t := s.Session.Ticket
	if s.Session.Step == StepShown && s.Session.Prints > 0 {
		s = s.offer(t)
		s.Session.Prints = 0
	}
	s.Session.Concern = Concern{
		Code: t.Code(), Authorities: s.catalogue().AuthoritiesOf(t.Errands), Channel: ChannelTerminal,
	}
	return s.become(StepSuccess, 0), nil
}

// ticketScanned looks for a ticket that is shown to an idle terminal. Anywhere
// else it was not asked for.
func (s State) ticketScanned(code Code) (State, []Effect) {
	if !s.Session.Idle() || s.Technician.Here() || !s.Rules.Feedback || s.Store != StoreReady {
		return s, nil
	}
	return s, []Effect{FindTicket{Code: code}}
}

// ticketFound asks how it went, once after the service of a ticket and on its day.
func (s State) ticketFound(e TicketFound) (State, []Effect) {
	if !s.Session.Idle() || s.Technician.Here() {
		return s, nil
	}
	_, day, series, _ := e.Code.Decode()
	concern := Concern{Code: e.Code, Channel: ChannelAdvisor}
	switch {
	case day != s.Today():
		concern.Closed = ClosedOld
	case e.Answered:
		concern.Closed = ClosedAnswered
	case e.Ticket.IsZero():
		concern.Authorities = s.catalogue().authorityOfSeries(series)
	default:
		concern.Authorities = s.catalogue().AuthoritiesOf(e.Ticket.Errands)
	}
	step := StepSuccess
	if concern.Closed != NotClosed {
		step = StepClosed
	}
	language := e.Ticket.Language
	if language == "" {
		language = s.Rules.Language
	}
	s = s.begin(language, step)
	s.Session.Concern = concern
	return s, nil
}

// pressedAsking handles presses while questions are asked.
func (s State) pressedAsking(e Event) (State, []Effect) {
	switch e := e.(type) {
	case BackPressed:
		if len(s.Session.Trail) > 0 {
			return s.back()
		}
	case QuestionSkipped:
		return s.nextQuestion()
	case Finished:
		return s.answered()
	case LetterTyped, LetterDeleted:
		return s.commentTyped(e), nil
	case CommentSent:
		return s.commentSent()
	}
	step, a := s.Session.Step, s.Session.Answers
	switch e := e.(type) {
	case SuccessAnswered:
		if step != StepSuccess || e.Success == NoSuccess || e.Success >= successes {
			return s, nil
		}
		a.Success = e.Success
	case GradeGiven:
		if step != StepGrade || e.Grade < MinGrade || e.Grade > MaxGrade {
			return s, nil
		}
		a.Grade = e.Grade
	case RecommendationGiven:
		if step != StepRecommend || e.Points < 0 || e.Points > MaxPoints {
			return s, nil
		}
		a.Recommend = &e.Points
	case StatementRated:
		if step != StepStatement || e.Rating < 1 || e.Rating > MaxRating {
			return s, nil
		}
		a.Ratings[s.Session.Page] = e.Rating
	default:
		return s, nil
	}
	s.Session.Answers = a
	return s.nextQuestion()
}

// nextQuestion asks the next question. The first one is not skipped: whoever does
// not answer it wants to stop.
func (s State) nextQuestion() (State, []Effect) {
	switch at := s.Session.Place; at.Step {
	case StepSuccess:
		if s.Session.Answers.Success != NoSuccess {
			return s.goTo(Place{Step: StepGrade}), nil
		}
	case StepGrade:
		return s.goTo(Place{Step: StepRecommend}), nil
	case StepRecommend:
		return s.goTo(Place{Step: StepStatement}), nil
	case StepStatement:
		if at.Page < int(statements)-1 {
			return s.goTo(Place{Step: StepStatement, Page: at.Page + 1}), nil
		}
		return s.goTo(Place{Step: StepComment}), nil
	case StepComment:
		return s.answered()
	}
	return s, nil
}

// answered thanks whoever answered anything.
func (s State) answered() (State, []Effect) {
	s.Session.Draft, s.Session.Private = "", NothingPersonal
	if s.Session.Answers.IsZero() {
		return s.stopAsking()
	}
	s.Session.Answered = true
	return s.become(StepThanks, s.unhurried(s.Rules.Farewell)), nil
}

// stopAsking ends the session of a person who answers nothing.
func (s State) stopAsking() (State, []Effect) {
	if !s.Session.Ticket.IsZero() {
		return s.end(OutcomeTicket)
	}
	return s.end(OutcomeFeedback)
}

// commentTyped changes what is being typed. Sentences begin with a capital letter.
func (s State) commentTyped(e Event) State {
	if s.Session.Step != StepComment {
		return s
	}
	draft := s.Session.Draft
	switch e := e.(type) {
	case LetterTyped:
		if utf8.RuneCountInString(draft) >= MaxComment || !unicode.IsPrint(e.Letter) {
			return s
		}
		letter := e.Letter
		if begun := strings.TrimRight(draft, " "); begun == "" || begun != draft && strings.ContainsRune(".!?", rune(begun[len(begun)-1])) {
			letter = unicode.ToUpper(letter)
		}
		draft += string(letter)
	case LetterDeleted:
		_, size := utf8.DecodeLastRuneInString(draft)
		draft = draft[:len(draft)-size]
	}
	s.Session.Draft, s.Session.Private = draft, NothingPersonal
	return s
}

// commentSent takes the text, unless it holds personal data: then it says so, and
// what was typed stays, to be changed.
func (s State) commentSent() (State, []Effect) {
	if s.Session.Step != StepComment {
		return s, nil
	}
	text := strings.TrimSpace(s.Session.Draft)
	if found := PersonalIn(text); found != NothingPersonal {
		s.Session.Private = found
		return s, nil
	}
	s.Session.Answers.Comment = text
	return s.answered()
}

// keptAnswers wants the answers kept that were in the session, once nobody can
// change them any more: however the person stopped, what they answered counts.
func (s State) keptAnswers(before Session, effects []Effect) (State, []Effect) {
	done := !s.Session.Step.asking()
	answers, concern := before.Answers, before.Concern
	if !s.Session.Idle() { // with what this event added
		answers, concern = s.Session.Answers, s.Session.Concern
	}
	if !done || answers.IsZero() {
		return s, effects
	}
	s.Session.Answers = Answers{}
	language := before.Language
	return s, append(effects, KeepFeedback{
		Code: concern.Code, To: s.Rules.Routes.To(concern.Authorities),
		Feedback: Feedback{
			At: RoundFeedback(s.Now), Authorities: slices.Clone(concern.Authorities), Channel: concern.Channel,
			Language: language, Answers: answers,
		},
	})
}
