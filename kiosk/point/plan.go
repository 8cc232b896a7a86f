package point

import (
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Direction is where one goes, seen by somebody who looks at the call display.
type Direction string

// The directions. The zero Direction says nothing: there is one place to go to.
const (
	Left     Direction = "left"
	Right    Direction = "right"
	Straight Direction = "straight"
	Up       Direction = "up"   // to a floor above
	Down     Direction = "down" // to a floor below
)

// Directions lists the directions.
func Directions() []Direction { return []Direction{Left, Right, Straight, Up, Down} }

// Way is how one finds a desk or a room.
type Way struct {
	Room      kiosk.RoomID // of the catalogue, for the map; may be empty
	Direction Direction    // may be empty
	Paint     kiosk.Paint  // of the sign, or the room's; may be empty
}

// Desk is where people are served.
type Desk struct {
	ID   queue.DeskID
	Name kiosk.Text // for those who work there; may be empty
	Way
	Door  bool        // behind a closed door: private matters are served there
	Shift queue.Shift // as it is planned; estimates reckon with it
}

// Room is a room with a video link.
type Room struct {
	ID   queue.RoomID
	Name kiosk.Text // may be empty
	Way
}

// Elsewhere is another service point.
type Elsewhere struct {
	ID   string
	Name kiosk.Text
}

// Plan is what is particular to a point's queue.
type Plan struct {
	Desks  []Desk // in the order of the file
	Rooms  []Room
	Points []Elsewhere
	Quotas map[kiosk.QueueID]int // numbers of a day; a queue without one has no limit
	limits queue.Settings
}

// Desk returns the desk with that ID.
func (p Plan) Desk(id queue.DeskID) (Desk, bool) {
	i := slices.IndexFunc(p.Desks, func(d Desk) bool { return d.ID == id })
	if i < 0 {
		return Desk{}, false
	}
	return p.Desks[i], true
}

// Room returns the room with that ID.
func (p Plan) Room(id queue.RoomID) (Room, bool) {
	i := slices.IndexFunc(p.Rooms, func(r Room) bool { return r.ID == id })
	if i < 0 {
		return Room{}, false
	}
	return p.Rooms[i], true
}

// Elsewhere returns the other service point with that ID.
func (p Plan) Elsewhere(id string) (Elsewhere, bool) {
	i := slices.IndexFunc(p.Points, func(e Elsewhere) bool { return e.ID == id })
	if i < 0 {
		return Elsewhere{}, false
	}
	return p.Points[i], true
}

// Settings are the limits of the point's queue: those of the plan, with the minutes
// of the catalogue's services and the point's hours.
func (p Plan) Settings(c *kiosk.Catalogue, hours kiosk.OpenHours) queue.Settings {
	s := p.limits
	s.Rules, s.Hours = slices.Clone(s.Rules), hours
	s.Minutes = map[kiosk.ServiceID]time.Duration{}
	for _, service := range c.Services {
		if service.Minutes > 0 {
			s.Minutes[service.ID] = time.Duration(service.Minutes) * time.Minute
		}
	}
	for _, r := range p.Rooms {
		s.Rooms = append(s.Rooms, r.ID)
	}
	for _, d := range p.Desks {
		if d.Shift.Until > 0 || len(d.Shift.Breaks) > 0 {
			if s.Shifts == nil {
				s.Shifts = map[queue.DeskID]queue.Shift{}
			}
			s.Shifts[d.ID] = d.Shift
		}
	}
	return s
}
