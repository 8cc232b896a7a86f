package desk

import (
	"net/http"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// mostRows is how many rows a list of the page shows; how many more there are is
// said below it.
const mostRows = 60

// board is the desk's page.
type board struct {
	page
	Post    *postView // nil: the desk is not open any more
	Lost    string    // why it is not
	Mine    *visitView
	Next    *row // who would be called, where the desk is free
	Why     string
	Waiting []row
	More    int // rows of Waiting that are not shown
	People  int // who wait for an errand that the desk serves
	All     int // who wait, for any desk
	Held    []row
	Absent  []row // no-shows, newest first
	Alarms  []alarm
	Chosen  *visitView    // a visit that was looked for
	Targets []group       // of a transfer
	Errands []group       // that can be added
	Remote  []queue.Login // of the desks that serve by video now
	CanUndo bool
	Same    *row // the next errand of the visit that the desk has just served
}

// postView is the desk at which the visitor works.
type postView struct {
	Name   string
	Break  bool
	Remote bool
	Alarm  bool   // it has called for help
	Answer string // the desk that comes
}

// same is the next errand of the visit whose errand the desk has just done.
func (b *board) same(book *queue.Book, post *queue.Post) *row {
	if post.Holds != (queue.PartID{}) || post.Last == nil || post.Last.Kind != queue.Finished {
		return nil
	}
	visit, ok := book.Visit(post.Last.Before.ID.Visit)
	if !ok || visit.AtDesk() != nil {
		return nil
	}
	for _, p := range visit.Parts {
		queued := p.Stage == queue.Waiting || p.Stage == queue.AwaitingExpert
		if queued && post.Login.Knows(p.Authority) && (!p.Private || post.Login.Door) {
			r := b.row(visit, p)
			return &r
		}
	}
	return nil
}

// alarm is another desk's call for help.
type alarm struct {
	Desk   queue.DeskID
	Name   string
	Since  string
	Answer string // the desk that comes; empty: none yet
	Mine   bool   // this desk comes
}

// row is a part in a list.
type row struct {
	Part     string
	Visit    string
	Number   string
	What     string
	Mark     string // priority, an appointment, a language
	Waited   string
	Where    string // the desk, or why it is on hold
	Private  bool   // it is served behind a closed door
	Language kiosk.Language
}

// board gathers what the page shows.
func (s *Server) board(v visitor, chosen kiosk.EventName) *board {
	b := &board{page: s.pageOf(v, "desk_title", "/desk")}
	if chosen != (kiosk.EventName{}) {
		b.Here += "?visit=" + chosen.String()
	}
	settings := s.opt.Settings()
	s.opt.Hall.Read(func(book *queue.Book, at time.Time) {
		b.At, b.State = at, book.Changes()
		b.read(book, settings, chosen)
	})
	if b.Mine != nil || b.Chosen != nil {
		b.Targets, b.Errands = s.targets(b), s.errands(b)
	}
	return b
}

func (b *board) read(book *queue.Book, s queue.Settings, chosen kiosk.EventName) {
	post, open := book.Post(b.Desk)
	open = open && post.Login.Staff == b.Me.ID
	if open {
		b.Post = &postView{
			Name: b.DeskName(b.Desk), Break: post.Break, Remote: post.Login.Remote,
			Alarm: !post.Alarm.IsZero(), Answer: b.deskOrNone(post.Answers),
		}
		b.CanUndo = post.Last != nil
		if p, ok := book.Part(post.Holds); ok {
			visit, _ := book.Visit(p.ID.Visit)
			b.Mine = b.visit(visit, p)
		} else if p, rule := book.Peek(b.Desk, s, b.At); p != nil {
			visit, _ := book.Visit(p.ID.Visit)
			next := b.row(visit, p)
			b.Next, b.Why = &next, b.why(p, rule, s)
		}
		b.Same = b.same(book, post)
	} else if b.Lost = b.T("desk_closed", "desk", b.DeskName(b.Desk)); post != nil {
		b.Lost = b.T("desk_lost", "desk", b.DeskName(b.Desk), "staff", string(post.Login.Staff))
	}
	for _, other := range book.Posts() {
		if other.Login.Remote {
			b.Remote = append(b.Remote, other.Login)
		}
	}
	b.lists(book, post, open)
	b.Alarms = alarmsOf(b.page, book)
	if visit, ok := book.Visit(chosen); ok {
		b.Chosen = b.visit(visit, nil)
	}
}

func (b *board) lists(book *queue.Book, post *queue.Post, open bool) {
	people, mine := map[kiosk.EventName]bool{}, map[kiosk.EventName]bool{}
	for _, p := range book.Queue() {
		visit, _ := book.Visit(p.ID.Visit)
		switch p.Stage {
		case queue.OnHold:
			b.Held = append(b.Held, b.row(visit, p))
		case queue.Waiting, queue.AwaitingExpert:
			if busy := visit.AtDesk(); busy != nil {
				continue // at a desk with another errand
			}
			people[p.ID.Visit] = true
			if open && !post.Login.Knows(p.Authority) {
				continue
			}
			mine[p.ID.Visit] = true
			b.Waiting = append(b.Waiting, b.row(visit, p))
		}
	}
	b.People, b.All = len(mine), len(people)
	if len(b.Waiting) > mostRows {
		b.More = len(b.Waiting) - mostRows
		b.Waiting = b.Waiting[:mostRows]
	}
	for _, visit := range slices.Backward(book.Visits()) {
		for _, p := range visit.Parts {
			if p.Stage == queue.NoShow && len(b.Absent) < mostRows {
				b.Absent = append(b.Absent, b.row(visit, p))
			}
		}
	}
}

func (b *board) row(visit *queue.Visit, p *queue.Part) row {
	r := row{
		Part: p.ID.String(), Visit: p.ID.Visit.String(), Number: visit.Ticket.Label(), Language: visit.Ticket.Language,
		What: b.what(p), Mark: b.mark(p), Private: p.Private, Waited: b.Minutes(b.At.Sub(visit.Ticket.IssuedAt)),
	}
	switch {
	case p.Stage == queue.OnHold:
		r.Where, r.Waited = b.phrase(p.Held), b.Minutes(b.At.Sub(p.Since))
		if p.Desk != "" {
			r.Where += " · " + b.DeskName(p.Desk)
		}
	case p.Stage == queue.NoShow:
		r.Waited = b.Clock(p.Ended)
	case p.Cool != nil:
		r.Where = b.T("called_again_at", "time", b.Clock(p.Cool.Until))
	case p.ForDesk != "":
		r.Where = b.T("waits_for_desk", "desk", b.DeskName(p.ForDesk))
	case p.ForStaff != "":
		r.Where = b.T("waits_for_person", "staff", string(p.ForStaff))
	case p.Stage == queue.AwaitingExpert:
		r.Where = b.T("waits_for_expert")
	}
	return r
}

// what is the errands of a part in a few words.
func (b *board) what(p *queue.Part) string {
	c := b.s.opt.Catalogue()
	if len(p.Services) > 0 {
		if one, ok := c.Service(p.Services[0]); ok {
			text := one.Name.String(b.L)
			if n := len(p.Services) - 1; n > 0 {
				text += " " + b.Count("and_more", n)
			}
			return text
		}
	}
	if a, ok := c.Authority(p.Authority); ok {
		return a.Short().String(b.L)
	}
	return b.T("any_errand")
}

// mark tells what is special about a part's place.
func (b *board) mark(p *queue.Part) string {
	switch {
	case p.Why != "":
		return b.T("priority") + " · " + b.T("why_"+string(p.Why))
	case p.Class == kiosk.Priority:
		return b.T("priority")
	case !p.Booked.IsZero():
		return b.T("booked_at", "time", b.Clock(p.Booked))
	}
	return ""
}

// why tells by which rule somebody is next.
func (b *board) why(p *queue.Part, rule queue.RuleKind, s queue.Settings) string {
	switch rule {
	case queue.TakeAppointment, queue.TakeEarly:
		return b.T("rule_"+string(rule), "time", b.Clock(p.Effective))
	case queue.TakeAged:
		for _, r := range s.Rules {
			if r.Take == queue.TakeAged {
				return b.T("rule_aged", "n", b.Minutes(r.After))
			}
		}
	case queue.TakeLongest:
		for _, r := range s.Rules {
			if r.Take == queue.TakeLongest && len(r.Weights) > 0 {
				return b.T("rule_weighed")
			}
		}
	case "":
		return b.T("rule_by_hand")
	}
	return b.T("rule_" + string(rule))
}

func (b *board) deskOrNone(id queue.DeskID) string {
	if id == "" {
		return ""
	}
	return b.DeskName(id)
}

// showBoard shows the desk, or has one chosen first.
func (s *Server) showBoard(w http.ResponseWriter, r *http.Request, v visitor) {
	if !v.Role.May(Advisor) {
		http.Redirect(w, r, "/desk/queues", http.StatusSeeOther)
		return
	}
	chosen, _ := kiosk.ParseEventName(r.URL.Query().Get("visit"))
	if v.at() == "" || s.deskOf(v.ID) == "" {
		http.Redirect(w, r, "/desk/choose", http.StatusSeeOther)
		return
	}
	b := s.board(v, chosen)
	b.Notice = v.heard()
	s.show(w, http.StatusOK, "desk.html", b)
}
