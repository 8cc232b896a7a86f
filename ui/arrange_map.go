package ui

import (
	"math"

	"kundterminal/kiosk"
)

// Map is the plan of a floor with the way to a room on it. It is made of surfaces
// and texts alone, so that every front end draws it.
type Map struct {
	piece
	Floor  kiosk.Floor
	Rooms  []MapRoom
	Target kiosk.RoomID
	Here   string        // word for where the way begins
	Route  []kiosk.Point // turning at right angles
}

// MapRoom is a room of a Map.
type MapRoom struct {
	kiosk.Room
	Label string
}

var paints = map[kiosk.Paint]Color{
	kiosk.BlueDoor: Lake, kiosk.GreenDoor: Moss, kiosk.RedDoor: Red, kiosk.BrownDoor: Amber,
}

// floorplan places metres of a floor on the glass.
type floorplan struct {
	a      *arranger
	origin Box     // of the floor, on the glass
	scale  float64 // mm of glass for a metre of floor
}

func (f floorplan) at(p kiosk.Point) kiosk.Point {
	return kiosk.Point{X: f.origin.X + p.X*f.scale, Y: f.origin.Y + p.Y*f.scale}
}

// floorplan draws the floor as large as there is room for, and below it what its
// marks mean. Names do not stand in the rooms: in large letters they would not fit.
func (a *arranger) floorplan(m Map, width float64) measured {
	size := m.Floor.Size
	if size.X <= 0 || size.Y <= 0 {
		return measured{draw: func(Box) {}}
	}
	most := 150 * a.k
	if a.wide || a.large() || a.comfort.Low {
		most = 84 * a.k
	}
	f := floorplan{a: a, scale: min(width/size.X, most/size.Y)}
	legend := f.legend(m, width)
	height := size.Y*f.scale + 3*a.k
	for _, l := range legend {
		height += l.height
	}
	return measured{height: height, draw: func(box Box) {
		f.origin = Box{box.X + (box.W-size.X*f.scale)/2, box.Y, size.X * f.scale, size.Y * f.scale}
		a.add(Item{ID: "map", Box: f.origin, Fill: Mist, Edge: Rim, EdgeWidth: 1.2, Radius: 2 * a.k})
		for _, r := range m.Rooms {
			f.room(r, r.ID == m.Target)
		}
		f.doors(m)
		f.route(m.Route)
		y := f.origin.Y + f.origin.H + 3*a.k
		for _, l := range legend {
			l.draw(Box{box.X, y, box.W, l.height})
			y += l.height
		}
	}}
}

func (f floorplan) room(r MapRoom, target bool) {
	at := f.at(r.At)
	item := Item{
		ID: "map-room:" + string(r.ID), Box: Box{at.X, at.Y, r.Size.X * f.scale, r.Size.Y * f.scale},
		Fill: Paper, Edge: Rim, EdgeWidth: 0.8,
	}
	if target {
		item.Fill, item.Edge = paints[r.Paint], Ink
	}
	f.a.add(item)
}

// doors are drawn over the walls, in their colour.
func (f floorplan) doors(m Map) {
	size := 7 * f.a.k
	for _, r := range m.Rooms {
		at := f.at(r.Door)
		f.a.add(Item{
			ID: "map-door:" + string(r.ID), Box: Box{at.X - size/2, at.Y - size/2, size, size},
			Fill: paints[r.Paint], Edge: Paper, EdgeWidth: 1, Radius: 1,
		})
	}
}

// route draws the way as bars, from where one stands, with a knob at the beginning.
func (f floorplan) route(route []kiosk.Point) {
	thick := 3.5 * f.a.k
	for i := 1; i < len(route); i++ {
		a, b := f.at(route[i-1]), f.at(route[i])
		f.a.add(Item{ID: f.a.nextID("map-way"), Fill: Ink, Radius: thick / 2, Box: Box{
			min(a.X, b.X) - thick/2, min(a.Y, b.Y) - thick/2, math.Abs(b.X-a.X) + thick, math.Abs(b.Y-a.Y) + thick,
		}})
	}
	if len(route) > 0 {
		at, r := f.at(route[0]), 5*f.a.k
		f.a.add(Item{ID: "map-here", Fill: Ink, Edge: Paper, EdgeWidth: 1.2, Radius: r, Box: Box{at.X - r, at.Y - r, 2 * r, 2 * r}})
	}
}

// legend says what the marks on the plan mean: where the way begins, and the room
// that it leads to.
func (f floorplan) legend(m Map, width float64) []measured {
	var list []measured
	line := func(id, text string, mark Item) {
		a, size := f.a, 8*f.a.k
		b := a.fit(text, typing{em: a.em(emDetail), ink: Ink}, width-size-4*a.k)
		h := max(b.height(), size) + 2*a.k
		list = append(list, measured{height: h, draw: func(box Box) {
			mark.ID, mark.Box = id, Box{box.X, box.Y + (h-size)/2, size, size}
			mark.Radius *= size
			a.add(mark)
			at := Box{box.X + size + 4*a.k, box.Y + (h-b.height())/2, box.W - size - 4*a.k, b.height()}
			a.add(Item{ID: id + "-text", Kind: Copy, Box: at, Lines: a.place(b, at)})
		}})
	}
	if len(m.Route) > 0 {
		line("map-legend-here", m.Here, Item{Fill: Ink, Radius: 0.5})
	}
	for _, r := range m.Rooms {
		if r.ID == m.Target {
			line("map-legend-room", r.Label, Item{Fill: paints[r.Paint], Edge: Ink, EdgeWidth: 0.8, Radius: 0.1})
		}
	}
	return list
}
