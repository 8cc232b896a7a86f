package catalogue

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// The files of a catalogue.
const (
	authorityDir   = "authorities"
	lifeEventsFile = "life-events.toml"
	queuesFile     = "queues.toml"
)

// otherFiles lie in the same folder, and are read by package point.
var otherFiles = []string{"desks.toml", "rules.toml"}

// rootFiles are the files beside the folder of authorities.
var rootFiles = []string{lifeEventsFile, queuesFile, rosterFile, roomsFile, papersFile, noticesFile, formsFile}

// Load reads a catalogue. When anything is wrong with it, the error is the
// Faults, all at once, and there is no catalogue.
func Load(fsys fs.FS, also ...Also) (*kiosk.Catalogue, error) {
	s, faults := take(fsys)
	return s.loadWith(faults, also)
}

// Also reads files of the folder that are no part of a catalogue, by their paths,
// and returns what is wrong with them. It is called where the catalogue has no faults.
type Also func(files map[string]string, c *kiosk.Catalogue) Faults

// loadWith makes a catalogue of texts that are sound with all that reads them.
func (s snapshot) loadWith(unread Faults, also []Also) (*kiosk.Catalogue, error) {
	c, err := s.load(unread)
	if err != nil {
		return nil, err
	}
	var faults Faults
	for _, check := range also {
		faults = append(faults, check(s, c)...)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

// load makes a catalogue of the texts, unless they, or those that could not be
// read, have faults.
func (s snapshot) load(unread Faults) (*kiosk.Catalogue, error) {
	r := &reading{
		texts: s, faults: slices.Clone(unread),
		ids: map[string]place{}, queues: map[kiosk.QueueID]bool{}, services: map[kiosk.ServiceID]bool{},
		papers:  map[kiosk.ServiceID][]kiosk.Text{},
		roomIDs: map[kiosk.RoomID]bool{},
	}
	r.readStrangers()
	r.readRooms()
	r.readQueues()
	r.readPapers()
	r.readAuthorities()
	r.readRoster()
	r.readLifeEvents()
	r.readAdditions()
	r.readNoticesFile()
	r.readForms()
	r.checkReferences()
	r.checkOrder()
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(r.authorities, func(a, b authority) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	var authorities []kiosk.Authority
	var services []kiosk.Service
	for _, a := range r.authorities {
		authorities = append(authorities, a.Authority)
		services = append(services, a.services...)
	}
	c := kiosk.NewCatalogue(authorities, services, r.events, r.queueList)
	c.Notices, c.Forms = r.notices, r.forms
	c.Roster, c.Rooms, c.Floors = r.roster, r.rooms, r.floors
	return c, nil
}

// reading is a catalogue while it is being read.
type reading struct {
	texts       snapshot
	faults      Faults
	authorities []authority
	events      []kiosk.LifeEvent
	queueList   []kiosk.Queue
	ids         map[string]place // every id with its kind, and where it was first given
	queues      map[kiosk.QueueID]bool
	services    map[kiosk.ServiceID]bool
	references  []reference
	papers      map[kiosk.ServiceID][]kiosk.Text // what people bring
	orders      []order
	notices     []kiosk.Notice
	forms       []kiosk.Form
	roster      kiosk.Roster
	rooms       []kiosk.Room
	floors      []kiosk.Floor
	roomIDs     map[kiosk.RoomID]bool
}

// authority is one file of authorities.
type authority struct {
	kiosk.Authority
	services []kiosk.Service
}

// place is where an id was given.
type place struct {
	file string
	line int
}

func (p place) String() string {
	if p.line == 0 {
		return p.file
	}
	return fmt.Sprintf("%s:%d", p.file, p.line)
}

// reference is an id that something else must have given.
type reference struct {
	from    *Table
	key     string
	service kiosk.ServiceID // either this
	queue   kiosk.QueueID   // or this
	room    kiosk.RoomID    // or this
}

// open parses a file. Where it cannot, it adds the fault and returns no table.
func (r *reading) open(file string) (*Table, bool) {
	text, ok := r.texts[file]
	if !ok {
		if !r.faulty(file) {
			r.faults = append(r.faults, Fault{File: file, Reason: unreadable(fs.ErrNotExist)})
		}
		return nil, false
	}
	return Parse(file, text, &r.faults)
}

func (r *reading) faulty(file string) bool {
	return slices.ContainsFunc(r.faults, func(f Fault) bool { return f.File == file })
}

// readStrangers finds *.toml files that no part of the catalogue reads.
func (r *reading) readStrangers() {
	for name := range r.texts {
		if path.Dir(name) == "." && !slices.Contains(rootFiles, name) && !slices.Contains(otherFiles, name) {
			r.faults = append(r.faults, Fault{File: name, Reason: fmt.Sprintf(
				"is no file of a catalogue: name it %s, %s/<id>.toml or %s/<name>.toml, or remove it", strings.Join(rootFiles, ", "), authorityDir, additionsDir)})
		}
	}
}

func (r *reading) readAuthorities() {
	found := false
	for _, name := range slices.Sorted(maps.Keys(r.texts)) {
		if path.Dir(name) != authorityDir {
			continue
		}
		found = true
		if t, ok := r.open(name); ok {
			r.authorities = append(r.authorities, r.readAuthority(t))
		}
	}
	if !found && !r.faulty(authorityDir) {
		r.faults = append(r.faults, Fault{File: authorityDir, Reason: "has no file: add one <id>.toml for each authority"})
	}
}

// claim notes that an id is given here, and adds a fault where it has a wrong
// form or was given before.
func (r *reading) claim(t *Table, kind, id string) {
	form := forms[kind]
	if !form.pattern.MatchString(id) || len(id) > maxID {
		t.Fault("id", "%q is no id of a %s: %s", id, kind, form.advice)
	}
	here := place{t.file, t.lineOf(join(t.path, "id"))}
	if first, twice := r.ids[kind+" "+id]; twice {
		t.Fault("id", "%q is given twice, in %s and in %s: give one of them another id or remove it", id, first, here)
		return
	}
	r.ids[kind+" "+id] = here
}

// checkReferences finds ids that nothing has given. Where a file could not be
// read at all, it says nothing of ids that may stand in it.
func (r *reading) checkReferences() {
	servicesKnown := !slices.ContainsFunc(r.faults, lostAuthority)
	queuesKnown := r.queueList != nil || !r.faulty(queuesFile)
	for _, ref := range r.references {
		switch {
		case ref.service != "" && servicesKnown && !r.services[ref.service]:
			ref.from.Fault(ref.key, "%q is the id of no service: correct it, or add the service to its authority's file", ref.service)
		case ref.room != "" && !r.faulty(roomsFile) && !r.roomIDs[ref.room]:
			ref.from.Fault(ref.key, "%q is the id of no room: correct it, or add the room to %s", ref.room, roomsFile)
		case ref.queue != "" && queuesKnown && !r.queues[ref.queue]:
			ref.from.Fault(ref.key, "%q is the id of no queue: correct it, or add the queue to %s", ref.queue, queuesFile)
		}
	}
}

// lostAuthority reports whether a fault keeps a file with services from being read.
func lostAuthority(f Fault) bool {
	return f.Key == "" && (f.File == authorityDir || path.Dir(f.File) == authorityDir || path.Dir(f.File) == additionsDir)
}
