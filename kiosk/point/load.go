package point

import (
	"fmt"
	"regexp"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
)

// The files of a plan.
const (
	desksFile = "desks.toml"
	rulesFile = "rules.toml"
)

// sign is how the ID of a desk or room is written, so that it can be read from afar
// and said aloud.
var sign = regexp.MustCompile(`^([A-Z][1-9][0-9]?|[1-9][0-9]{0,2})$`)

const signForm = `a number up to 999 in quotes, or a capital letter and a number up to 99: "7", "V1"`

// place is the id of another service point.
var place = regexp.MustCompile(`^[a-z][a-z0-9]{0,15}(-[a-z0-9]{1,15}){0,3}$`)

// Read reads a plan from the texts of its files, by their names, beside a catalogue.
// With faults there is no plan; they are everything that is wrong with the files.
func Read(files map[string]string, c *kiosk.Catalogue) (Plan, catalogue.Faults) {
	r := &reading{catalogue: c, signs: map[string]string{}}
	if t, ok := r.open(files, desksFile); ok {
		r.readDesks(t)
	}
	if t, ok := r.open(files, rulesFile); ok {
		r.readRules(t)
	}
	if len(r.faults) > 0 {
		return Plan{}, r.faults
	}
	return r.plan, nil
}

// Check returns what is wrong with the files of a plan; it is a catalogue.Also.
func Check(files map[string]string, c *kiosk.Catalogue) catalogue.Faults {
	_, faults := Read(files, c)
	return faults
}

// reading is a plan while it is read.
type reading struct {
	catalogue *kiosk.Catalogue
	faults    catalogue.Faults
	signs     map[string]string // of a desk or room: what has it
	plan      Plan
}

func (r *reading) open(files map[string]string, name string) (*catalogue.Table, bool) {
	text, there := files[name]
	if !there {
		r.faults = append(r.faults, catalogue.Fault{File: name, Reason: "is missing: take it from the program's own, or leave the folder's out"})
		return nil, false
	}
	return catalogue.Parse(name, text, &r.faults)
}

func (r *reading) readDesks(t *catalogue.Table) {
	for _, c := range t.Children("desk") {
		d := Desk{ID: queue.DeskID(r.sign(c, "desk")), Name: c.Text("name", true), Way: r.way(c)}
		d.Door, _ = catalogue.Value[bool](c, "door", "true or false")
		d.Shift = readShift(c)
		c.Done()
		r.plan.Desks = append(r.plan.Desks, d)
	}
	for _, c := range t.Children("room") {
		room := Room{ID: queue.RoomID(r.sign(c, "room")), Name: c.Text("name", true), Way: r.way(c)}
		c.Done()
		r.plan.Rooms = append(r.plan.Rooms, room)
	}
	for _, c := range t.Children("point") {
		r.readElsewhere(c)
	}
	if len(r.plan.Desks) == 0 {
		t.Fault("desk", "there is none: add a [[desk]] for each place at which people are served")
	}
	t.Done()
}

func (r *reading) readElsewhere(t *catalogue.Table) {
	var e Elsewhere
	if id, ok := catalogue.Required[string](t, "id", `a word in quotes, such as "kemi"`); ok {
		if !place.MatchString(id) {
			t.Fault("id", "%q is no id of a service point: use lower-case letters a to z, digits and single hyphens", id)
		}
		if _, twice := r.plan.Elsewhere(id); twice {
			t.Fault("id", "%q is given twice: give one of them another id or remove it", id)
		}
		e.ID = id
	}
	e.Name = t.Text("name", false)
	t.Done()
	r.plan.Points = append(r.plan.Points, e)
}

// sign reads the ID of a desk or a room, which nothing else may have.
func (r *reading) sign(t *catalogue.Table, kind string) string {
	id, ok := catalogue.Required[string](t, "id", signForm)
	if !ok {
		return ""
	}
	if !sign.MatchString(id) {
		t.Fault("id", "%q is not on a sign that everybody can read and hear: write %s", id, signForm)
	}
	if other, twice := r.signs[id]; twice {
		t.Fault("id", "%q is a %s already: whoever is called could go to either; give one of them another", id, other)
	}
	r.signs[id] = kind
	return id
}

// way reads how one finds a place. Without a colour of its own it has its room's.
func (r *reading) way(t *catalogue.Table) Way {
	var w Way
	if id, ok := catalogue.Value[string](t, "room", "the id of a room, in quotes"); ok {
		room, known := r.catalogue.Room(kiosk.RoomID(id))
		if !known {
			t.Fault("room", "%q is the id of no room: correct it, or add the room to places.toml", id)
		}
		w.Room, w.Paint = room.ID, room.Paint
	}
	w.Direction = optional(t, "direction", Directions())
	if paint := optional(t, "colour", kiosk.Paints()); paint != "" {
		w.Paint = paint
	}
	return w
}

// optional reads a word that may be left out.
func optional[T ~string](t *catalogue.Table, key string, list []T) T {
	if _, there := catalogue.Value[any](t, key, fmt.Sprint(list)); !there {
		return ""
	}
	return catalogue.OneOf(t, key, list)
}
