package kiosk

// RoomID names a room of the service point: "east-2".
type RoomID string

// Wing is the end of the house that a room is in.
type Wing string

// The wings.
const (
	EastEnd  Wing = "east"
	WestEnd  Wing = "west"
	NorthEnd Wing = "north"
	SouthEnd Wing = "south"
)

// Paint is the colour of a room's door, by which it is found.
type Paint string

// The paints that a front end can draw so that they stand out.
const (
	BlueDoor  Paint = "blue"
	GreenDoor Paint = "green"
	RedDoor   Paint = "red"
	BrownDoor Paint = "brown"
)

// Paints lists the paints.
func Paints() []Paint { return []Paint{BlueDoor, GreenDoor, RedDoor, BrownDoor} }

// Point is a place on a floor, in metres from its north-western corner.
type Point struct{ X, Y float64 }

// Room is where people wait or are served.
type Room struct {
	ID     RoomID
	Name   Text // neutral: it is called aloud
	Floor  int  // its number, as on the buttons of the lift
	Wing   Wing
	Paint  Paint
	At     Point   // its north-western corner
	Size   Point   // its width and depth in metres
	Door   Point   // on one of its walls
	Stairs bool    // leads to other floors: a way to another floor ends here
	Route  []Point // from the terminal to the door, turning at right angles; on another floor: from the stairs
}

// Floor is the plan of a floor.
type Floor struct {
	Number int
	Size   Point // its width and depth in metres
	Here   Point // where the terminal stands; only on its own floor
	Home   bool  // the terminal stands on this floor
}

// Room returns the room with that id.
func (c *Catalogue) Room(id RoomID) (Room, bool) {
	for _, r := range c.Rooms {
		if r.ID == id && id != "" {
			return r, true
		}
	}
	return Room{}, false
}

// Floor returns the plan of a floor.
func (c *Catalogue) Floor(number int) (Floor, bool) {
	for _, f := range c.Floors {
		if f.Number == number {
			return f, true
		}
	}
	return Floor{}, false
}

// RoomsOn lists the rooms of a floor.
func (c *Catalogue) RoomsOn(number int) []Room {
	var list []Room
	for _, r := range c.Rooms {
		if r.Floor == number {
			list = append(list, r)
		}
	}
	return list
}
