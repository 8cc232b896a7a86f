package simulate

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
)

// ErrWhatIf is returned for a change of a day that cannot be.
var ErrWhatIf = errors.New("it is no change of this day")

// WhatIf is a change of a day, to see what it would have done. It has one of these.
type WhatIf struct {
	More *queue.Login  // one desk more with these competences, from opening to closing
	Less queue.DeskID  // without this desk
	Back bool          // those who are missing are there
	Aged time.Duration // who has waited for so long is called before all but due appointments
	Plan *point.Plan   // with these rules
	File string        // that they are from
}

// String writes a change as ParseWhatIf reads it.
func (w WhatIf) String() string {
	switch {
	case w.More != nil:
		var list []string
		for _, a := range w.More.Authorities {
			list = append(list, string(a))
		}
		text := "desk=" + strings.Join(list, ",")
		if list == nil {
			text += "all"
		}
		if w.More.Remote {
			return text + ":remote"
		}
		if w.More.Expert {
			return text + ":expert"
		}
		return text
	case w.Less != "":
		return "desk=-" + string(w.Less)
	case w.Back:
		return "desk=back"
	case w.Aged > 0:
		return fmt.Sprintf("aged=%d", int(w.Aged.Minutes()))
	}
	return "rules=" + w.File
}

// ParseWhatIf reads a change of a day, but one of rules in a file: desk=all,
// desk=kela,vero, desk=kela:remote, desk=-3 (without desk 3), desk=back (those who are
// missing are there), aged=30 (minutes).
func ParseWhatIf(text string, d Day, c *kiosk.Catalogue) (WhatIf, error) {
	key, value, _ := strings.Cut(text, "=")
	switch {
	case key == "aged":
		var n int
		if _, err := fmt.Sscanf(value, "%d", &n); err != nil || n < 5 || n > 240 {
			return WhatIf{}, fmt.Errorf("%q: %w: give 5 to 240 minutes, as in aged=30", text, ErrWhatIf)
		}
		return WhatIf{Aged: time.Duration(n) * time.Minute}, nil
	case key != "desk" || value == "":
		return WhatIf{}, fmt.Errorf("%q: %w: use desk=all, desk=kela,vero, desk=kela:remote, desk=-3, desk=back, aged=30 or rules=FILE", text, ErrWhatIf)
	case value == "back":
		if !d.missing() {
			return WhatIf{}, fmt.Errorf("%q: %w: nobody is missing", text, ErrWhatIf)
		}
		return WhatIf{Back: true}, nil
	case value[0] == '-':
		id := queue.DeskID(value[1:])
		if !slices.ContainsFunc(d.Shifts, func(s Shift) bool { return s.Desk == id && !s.Absent }) {
			return WhatIf{}, fmt.Errorf("%q: %w: nobody is at desk %s", text, ErrWhatIf, id)
		}
		return WhatIf{Less: id}, nil
	}
	return parseMore(text, value, d, c)
}

func parseMore(text, value string, d Day, c *kiosk.Catalogue) (WhatIf, error) {
	list, kind, _ := strings.Cut(value, ":")
	l := queue.Login{Door: true}
	switch {
	case kind == "remote" && len(d.Rooms) > 0:
		l.Remote, l.Expert = true, true
	case kind == "remote":
		return WhatIf{}, fmt.Errorf("%q: %w: there is no room with a video link", text, ErrWhatIf)
	case kind == "expert":
		l.Expert = true
	case kind != "":
		return WhatIf{}, fmt.Errorf("%q: %w: after the colon stands remote or expert", text, ErrWhatIf)
	}
	if list == "all" {
		return WhatIf{More: &l}, nil
	}
	for id := range strings.SplitSeq(list, ",") {
		if _, ok := c.Authority(kiosk.AuthorityID(id)); !ok {
			return WhatIf{}, fmt.Errorf("%q: %w: %q is the id of no authority", text, ErrWhatIf, id)
		}
		l.Authorities = append(l.Authorities, kiosk.AuthorityID(id))
	}
	return WhatIf{More: &l}, nil
}

func (d Day) missing() bool {
	return slices.ContainsFunc(d.Shifts, func(s Shift) bool { return s.Absent })
}

// mostStandard is how many desks of different competences are tried.
const mostStandard = 4

// Standard lists the changes that are tried where nobody asks for others: those who are
// missing are there; one desk more of each competence that desks have; one desk less; and
// nobody waits for more than half an hour before those who came later.
func Standard(d Day) []WhatIf {
	var list []WhatIf
	if d.missing() {
		list = append(list, WhatIf{Back: true})
	}
	seen := map[string]bool{}
	var less queue.DeskID
	present := 0
	for _, s := range d.Shifts {
		if s.Absent {
			continue
		}
		present++
		w := WhatIf{More: &queue.Login{
			Authorities: s.Login.Authorities, Expert: s.Login.Expert, Remote: s.Login.Remote, Door: true,
		}}
		if !seen[w.String()] && len(seen) < mostStandard {
			seen[w.String()] = true
			list = append(list, w)
		}
		if !s.Login.Remote && !s.Login.Expert {
			less = s.Desk
		}
	}
	if present > 1 && less != "" {
		list = append(list, WhatIf{Less: less})
	}
	return append(list, WhatIf{Aged: 30 * time.Minute})
}

// With is the day with a change.
func (d Day) With(w WhatIf) Day {
	d.Shifts = slices.Clone(d.Shifts)
	switch {
	case w.More != nil:
		l := *w.More
		l.Staff = "s-more"
		d.Shifts = append(d.Shifts, Shift{Desk: "+", From: d.Opens, Until: d.Closes, Login: l})
	case w.Less != "":
		d.Shifts = slices.DeleteFunc(d.Shifts, func(s Shift) bool { return s.Desk == w.Less })
	case w.Back:
		for i := range d.Shifts {
			d.Shifts[i].Absent = false
		}
	case w.Aged > 0:
		d.Plan = d.Plan.WithRules(aged(d.Plan.Rules(), w.Aged))
	case w.Plan != nil:
		d.Plan = *w.Plan
	}
	return d
}

// aged is the rules with another time after which nobody is passed any more.
func aged(rules []queue.Rule, after time.Duration) []queue.Rule {
	rules = slices.Clone(rules)
	for i := range rules {
		if rules[i].Take == queue.TakeAged {
			rules[i].After = after
			return rules
		}
	}
	return slices.Insert(rules, min(1, len(rules)), queue.Rule{Take: queue.TakeAged, After: after})
}
