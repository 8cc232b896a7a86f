package ui

import "kundterminal/kiosk"

// WayThere says in words where a room is, by what is seen on the way: the end of the
// house, the floor and the colour of the door. It is nothing where the catalogue has
// no plan. The language is that of the words.
func (p *Presenter) WayThere(c *kiosk.Catalogue, q kiosk.QueueID, l kiosk.Language) (string, kiosk.Language) {
	queue, _ := c.Queue(q)
	room, ok := c.Room(queue.Room)
	if !ok {
		return "", l
	}
	key := "way_there"
	if queue.Private || queue.Remote { // until then one waits in the lobby
		key = "way_called"
	}
	return p.Texts.In(
		l, key,
		"end", p.Texts.Say(l, "end_"+string(room.Wing)), "floor", itoa(room.Floor), "door", p.Texts.Say(l, "door_"+string(room.Paint)),
	)
}

// wayThere are the words below a number: where to wait, and which way to go.
func (c composer) wayThere() []Part {
	text, l := c.WayThere(c.state.Catalogue, c.session.Ticket.Queue, c.lang)
	if text == "" {
		return []Part{c.queuePlace()}
	}
	return []Part{c.queuePlace(), Paragraph{Text: c.note(text, l), Large: true}}
}

// showWay is the button that opens the map.
func (c composer) showWay() []Part {
	if _, ok := c.state.Room(); !ok {
		return nil
	}
	return []Part{Tiles{Wide: true, Tiles: []Tile{{Button: c.button("route", "route", "ui-route", kiosk.RoutePressed{})}}}}
}

// route is the map with the way, and the way in words.
func (c composer) route(closing Button) *Panel {
	room, _ := c.state.Room()
	floor, _ := c.state.Catalogue.Floor(room.Floor)
	text, l := c.WayThere(c.state.Catalogue, c.session.Ticket.Queue, c.lang)
	m := Map{Floor: floor, Target: room.ID, Here: c.say("map_here"), Route: room.Route}
	for _, r := range c.state.Catalogue.RoomsOn(room.Floor) {
		m.Rooms = append(m.Rooms, MapRoom{Room: r, Label: c.text(r.Name)})
	}
	if !floor.Home {
		m.Here = c.say("map_stairs")
	}
	return &Panel{
		Title: c.say("route_title"),
		Parts: []Part{Paragraph{Text: c.note(text, l), Large: true}, m},
		Page:  c.session.Leaf, Pager: c.pager(), Buttons: []Button{closing},
	}
}
