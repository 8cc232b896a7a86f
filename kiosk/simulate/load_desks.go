package simulate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
)

func (r *reading) readDesks(t *catalogue.Table) {
	d := &r.day
	for i, c := range t.Children("desk") {
		s := r.readDesk(c)
		s.Login.Staff = queue.StaffID(fmt.Sprintf("s-%03d", i+1))
		for _, other := range d.Shifts {
			if other.Desk == s.Desk && s.From < other.Until && other.From < s.Until {
				c.Fault("id", "somebody is at %q then already: give one of them another desk, or other hours", s.Desk)
			}
		}
		d.Shifts = append(d.Shifts, s)
	}
	if len(d.Shifts) == 0 {
		t.Fault("desk", "there is none: add a [[desk]] for each person who serves")
	}
}

func (r *reading) readDesk(t *catalogue.Table) Shift {
	var s Shift
	if id, ok := catalogue.Required[string](t, "id", `what stands on its sign, in quotes: "7"`); ok {
		s.Desk = queue.DeskID(id)
	}
	s.From, s.Until = r.day.Opens, r.day.Closes
	if hours := openDay(t, "shift", false); hours.Closes > 0 {
		s.From, s.Until = hours.Opens, hours.Closes
	}
	s.Breaks = point.Breaks(t)
	for _, b := range s.Breaks {
		if b.Opens < s.From || b.Closes > s.Until {
			t.Fault("breaks", "one is not within the shift: correct one of them")
		}
	}
	s.Login = r.readLogin(t)
	s.Absent, _ = catalogue.Value[bool](t, "absent", "true or false")
	t.Done()
	return s
}

func (r *reading) readLogin(t *catalogue.Table) queue.Login {
	var l queue.Login
	for i, id := range t.Strings("authorities", "ids of authorities") {
		if _, ok := r.catalogue.Authority(kiosk.AuthorityID(id)); !ok {
			t.Fault(fmt.Sprintf("authorities[%d]", i), "%q is the id of no authority: correct it", id)
		}
		l.Authorities = append(l.Authorities, kiosk.AuthorityID(id))
	}
	for i, id := range t.Strings("services", "ids of services") {
		if _, ok := r.catalogue.Service(kiosk.ServiceID(id)); !ok {
			t.Fault(fmt.Sprintf("services[%d]", i), "%q is the id of no service: correct it", id)
		}
		l.Services = append(l.Services, kiosk.ServiceID(id))
	}
	for i, id := range t.Strings("languages", "languages: fi, sv, en") {
		if !known(kiosk.Language(id)) {
			t.Fault(fmt.Sprintf("languages[%d]", i), "%q is no language of the terminal: use fi, sv, en", id)
		}
		l.Languages = append(l.Languages, kiosk.Language(id))
	}
	for key, flag := range map[string]*bool{"expert": &l.Expert, "remote": &l.Remote, "door": &l.Door} {
		if v, ok := catalogue.Value[bool](t, key, "true or false"); ok {
			*flag = v
		}
	}
	if l.Remote && len(r.day.Rooms) == 0 {
		t.Fault("remote", `there is no room with a video link: add rooms = ["V1"] at the top of the file`)
	}
	return l
}

func known(l kiosk.Language) bool { return slices.Contains(kiosk.AllLanguages(), l) }

func openDay(t *catalogue.Table, key string, needed bool) kiosk.OpenDay {
	get := catalogue.Value[string]
	if needed {
		get = catalogue.Required[string]
	}
	text, ok := get(t, key, `hours in quotes: "09:00-16:15"`)
	if !ok {
		return kiosk.OpenDay{}
	}
	hours, err := kiosk.ParseOpenDay(text)
	if err == nil && hours.Closes == 0 {
		err = fmt.Errorf("%q is not like 09:00-16:15", text)
	}
	if err != nil {
		t.Fault(key, "%v: write it so", err)
	}
	return hours
}

func optional[T ~string](t *catalogue.Table, key string, list []T) T {
	text, ok := catalogue.Value[string](t, key, "a word in quotes")
	if !ok {
		return ""
	}
	if !slices.Contains(list, T(text)) {
		words := make([]string, len(list))
		for i, w := range list {
			words[i] = string(w)
		}
		t.Fault(key, "%q is unknown: use %s", text, strings.Join(words, ", "))
	}
	return T(text)
}

// decimal reads a number with or without a point, which may be left out.
func decimal(t *catalogue.Table, key string, least, most float64, into *float64) {
	raw, ok := catalogue.Value[any](t, key, "a number")
	if !ok {
		return
	}
	var n float64
	switch v := raw.(type) {
	case int64:
		n = float64(v)
	case float64:
		n = v
	default:
		t.Fault(key, "must be a number")
		return
	}
	if !(n >= least && n <= most) {
		t.Fault(key, "%v is not between %v and %v", n, least, most)
		return
	}
	*into = n
}

func minutes(t *catalogue.Table, key string, least, most int, into *time.Duration) {
	t.Units(key, least, most, time.Minute, into)
}

func seconds(t *catalogue.Table, key string, least, most int, into *time.Duration) {
	t.Units(key, least, most, time.Second, into)
}
