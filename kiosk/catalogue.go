package kiosk

import (
	"cmp"
	"slices"
	"time"
)

// The identifiers of the catalogue. They are written in lower-case ASCII with
// hyphens ("k-housing"), life events as in the Finnish Service Catalogue
// ("KE8"), and never change their meaning.
type (
	AuthorityID string
	ServiceID   string
	LifeEventID string
	QueueID     string
)

// Authority is an organisation whose services can be had at the point.
type Authority struct {
	ID   AuthorityID
	Name Text // in full: "Verohallinto"
	Tile Text // as short as fits a tile; Name where the catalogue gives none

	Order int // authorities with a smaller one come first; the same: by the alphabet
}

// Short is the name that fits a tile.
func (a Authority) Short() Text {
	if len(a.Tile) == 0 {
		return a.Name
	}
	return a.Tile
}

// Way is how a service is given at a joint service point, by the ASTI codes of
// the Finnish Service Catalogue.
type Way string

// The ways of the Finnish Service Catalogue.
const (
	DocumentReceived              Way = "DocumentReceived"
	GuidanceToOnlineSelfService   Way = "GuidanceToOnlineSelfService"
	OnlineSelfServicePoint        Way = "OnlineSelfServicePoint"
	OnsiteGuidance                Way = "OnsiteGuidance"
	OnsiteGuidanceByServiceAuthor Way = "OnsiteGuidanceByServiceAuthor"
	RemoteGuidance                Way = "RemoteGuidance"
	LostAndFound                  Way = "LostAndFound"
)

// Service is one thing a person can come to the point for.
type Service struct {
	ID        ServiceID
	Authority AuthorityID
	Name      Text
	Errands   []Text // what people typically come for: "apply", "attachments"
	Note      Text   // a deadline or a hint in one sentence; may be empty
	Keywords  Text   // more words to find it by, separated by spaces; may be empty
	Class     string // service class of the Finnish Service Catalogue: "P10.1"
	Ways      []Way
	Queue     QueueID
	Days      Weekdays    // the days on which it is served
	ValidFrom Date        // first day, or zero
	ValidTo   Date        // last day, or zero
	Bring     []Text      // what people bring, each in a few words
	After     []ServiceID // what should be done before it
	Private   bool        // never named on paper, on a display or aloud
	Minutes   int         // that serving it usually takes, until the point has measured it; 0: not known
	EService  Text        // https address of its e-service in each language; empty: none
}

// ValidOn reports whether the service exists on the day d: a support with dates
// appears and disappears by them.
func (s Service) ValidOn(d Date) bool {
	return (s.ValidFrom.IsZero() || d.Compare(s.ValidFrom) >= 0) &&
		(s.ValidTo.IsZero() || d.Compare(s.ValidTo) <= 0)
}

// ServedOn reports whether the service exists and is served on the day d.
func (s Service) ServedOn(d Date) bool { return s.ValidOn(d) && s.Days.Has(d.Weekday()) }

// Weekdays is a set of days of the week.
type Weekdays uint8

// WeekdaysOf returns the set of the given days.
func WeekdaysOf(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		w |= 1 << d
	}
	return w
}

// Has reports whether d is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// LifeEvent is a life situation with the services it usually needs, in the
// order in which they should be done.
type LifeEvent struct {
	ID       LifeEventID
	Name     Text
	Services []ServiceID
	Why      map[ServiceID]Text // of some of them, in one sentence: why there, or until when
}

// Queue is a line of waiting people.
type Queue struct {
	ID     QueueID
	Series Series
	Name   Text // neutral: may stand on paper and be called aloud
	Place  Text // where to wait, in a short sentence; may be empty
	Joint  bool // serves visits whose errands lead to more than one queue

	Private bool   // waits for a closed room: serves visits with private errands
	Remote  bool   // waits for the room with the video
	Room    RoomID // where one goes; empty: the terminal does not show the way
}

// Series is the letter in front of a queue's numbers, 'A' to 'Z'.
type Series byte

// String returns the letter.
func (s Series) String() string { return string(rune(s)) }

// MarshalText writes the letter.
func (s Series) MarshalText() ([]byte, error) { return []byte{byte(s)}, nil }

// UnmarshalText reads what MarshalText writes.
func (s *Series) UnmarshalText(b []byte) error {
	if len(b) != 1 || b[0] < 'A' || b[0] > 'Z' {
		return errSeries
	}
	*s = Series(b[0])
	return nil
}

