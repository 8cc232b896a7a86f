package kiosk

import (
	"slices"
	"time"
)

// Rules are the limits of a terminal, from its configuration.
type Rules struct {
	Terminal TerminalID
	Quiet    time.Duration // without a press, until the warning: 60 to 300 s
	Warning  time.Duration // the warning's countdown: at least 20 s
	Guard    time.Duration // against double touches
	Patience time.Duration // for a printer to be mended before the number is shown instead
	Take     time.Duration // how long "take your ticket" stays
	Farewell time.Duration // how long "thank you" stays
	Offer    time.Duration // how long an unproved ticket is offered again
	Advisors bool          // service advisors have badges that the terminal knows
	NoPaper  bool          // the terminal has no printer, and needs none
	Voice    bool          // the terminal can speak
	Chimes   bool          // it sounds when something new is to be seen
	Service  time.Duration // without a press, until a technician is taken to have left
	Early    time.Duration // before an appointment, from when on one can check in
	Late     time.Duration // after its time, until when one can
	Language Language      // of a session that a scanned code began
	Feedback bool          // people are asked how it went
	Routes   Routes        // of feedback
	Forms    bool          // the printer's paper is good for forms
	Hours    OpenHours     // of the service point; the zero value: always

	AdvisorPIN   bool // service advisors have a PIN: the help leads to it
	SecondScreen bool // an e-service can be opened on another screen
	CallBack     bool // calls can be asked for
}

// DefaultRules returns the limits that a terminal has unless it is configured
// otherwise. Quiet, Warning and Guard follow WCAG 2.2.1 and EN 301 549 5.8.
func DefaultRules() Rules {
	return Rules{
		Quiet:    90 * time.Second,
		Warning:  20 * time.Second,
		Guard:    500 * time.Millisecond,
		Patience: 60 * time.Second,
		Take:     20 * time.Second,
		Farewell: 6 * time.Second,
		Offer:    15 * time.Minute,
		Service:  10 * time.Minute,
		Early:    30 * time.Minute,
		Late:     15 * time.Minute,
		Language: Finnish,
		Feedback: true,
	}
}

// State is everything that the terminal knows. It changes by value, through
// Update only.
type State struct {
	Now        time.Time     // wall clock, in the location of the service point
	Up         time.Duration // since the start, monotonic
	Rules      Rules
	Catalogue  *Catalogue
	Printer    Printer
	Reader     ReaderCondition
	CardIn     bool // a card is in the reader
	CardLeft   bool // it was still there when its session ended
	Headphones bool // are plugged in: what is said is heard by one person only
	Store      StoreCondition
	Offers     []Offer // tickets whose paper is not proved and whose person may still be near
	Session    Session
	Saying     uint64 // the Speak that is being heard; 0: none

	Outlook Outlook // of waits and visits; nil: nothing is known

	Beacon Beacon        // that calls service advisors
	Called time.Duration // of Up, until when an advisor is called; 0: none is

	Appointments *Appointments // of today and tomorrow; nil: nobody can check in
	CheckIns     []Ticket      // that appointments have got today

	Trees      []FaultTree // for the technician
	Technician Technician
	Corners    int           // touched of the hidden sequence that leads to the technician's PIN
	CornersBy  time.Duration // of Up, when the sequence begins anew
	Jobs       uint64        // given to the workshop since the start: what comes late from an earlier visit is of none that is waited for

	Touched time.Duration // of Up, when a press was last taken or the screen changed; 0: never
	Moved   bool          // the screen changed then
	Asks    uint64        // tickets asked for since the start
	Slips   uint64        // loose slips printed since the start

	Speeches uint64 // said since the start
}

// Offer is a ticket that can be printed again from the idle screen.
type Offer struct {
	Ticket Ticket
	Until  time.Duration // of Up
}

// Today is the local day at the service point.
func (s State) Today() Date { return DateOf(s.Now) }

// Step is where in a session a person is.
type Step uint8

// The steps of a session. The zero step is the idle terminal.
const (
	StepIdle        Step = iota
	StepLanguage         // which language?
	StepWay              // what brings you here?
	StepLifeEvents       // which life situation?
	StepBundle           // the services of a life situation
	StepAuthorities      // which authority?
	StepServices         // the services of an authority
	StepSearch           // services by their names
	StepBring            // what to bring for them
	StepSummary          // the errands of this visit
	StepIdentify         // show your identity card
	StepReread           // hold it like this
	StepOther            // try another document
	StepCode             // type your personal identity code
	StepEye              // an advisor confirms who you are
	StepServed           // how do you want to be served?
	StepEServices        // which e-service?
	StepEService         // the address of an e-service
	StepCallWho          // who is to call you?
	StepCallDay          // when?
	StepCallPhone        // type your telephone number
	StepCallCheck        // is this right?
	StepAppointment      // show or type the code of your appointment
	StepCheckIn          // is this your appointment?
	StepIssuing          // the ticket is being committed
	StepPrinting         // the ticket is being printed
	StepTrouble          // the printer stopped; it prints again when mended
	StepTake             // take your ticket
	StepShown            // the number in place of paper
	StepRefused          // no ticket could be given
	StepCallKeeping      // the call is being committed
	StepCallKept         // we will call you
	StepCallRefused      // the call could not be noted
	StepThanks           // thank you
	StepSuccess          // did you get your matter done?
	StepGrade            // what grade do you give?
	StepRecommend        // would you recommend the service?
	StepStatement        // how far do you agree? Page is the Statement
	StepComment          // anything else?
	StepClosed           // why this ticket brings no question
	steps
)

