package kiosk

import (
	"slices"
	"time"
	"unicode/utf8"
)

// The limits of an answer.
const (
	MinGrade   = 4 // of the Finnish school scale
	MaxGrade   = 10
	MaxRating  = 5   // of a statement; the least is 1
	MaxPoints  = 10  // of a recommendation; the least is 0
	MaxComment = 500 // characters of free text

	// FeedbackRounding is what the time of feedback is rounded down to, so that it
	// does not tell whose it is.
	FeedbackRounding = 10 * time.Minute
)

// Success is the answer to the first question: did you get your matter done?
type Success uint8

// The answers to the first question. The zero Success is no answer.
const (
	NoSuccess Success = iota
	SuccessYes
	SuccessPartly
	SuccessNo
	successes
)

var successNames = [successes]string{"", "yes", "partly", "no"}

// String returns the answer's name in store, texts and exports.
func (s Success) String() string { return successNames[min(s, successes-1)] }

// Successes lists the answers in the order of the screen.
func Successes() []Success { return []Success{SuccessYes, SuccessPartly, SuccessNo} }

// Statement is something that a person agrees with or not.
type Statement uint8

// The statements, in the order of the screens.
const (
	StatementHelp    Statement = iota // I got help when I needed it
	StatementTreated                  // I was treated well
	StatementNext                     // I understand what happens next
	statements
)

// String returns the statement's name in store, texts and exports.
func (s Statement) String() string {
	return [statements]string{"help", "treated", "next"}[min(s, statements-1)]
}

// Statements lists all statements.
func Statements() []Statement { return []Statement{StatementHelp, StatementTreated, StatementNext} }

// Answers are what a person said. Every answer may be missing: raw values of
// different scales are never mixed.
type Answers struct {
	Success   Success         `json:"success,omitempty"`
	Grade     int             `json:"grade,omitempty"`     // MinGrade to MaxGrade; 0: not given
	Recommend *int            `json:"recommend,omitempty"` // 0 to MaxPoints; nil: not given
	Ratings   [statements]int `json:"ratings"`             // 1 to MaxRating by Statement; 0: not given
	Comment   string          `json:"comment,omitempty"`   // at most MaxComment characters, without personal data
}

// IsZero reports whether nothing was answered.
func (a Answers) IsZero() bool { return a == Answers{} }

// Valid reports whether every answer is on its scale, and the comment is one
// that may be kept.
func (a Answers) Valid() bool {
	onScale := func(v, least, most int) bool { return v == 0 || v >= least && v <= most }
	return a.Success < successes && onScale(a.Grade, MinGrade, MaxGrade) &&
		(a.Recommend == nil || *a.Recommend >= 0 && *a.Recommend <= MaxPoints) &&
		!slices.ContainsFunc(a.Ratings[:], func(v int) bool { return !onScale(v, 1, MaxRating) }) &&
		utf8.RuneCountInString(a.Comment) <= MaxComment && PersonalIn(a.Comment) == NothingPersonal
}

// Channel is how a person was served by the time of their feedback.
type Channel string

// The channels. Who gives feedback while taking a ticket has met the terminal
// only; who comes back with the ticket has met an advisor. A ticket is answered once
// on each.
const (
	ChannelTerminal Channel = "terminal"
	ChannelAdvisor  Channel = "advisor"
)

// Channels lists all channels.
func Channels() []Channel { return []Channel{ChannelTerminal, ChannelAdvisor} }

// Feedback is what is kept of a person's answers. It names neither the person nor
// their ticket, and its time is rounded down to FeedbackRounding.
type Feedback struct {
	At          time.Time     `json:"at"`
	Authorities []AuthorityID `json:"authorities"` // whose services the visit was about; may be none
	Channel     Channel       `json:"channel"`
	Language    Language      `json:"language"`
	Again       bool          `json:"again,omitempty"` // the same person has answered before, on the other channel
	Answers
}

// RoundFeedback returns the time that feedback given at t is kept with.
func RoundFeedback(t time.Time) time.Time {
	past := time.Duration(t.Minute()%int(FeedbackRounding/time.Minute))*time.Minute +
		time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return t.Round(0).Add(-past)
}

// Routes are the rules by which feedback finds its readers: the addresses that
// feedback on an authority is sent to. An authority without a rule is its own
// address. The rule of AnyAuthority is for feedback whose authority is not known.
type Routes map[AuthorityID][]AuthorityID

// AnyAuthority is the key of the rule for feedback on no known authority.
const AnyAuthority AuthorityID = "*"

// To lists the addresses of feedback on these authorities, each once.
func (r Routes) To(concerned []AuthorityID) []AuthorityID {
	var list []AuthorityID
	add := func(to ...AuthorityID) {
		for _, a := range to {
			if !slices.Contains(list, a) {
				list = append(list, a)
			}
		}
	}
	if len(concerned) == 0 {
		add(r[AnyAuthority]...)
	}
	for _, a := range concerned {
		if to, ruled := r[a]; ruled {
			add(to...)
		} else {
			add(a)
		}
	}
	return list
}

// Delivery is feedback that is still to be sent to one address.
type Delivery struct {
	ID       string      `json:"id"` // for the acknowledgement
	To       AuthorityID `json:"to"`
	Feedback Feedback    `json:"feedback"`
}

// AuthoritiesOf lists the authorities of services, each once, in their order.
func (c *Catalogue) AuthoritiesOf(services []ServiceID) []AuthorityID {
	var list []AuthorityID
	for _, id := range services {
		if s, ok := c.Service(id); ok && !slices.Contains(list, s.Authority) {
			list = append(list, s.Authority)
		}
	}
	return list
}

// authorityOfSeries is what a ticket's letter tells of a ticket that is not known
// here: the authority whose services alone have that queue.
func (c *Catalogue) authorityOfSeries(series Series) []AuthorityID {
	var list []AuthorityID
	for _, s := range c.Services {
		q, _ := c.Queue(s.Queue)
		switch {
		case q.Series != series:
		case q.Joint || len(list) > 0 && list[0] != s.Authority:
			return nil
		case len(list) == 0:
			list = []AuthorityID{s.Authority}
		}
	}
	return list
}
