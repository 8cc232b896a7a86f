package catalogue

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

func at(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }

func listed[T ~string](list []T) string {
	names := make([]string, len(list))
	for i, v := range list {
		names[i] = string(v)
	}
	return strings.Join(names, ", ")
}

func (r *reading) readQueues() {
	t, ok := r.open(queuesFile)
	if !ok {
		return
	}
	series := map[kiosk.Series]kiosk.QueueID{}
	var joint, closed, remote kiosk.QueueID
	for _, c := range t.Children("queue") {
		q := r.readQueue(c, series)
		r.queueList = append(r.queueList, q)
		switch {
		case q.Joint && joint != "":
			c.Fault("joint", "queue %s is joint already: leave joint = true in one of them", joint)
		case q.Joint:
			joint = q.ID
		}
		once(c, "private", q.Private, &closed, q.ID)
		once(c, "remote", q.Remote, &remote, q.ID)
	}
	if joint == "" {
		t.Fault("queue", "none is joint: write joint = true in the one queue that serves errands of several queues")
	}
	t.Done()
}

// once adds a fault where another queue is the one of its kind already.
func once(t *Table, key string, is bool, have *kiosk.QueueID, id kiosk.QueueID) {
	switch {
	case is && *have != "":
		t.Fault(key, "queue %s is %s already: leave %s = true in one of them", *have, key, key)
	case is:
		*have = id
	}
}

func (r *reading) readQueue(t *Table, series map[kiosk.Series]kiosk.QueueID) kiosk.Queue {
	var q kiosk.Queue
	if id, ok := Required[string](t, "id", `a word in quotes, such as "kela"`); ok {
		r.claim(t, "queue", id)
		q.ID = kiosk.QueueID(id)
		r.queues[q.ID] = true
	}
	if letter, ok := Required[string](t, "series", "a letter in quotes, A to Z"); ok {
		err := q.Series.UnmarshalText([]byte(letter))
		first, twice := series[q.Series]
		switch {
		case err != nil:
			t.Fault("series", "%q is not one letter from A to Z", letter)
		case twice:
			t.Fault("series", "%q is the letter of queue %s already: choose another", letter, first)
		default:
			series[q.Series] = q.ID
		}
	}
	q.Name = t.Text("name", false)
	q.Place = t.Text("place", true)
	q.Joint, _ = Value[bool](t, "joint", "true or false")
	q.Private, _ = Value[bool](t, "private", "true or false")
	q.Remote, _ = Value[bool](t, "remote", "true or false")
	if room, ok := Value[string](t, "room", "the id of a room, in quotes"); ok {
		q.Room = kiosk.RoomID(room)
		r.references = append(r.references, reference{from: t, key: "room", room: q.Room})
	}
	t.Done()
	return q
}

func (r *reading) readLifeEvents() {
	t, ok := r.open(lifeEventsFile)
	if !ok {
		return
	}
	for _, c := range t.Children("event") {
		r.events = append(r.events, r.readLifeEvent(c))
	}
	t.Done()
}

func (r *reading) readLifeEvent(t *Table) kiosk.LifeEvent {
	var e kiosk.LifeEvent
	if id, ok := Required[string](t, "id", `a code in quotes, such as "KE8"`); ok {
		r.claim(t, "event", id)
		e.ID = kiosk.LifeEventID(id)
	}
	e.Name = t.Text("name", false)
	seen := map[string]bool{}
	for i, id := range t.Strings("services", "ids of services") {
		key := at("services", i)
		switch {
		case id == "":
			t.Fault(key, "is empty: write the id of a service")
		case seen[id]:
			t.Fault(key, "%q is named twice: remove one", id)
		}
		seen[id] = true
		e.Services = append(e.Services, kiosk.ServiceID(id))
		r.references = append(r.references, reference{from: t, key: key, service: kiosk.ServiceID(id)})
	}
	e.Why = t.why(e.Services)
	if len(e.Services) == 0 {
		t.Fault("services", "names no service: list the ids of one or more")
	}
	t.Done()
	return e
}

// why reads the reasons of a life event's services.
func (t *Table) why(services []kiosk.ServiceID) map[kiosk.ServiceID]kiosk.Text {
	m, ok := Value[map[string]any](t, "why", `reasons by service: why.k-housing = { fi = "…", sv = "…", en = "…" }`)
	if !ok {
		return nil
	}
	reasons := map[kiosk.ServiceID]kiosk.Text{}
	for _, id := range slices.Sorted(maps.Keys(m)) {
		key := "why." + id
		text, isText := m[id].(map[string]any)
		switch {
		case !slices.Contains(services, kiosk.ServiceID(id)):
			t.Fault(key, "%q is not among the services of this life event: correct it, or add it to them", id)
		case !isText:
			t.Fault(key, `must be a text in all languages: { fi = "…", sv = "…", en = "…" }`)
		default:
			reasons[kiosk.ServiceID(id)] = t.textOf(key, text)
		}
	}
	return reasons
}