// Catalogue is everything that can be had at the point. It is immutable once
// NewCatalogue has made it; a new one replaces it whole.
type Catalogue struct {
	Authorities []Authority
	Services    []Service
	LifeEvents  []LifeEvent
	Queues      []Queue
	Notices     []Notice
	Forms       []Form
	Roster      Roster
	Rooms       []Room
	Floors      []Floor

	authorities map[AuthorityID]int
	services    map[ServiceID]int
	events      map[LifeEventID]int
	queues      map[QueueID]int
	of          map[AuthorityID][]int // places of its services
	lexicon     *lexicon              // for Search
}

// NewCatalogue indexes the lists, whose order is the order of the screens.
// It trusts their references: sub-package catalogue proves them.
func NewCatalogue(a []Authority, s []Service, e []LifeEvent, q []Queue) *Catalogue {
	c := &Catalogue{Authorities: a, Services: s, LifeEvents: e, Queues: q}
	c.authorities = index(a, func(a Authority) AuthorityID { return a.ID })
	c.services = index(s, func(s Service) ServiceID { return s.ID })
	c.events = index(e, func(e LifeEvent) LifeEventID { return e.ID })
	c.queues = index(q, func(q Queue) QueueID { return q.ID })
	c.of = map[AuthorityID][]int{}
	for i := range s {
		c.of[s[i].Authority] = append(c.of[s[i].Authority], i)
	}
	c.lexicon = lexiconOf(c)
	return c
}

func index[T any, K comparable](list []T, key func(T) K) map[K]int {
	m := make(map[K]int, len(list))
	for i, v := range list {
		m[key(v)] = i
	}
	return m
}

func find[T any, K comparable](list []T, m map[K]int, k K) (T, bool) {
	i, ok := m[k]
	if !ok {
		var none T
		return none, false
	}
	return list[i], true
}

// Authority returns the authority with that id.
func (c *Catalogue) Authority(id AuthorityID) (Authority, bool) {
	return find(c.Authorities, c.authorities, id)
}

// Service returns the service with that id.
func (c *Catalogue) Service(id ServiceID) (Service, bool) { return find(c.Services, c.services, id) }

// LifeEvent returns the life event with that id.
func (c *Catalogue) LifeEvent(id LifeEventID) (LifeEvent, bool) {
	return find(c.LifeEvents, c.events, id)
}

// Queue returns the queue with that id.
func (c *Catalogue) Queue(id QueueID) (Queue, bool) { return find(c.Queues, c.queues, id) }

// AuthoritiesOn lists the authorities that have a service on the day d, by their
// Order, and those with the same by the alphabet of the language that their names
// are shown in.
func (c *Catalogue) AuthoritiesOn(d Date, l Language) []Authority {
	var list []Authority
	var names []string
	for _, a := range c.Authorities {
		if slices.ContainsFunc(c.of[a.ID], func(i int) bool { return c.Services[i].ValidOn(d) }) {
			list = append(list, a)
			names = append(names, a.Short().String(l))
		}
	}
	sorted := make([]Authority, len(list))
	for place, i := range l.Sorted(names) {
		sorted[place] = list[i]
	}
	slices.SortStableFunc(sorted, func(a, b Authority) int { return cmp.Compare(a.Order, b.Order) })
	return sorted
}

// ServicesOf lists the authority's services that exist on the day d.
func (c *Catalogue) ServicesOf(id AuthorityID, d Date) []Service {
	var list []Service
	for _, i := range c.of[id] {
		if s := &c.Services[i]; s.ValidOn(d) {
			list = append(list, *s)
		}
	}
	return list
}

// Bundle lists the services of a life event that exist on the day d, in the
// event's order.
func (c *Catalogue) Bundle(id LifeEventID, d Date) []Service {
	event, _ := c.LifeEvent(id)
	var list []Service
	for _, sid := range event.Services {
		if s, ok := c.Service(sid); ok && s.ValidOn(d) {
			list = append(list, s)
		}
	}
	return list
}

// QueueFor returns the queue of a visit with these errands: their own where all
// lead to one, else the joint queue, whose advisor starts with all of them.
func (c *Catalogue) QueueFor(errands []ServiceID) (Queue, bool) {
	var own QueueID
	for _, id := range errands {
		s, ok := c.Service(id)
		if !ok {
			continue
		}
		if own != "" && own != s.Queue {
			return c.jointQueue()
		}
		own = s.Queue
	}
	return c.Queue(own)
}

func (c *Catalogue) jointQueue() (Queue, bool) {
	for _, q := range c.Queues {
		if q.Joint {
			return q, true
		}
	}
	return Queue{}, false
}
