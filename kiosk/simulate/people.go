package simulate

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"kundterminal/kiosk"
)

// person is somebody who comes on the day, whatever desks and rules there are.
type person struct {
	at       time.Time
	errands  []kiosk.ServiceID
	of       int // the errand of the day
	served   kiosk.Served
	language kiosk.Language
	booked   time.Time // of an appointment, or zero
	priority bool
	noShow   bool          // never comes when called
	away     bool          // misses the first call
	patience time.Duration // until they go without a word; 0: for ever
	draws    *rand.Rand    // of their own
}

const (
	slot     = 15 * time.Minute // between appointments
	tooEarly = 18 * time.Minute // at most, before an appointment
	tooLate  = 6 * time.Minute  // at most, after it
	sorts    = 0.5              // spread of patience
)

// people draws who comes on the day, in the order in which they come.
func (d Day) people(c *kiosk.Catalogue, seed uint64, midnight time.Time) []*person {
	var list []*person
	pick := sharesOf(d.Errands, func(e Errand) float64 { return e.Share })
	for hour, n := range d.Visits {
		from, until := d.open(hour)
		for range n {
			draws := rand.New(rand.NewPCG(seed, uint64(len(list)+1)))
			p := &person{draws: draws, of: pick(draws.Float64())}
			p.at = midnight.Add(from + time.Duration(draws.Float64()*float64(until-from))).Truncate(time.Second)
			d.draw(p, c, midnight.Add(d.Opens))
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b *person) int { return a.at.Compare(b.at) })
	return list
}

// open is the part of an hour in which the doors are open.
func (d Day) open(hour int) (from, until time.Duration) {
	from = time.Duration(hour) * time.Hour
	return max(from, d.Opens), min(from+time.Hour, d.Closes)
}

func (d Day) draw(p *person, c *kiosk.Catalogue, opens time.Time) {
	h, e := d.Habits, d.Errands[p.of]
	p.served = cmp.Or(e.Served, kiosk.ServedByAdvisor)
	p.errands = e.Services
	if e.Event != "" {
		event, _ := c.LifeEvent(e.Event)
		n := min(1+p.draws.IntN(3), len(event.Services))
		first := p.draws.IntN(len(event.Services) - n + 1)
		p.errands = event.Services[first : first+n]
	}
	p.language = d.language(p.draws.Float64())
	if p.draws.Float64() < h.Appointments {
		p.booked = p.at.Round(slot)
		p.at = p.booked.Add(tooLate - time.Duration(p.draws.Float64()*float64(tooEarly+tooLate))).Truncate(time.Second)
		if closes := opens.Add(d.Closes - d.Opens - time.Second); p.at.After(closes) {
			p.at = closes
		}
		if p.at.Before(opens) {
			p.at = opens
		}
	}
	p.priority = p.draws.Float64() < h.Priority && p.booked.IsZero()
	p.noShow = p.draws.Float64() < h.NoShow
	p.away = p.draws.Float64() < h.Away
	if z := p.draws.NormFloat64(); h.GivesUp > 0 {
		p.patience = time.Duration(float64(h.GivesUp) * math.Exp(sorts*z))
	}
}

func (d Day) language(x float64) kiosk.Language {
	var list []kiosk.Language
	for _, l := range kiosk.AllLanguages() {
		if d.Habits.Languages[l] > 0 {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		return kiosk.Finnish
	}
	return list[sharesOf(list, func(l kiosk.Language) float64 { return d.Habits.Languages[l] })(x)]
}

// sharesOf returns a function that picks an index by shares: x is between 0 and 1.
func sharesOf[T any](list []T, share func(T) float64) func(x float64) int {
	sums := make([]float64, len(list))
	sum := 0.0
	for i, v := range list {
		sum += share(v)
		sums[i] = sum
	}
	return func(x float64) int {
		i, _ := slices.BinarySearch(sums, x*sum)
		return min(i, len(list)-1)
	}
}

// lasting draws a time around a mean, lognormal: most are shorter, a few far longer.
func (p *person) lasting(mean time.Duration, spread float64) time.Duration {
	z := p.draws.NormFloat64()
	d := time.Duration(float64(mean) * math.Exp(spread*z-spread*spread/2))
	return max(d, 5*time.Second).Round(time.Second)
}

// chance reports whether something happens that happens to a share.
func (p *person) chance(share float64) bool { return p.draws.Float64() < share }

// serviceTime is how long services take on average.
func (p *player) serviceTime(services []kiosk.ServiceID) time.Duration {
	var sum time.Duration
	for _, id := range services {
		minutes, ok := p.minutes[id]
		if !ok {
			minutes = p.settings.Usual(id)
		}
		sum += minutes
	}
	return cmp.Or(sum, p.settings.Service)
}
