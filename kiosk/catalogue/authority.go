package catalogue

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kundterminal/kiosk"
)

// MaxTile is the longest name, in characters, that fits a tile of the screen.
const MaxTile = 22

// maxID is the longest id in bytes; ids stand in every journal entry.
const maxID = 32

// lastInOrder is where an authority comes that gives no order.
const lastInOrder = 1 << 30

// form is how an id is written.
type form struct {
	pattern *regexp.Regexp
	advice  string
}

var lowerCase = form{
	regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`),
	`use lower-case letters a to z, digits and single hyphens, such as "k-housing"`,
}

var forms = map[string]form{
	"authority": lowerCase,
	"service":   lowerCase,
	"queue":     lowerCase,
	"paper":     lowerCase,
	"notice":    lowerCase,
	"form":      lowerCase,
	"room":      lowerCase,
	"event": {
		regexp.MustCompile(`^[A-Z]{1,3}[0-9]{1,2}(\.[0-9]{1,2})?$`),
		`use a code such as "KE4", "KE4.1" or "X2"`,
	},
}

var classForm = regexp.MustCompile(`^[A-Z]{1,2}[0-9]{1,2}(\.[0-9]{1,2})?$`)

var ways = []kiosk.Way{
	kiosk.DocumentReceived, kiosk.GuidanceToOnlineSelfService, kiosk.OnlineSelfServicePoint, kiosk.OnsiteGuidance,
	kiosk.OnsiteGuidanceByServiceAuthor, kiosk.RemoteGuidance, kiosk.LostAndFound,
}

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday,
	"fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

var mondayToFriday = kiosk.WeekdaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)

func (r *reading) readAuthority(t *Table) authority {
	a := authority{Authority: kiosk.Authority{Order: lastInOrder}}
	id, ok := Required[string](t, "id", "the file's name without .toml, in quotes")
	if ok {
		r.claim(t, "authority", id)
		if name := strings.TrimSuffix(path.Base(t.file), ".toml"); id != name {
			t.Fault("id", "%q is not the name of its file: write %q, or name the file %s.toml", id, name, id)
		}
	}
	a.ID = kiosk.AuthorityID(id)
	if order, ok := Value[int64](t, "order", "a number: authorities with smaller ones come first"); ok {
		a.Order = int(order)
	}
	a.Name = t.Text("name", false)
	a.Tile = t.tile(a.Name)
	shared, online := t.Text("keywords", true), t.address("e_service")
	for _, child := range t.Children("service") {
		s := r.readService(child)
		s.Authority = a.ID
		s.Keywords = both(s.Keywords, shared)
		s.EService = kiosk.Text(firstText(s.EService, online))
		a.services = append(a.services, s)
	}
	r.readNotices(t)
	t.Done()
	return a
}

// tile reads the short name, which may be left out where the name is short.
func (t *Table) tile(name kiosk.Text) kiosk.Text {
	tile, key := t.Text("tile", true), "tile"
	if tile == nil {
		tile = name
		if _, given := t.fields["tile"]; !given {
			key = "name"
		}
	}
	for _, l := range kiosk.AllLanguages() {
		if n := utf8.RuneCountInString(tile[l]); n > MaxTile {
			t.Fault(key+"."+string(l), "%q has %d characters and a tile has room for %d: write a shorter tile", tile[l], n, MaxTile)
		}
	}
	return tile
}

// both joins the words of two texts in every language.
func both(a, b kiosk.Text) kiosk.Text {
	if a == nil || b == nil {
		return kiosk.Text(firstText(a, b))
	}
	joined := kiosk.Text{}
	for _, l := range kiosk.AllLanguages() {
		if words := strings.TrimSpace(a[l] + " " + b[l]); words != "" {
			joined[l] = words
		}
	}
	return joined
}

func firstText(a, b kiosk.Text) kiosk.Text {
	if a != nil {
		return a
	}
	return b
}

func (r *reading) readService(t *Table) kiosk.Service {
	var s kiosk.Service
	if id, ok := Required[string](t, "id", `a code in quotes, such as "k-housing"`); ok {
		r.claim(t, "service", id)
		s.ID = kiosk.ServiceID(id)
		r.services[s.ID] = true
	}
	s.Name = t.Text("name", false)
	s.Errands = t.texts("errands")
	s.Note = t.Text("note", true)
	s.Bring = slices.Concat(r.papers[s.ID], t.texts("bring"))
	s.After = r.readAfter(t, s.ID)
	s.Keywords = t.Text("keywords", true)
	if class, ok := Required[string](t, "class", `a service class in quotes, such as "P10.1"`); ok {
		if s.Class = class; !classForm.MatchString(class) {
			t.Fault("class", "%q is no service class: write one such as %q", class, "P10.1")
		}
	}
	s.Ways = t.ways()
	if queue, ok := Required[string](t, "queue", "the id of a queue, in quotes"); ok {
		s.Queue = kiosk.QueueID(queue)
		r.references = append(r.references, reference{from: t, key: "queue", queue: s.Queue})
		if queue == "" {
			t.Fault("queue", "is empty: write the id of a queue")
		}
	}
	s.Days = t.days()
	s.ValidFrom, s.ValidTo = t.date("valid_from"), t.date("valid_to")
	if !s.ValidFrom.IsZero() && !s.ValidTo.IsZero() && s.ValidTo.Compare(s.ValidFrom) < 0 {
		t.Fault("valid_to", "%s is before valid_from %s: exchange or correct them", s.ValidTo, s.ValidFrom)
	}
	s.Minutes = t.minutes()
	s.Private, _ = Value[bool](t, "private", "true or false")
	s.EService = t.address("e_service")
	t.Done()
	return s
}

func (t *Table) ways() []kiosk.Way {
	var list []kiosk.Way
	for i, name := range t.Strings("ways", "the ways of the Finnish Service Catalogue") {
		way := kiosk.Way(name)
		if !slices.Contains(ways, way) {
			t.Fault(at("ways", i), "%q is no way of service: use %s", name, listed(ways))
			continue
		}
		list = append(list, way)
	}
	if _, given := t.fields["ways"]; !given {
		t.Fault("ways", "is missing: add a list with one or more of %s", listed(ways))
	}
	return list
}

// days reads the days of the week; left out, they are Monday to Friday.
func (t *Table) days() kiosk.Weekdays {
	if _, given := t.fields["days"]; !given {
		t.known["days"] = true
		return mondayToFriday
	}
	var set kiosk.Weekdays
	list := t.Strings("days", "mon, tue, wed, thu, fri, sat, sun")
	for i, name := range list {
		day, ok := weekdays[name]
		if !ok {
			t.Fault(at("days", i), "%q is no day: use mon, tue, wed, thu, fri, sat or sun", name)
			continue
		}
		set |= kiosk.WeekdaysOf(day)
	}
	if raw, isList := t.fields["days"].([]any); isList && len(raw) == 0 {
		t.Fault("days", "is empty: name a day, or leave it out for Monday to Friday")
	}
	return set
}
