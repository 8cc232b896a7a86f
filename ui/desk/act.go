package desk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/serving"
)

var (
	errBehind   = errors.New("the page showed somebody else")
	errNoTarget = errors.New("nothing was chosen")
)

// answeredError tells which desk has answered a call for help before.
type answeredError struct{ desk queue.DeskID }

// Error implements error.
func (e answeredError) Error() string { return "desk " + string(e.desk) + " comes" }

// do carries a verb out, and answers with a page or, to a script, with what changed
// of it.
func (s *Server) do(w http.ResponseWriter, r *http.Request, v visitor) {
	name := r.PostForm.Get("verb")
	verb, known := verbs[name]
	switch {
	case !known:
		s.refuse(w, Malformed, http.StatusBadRequest, "There is no such verb.")
		return
	case !v.Role.May(verb.need):
		s.tally.add(NotAllowed)
		s.tell(w, r, v, http.StatusForbidden, "not_allowed")
		return
	}
	o := order{s: s, who: queue.Who{Desk: v.at(), Staff: v.ID}, form: r.PostForm}
	decide, ok, err := verb.make(o)
	if !ok {
		s.refuse(w, Malformed, http.StatusBadRequest, "The form is not one of ours.")
		return
	}
	var changes []queue.Change
	if err == nil {
		changes, err = s.decide(r.Context(), o.naming(decide))
	}
	said := s.said(v, name, changes)
	if err != nil {
		said = s.fault(v, err)
	}
	s.answer(w, r, v, said)
}

// naming has an error tell which desk has the person.
func (o order) naming(d hall.Decide) hall.Decide {
	id, _ := o.part()
	return func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
		changes, err := d(b, s, at)
		if visit, ok := b.Visit(id.Visit); ok && errors.Is(err, queue.ErrTaken) {
			if busy := visit.AtDesk(); busy != nil {
				err = takenError{visit.Ticket.Label(), busy.Desk}
			}
		}
		return changes, err
	}
}

// decide has the queue decide, even where the browser goes away meanwhile.
func (s *Server) decide(ctx context.Context, d hall.Decide) ([]queue.Change, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), serving.Patience)
	defer cancel()
	return s.opt.Hall.Do(ctx, d)
}

// answer sends what was said with the board as it is now.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, v visitor, said notice) {
	back := backTo(r.PostForm.Get("back"))
	if !wantsData(r) {
		v.say(said)
		http.Redirect(w, r, back.String(), http.StatusSeeOther)
		return
	}
	chosen, _ := kiosk.ParseEventName(back.Query().Get("visit"))
	parts, err := s.parts(v, back.Path, chosen)
	if err != nil {
		logbook.Write(s.opt.Log, logbook.PageNotWritten{Page: "board", Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	data, _ := json.Marshal(map[string]any{"said": said.Text, "fault": said.Fault, "board": parts}) // strings only
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data) // the reader went away
}

// backTo is the page that a form was on.
func backTo(text string) *url.URL {
	u, err := url.Parse(text)
	if err != nil || u.Host != "" || u.Scheme != "" || (u.Path != "/desk" && u.Path != "/desk/queues") {
		return &url.URL{Path: "/desk"}
	}
	return u
}

// said tells what was done.
func (s *Server) said(v visitor, verb string, changes []queue.Change) notice {
	number, ended := "", true
	s.opt.Hall.Read(func(b *queue.Book, _ time.Time) {
		for _, c := range changes {
			if visit, ok := b.Visit(c.Part.Visit); ok {
				number, ended = visit.Ticket.Label(), visit.Ended()
			}
		}
	})
	key := "said_" + verb
	if verb == "absent" && len(changes) > 0 && changes[0].Until.IsZero() {
		key = "said_no_show"
	}
	if verb == "prefer" && len(changes) > 0 && changes[0].Why == "" {
		key = "said_unprefer"
	}
	if verb == "leave" && !ended {
		key = "said_leave_one"
	}
	text := s.opt.Texts.Say(v.language, key, "number", number)
	return notice{Text: strings.TrimSpace(text)}
}

// faults are the texts of what cannot be.
var faults = []struct {
	err error
	key string
}{
	{queue.ErrNobody, "fault_nobody"},
	{queue.ErrDeskBusy, "fault_busy"},
	{queue.ErrNothing, "fault_nothing"},
	{queue.ErrOnBreak, "fault_break"},
	{queue.ErrNoLogin, "fault_no_desk"},
	{queue.ErrOther, "fault_other"},
	{queue.ErrCompetence, "fault_competence"},
	{queue.ErrNoRoom, "fault_no_room"},
	{queue.ErrTooSoon, "fault_too_soon"},
	{queue.ErrNoUndo, "fault_no_undo"},
	{queue.ErrMeanwhile, "fault_meanwhile"},
	{queue.ErrTarget, "fault_target"},
	{queue.ErrNoAlarm, "fault_no_alarm"},
	{queue.ErrNoPart, "fault_no_part"},
	{queue.ErrStage, "fault_stage"},
	{queue.ErrWord, "fault_word"},
	{errBehind, "fault_behind"},
	{errNoTarget, "fault_no_target"},
	{errNoteLong, "fault_note_long"},
	{errNotePersonal, "fault_note_personal"},
	{errPhrase, "fault_no_target"},
}

// fault tells kindly why something was not done.
func (s *Server) fault(v visitor, err error) notice {
	p := s.page(v.language, "desk_title", "/desk")
	if a, ok := errors.AsType[answeredError](err); ok {
		return notice{Text: p.T("fault_answered", "desk", p.DeskName(a.desk)), Fault: true}
	}
	if taken, ok := errors.AsType[takenError](err); ok {
		return notice{Text: p.T("fault_taken", "number", taken.number, "desk", p.DeskName(taken.desk)), Fault: true}
	}
	for _, f := range faults {
		if errors.Is(err, f.err) {
			return notice{Text: p.T(f.key), Fault: true}
		}
	}
	logbook.Write(s.opt.Log, logbook.DeskVerbFailed{Cause: err})
	return notice{Text: p.T("fault_unable"), Fault: true}
}

// takenError tells who has the person that somebody wanted.
type takenError struct {
	number string
	desk   queue.DeskID
}

// Error implements error.
func (e takenError) Error() string { return "desk " + string(e.desk) + " has " + e.number }
