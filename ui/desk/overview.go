package desk

import (
	"net/http"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
)

// overviewView is the page of all queues and desks.
type overviewView struct {
	page
	Queues []queueLine
	Desks  []deskLine
	Alarms []alarm
	Rules  []string // by which it is decided who is next
	Limits []string
	Staff  int // as it was counted; 0: nobody has
	Open   int // desks
	Post   *postView
}

// queueLine is a queue of the catalogue.
type queueLine struct {
	ID      kiosk.QueueID
	Series  string
	Name    string
	Waiting int
	Longest string // how long the first has waited; empty: nobody waits
	Given   int
	Quota   int
	Paused  bool
	Closed  bool
}

// deskLine is a desk at which somebody is logged in.
type deskLine struct {
	Name   string
	Staff  queue.StaffID
	State  string
	Number string
	Calls  int
	Serves string
}

func (s *Server) showQueues(w http.ResponseWriter, _ *http.Request, v visitor) {
	o := s.overview(v)
	o.Notice = v.heard()
	s.show(w, http.StatusOK, "queues.html", o)
}

func (s *Server) overview(v visitor) *overviewView {
	o := &overviewView{page: s.pageOf(v, "queues_title", "/desk/queues")}
	settings := s.opt.Settings()
	o.Rules, o.Limits = point.Rules(settings.Rules, o.L, s.opt.RuleTexts), point.Limits(settings, o.L, s.opt.RuleTexts)
	s.opt.Hall.Read(func(b *queue.Book, at time.Time) {
		o.At, o.State = at, b.Changes()
		o.Staff, o.Open = b.Staff(), len(b.Posts())
		waiting, first := o.waiting(b)
		for _, q := range s.opt.Catalogue().Queues {
			g := b.Gate(q.ID)
			line := queueLine{
				ID: q.ID, Series: q.Series.String(), Name: q.Name.String(o.L), Waiting: waiting[q.ID],
				Given: g.Given, Quota: g.Quota, Paused: g.Paused, Closed: g.Closed,
			}
			if since, ok := first[q.ID]; ok {
				line.Longest = o.Minutes(at.Sub(since))
			}
			o.Queues = append(o.Queues, line)
		}
		for _, post := range b.Posts() {
			o.Desks = append(o.Desks, o.desk(b, post))
			if post.Desk == o.Desk {
				o.Post = &postView{Name: o.DeskName(post.Desk), Break: post.Break, Alarm: !post.Alarm.IsZero()}
			}
		}
		o.Alarms = alarmsOf(o.page, b)
	})
	return o
}

// waiting counts who wait in each queue, and since when the first does.
func (o *overviewView) waiting(b *queue.Book) (map[kiosk.QueueID]int, map[kiosk.QueueID]time.Time) {
	n, first := map[kiosk.QueueID]int{}, map[kiosk.QueueID]time.Time{}
	for _, p := range b.Queue() {
		visit, ok := b.Visit(p.ID.Visit)
		if !ok || p.Stage != queue.Waiting && p.Stage != queue.AwaitingExpert {
			continue
		}
		q, since := visit.Ticket.Queue, visit.Ticket.IssuedAt
		n[q]++
		if was, ok := first[q]; !ok || since.Before(was) {
			first[q] = since
		}
	}
	return n, first
}

func (o *overviewView) desk(b *queue.Book, post *queue.Post) deskLine {
	line := deskLine{Name: o.DeskName(post.Desk), Staff: post.Login.Staff, Calls: post.Calls, State: o.T("desk_free")}
	if post.Break {
		line.State = o.T("desk_break")
	}
	if p, ok := b.Part(post.Holds); ok {
		visit, _ := b.Visit(p.ID.Visit)
		line.State, line.Number = o.T("stage_"+string(p.Stage)), visit.Ticket.Label()
	}
	for i, id := range post.Login.Authorities {
		if a, ok := o.s.opt.Catalogue().Authority(id); ok {
			if i > 0 {
				line.Serves += ", "
			}
			line.Serves += a.Short().String(o.L)
		}
	}
	if line.Serves == "" {
		line.Serves = o.T("serves_all")
	}
	if post.Login.Remote {
		line.Serves += " · " + o.T("way_remote")
	} else if post.Login.Expert {
		line.Serves += " · " + o.T("way_expert")
	}
	return line
}

// alarmsOf are the calls for help of other desks.
func alarmsOf(p page, b *queue.Book) []alarm {
	var list []alarm
	for _, other := range b.Posts() {
		if other.Alarm.IsZero() || other.Desk == p.Desk {
			continue
		}
		a := alarm{Desk: other.Desk, Name: p.DeskName(other.Desk), Since: p.Clock(other.Alarm)}
		if other.Answers != "" {
			a.Answer, a.Mine = p.DeskName(other.Answers), other.Answers == p.Desk
		}
		list = append(list, a)
	}
	return list
}