var stepNames = [steps]string{
	"idle", "language", "way", "life_events", "bundle", "authorities", "services", "search",
	"bring", "summary", "identify", "reread", "other_document", "code", "by_eye", "served", "e_services", "e_service",
	"call_who", "call_day", "call_phone", "call_check", "appointment", "check_in", "issuing", "printing", "trouble", "take", "shown", "refused",
	"call_keeping", "call_kept", "call_refused", "thanks",
	"feedback_success", "feedback_grade", "feedback_recommend", "feedback_statement", "feedback_comment", "feedback_closed",
}

// String returns the step's name in journal and log.
func (s Step) String() string {
	if s < steps {
		return stepNames[s]
	}
	return "unknown"
}

// Steps lists all steps.
func Steps() []Step {
	list := make([]Step, steps)
	for i := range list {
		list[i] = Step(i)
	}
	return list
}

// choosing reports whether errands can still be chosen.
func (s Step) choosing() bool { return s >= StepLanguage && s <= StepCheckIn }

// Overlay is what lies over the step's screen.
type Overlay uint8

// The overlays.
const (
	NoOverlay Overlay = iota
	LanguagesOverlay
	HelpOverlay
	StopOverlay
	WarningOverlay
	ComfortOverlay // how the screen is to be
	ChangedOverlay // errands have ended while the person was here
	RouteOverlay   // the way to where one is served
	AssistOverlay  // may an advisor at a desk see the screen?
)

// Place is where the way back leads.
type Place struct {
	Step      Step
	LifeEvent LifeEventID
	Authority AuthorityID
	Service   ServiceID // whose e-service is shown
	Page      int
}

// Session is one person's use of the terminal. The zero Session is the idle
// terminal; ending a session puts it back, so that nothing of the person stays.
type Session struct {
	Language  Language
	Place             // where the person is
	Trail     []Place // the way back, last step last
	Overlay   Overlay
	Leaf      int // page of what lies over the screen
	Comfort   Comfort
	Query     string      // of the search
	Errands   []ServiceID // chosen, in the order of choosing
	Proposed  []ServiceID // errands that the life event proposed
	Situation LifeEventID // the life event, whose order goes before others
	Gone      []Text      // errands that ended while the session went on, until the person has seen it

	Why Precedence // the person has priority, as an advisor has said; empty: they have none

	Identity Identity   // of the person, where they wanted to tell
	Trouble  Misreading // of the last document or code
	Speaks   Language   // that of the last document's issuer, to be offered
	Typed    int        // characters of a code; the characters themselves are not kept here
	Staff    bool       // a service advisor has shown their badge
	Advisor  Advisor    // who uses the session for the person
	Assist   Assist     // by an advisor at a desk

	Entered string // of an appointment's code
	Booked  string // key of the appointment; empty: none was found
	Found   string // how it was, for the journal

	Ask       uint64 // of the ticket that was asked for
	Ticket    Ticket
	Prints    int              // begun since the last one that was proved
	Begun     bool             // bytes of the ticket were sent: the next print is a copy
	Condition PrinterCondition // what stopped the print
	Refusal   Refusal
	Slip      SlipProgress // of paper that is no ticket
	Listening bool         // everything that is on the screen is said
	Volume    int          // steps of the voice above (or below) the one that everybody meets
	Spelled   bool         // the ticket's code is said too
	Focus     string       // id of the button that a keypad is on; empty: where the screen begins
	Keyed     bool         // the last press was made on a keypad

	Concern  Concern      // of feedback, from its first question on
	Answers  Answers      // until they are kept
	Draft    string       // of the comment
	Private  PersonalData // why the draft was not taken
	Answered bool         // feedback was given

	Handing Handing // of the e-service's address

	Call       CallBack   // that is being asked for
	Dialled    int        // characters of the telephone number, which is kept elsewhere
	Misdialled PhoneFault // what is wrong with it
	Shown      string     // of the number, once it is right

	Quiet time.Duration // of Up: when the warning comes, or the session ends during it
	Leave time.Duration // of Up: when the screen goes on by itself; 0: it does not
	Last  Press         // the last press that was taken
}

// Idle reports whether nobody is using the terminal.
func (s Session) Idle() bool { return s.Step == StepIdle }

// Has reports whether the service is among the chosen errands.
func (s Session) Has(id ServiceID) bool { return slices.Contains(s.Errands, id) }
