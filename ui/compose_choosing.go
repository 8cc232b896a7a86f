package ui

import (
	"slices"
	"strconv"
	"strings"

	"kundterminal/kiosk"
)

func itoa(n int) string { return strconv.Itoa(n) }

// offers lists the tickets that can be printed again, each in its language.
func (c composer) offers() Rows {
	rows := Rows{}
	for _, o := range slices.Backward(c.state.Offers) { // the newest, whose person is nearest
		if len(rows.Rows) == 3 {
			break
		}
		l := o.Ticket.Language
		rows.Rows = append(rows.Rows, Row{
			Button: Button{
				ID: "again:" + o.Ticket.Name.String(), Label: c.after(o.Ticket.Label(), c.sayIn(l, "print_again")),
				Icon: "ui-printer", Event: kiosk.CopyRequested{Ticket: o.Ticket.Name},
			},
			Detail: c.sayIn(l, "again_hint"),
		})
	}
	return rows
}

func (c composer) way() Screen {
	tile := func(way kiosk.Step, name, icon string) Tile {
		return Tile{
			Button: c.button("way:"+name, "way_"+name, icon, kiosk.WayChosen{Way: way}),
			Detail: c.say("way_" + name + "_detail"),
		}
	}
	ways := []Tile{
		tile(kiosk.StepLifeEvents, "life", "ui-life"),
		tile(kiosk.StepAuthorities, "authority", "ui-authority"),
		tile(kiosk.StepSearch, "search", "ui-search"),
	}
	if c.state.Appointments != nil {
		ways = append(ways, tile(kiosk.StepAppointment, "appointment", "ui-calendar"))
	}
	ways = append(ways, c.offerSimple()...)
	s := Screen{
		Title: c.say("way_title"), Hint: c.say("way_hint"), Back: c.back(),
		Parts: append(c.notices(), Tiles{Wide: true, Tiles: ways}, c.often()),
	}
	s.Top.Step = c.stepOf(1)
	if len(c.session.Errands) > 0 {
		s.Hint = c.chosen()
		s.Next = c.next()
	}
	return s
}

// chosen says how many errands the visit has.
func (c composer) chosen() string {
	if n := len(c.session.Errands); n > 0 {
		return c.count("chosen", n)
	}
	return ""
}

func (c composer) lifeEvents() Screen {
	tiles := Tiles{Page: c.session.Page, Pager: c.pager()}
	for _, e := range c.state.Catalogue.LifeEvents {
		if len(c.state.Catalogue.Bundle(e.ID, c.state.Today())) == 0 {
			continue
		}
		tiles.Tiles = append(tiles.Tiles, Tile{Button: Button{
			ID: "event:" + string(e.ID), Label: c.text(e.Name),
			Icon:  "event-" + strings.ReplaceAll(strings.ToLower(string(e.ID)), ".", "-"),
			Event: kiosk.LifeEventChosen{LifeEvent: e.ID},
		}})
	}
	return c.list(Screen{Title: c.say("life_title"), Hint: c.chosen(), Parts: []Part{tiles}})
}

func (c composer) list(s Screen) Screen {
	s.Top.Step = c.stepOf(2)
	s.Back = c.back()
	if len(c.session.Errands) > 0 || c.session.Step != kiosk.StepLifeEvents && c.session.Step != kiosk.StepAuthorities {
		s.Next = c.next()
	}
	return s
}

func (c composer) bundle() Screen {
	event, _ := c.state.Catalogue.LifeEvent(c.session.LifeEvent)
	services := c.state.Catalogue.Bundle(c.session.LifeEvent, c.state.Today())
	rows := c.serviceRows(services, true)
	for i, s := range services {
		row := &rows.Rows[i]
		row.Label = c.numbered(c.state.PlaceInOrder(s.ID), row.Label)
		if why := c.why(event, s); why != "" && !row.Off {
			row.Detail = why
		}
	}
	s := c.list(Screen{
		Title: c.text(event.Name), Hint: c.say("bundle_hint"), Parts: []Part{rows},
	})
	s.Begin = s.on()
	return s
}

// on is the way on, where it can be gone. The keypad begins there on a screen that
// is set as most want it: to begin at the first errand would take that out by a press
// too much, and the way on would be a long walk behind all of them.
func (s Screen) on() string {
	if s.Next == nil || s.Next.Off {
		return ""
	}
	return s.Next.ID
}

func (c composer) authorities() Screen {
	tiles := Tiles{Page: c.session.Page, Pager: c.pager()}
	for _, a := range c.state.Catalogue.AuthoritiesOn(c.state.Today(), c.lang) {
		tiles.Tiles = append(tiles.Tiles, c.authority(a))
	}
	return c.list(Screen{Title: c.say("authority_title"), Hint: c.chosen(), Parts: []Part{tiles}})
}

func (c composer) authority(a kiosk.Authority) Tile {
	return Tile{Button: Button{
		ID: "authority:" + string(a.ID), Label: c.text(a.Short()), Icon: "authority-" + string(a.ID),
		Event: kiosk.AuthorityChosen{Authority: a.ID},
	}}
}

// oftenShown is how many authorities have a way of their own on the first screen.
const oftenShown = 4

