package catalogue

import (
	"slices"

	"kundterminal/kiosk"
)

var (
	wings  = []kiosk.Wing{kiosk.EastEnd, kiosk.WestEnd, kiosk.NorthEnd, kiosk.SouthEnd}
	paints = kiosk.Paints()
)

// The limits of a plan, in metres: what is larger cannot be read on the screen.
const (
	leastFloor = 4
	mostFloor  = 200
)

// readRooms reads the plans of the floors, and the rooms on them. A point without
// the file shows nobody the way.
func (r *reading) readRooms() {
	if _, there := r.texts[roomsFile]; !there {
		return
	}
	t, ok := r.open(roomsFile)
	if !ok {
		return
	}
	for _, c := range t.Children("floor") {
		r.floors = append(r.floors, r.readFloor(c))
	}
	for _, c := range t.Children("room") {
		r.rooms = append(r.rooms, r.readRoom(c))
	}
	t.Done()
}

func (r *reading) readFloor(t *Table) kiosk.Floor {
	var f kiosk.Floor
	f.Number = t.floor("number")
	if slices.ContainsFunc(r.floors, func(other kiosk.Floor) bool { return other.Number == f.Number }) {
		t.Fault("number", "%d is the number of another floor: give each its own", f.Number)
	}
	f.Size = t.point("size")
	if s := f.Size; s.X < leastFloor || s.Y < leastFloor || s.X > mostFloor || s.Y > mostFloor {
		t.Fault("size", "must be width and depth in metres, %d to %d: [40, 20]", leastFloor, mostFloor)
	}
	if _, f.Home = t.fields["here"]; f.Home {
		f.Here = t.point("here")
		t.inside("here", f.Here, f)
	} else {
		t.known["here"] = true
	}
	t.Done()
	return f
}

func (r *reading) readRoom(t *Table) kiosk.Room {
	var room kiosk.Room
	if id, ok := Required[string](t, "id", `a word in quotes, such as "east-2"`); ok {
		r.claim(t, "room", id)
		room.ID = kiosk.RoomID(id)
		r.roomIDs[room.ID] = true
	}
	room.Name = t.Text("name", false)
	room.Floor = t.floor("floor")
	room.Wing = OneOf(t, "wing", wings)
	room.Paint = OneOf(t, "colour", paints)
	room.Stairs, _ = Value[bool](t, "stairs", "true or false")
	room.At, room.Size, room.Door = t.point("at"), t.point("size"), t.point("door")
	room.Route = t.points("route")
	i := slices.IndexFunc(r.floors, func(f kiosk.Floor) bool { return f.Number == room.Floor })
	if i < 0 {
		t.Fault("floor", "%d is no floor: correct it, or add a [[floor]]", room.Floor)
		t.Done()
		return room
	}
	f := r.floors[i]
	t.inside("at", room.At, f)
	t.inside("size", kiosk.Point{X: room.At.X + room.Size.X, Y: room.At.Y + room.Size.Y}, f)
	t.inside("door", room.Door, f)
	for n, p := range room.Route {
		t.inside(at("route", n), p, f)
		if before := max(n-1, 0); p.X != room.Route[before].X && p.Y != room.Route[before].Y {
			t.Fault(at("route", n), "the way must turn at right angles: keep one of the two numbers of the point before")
		}
	}
	if room.Size.X <= 0 || room.Size.Y <= 0 {
		t.Fault("size", "must be width and depth in metres: [6, 4]")
	}
	t.Done()
	return room
}

func (t *Table) floor(key string) int {
	n, _ := Required[int64](t, key, "the number of a floor")
	return int(n)
}

// OneOf reads one of a list of words.
func OneOf[T ~string](t *Table, key string, list []T) T {
	word, ok := Required[string](t, key, "one of "+listed(list)+", in quotes")
	if ok && !slices.Contains(list, T(word)) {
		t.Fault(key, "%q is none of %s", word, listed(list))
	}
	return T(word)
}

const pointForm = "two numbers in metres, from the north-western corner: [12.5, 8]"

func (t *Table) point(key string) kiosk.Point {
	raw, ok := Required[[]any](t, key, pointForm)
	if !ok {
		return kiosk.Point{}
	}
	return t.pointOf(key, raw)
}

func (t *Table) pointOf(key string, raw any) kiosk.Point {
	list, _ := raw.([]any)
	var n []float64
	for _, v := range list {
		switch v := v.(type) {
		case int64:
			n = append(n, float64(v))
		case float64:
			n = append(n, v)
		}
	}
	if len(n) != 2 || len(list) != 2 {
		t.Fault(key, "must be %s", pointForm)
		return kiosk.Point{}
	}
	return kiosk.Point{X: n[0], Y: n[1]}
}

// points reads an optional list of points.
func (t *Table) points(key string) []kiosk.Point {
	raw, there := t.take(key)
	if !there {
		return nil
	}
	list, ok := raw.([]any)
	if !ok {
		t.Fault(key, "must be a list of points: [[2, 3], [2, 8]]")
	}
	var points []kiosk.Point
	for i, v := range list {
		points = append(points, t.pointOf(at(key, i), v))
	}
	return points
}

// inside adds a fault where a point lies outside a floor.
func (t *Table) inside(key string, p kiosk.Point, f kiosk.Floor) {
	if !(p.X >= 0 && p.Y >= 0 && p.X <= f.Size.X && p.Y <= f.Size.Y) {
		t.Fault(key, "lies outside its floor, which is %g by %g metres", f.Size.X, f.Size.Y)
	}
}
