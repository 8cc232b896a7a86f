package queue

import (
	"maps"
	"slices"

	"kundterminal/kiosk"
)

// weightsOf are the weights by which a desk's authorities take turns; nil: by time alone.
func weightsOf(rules []Rule) []int {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Take == TakeLongest })
	if i < 0 {
		return nil
	}
	return rules[i].Weights
}

// weighed are the lines of the authority whose turn it is. In a round each authority has
// as many turns as its weight; it is over when all whose people wait have had theirs. So
// nobody has to wait while an authority whose people come late catches up.
func (p *Post) weighed(all []*line, weights []int) []*line {
	var turn kiosk.AuthorityID
	var longest *Part
	for _, l := range all {
		part := l.longest()
		switch a := l.key.authority; {
		case part == nil:
		case longest == nil, a != turn && p.earlier(a, turn, weights, part, longest):
			turn, longest = a, part
		case a == turn:
			longest = sooner(longest, part)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(l *line) bool { return l.key.authority != turn })
}

// earlier reports whether it is an authority's turn before another's: it has turns left
// and the other has not, or it has had fewer for its weight.
func (p *Post) earlier(a, b kiosk.AuthorityID, weights []int, mine, others *Part) bool {
	over := p.over(a, weights)
	if over != p.over(b, weights) {
		return !over
	}
	x, y := p.weight(b, weights), p.weight(a, weights)
	if !over {
		x, y = x*(p.Turns[a]+1), y*(p.Turns[b]+1)
	}
	if x != y {
		return x < y
	}
	return byPlace(mine, others) < 0
}

// over reports whether an authority has had its turns of the round.
func (p *Post) over(a kiosk.AuthorityID, weights []int) bool {
	return len(weights) > 0 && p.Turns[a] >= p.weight(a, weights)
}

// weight is how many turns an authority has in a round.
func (p *Post) weight(a kiosk.AuthorityID, weights []int) int {
	i := slices.Index(p.Login.Authorities, a)
	if i < 0 || i >= len(weights) {
		i = len(weights) - 1
	}
	return max(1, weights[i])
}

// took counts a turn of an authority, with which a new round may begin. What was counted
// before is left as it is: others keep it.
func (p *Post) took(a kiosk.AuthorityID, round bool) {
	turns := map[kiosk.AuthorityID]int{}
	if !round {
		maps.Copy(turns, p.Turns)
	}
	turns[a]++
	p.Turns = turns
}
