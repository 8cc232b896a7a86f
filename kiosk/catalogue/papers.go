package catalogue

import "kundterminal/kiosk"

// papersFile says what people bring. A catalogue may be without it.
const papersFile = "papers.toml"

// readPapers reads what people bring, each paper with the services that it is
// needed for.
func (r *reading) readPapers() {
	if _, there := r.texts[papersFile]; !there {
		return
	}
	t, ok := r.open(papersFile)
	if !ok {
		return
	}
	for _, c := range t.Children("paper") {
		if id, ok := Required[string](c, "id", `a word in quotes, such as "identity"`); ok {
			r.claim(c, "paper", id)
		}
		name := c.Text("name", false)
		for i, id := range c.Strings("services", "ids of services") {
			r.references = append(r.references, reference{from: c, key: at("services", i), service: kiosk.ServiceID(id)})
			r.papers[kiosk.ServiceID(id)] = append(r.papers[kiosk.ServiceID(id)], name)
		}
		c.Done()
	}
	t.Done()
}

// readAfter reads what should be done before a service.
func (r *reading) readAfter(t *Table, id kiosk.ServiceID) (after []kiosk.ServiceID) {
	for i, before := range t.Strings("after", "ids of services") {
		after = append(after, kiosk.ServiceID(before))
		r.references = append(r.references, reference{from: t, key: at("after", i), service: kiosk.ServiceID(before)})
	}
	r.orders = append(r.orders, order{t, id, after})
	return after
}

// order is what a service should be done after.
type order struct {
	from    *Table
	service kiosk.ServiceID
	after   []kiosk.ServiceID
}

// checkOrder finds services that should each be done before the other.
func (r *reading) checkOrder() {
	after := map[kiosk.ServiceID][]kiosk.ServiceID{}
	for _, o := range r.orders {
		after[o.service] = o.after
	}
	for _, o := range r.orders {
		if way := circle(after, o.service); way != nil {
			o.from.Fault("after", "goes in a circle, %s after %s: remove one of them", o.service, listed(way))
			return // the others of the circle would say the same
		}
	}
}

// circle returns the way from a service over those that it comes after back to
// itself, or nil where none leads back.
func circle(after map[kiosk.ServiceID][]kiosk.ServiceID, start kiosk.ServiceID) []kiosk.ServiceID {
	seen := map[kiosk.ServiceID]bool{}
	var walk func(at kiosk.ServiceID, way []kiosk.ServiceID) []kiosk.ServiceID
	walk = func(at kiosk.ServiceID, way []kiosk.ServiceID) []kiosk.ServiceID {
		for _, next := range after[at] {
			longer := append(way[:len(way):len(way)], next)
			if next == start {
				return longer
			}
			if seen[next] {
				continue
			}
			seen[next] = true
			if found := walk(next, longer); found != nil {
				return found
			}
		}
		return nil
	}
	return walk(start, nil)
}
