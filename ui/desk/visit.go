package desk

import (
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// visitView is a visit as its card shows it.
type visitView struct {
	Name     string // of the ticket
	Number   string
	Language string // that it is to be called and served in
	Arrived  string
	Part     *partView // at this desk; nil: it was looked for
	Parts    []partView
	Booked   string
	Queued   bool // a part waits, which priority matters to
	Priority bool
}

// partView is a part of a visit.
type partView struct {
	ID        string
	Authority string
	Errands   []string
	Private   bool
	Stage     string
	StageName string
	Since     int64 // of the stage, in Unix milliseconds, for the clock
	For       string
	Clock     string // how long the stage has lasted
	Walked    string
	Waited    string
	Where     string // desk, room, or whom it waits for
	Calls     string
	Mark      string
	Held      string
	Notes     []string
	Outcome   string
	Room      string
	Wrong     bool
	Mine      bool
	Called    bool
	Serving   bool
	Takes     bool // can be taken to the desk
	Puts      bool // can be put back
	Moves     bool
	Revives   bool
	Ended     bool
}

// visit shows a visit. Mine is the part at this desk, if any.
func (b *board) visit(v *queue.Visit, mine *queue.Part) *visitView {
	view := &visitView{
		Name: v.Ticket.Name.String(), Number: v.Ticket.Label(), Language: b.LanguageOf(v.Ticket.Language),
		Arrived: b.Clock(v.Ticket.IssuedAt),
	}
	if !v.Ticket.Booking.From.IsZero() {
		view.Booked = b.Clock(v.Ticket.Booking.From)
	}
	busy := v.AtDesk()
	for _, p := range v.Parts {
		if p.Stage == queue.Transferred && p.Away == "" {
			continue // another part goes on with it
		}
		part := b.part(v, p)
		part.Mine = p == mine
		part.Takes = part.Takes && busy == nil
		view.Priority = view.Priority || p.Class == kiosk.Priority && !p.Stage.Ended()
		view.Queued = view.Queued || p.Stage == queue.Waiting || p.Stage == queue.AwaitingExpert
		if p == mine {
			view.Part = &part
		}
		view.Parts = append(view.Parts, part)
	}
	return view
}

func (b *board) part(v *queue.Visit, p *queue.Part) partView {
	c := b.s.opt.Catalogue()
	view := partView{
		ID: p.ID.String(), Private: p.Private, Stage: string(p.Stage), StageName: b.T("stage_" + string(p.Stage)),
		Since: p.Since.UnixMilli(), For: b.Minutes(b.At.Sub(p.Since)), Mark: b.mark(p), Wrong: p.Wrong, Room: string(p.Room),
		Clock: b.Clock(p.Since), Waited: b.Minutes(b.waited(v, p)), Ended: p.Stage.Ended(),
		Called: p.Stage == queue.Called, Serving: p.Stage == queue.Serving,
		Revives: p.Stage == queue.NoShow || p.Stage == queue.Left,
	}
	if a, ok := c.Authority(p.Authority); ok {
		view.Authority = a.Short().String(b.L)
	}
	for _, id := range p.Services {
		if one, ok := c.Service(id); ok {
			view.Errands = append(view.Errands, one.Name.String(b.L))
		}
	}
	if len(view.Errands) == 0 {
		view.Errands = []string{b.T("any_errand")}
	}
	if p.Calls > 0 {
		view.Calls = b.Count("calls", p.Calls)
	}
	for _, n := range p.Notes {
		view.Notes = append(view.Notes, b.phrase(n))
	}
	if p.Outcome != "" {
		view.Outcome = b.T("outcome_" + string(p.Outcome))
	}
	view.Where = b.where(p)
	queued := p.Stage == queue.Waiting || p.Stage == queue.AwaitingExpert
	view.Takes = queued || p.Stage == queue.OnHold || p.Stage == queue.NoShow
	view.Puts = p.Stage == queue.OnHold
	view.Moves = queued || p.Stage == queue.OnHold
	return view
}

// waited is how long the person has been in line with a part by now.
func (b *board) waited(v *queue.Visit, p *queue.Part) time.Duration {
	if p.Waited == 0 && !p.Stage.Ended() && p.First.IsZero() {
		return b.At.Sub(v.Ticket.IssuedAt)
	}
	return p.Waited
}

// where tells at which desk a part is, or whom it waits for.
func (b *board) where(p *queue.Part) string {
	switch {
	case p.Away != "":
		e, _ := b.s.opt.Plan().Elsewhere(p.Away)
		return e.Name.String(b.L)
	case p.Stage == queue.OnHold:
		return strings.Trim(b.phrase(p.Held)+" · "+b.deskOrNone(p.Desk), " ·")
	case p.Stage == queue.Called, p.Stage == queue.Serving, p.Stage == queue.Done, p.Stage == queue.NoShow:
		return b.deskOrNone(p.Desk)
	case p.ForDesk != "":
		return b.T("waits_for_desk", "desk", b.DeskName(p.ForDesk))
	case p.ForStaff != "":
		return b.T("waits_for_person", "staff", string(p.ForStaff))
	}
	return ""
}

// LanguageOf is a language's name in the language of the page.
func (p page) LanguageOf(l kiosk.Language) string { return p.T("language_" + string(l.Plain())) }
