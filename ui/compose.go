package ui

import (
	"slices"

	"kundterminal/kiosk"
)

// Presenter makes screens from states. Its fields do not change once it is used.
type Presenter struct {
	Texts     *Texts
	Font      *Font
	Place     kiosk.Text       // the service point's name
	Languages []kiosk.Language // in the order of the municipality; the first is the main one
	Reach     float64          // mm from the lower edge of the glass within which a low screen is pressed; 0: three fifths of it
	Asks      bool             // tickets ask how it went: their code can be shown to a reader

	// Noted is told each text that is made for a screen, the key that it stands
	// under, and the language that it is really in. A text of the catalogue or the
	// configuration has no key. Nil: nobody is told.
	Noted func(text, key string, in kiosk.Language)
}

// Scene returns the screen of a state, laid out on the frame.
func (p *Presenter) Scene(s kiosk.State, f Frame) Scene {
	return Arrange(p.screen(s, f.H > f.W), f, p.Font).onKeypad(s.Session).pointedAt(s.Session)
}

// Screen returns what the screen of a state means, in the session's language, on
// an upright glass.
func (p *Presenter) Screen(s kiosk.State) Screen { return p.screen(s, true) }

func (p *Presenter) screen(s kiosk.State, upright bool) Screen {
	return p.composer(s, upright).screen()
}

func (p *Presenter) composer(s kiosk.State, upright bool) composer {
	if s.Catalogue == nil {
		s.Catalogue = kiosk.NewCatalogue(nil, nil, nil, nil)
	}
	c := composer{
		Presenter: p, state: s, session: s.Session.Advised(), lang: s.Session.Language, upright: upright,
		tongues: Tongues{}, privately: Personal{},
	}
	if s.Technician.Here() {
		c.lang = s.Technician.Language
	}
	if c.lang == "" {
		c.lang = p.main()
	}
	return c
}

func (c composer) screen() Screen {
	s, screen := c.state, Screen{}
	if s.Technician.Here() {
		screen = c.technician()
		screen.Name = "technician-" + s.Technician.View.String()
	} else if a := s.Session.Advisor; a.Here() {
		screen = c.advisor()
		screen.Name = "advisor-" + a.View.String()
		if a.View == kiosk.AdvisorChoosing {
			screen.Name += "-" + a.Step.String()
		}
	} else {
		screen = c.step()
		screen.Name = s.Session.Step.String()
	}
	screen.Language = c.lang
	screen.Top.Place = c.placeName()
	screen.Top.Clock = c.clock()
	if screen.Bar == nil && !s.Session.Idle() {
		screen.Bar = c.bar()
	}
	screen.Over, screen.Banner = c.over(), c.assisted()
	if c.state.Speaking() {
		screen.Beside = &Button{ID: "beside", Event: kiosk.Touched{}}
	}
	if !s.Technician.Here() {
		c.comfortable(&screen)
	}
	screen.Tongues, screen.Personal = c.tongues, c.privately
	return screen
}

// placeName is the service point's name: while nobody has chosen a language, in
// both national ones.
func (c composer) placeName() string {
	name := c.text(c.Place)
	if c.session.Language != "" || c.state.Technician.Here() {
		return name
	}
	names := []string{name}
	for _, l := range c.Languages {
		other := c.note(c.Place.In(l))
		if l.National() && !slices.Contains(names, other) {
			names = append(names, other)
		}
	}
	return c.join(" · ", names...)
}

func (p *Presenter) main() kiosk.Language {
	if len(p.Languages) > 0 {
		return p.Languages[0]
	}
	return kiosk.Finnish
}

// composer makes one screen of one state.
type composer struct {
	*Presenter
	state   kiosk.State
	session kiosk.Session
	lang    kiosk.Language
	upright bool // the glass is higher than wide
	tongues Tongues

	privately Personal
}

func (c composer) step() Screen {
	switch c.session.Step {
	case kiosk.StepIdle:
		return c.idle()
	case kiosk.StepLanguage:
		return c.language()
	case kiosk.StepWay:
		return c.way()
	case kiosk.StepLifeEvents:
		return c.lifeEvents()
	case kiosk.StepBundle:
		return c.bundle()
	case kiosk.StepAuthorities:
		return c.authorities()
	case kiosk.StepServices:
		return c.services()
	case kiosk.StepSearch:
		return c.search()
	case kiosk.StepBring:
		return c.bring()
	case kiosk.StepSummary:
		return c.summary()
	case kiosk.StepIdentify, kiosk.StepReread, kiosk.StepOther, kiosk.StepCode, kiosk.StepEye:
		return c.identification()
	case kiosk.StepServed:
		return c.served()
	case kiosk.StepEServices:
		return c.eServices()
	case kiosk.StepEService:
		return c.eService()
	case kiosk.StepCallWho, kiosk.StepCallDay, kiosk.StepCallPhone, kiosk.StepCallCheck:
		return c.callBack()
	case kiosk.StepCallKeeping, kiosk.StepCallKept, kiosk.StepCallRefused:
		return c.calledBack()
	case kiosk.StepAppointment:
		return c.appointment()
	case kiosk.StepCheckIn:
		return c.checkIn()
	case kiosk.StepSuccess, kiosk.StepGrade, kiosk.StepRecommend, kiosk.StepStatement, kiosk.StepComment, kiosk.StepClosed:
		return c.feedback()
	}
	return c.afterwards()
}

