package desk

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// find shows the visit of a ticket, by its code as a scanner types it or by its
// number.
func (s *Server) find(w http.ResponseWriter, r *http.Request, v visitor) {
	text := r.URL.Query().Get("code")
	var found kiosk.EventName
	s.opt.Hall.Read(func(b *queue.Book, _ time.Time) {
		if code, err := kiosk.ParseCode(text); err == nil {
			if visit, ok := b.WithCode(code); ok {
				found = visit.Ticket.Name
			}
			return
		}
		for _, visit := range b.Visits() {
			if sameNumber(visit.Ticket.Label(), text) {
				found = visit.Ticket.Name
			}
		}
	})
	if found == (kiosk.EventName{}) {
		v.say(notice{Text: s.opt.Texts.Say(v.language, "not_found"), Fault: true})
		http.Redirect(w, r, "/desk", http.StatusSeeOther)
		return
	}
	http.Redirect(w, r, "/desk?visit="+url.QueryEscape(found.String()), http.StatusSeeOther)
}

// sameNumber compares a ticket's number with what was typed: "a42" is "A 042".
func sameNumber(label, typed string) bool {
	series, number, _ := strings.Cut(label, " ")
	typed = strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	rest, ok := strings.CutPrefix(typed, series)
	n, err := strconv.Atoi(rest)
	m, _ := strconv.Atoi(number)
	return ok && err == nil && n == m
}
