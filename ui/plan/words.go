package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/simulate"
	"kundterminal/ui"
)

// Words says everything in one language.
type Words struct {
	Texts     *ui.Texts // of assets/texts/plan
	Language  kiosk.Language
	Catalogue *kiosk.Catalogue
}

func (w Words) say(key string, args ...string) string { return w.Texts.Say(w.Language, key, args...) }

func (w Words) number(n int) string { return w.Language.Number(float64(n), 0) }

// percent writes a share of 0 to 1.
func (w Words) percent(share float64) string { return w.Language.Number(100*share, 0) + " %" }

// nothing stands where there is nothing to be told.
const nothing = "–"

// part writes a share of a number, if there is one.
func (w Words) part(n, of int) string {
	if of == 0 {
		return nothing
	}
	return w.percent(float64(n) / float64(of))
}

// lasts writes a duration: "40 s", "12 min", "1 h 05 min".
func lasts(d time.Duration) string {
	switch d = d.Round(time.Second); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour-30*time.Second:
		return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
	}
	m := int(d.Round(time.Minute).Minutes())
	return fmt.Sprintf("%d h %02d min", m/60, m%60)
}

func (w Words) class(key string) string {
	return w.say("plan_class_" + strings.ReplaceAll(key, "-", "_"))
}

func (w Words) authority(id kiosk.AuthorityID) string {
	if a, ok := w.Catalogue.Authority(id); ok {
		return a.Short().String(w.Language)
	}
	return cmp.Or(string(id), w.say("plan_all"))
}

// competence says what somebody at a desk serves.
func (w Words) competence(l queue.Login) string {
	var list []string
	for _, a := range l.Authorities {
		list = append(list, w.authority(a))
	}
	what := cmp.Or(strings.Join(list, ", "), w.say("plan_all"))
	switch {
	case l.Remote:
		return w.say("plan_remote", "what", what)
	case l.Expert:
		return w.say("plan_expert", "what", what)
	}
	return what
}

// WhatIf says a change of a day.
func (w Words) WhatIf(c simulate.WhatIf) string {
	switch {
	case c.More != nil:
		return w.say("plan_if_more", "what", w.competence(*c.More))
	case c.Less != "":
		return w.say("plan_if_less", "desk", string(c.Less))
	case c.Back:
		return w.say("plan_if_back")
	case c.Aged > 0:
		return w.say("plan_if_aged", "n", strconv.Itoa(int(c.Aged.Minutes())))
	}
	return w.say("plan_if_rules", "file", c.File)
}

func (w Words) formula(f simulate.Formula) string { return w.say("plan_formula_" + string(f)) }

// login is the competence of a shift at a desk.
func login(d simulate.Day, id queue.DeskID) queue.Login {
	i := slices.IndexFunc(d.Shifts, func(s simulate.Shift) bool { return s.Desk == id && !s.Absent })
	if i < 0 {
		return queue.Login{}
	}
	return d.Shifts[i].Login
}
