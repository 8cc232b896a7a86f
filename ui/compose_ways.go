package ui

import (
	"strings"

	"kundterminal/kiosk"
)

var servedIcons = map[kiosk.Served]string{
	kiosk.ServedOnline: "ui-online", kiosk.ServedByAdvisor: "ui-advisor",
	kiosk.ServedByExpert: "ui-expert", kiosk.ServedRemotely: "ui-video",
}

// otherWays is what the summary has of the ways to be served. The number for an
// advisor, which most people come for, stays one press away in its place: whoever is
// in a hurry meets no question more. The others are named on this tile, so that
// nobody has to open it to learn that there are any.
func (c composer) otherWays() []Tile {
	var others []string
	for _, by := range c.state.ServedNow() {
		if by != kiosk.ServedByAdvisor {
			others = append(others, c.say("served_"+string(by)+"_short"))
		}
	}
	if c.state.CanCallBack() {
		others = append(others, c.say("call_back_short"))
	}
	if len(others) == 0 {
		return nil
	}
	return []Tile{{
		Button: c.button("way:served", "served_others", "ui-leads", kiosk.WayChosen{Way: kiosk.StepServed}),
		Detail: c.join(" · ", others...),
	}}
}

// served asks how one wants to be served: what can be had now, and nothing else.
func (c composer) served() Screen {
	tiles := Tiles{Wide: true}
	for _, by := range c.state.ServedNow() {
		tile := Tile{
			Button: c.button("served:"+string(by), "served_"+string(by), servedIcons[by], kiosk.ServedChosen{By: by}),
			Detail: c.join(" ", c.servedDetail(by), c.waitBy(by)),
		}
		if why := c.state.AdmitNow(by); why != kiosk.NotRefused {
			tile.Off, tile.Detail = true, c.say("refused_"+why.String())
		}
		tiles.Tiles = append(tiles.Tiles, tile)
	}
	tiles.Tiles = append(tiles.Tiles, c.callBackTile()...)
	s := Screen{Title: c.say("served_title"), Parts: []Part{tiles}, Back: c.back()}
	if c.state.Confidential() {
		s.Hint = c.say("confidential")
	}
	s.Top.Step = c.stepOf(3)
	return s
}

// servedDetail says what to expect, and of experts whose they are and until when
// they are there.
func (c composer) servedDetail(by kiosk.Served) string {
	key := "served_" + string(by) + "_detail"
	switch by {
	case kiosk.ServedByExpert, kiosk.ServedRemotely:
		id, _ := c.state.ErrandsAuthority()
		a, _ := c.state.Catalogue.Authority(id)
		until, _ := c.state.ExpertUntil(by)
		return c.say(key, "authority", c.text(a.Short()), "time", c.languageOf(key).Clock(until))
	case kiosk.ServedByAdvisor:
		if c.state.Confidential() {
			key = "served_advisor_closed"
		}
	}
	return c.say(key)
}

// eServices lists the errands that have an e-service.
func (c composer) eServices() Screen {
	rows := Rows{Page: c.session.Page, Pager: c.pager()}
	for _, s := range c.state.OnlineErrands() {
		whose := c.whose(s)
		if s.Private { // of some authorities that says all
			c.personal(whose)
		}
		rows.Rows = append(rows.Rows, Row{
			Button: Button{
				ID: "e-service:" + string(s.ID), Label: c.service(s), Event: kiosk.EServiceChosen{Service: s.ID},
			},
			Detail: whose, Leads: true,
		})
	}
	s := Screen{Title: c.say("e_services_title"), Hint: c.say("e_services_hint"), Parts: []Part{rows}, Back: c.back()}
	s.Top.Step = c.stepOf(3)
	return s
}

// eService shows where a service can be done, as a code for a telephone and in
// letters. A private service is not named, nor whose it is: of some authorities that
// says all.
func (c composer) eService() Screen {
	service, _ := c.state.Catalogue.Service(c.session.Service)
	s := Screen{Title: c.say("e_service_title"), Back: c.back(), Next: c.finish("done", "ui-check")}
	s.Top.Step = c.stepOf(3)
	if len(c.state.RestOf()) > 0 {
		s.Next = c.rest()
	}
	if !service.Private {
		s.Hint = c.join(" · ", c.whose(service), c.text(service.Name))
	}
	caption := inLetters(service.EService.String(c.lang))
	if service.Private {
		c.personal(caption)
	}
	s.Parts = append(s.Parts, QR{Text: service.EService.String(c.lang), Caption: caption})
	if h := c.session.Handing; h != kiosk.NotHanded {
		tone := Done
		if h == kiosk.NotHandable {
			tone = Attention
		}
		s.Parts = append(s.Parts, Paragraph{Text: c.say("handing_" + h.String()), Tone: tone})
	}
	tiles := Tiles{Wide: true}
	if c.state.CanPrintAddress() {
		tiles.Tiles = append(tiles.Tiles, Tile{Button: c.button("print-address", "print_address", "ui-printer", kiosk.AddressRequested{})})
	}
	if c.state.Rules.SecondScreen {
		tiles.Tiles = append(tiles.Tiles, Tile{Button: c.button("second-screen", "second_screen", "ui-screen", kiosk.SecondScreenPressed{})})
	}
	for i := range tiles.Tiles {
		tiles.Tiles[i].Off = c.session.Handing == kiosk.BeingHanded
	}
	if len(tiles.Tiles) > 0 {
		s.Parts = append(s.Parts, tiles)
	}
	return s
}

// inLetters is an address as people type it: every browser adds the rest.
func inLetters(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(address, "https://"), "/")
}

// AddressSlip returns the paper with the address of an e-service. It is no ticket:
// it has no number.
func (p *Presenter) AddressSlip(service kiosk.Service, c *kiosk.Catalogue, l kiosk.Language) Slip {
	a, _ := c.Authority(service.Authority)
	address := service.EService.String(l)
	s := Slip{Language: l, Lines: []SlipLine{
		{Kind: SlipLogo},
		{Text: p.Place.String(l), Bold: true, Centre: true},
		{Kind: SlipGap},
		{Text: p.Texts.Say(l, "e_service_title"), Bold: true, Centre: true},
	}}
	if !service.Private {
		s.Lines = append(s.Lines, SlipLine{Text: a.Name.String(l), Centre: true}, SlipLine{Text: service.Name.String(l), Centre: true})
	}
	return Slip{Language: l, Lines: append(
		s.Lines,
		SlipLine{Kind: SlipGap},
		SlipLine{Kind: SlipQR, Text: address},
		SlipLine{Text: inLetters(address), Bold: true, Centre: true},
		SlipLine{Text: p.Texts.Say(l, "slip_no_ticket"), Centre: true},
	)}
}

// slipServed says how the person is served, and never by which authority's errand.
func (p *Presenter) slipServed(t kiosk.Ticket) []SlipLine {
	switch t.Served {
	case kiosk.ServedByExpert, kiosk.ServedRemotely, kiosk.ServedByAdvisor:
		if t.Booking.Key == "" {
			return []SlipLine{{Text: p.Texts.Say(t.Language, "slip_"+string(t.Served)), Centre: true}}
		}
	}
	return nil
}