// often are the authorities that most people come for: the first in the order of
// the catalogue. Whoever knows their errand saves a touch. Whoever has one thing on
// each screen finds them behind the choice of authorities.
func (c composer) often() Tiles {
	if c.session.Comfort.Simple {
		return Tiles{}
	}
	tiles := Tiles{Wide: c.session.Comfort.Text != kiosk.TextPlain, Low: true}
	for _, a := range c.state.Catalogue.AuthoritiesOn(c.state.Today(), c.lang) {
		if len(tiles.Tiles) < oftenShown {
			tiles.Tiles = append(tiles.Tiles, c.authority(a))
		}
	}
	return tiles
}

func (c composer) services() Screen {
	a, _ := c.state.Catalogue.Authority(c.session.Authority)
	rows := c.serviceRows(c.state.Catalogue.ServicesOf(a.ID, c.state.Today()), false)
	return c.list(Screen{Title: c.text(a.Name), Hint: c.say("services_hint"), Parts: []Part{rows}})
}

// serviceRows lists services as boxes to be set; withAuthority names whose each
// is.
func (c composer) serviceRows(services []kiosk.Service, withAuthority bool) Rows {
	rows := Rows{Page: c.session.Page, Pager: c.pager()}
	full := len(c.session.Errands) >= kiosk.MaxErrands
	for _, s := range services {
		row := Row{Button: Button{
			ID: "service:" + string(s.ID), Label: c.service(s), Event: kiosk.ErrandToggled{Service: s.ID},
		}, Mark: MarkEmpty, Detail: c.serviceDetail(s, withAuthority)}
		switch {
		case c.session.Has(s.ID):
			row.Mark = MarkSet
		case !s.ServedOn(c.state.Today()):
			row.Off = true
			row.Detail = c.say("not_today", "days", c.languageOf("not_today").ShortDays(s.Days))
		case full:
			row.Off = true
			row.Detail = c.say("full", "n", itoa(kiosk.MaxErrands))
		}
		rows.Rows = append(rows.Rows, row)
	}
	return rows
}

// serviceDetail is the second line of a service: whose it is, a deadline, or
// what people typically come for.
func (c composer) serviceDetail(s kiosk.Service, withAuthority bool) string {
	var detail string
	if note := c.text(s.Note); note != "" {
		detail = note
	} else {
		var errands []string
		for _, e := range s.Errands {
			errands = append(errands, c.text(e))
		}
		detail = c.join(" · ", errands...)
	}
	if s.Private {
		c.personal(detail)
	}
	if !withAuthority {
		return detail
	}
	whose := c.whose(s)
	if c.text(s.Note) != "" {
		whole := c.note(whose+". "+detail, c.tongueOf(detail))
		if s.Private {
			c.personal(whole)
		}
		return whole
	}
	return whose
}

// whose names the authority of a service as its tile does.
func (c composer) whose(s kiosk.Service) string {
	a, _ := c.state.Catalogue.Authority(s.Authority)
	return c.text(a.Short())
}

func (c composer) summary() Screen {
	rows := Rows{Page: c.session.Page, Pager: c.pager(), Empty: c.say("summary_empty")}
	for i, id := range c.state.ErrandsInOrder() {
		s, ok := c.state.Catalogue.Service(id)
		if !ok {
			continue
		}
		rows.Rows = append(rows.Rows, Row{
			Button: Button{
				ID: "service:" + string(id), Label: c.numbered(i+1, c.service(s)), Icon: "ui-trash",
				Event: kiosk.ErrandToggled{Service: id},
			},
			Detail: c.whose(s), Mark: MarkRemove,
		})
	}
	s := Screen{Title: c.say("summary_title"), Hint: c.say("summary_hint"), Parts: []Part{rows}}
	if c.state.Confidential() {
		s.Hint = c.say("confidential")
	}
	add := Tiles{Wide: true, Tiles: []Tile{{Button: c.button("way:add", "summary_add", "ui-plus", kiosk.WayChosen{Way: kiosk.StepWay})}}}
	if len(c.session.Errands) > 0 {
		add.Tiles = append(add.Tiles, c.bringTile())
	}
	add.Tiles = append(add.Tiles, c.otherWays()...)
	if c.refusedNow() != kiosk.NotRefused {
		add.Tiles = append(add.Tiles, c.booked()...)
	}
	s.Parts = append(append(s.Parts, c.estimateNow()...), add)
	s.Parts = append(s.Parts, c.identity()...)
	take := c.button("take", "take_number", "ui-ticket", kiosk.TicketRequested{})
	if c.state.Rules.NoPaper {
		take.Label, take.Icon = c.say("show_number"), "ui-photo"
	} else if c.state.Printer.Condition != kiosk.PrinterReady {
		take.Icon = "ui-photo"
		s.Parts = append(s.Parts, Paragraph{
			Text: c.join(". ", c.say(troubleKey(c.state.Printer.Condition)), c.say("summary_no_paper")), Tone: Attention,
		})
		take.Label = c.say("show_number")
	}
	take.Off = len(c.session.Errands) == 0
	s.Back, s.Next, s.Top.Step = c.back(), &take, c.stepOf(3)
	c.closedNow(&s, &take)
	if s.Begin == "" {
		s.Begin = s.on()
	}
	return s
}
