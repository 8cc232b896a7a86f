package catalogue

import (
	"maps"
	"path"
	"slices"

	"kundterminal/kiosk"
)

// additionsDir holds files that add services to authorities and life events
// without replacing the files of these.
const additionsDir = "additions"

// readAdditions reads services that say themselves whose they are and in which
// life events they come, and notices.
func (r *reading) readAdditions() {
	for _, name := range slices.Sorted(maps.Keys(r.texts)) {
		if path.Dir(name) != additionsDir {
			continue
		}
		t, ok := r.open(name)
		if !ok {
			continue
		}
		for _, c := range t.Children("service") {
			r.addService(c)
		}
		r.readNotices(t)
		t.Done()
	}
}

func (r *reading) addService(t *Table) {
	owner, named := Required[string](t, "authority", "the id of an authority, in quotes")
	events := t.Strings("life_events", "ids of life events")
	s := r.readService(t)
	s.Authority = kiosk.AuthorityID(owner)
	i := slices.IndexFunc(r.authorities, func(a authority) bool { return a.ID == s.Authority })
	if i < 0 {
		if named && !slices.ContainsFunc(r.faults, lostAuthority) {
			t.Fault("authority", "%q is the id of no authority: correct it, or add the file %s/%s.toml", owner, authorityDir, owner)
		}
		return
	}
	r.authorities[i].services = append(r.authorities[i].services, s)
	for n, id := range events {
		k := slices.IndexFunc(r.events, func(e kiosk.LifeEvent) bool { return string(e.ID) == id })
		switch {
		case k < 0 && !r.faulty(lifeEventsFile):
			t.Fault(at("life_events", n), "%q is the id of no life event: correct it, or add it to %s", id, lifeEventsFile)
		case k >= 0 && !slices.Contains(r.events[k].Services, s.ID):
			r.events[k].Services = append(r.events[k].Services, s.ID)
		}
	}
}
