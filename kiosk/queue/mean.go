package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

const (
	// remembered is how many services of a kind the mean is made of.
	remembered = 20

	// rememberedAll is how many of what is alike for all services, such as ways to a desk.
	rememberedAll = 100

	// shrinkage is how many services the usual time counts for beside those that were
	// measured: a few long ones must not frighten everybody.
	shrinkage = 5

	usualWalk = 45 * time.Second
	usualTidy = 15 * time.Second
	longTidy  = 3 * time.Minute  // what took more was something else
	shortest  = 10 * time.Second // what took less was pressed by mistake
	longest   = 3 * time.Hour    // what took more was forgotten
)

// measured is one service, with the part that it was measured on.
type measured struct {
	Part PartID        `json:"part"`
	Took time.Duration `json:"took"`
}

// means are how long services have taken lately.
type means struct {
	Services map[kiosk.ServiceID][]measured `json:"services,omitempty"` // the last ones, newest last
	Walks    []time.Duration                `json:"walks,omitempty"`
	Tidies   []time.Duration                `json:"tidies,omitempty"` // a desk takes between two people while somebody waits
}

// learn takes a part that was served into the means. Where it had several services,
// each has an equal share of the time.
func (m *means) learn(p *Part) {
	if len(p.Services) == 0 || p.Served < shortest || p.Served > longest {
		return
	}
	share := p.Served / time.Duration(len(p.Services))
	if m.Services == nil {
		m.Services = map[kiosk.ServiceID][]measured{}
	}
	for _, id := range p.Services {
		m.Services[id] = last(append(m.Services[id], measured{p.ID, share}), remembered)
	}
}

// forget takes a part out of the means again.
func (m *means) forget(id PartID) {
	for service, list := range m.Services {
		if slices.ContainsFunc(list, func(x measured) bool { return x.Part == id }) {
			m.Services[service] = slices.DeleteFunc(slices.Clone(list), func(x measured) bool { return x.Part == id })
		}
	}
}

func (m *means) walked(d time.Duration) {
	if d > 0 && d < 10*time.Minute {
		m.Walks = last(append(m.Walks, d), rememberedAll)
	}
}

func last[T any](list []T, n int) []T { return list[max(0, len(list)-n):] }

// service is how long a service takes: the mean of the last ones, shrunk towards what
// is usual.
func (m *means) service(id kiosk.ServiceID, usual time.Duration) time.Duration {
	list := m.Services[id]
	sum := usual * shrinkage
	for _, x := range list {
		sum += x.Took
	}
	return sum / time.Duration(len(list)+shrinkage)
}

// part is how long a part takes.
func (m *means) part(services []kiosk.ServiceID, s Settings) time.Duration {
	if len(services) == 0 {
		return s.Service
	}
	var sum time.Duration
	for _, id := range services {
		sum += m.service(id, s.Usual(id))
	}
	return sum
}

// tidied takes in how long a desk took between two people.
func (m *means) tidied(d time.Duration) {
	if d >= 0 && d < longTidy {
		m.Tidies = last(append(m.Tidies, d), rememberedAll)
	}
}

// walk is how long people take from the call to the desk.
func (m *means) walk() time.Duration { return shrunk(m.Walks, usualWalk) }

// tidy is how long a desk takes between two people.
func (m *means) tidy() time.Duration { return shrunk(m.Tidies, usualTidy) }

// shrunk is the mean of a list, shrunk towards what is usual.
func shrunk(list []time.Duration, usual time.Duration) time.Duration {
	sum := usual * shrinkage
	for _, d := range list {
		sum += d
	}
	return sum / time.Duration(len(list)+shrinkage)
}
