package ui

import "kundterminal/kiosk"

// ticketRoom is how many characters of errands and papers a ticket has room for: a
// slow line must be done with it before the print head is. A loose slip has room
// for all.
const ticketRoom = 110

// expected is what a ticket tells of the wait and of who serves, and the room that is
// left for errands and papers. Where the wait is known it takes the place of the line
// that an advisor serves, which goes without saying.
func (p *Presenter) expected(t kiosk.Ticket) (lines []SlipLine, room int) {
	lines, served := p.slipEstimate(t), p.slipServed(t)
	if len(lines) == 0 {
		return served, ticketRoom
	}
	room = ticketRoom - linesLength(lines)
	if t.Served != kiosk.ServedByAdvisor {
		return append(lines, served...), room
	}
	return lines, room + linesLength(served)
}

func linesLength(lines []SlipLine) (n int) {
	for _, l := range lines {
		n += len(l.Text) + 1
	}
	return n
}

// slipHave names the papers that there is room for, and says who knows the others. The
// first one stands on every ticket but those whose wait has taken its room.
func (p *Presenter) slipHave(t kiosk.Ticket, papers []string, room int) []SlipLine {
	say := func(key string) string { return p.Texts.Say(t.Language, key) }
	fit := fitting(papers, room)
	if len(fit) == 0 && t.Estimate == (kiosk.Estimate{}) {
		fit = papers[:1]
	}
	if len(fit) == 0 {
		return []SlipLine{{Text: say("slip_ask")}}
	}
	lines := []SlipLine{{Text: say("slip_have"), Bold: true}}
	for _, name := range fit {
		lines = append(lines, SlipLine{Text: "- " + name})
	}
	if len(fit) < len(papers) {
		lines = append(lines, SlipLine{Text: say("slip_more")})
	}
	return lines
}

// fitting are the first of the papers, as many as there is room for.
func fitting(papers []string, room int) []string {
	for i, name := range papers {
		if room -= len(name); room < 0 {
			return papers[:i]
		}
	}
	return papers
}
