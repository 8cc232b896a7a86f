package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// chooseView is the page on which a desk and the competences are chosen.
type chooseView struct {
	page
	Places      []place
	Authorities []choice // in the order in which they are called: the chosen ones first
	Tongues     []choice
	Expert      bool
	Remote      bool
	Door        bool
	Services    []group // only these; none chosen: all
}

type place struct {
	ID      queue.DeskID
	Name    string
	Door    bool
	Chosen  bool
	Taken   bool // somebody else has people there
	TakenBy queue.StaffID
}

type choice struct {
	ID     string
	Name   string
	Chosen bool
	Key    string // that chooses it in a panel
}

// group is a list of choices under a heading.
type group struct {
	Name    string
	Choices []choice
	Open    bool // one of them is chosen
}

func (s *Server) showChoose(w http.ResponseWriter, r *http.Request, v visitor) {
	view := chooseView{page: s.pageOf(v, "choose_title", "/desk/choose")}
	login := queue.Login{Authorities: v.Authorities, Languages: v.Languages}
	mine := v.at()
	s.opt.Hall.Read(func(b *queue.Book, _ time.Time) {
		if post, ok := b.Post(mine); ok && post.Login.Staff == v.ID {
			login = post.Login
			desk, _ := s.opt.Plan().Desk(mine)
			login.Door = login.Door && !desk.Door // another desk may have none
		}
		for _, d := range s.opt.Plan().Desks {
			p := place{ID: d.ID, Name: view.DeskName(d.ID), Door: d.Door, Chosen: d.ID == mine}
			if post, ok := b.Post(d.ID); ok && post.Login.Staff != v.ID {
				p.TakenBy, p.Taken = post.Login.Staff, post.Holds != (queue.PartID{})
			}
			view.Places = append(view.Places, p)
		}
	})
	if mine == "" {
		if i := slices.IndexFunc(view.Places, func(p place) bool { return p.TakenBy == "" }); i >= 0 {
			view.Places[i].Chosen = true
		}
	}
	view.fill(login)
	view.Notice = v.heard()
	s.show(w, http.StatusOK, "choose.html", view)
}

// fill shows a login's competences as what is chosen.
func (v *chooseView) fill(l queue.Login) {
	v.Expert, v.Remote, v.Door = l.Expert, l.Remote, l.Door
	c := v.s.opt.Catalogue()
	rank := func(a kiosk.AuthorityID) int {
		if i := slices.Index(l.Authorities, a); i >= 0 {
			return i
		}
		return len(l.Authorities)
	}
	list := slices.Clone(c.AuthoritiesOn(kiosk.DateOf(v.At), v.L))
	slices.SortStableFunc(list, func(a, b kiosk.Authority) int { return rank(a.ID) - rank(b.ID) })
	for _, a := range list {
		v.Authorities = append(v.Authorities, choice{ID: string(a.ID), Name: a.Short().String(v.L), Chosen: slices.Contains(l.Authorities, a.ID)})
		g := group{Name: a.Short().String(v.L)}
		for _, one := range c.ServicesOf(a.ID, kiosk.DateOf(v.At)) {
			chosen := slices.Contains(l.Services, one.ID)
			g.Open = g.Open || chosen
			g.Choices = append(g.Choices, choice{ID: string(one.ID), Name: one.Name.String(v.L), Chosen: chosen})
		}
		v.Services = append(v.Services, g)
	}
	for _, t := range append(kiosk.Languages(), kiosk.SamiLanguages()...) {
		v.Tongues = append(v.Tongues, choice{ID: string(t), Name: v.LanguageOf(t), Chosen: slices.Contains(l.Languages, t)})
	}
}

// choose logs in at a desk, or changes what is done there.
func (s *Server) choose(w http.ResponseWriter, r *http.Request, v visitor) {
	login, ok := s.loginOf(r)
	id := queue.DeskID(r.PostForm.Get("desk"))
	desk, there := s.opt.Plan().Desk(id)
	if !ok || !there {
		s.refuse(w, Malformed, http.StatusBadRequest, "There is no such desk or competence.")
		return
	}
	login.Door = login.Door || desk.Door
	if before := v.at(); before != "" && before != id {
		if err := s.leaveDesk(r.Context(), v); err != nil {
			v.say(s.fault(v, err))
			http.Redirect(w, r, "/desk/choose", http.StatusSeeOther)
			return
		}
	}
	who := queue.Who{Desk: id, Staff: v.ID}
	_, err := s.opt.Hall.Do(r.Context(), func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Open(who, login, at)
	})
	if err != nil {
		v.say(s.fault(v, err))
		http.Redirect(w, r, "/desk/choose", http.StatusSeeOther)
		return
	}
	v.sit(id)
	http.Redirect(w, r, "/desk", http.StatusSeeOther)
}

// loginOf reads the competences of a form. It is not ok where one of them is not in
// the catalogue.
func (s *Server) loginOf(r *http.Request) (l queue.Login, ok bool) {
	c := s.opt.Catalogue()
	for _, id := range strings.Fields(strings.Join(r.PostForm["authority"], " ")) {
		if _, known := c.Authority(kiosk.AuthorityID(id)); !known {
			return l, false
		}
		l.Authorities = append(l.Authorities, kiosk.AuthorityID(id))
	}
	for _, id := range r.PostForm["service"] {
		if _, known := c.Service(kiosk.ServiceID(id)); !known {
			return l, false
		}
		l.Services = append(l.Services, kiosk.ServiceID(id))
	}
	for _, tag := range r.PostForm["language"] {
		if !slices.Contains(kiosk.AllLanguages(), kiosk.Language(tag)) {
			return l, false
		}
		l.Languages = append(l.Languages, kiosk.Language(tag))
	}
	way := r.PostForm.Get("way")
	l.Expert, l.Remote = way == "expert" || way == "remote", way == "remote"
	l.Door = r.PostForm.Get("door") != ""
	return l, true
}

// leaveDesk closes the visitor's desk, where there is one.
func (s *Server) leaveDesk(ctx context.Context, v visitor) error {
	id := v.at()
	if id == "" {
		return nil
	}
	who := queue.Who{Desk: id, Staff: v.ID}
	_, err := s.opt.Hall.Do(ctx, func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		if post, ok := b.Post(id); !ok || post.Login.Staff != v.ID {
			return nil, nil
		}
		return b.Close(who, at)
	})
	if err == nil {
		v.sit("")
	}
	return err
}
