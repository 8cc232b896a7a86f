package statistics

import (
	"maps"
	"slices"
	"strconv"

	"kundterminal/kiosk"
)

func (b *builder) terminals() {
	columns := []Column{
		{Key: "visits", Unit: Count},
		{Key: "sessions", Unit: Count},
		{Key: "given_up", Unit: Count},
		{Key: "calls", Unit: Count},
		{Key: "uptime", Unit: Share},
		{Key: "up_hours", Unit: Hour},
		{Key: "starts", Unit: Count},
		{Key: "tickets", Unit: Count},
		{Key: "printed", Unit: Count},
		{Key: "shown", Unit: Count},
		{Key: "copies", Unit: Count},
		{Key: "failed", Unit: Count},
		{Key: "slips", Unit: Count},
		{Key: "faults", Unit: Count},
		{Key: "unread", Unit: Count},
	}
	b.add(Table{ID: "terminal", Axis: ByTerminal, Columns: columns}, b.terminalKeys(), func(p *part, key string) []Value {
		return p.terminal(key)
	})
	for _, by := range []struct {
		axis Axis
		of   func(*Terminal) map[string]int
	}{
		{ByStep, func(t *Terminal) map[string]int { return t.GivenUp }},
		{ByFault, func(t *Terminal) map[string]int { return t.Faults }},
		{ByTrial, func(t *Terminal) map[string]int { return t.Unread }},
	} {
		keys, sums := map[string]bool{}, map[*part]map[string]int{}
		for _, p := range b.parts {
			sums[p] = map[string]int{}
			for _, t := range p.Terminals {
				for key, n := range by.of(t) {
					sums[p][key] += n
					keys[key] = true
				}
			}
		}
		b.add(Table{ID: string(by.axis), Axis: by.axis, Columns: []Column{{Key: "times", Unit: Count}}}, slices.Sorted(maps.Keys(keys)), func(p *part, key string) []Value {
			if by.axis == ByFault { // of a machine
				return []Value{number(sums[p][key])}
			}
			return []Value{people(sums[p][key], conceal(sums[p])[key])}
		})
	}
}

// terminal tells of one terminal. What people did there is hidden where they are few;
// what the machine did is told.
func (p *part) terminal(key string) []Value {
	id, _ := strconv.Atoi(key)
	t := p.Terminals[kiosk.TerminalID(id)]
	if t == nil {
		t = &Terminal{}
	}
	gone := map[string]int{}
	unread := map[string]int{}
	for id, t := range p.Terminals {
		gone[strconv.Itoa(int(id))] = sum(t.GivenUp)
		unread[strconv.Itoa(int(id))] = sum(t.Unread)
	}
	uptime := Value{State: None}
	if all := t.Up + t.Down; all > 0 {
		uptime = number(float64(t.Up) / float64(all))
	}
	return []Value{
		people(p.at(ByTerminal, key).Visits, p.visits[ByTerminal][key]), people(t.Sessions, false), people(sum(t.GivenUp), conceal(gone)[key]), people(t.Calls, false),
		uptime, number(inHours(t.Up)), number(t.Starts),
		people(t.Tickets, false), people(t.Printed, false), people(t.Shown, false), number(t.Copies), number(t.Failed),
		people(t.Slips, false), number(sum(t.Faults)), people(sum(t.Unread), conceal(unread)[key]),
	}
}
