package kiosk

import "time"

// The volume's limits, in steps from the one that everybody meets. A step is to be
// heard clearly, and the lowest volume is still heard.
const (
	MinVolume = -4
	MaxVolume = 2
)

// longestSpeech is how long deadlines wait for the end of what is said. The voice
// tells of it much sooner: this is for the day it does not.
const longestSpeech = 5 * time.Minute

// Speaking reports whether the person hears the screen being said.
func (s State) Speaking() bool { return s.Saying != 0 && s.Session.Listening }

// listen has the screen said, and from now on every one. Where the ticket has been
// said before, its code is said too.
func (s State) listen() State {
	if !s.Rules.Voice {
		return s
	}
	switch s.Session.Step {
	case StepIdle:
		s = s.begin("", StepLanguage)
	case StepTake, StepShown:
		s.Session.Spelled = s.Session.Listening
	}
	s.Session.Listening = true
	return s
}

func (s State) volumePressed(louder bool) State {
	if louder {
		s.Session.Volume = min(s.Session.Volume+1, MaxVolume)
	} else {
		s.Session.Volume = max(s.Session.Volume-1, MinVolume)
	}
	return s
}

// headphonesChanged begins to speak when headphones are plugged in: whoever brings
// them wants to listen. When they are pulled out the voice stops, so that nothing
// goes on over the loudspeaker.
func (s State) headphonesChanged(in bool) State {
	if in == s.Headphones {
		return s
	}
	s.Headphones = in
	switch {
	case !in:
		s.Session.Listening = false
	case !s.Rules.Voice || s.Technician.Here():
	case !s.Session.Idle():
		s = s.lively()
		s.Session.Listening = true
	case s.Store == StoreReady:
		s = s.begin("", StepLanguage)
	}
	return s
}

// voiced tells what is to be heard after an event, and what no longer. Any press
// ends what is being said, and the end of a session does: the next person does not
// hear what was said to this one.
func (s State) voiced(before State, e Event, effects []Effect) (State, []Effect) {
	_, isPress := e.(Press)
	speak := s.speech(before, e)
	if speak.Say != SayNothing || speak.Chime != NoChime {
		s.Speeches++
		s.Saying, speak.Speech = s.Speeches, s.Speeches
		return s.waits(longestSpeech), append(effects, speak)
	}
	left := s.Session.Idle() && !before.Session.Idle() || s.Technician.Here() && !before.Technician.Here()
	if s.Saying != 0 && (isPress || left || before.Headphones && !s.Headphones) {
		s.Saying = 0
		effects = append(effects, Hush{})
	}
	if before.Saying != 0 && s.Saying == 0 {
		s = s.waits(0)
	}
	return s, effects
}

// waits sets the person's deadlines anew, and so much farther away: nobody is
// hurried who is being spoken to.
func (s State) waits(more time.Duration) State {
	if s.Session.watched() {
		s.Session.Quiet = s.Up + more + s.unhurried(s.Rules.Quiet)
		if s.Session.Overlay == WarningOverlay {
			s.Session.Quiet = s.Up + more + s.WarningTime()
		}
	}
	if s.Session.Leave == 0 || s.Session.Step == StepTrouble && s.mended() {
		return s
	}
	if stays := s.stays(); stays > 0 {
		s.Session.Leave = s.Up + more + stays
	}
	return s
}

// speech is what is to be heard after an event: nothing where nobody listens.
func (s State) speech(before State, e Event) Speak {
	speak := Speak{Chime: s.chime(before)}
	pluggedIn := s.Headphones && !before.Headphones
	switch {
	case !s.Rules.Voice || s.Technician.Here():
		speak.Say = SayNothing
	case s.CardLeft && !before.CardLeft:
		speak.Say, speak.Language = SayCard, before.Session.Language
	case s.Session.Idle() && pluggedIn: // out of order
		speak.Say = SayScreen
	case s.Session.Listening:
		speak.Say = s.saying(before, e)
		if pluggedIn || !before.Session.Listening {
			speak.Say = SayScreen
		}
	}
	if toggled, ok := e.(ErrandToggled); ok && speak.Say == SayService {
		speak.Service = toggled.Service
	}
	return speak
}

// saying is what a person who listens is told of an event.
func (s State) saying(before State, e Event) Saying {
	is, was := s.Session, before.Session
	switch e.(type) {
	case SpeakPressed:
		return SayScreen
	case VolumePressed:
		return SayVolume
	}
	switch {
	case is.typed() != was.typed() && is.Step == was.Step && typing(e):
		return is.echo(was)
	case s.shown() != before.shown() || is.Language != was.Language || is.reproaches(was):
		return SayScreen
	case is.Focus != was.Focus && is.Focus != "":
		return SayFocus
	case is.Comfort != was.Comfort || len(is.Errands) != len(was.Errands):
		switch {
		case is.Focus != "":
			return SayFocus // it says how it stands now
		case is.Comfort == was.Comfort:
			return SayService
		}
		return SayScreen
	}
	return SayNothing
}

// shown is what a screen is about, apart from what can be changed on it.
type shown struct {
	Place
	Advisor  advisorPlace
	Overlay  Overlay
	Leaf     int
	Staff    bool
	Booked   string
	Identity Identity
	Refusal  Refusal
	Handing  Handing
	Slip     SlipProgress
	Beacon   Beacon // on the screen that calls an advisor
	Called   bool
}

func (s State) shown() shown {
	is := s.Session
	what := shown{
		Place: is.Place, Advisor: is.Advisor.place(), Overlay: is.Overlay, Leaf: is.Leaf, Staff: is.Staff, Booked: is.Booked, Identity: is.Identity,
		Refusal: is.Refusal, Handing: is.Handing, Slip: is.Slip,
	}
	if is.Overlay == HelpOverlay {
		what.Beacon, what.Called = s.Beacon, s.Called > 0
	}
	return what
}

// reproaches reports whether something is said to be wrong that was not before.
func (s Session) reproaches(was Session) bool {
	return s.Trouble != was.Trouble && s.Trouble != ReadWell || s.Private != was.Private && s.Private != NothingPersonal ||
		s.Misdialled != was.Misdialled && s.Misdialled != PhoneRight
}

// written is all that is typed on a screen.
type written struct {
	query, entered, draft string
	code                  int
}

func (s Session) typed() written {
	return written{s.Query + s.Advisor.Query, s.Entered, s.Draft, s.Typed + s.Dialled + s.Advisor.Typed}
}

// echo is what is said of a key: the letter, or what is left after one was taken
// away.
func (s Session) echo(was Session) Saying {
	is, before := s.typed(), was.typed()
	if len(is.query)+len(is.entered)+len(is.draft)+is.code < len(before.query)+len(before.entered)+len(before.draft)+before.code {
		return SayField
	}
	return SayTyped
}

// chime is the sound of what has just been shown.
func (s State) chime(before State) Chime {
	is, was := s.Session, before.Session
	switch {
	case !s.Rules.Chimes:
	case is.Overlay == WarningOverlay && was.Overlay != WarningOverlay:
		return ChimeWarning
	case is.Step != was.Step && (is.Step == StepTake || is.Step == StepShown):
		return ChimeTicket
	}
	return NoChime
}