// clock writes the time of day as the language does.
func (c composer) clock() string { return c.lang.Clock(c.state.Now) }

// stepOf says which of the three steps of choosing this is.
func (c composer) stepOf(n int) string { return c.say("step", "n", itoa(n)) }

// bar has the same order and the same places on every screen. On a terminal that
// can speak, the button for listening makes the voice stop while it speaks.
func (c composer) bar() []Button {
	list := []Button{
		c.button("language", "language", "ui-language", kiosk.LanguagesPressed{}),
		c.button("comfort", "comfort", "ui-comfort", kiosk.ComfortPressed{}),
	}
	if c.state.Rules.Voice {
		listen := c.button("listen", "listen", "ui-sound", kiosk.SpeakPressed{})
		if c.state.Speaking() {
			listen = c.button("listen", "hush", "ui-sound-off", kiosk.HushPressed{})
		}
		list = append(list, listen)
	}
	if c.session.Advisor.Here() {
		return append(list, Button{}, c.button("stop", "advisor_leave", "ui-stop", kiosk.AdvisorDone{}))
	}
	return append(list,
		c.button("help", "help", "ui-help", kiosk.HelpPressed{}),
		c.button("stop", "stop", "ui-stop", kiosk.StopPressed{}),
	)
}

func (c composer) button(id, key, icon string, e kiosk.Press) Button {
	return Button{ID: id, Label: c.say(key), Icon: icon, Event: e}
}

func (c composer) back() *Button {
	b := c.button("back", "back", "ui-back", kiosk.BackPressed{})
	return &b
}

// next leads to the summary once something is chosen.
func (c composer) next() *Button {
	b := c.button("next", "next", "ui-next", kiosk.NextPressed{})
	b.Off = len(c.session.Errands) == 0
	return &b
}

func (c composer) pager() *Pager {
	return &Pager{
		Earlier: c.button("earlier", "earlier", "ui-up", kiosk.PageTurned{}),
		More:    c.button("more", "more", "ui-down", kiosk.PageTurned{}),
		Label: func(page, pages int) string {
			return c.say("page", "page", itoa(page), "pages", itoa(pages))
		},
	}
}

func (c composer) over() *Panel {
	if c.session.Idle() && c.state.CardLeft {
		return c.cardLeft()
	}
	closing := c.button("close", "close", "ui-close", kiosk.OverlayClosed{})
	if c.state.Technician.Choosing {
		return &Panel{Title: c.languagesTitle(), Parts: []Part{c.languageTiles()}, Buttons: []Button{closing}}
	}
	switch c.session.Overlay {
	case kiosk.LanguagesOverlay:
		return &Panel{Title: c.languagesTitle(), Parts: []Part{c.languageTiles()}, Buttons: []Button{closing}}
	case kiosk.ComfortOverlay:
		return c.comfort(closing)
	case kiosk.ChangedOverlay:
		return c.ended(closing)
	case kiosk.RouteOverlay:
		return c.route(closing)
	case kiosk.AssistOverlay:
		return c.mayAssist()
	case kiosk.HelpOverlay:
		return &Panel{Title: c.say("help_title"), Parts: c.help(), Buttons: c.helpButtons(closing)}
	case kiosk.StopOverlay:
		line := c.say("stop_line")
		if !c.session.Ticket.IsZero() {
			line = c.say("stop_ticket", "number", c.session.Ticket.Label())
		}
		return &Panel{
			Title: c.say("stop_title"),
			Parts: []Part{Paragraph{Text: line, Large: true}},
			Buttons: []Button{
				c.button("stop-yes", "stop_yes", "ui-stop", kiosk.StopConfirmed{}),
				c.button("stop-no", "stop_no", "ui-next", kiosk.OverlayClosed{}),
			},
		}
	case kiosk.WarningOverlay:
		left := c.state.SecondsLeft()
		return &Panel{
			Title: c.say("still_there"),
			Parts: []Part{Countdown{
				Text: c.count("session_ends", left), Seconds: left,
				Of: int(c.state.WarningTime().Seconds()),
			}},
			Buttons: []Button{
				c.button("stop-yes", "stop_yes", "ui-stop", kiosk.StopConfirmed{}),
				c.button("stay", "stay", "ui-person", kiosk.StayPressed{}),
			},
		}
	}
	return nil
}
