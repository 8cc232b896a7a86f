package queue

import (
	"math"
	"slices"
	"time"

	"kundterminal/kiosk"
)

const (
	// kept is how many promises of a kind the range of the next one is made of.
	kept = 120

	// covered is the share of visits whose wait the range is to hold.
	covered = 0.90

	// grace keeps short waits from being told to the minute: it is added to both sides
	// of every ratio.
	grace = 4 * time.Minute

	prior = 12 // how many promises the ratios that nobody has measured count for
)

// brackets are the waits, as they were reckoned, up to which promises are judged
// together: a short wait errs otherwise than a long one.
var brackets = [...]time.Duration{10 * time.Minute, 30 * time.Minute, math.MaxInt64}

// trust is what became of the last promises: how much longer, or shorter, people waited
// than was reckoned, as ratios, newest last. The range of a promise follows from it, so
// that estimates mend themselves.
type trust struct {
	Waits  [len(brackets)][]float64 `json:"waits,omitempty"`
	Visits [len(brackets)][]float64 `json:"visits,omitempty"`
}

func bracket(mid time.Duration) int {
	for i, most := range brackets {
		if mid <= most {
			return i
		}
	}
	return len(brackets) - 1
}

// learn takes in what became of the wait that a ticket promised.
func (t *trust) learn(ticket kiosk.Ticket, called time.Time) {
	t.add(&t.Waits, ticket.Estimate.Wait, called.Sub(ticket.IssuedAt))
}

// ended takes in what became of the visit that a ticket promised.
func (t *trust) ended(ticket kiosk.Ticket, at time.Time) {
	t.add(&t.Visits, ticket.Estimate.Visit, at.Sub(ticket.IssuedAt))
}

func (*trust) add(rings *[len(brackets)][]float64, promise kiosk.Span, had time.Duration) {
	if !promise.Known() {
		return
	}
	r := &rings[bracket(promise.Mid)]
	*r = append((*r)[max(0, len(*r)-kept+1):], ratio(had, promise.Mid))
}

// forget takes what became of a promise out again.
func (*trust) forget(rings *[len(brackets)][]float64, promise kiosk.Span, had time.Duration) {
	if !promise.Known() {
		return
	}
	r := &rings[bracket(promise.Mid)]
	for i, x := range slices.Backward(*r) {
		if x == ratio(had, promise.Mid) {
			*r = slices.Delete(*r, i, i+1)
			return
		}
	}
}

func ratio(had, mid time.Duration) float64 {
	return float64(max(0, had)+grace) / float64(mid+grace)
}

// span is the range that a reckoned time is told as, rounded to five minutes.
func (t *trust) span(rings *[len(brackets)][]float64, mid time.Duration) kiosk.Span {
	low, high := spread(rings[bracket(mid)])
	of := func(factor float64) time.Duration {
		return max(0, time.Duration(factor*float64(mid+grace))-grace)
	}
	const step = 5 * time.Minute
	least, most := of(low).Truncate(step), of(high)
	if up := most.Truncate(step); up < most || up == 0 {
		most = up + step
	}
	return kiosk.Span{Least: least, Most: max(most, least+step), Mid: max(mid, time.Second)}
}

// spread is between which ratios most promises lie. Those that were not measured yet
// are taken to lie between a half and nearly twice.
func spread(ratios []float64) (low, high float64) {
	sorted := make([]float64, 0, len(ratios)+prior)
	sorted = append(sorted, ratios...)
	for i := range max(0, prior-len(ratios)/4) {
		sorted = append(sorted, math.Pow(2, 2*float64(i)/(prior-1)-1)*0.95)
	}
	slices.Sort(sorted)
	at := func(q float64) float64 {
		x := q * float64(len(sorted)-1)
		i := int(x)
		if i+1 >= len(sorted) {
			return sorted[len(sorted)-1]
		}
		return sorted[i] + (x-float64(i))*(sorted[i+1]-sorted[i])
	}
	tail := (1 - covered) / 2
	return at(tail), at(1 - tail)
}
