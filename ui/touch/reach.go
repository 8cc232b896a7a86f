package touch

import (
	"math"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// inOrder lists what keyboard focus goes to, in its order: what is in reach and
// says what it is. Hidden corners are only for fingers.
func inOrder(s ui.Scene) []ui.Item {
	var list []ui.Item
	for _, item := range inReach(s) {
		if named(item) {
			list = append(list, item)
		}
	}
	return list
}

func named(item ui.Item) bool {
	return item.Button != nil && (item.Button.Label != "" || len(item.Lines) > 0)
}

// inReach lists what can be pressed on the scene.
func inReach(s ui.Scene) []ui.Item {
	covered := s.Covered()
	var list []ui.Item
	for _, item := range s.Items {
		if item.Button != nil && !item.Button.Off && (!covered || item.Region == ui.RegionOver) {
			list = append(list, item)
		}
	}
	return list
}

// under returns the id of what a press at the point would press: the uppermost
// one in reach. It is empty where there is none.
func under(s ui.Scene, x, y float64) string {
	id := ""
	for _, item := range inReach(s) {
		if b := item.Box; x >= b.X && x < b.X+b.W && y >= b.Y && y < b.Y+b.H {
			id = item.ID
		}
	}
	return id
}

// next returns the id by so many places after from in the order of focus, round
// the ends. From outside the order it is the first one, or the last backwards.
func next(s ui.Scene, from string, by int) string {
	list := inOrder(s)
	if len(list) == 0 {
		return ""
	}
	at := indexOf(list, from)
	if at < 0 {
		at = len(list)
		if by > 0 {
			at = -1
		}
	}
	at = (at + by) % len(list)
	if at < 0 {
		at += len(list)
	}
	return list[at].ID
}

// toward returns the id of what lies nearest to from in a direction, of which
// one part is 0 and the other 1 or -1; from itself where there is nothing.
func toward(s ui.Scene, from string, dx, dy float64) string {
	list := inOrder(s)
	at := indexOf(list, from)
	if at < 0 {
		return next(s, from, 1)
	}
	best, nearest := from, math.Inf(1)
	for _, item := range list {
		if way, ok := apart(list[at].Box, item.Box, dx, dy); ok && way < nearest {
			best, nearest = item.ID, way
		}
	}
	return best
}

// apart returns how far b is from a in a direction: sideways counts three times,
// and of two that are as far the one with the nearer middle is nearer. What is
// beside a is not in the direction.
func apart(a, b ui.Box, dx, dy float64) (way float64, ok bool) {
	cx, cy := b.X+b.W/2-a.X-a.W/2, b.Y+b.H/2-a.Y-a.H/2
	along := max(0, math.Abs(cx)-(a.W+b.W)/2)
	across := max(0, math.Abs(cy)-(a.H+b.H)/2)
	if dx == 0 {
		along, across = across, along
	}
	if dx*cx+dy*cy <= 1 || along == 0 && across > 0 {
		return 0, false
	}
	return along + 3*across + (math.Abs(cx)+math.Abs(cy))/50, true
}

// first returns the id that focus begins at on a scene: what lies over it, else
// the first choice in its body, else the first of all.
func first(s ui.Scene) string {
	list := inOrder(s)
	for _, item := range list {
		if item.Region == ui.RegionOver || item.Region == ui.RegionBody {
			return item.ID
		}
	}
	if len(list) > 0 {
		return list[0].ID
	}
	return ""
}

// meaning returns the id of the first thing in reach that means one of the
// presses, the earlier ones before the later; empty where there is none.
func meaning(s ui.Scene, presses ...kiosk.Press) string {
	list := inReach(s)
	for _, p := range presses {
		for _, item := range list {
			if item.Button.Event == p {
				return item.ID
			}
		}
	}
	return ""
}

func indexOf(list []ui.Item, id string) int {
	for i, item := range list {
		if item.ID == id {
			return i
		}
	}
	return -1
}

// itemOf returns the item with that id.
func itemOf(s ui.Scene, id string) (ui.Item, bool) {
	if i := indexOf(s.Items, id); id != "" && i >= 0 {
		return s.Items[i], true
	}
	return ui.Item{}, false
}
