package queue

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
)

var errPartID = errors.New("a part's name has the form terminal.epoch.sequence/number")

// PartID names a part of a visit.
type PartID struct {
	Visit kiosk.EventName // the ticket's
	N     int             // from 1
}

// String returns the name in the form 17.7GQ2M4XA.42/1.
func (p PartID) String() string {
	if p == (PartID{}) {
		return ""
	}
	return p.Visit.String() + "/" + strconv.Itoa(p.N)
}

// ParsePartID reads what String writes.
func ParsePartID(s string) (PartID, error) {
	visit, n, _ := strings.Cut(s, "/")
	name, err := kiosk.ParseEventName(visit)
	if err != nil {
		return PartID{}, err
	}
	number, err := strconv.Atoi(n)
	if err != nil || number < 1 {
		return PartID{}, fmt.Errorf("%q: %w", s, errPartID)
	}
	return PartID{name, number}, nil
}

// MarshalText writes the name as String does.
func (p PartID) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *PartID) UnmarshalText(b []byte) (err error) {
	*p = PartID{}
	if len(b) > 0 {
		*p, err = ParsePartID(string(b))
	}
	return err
}

// Stage is where a part of a visit is.
type Stage string

// The stages. From Done on, a part has ended.
const (
	Waiting        Stage = "waiting"
	AwaitingExpert Stage = "awaiting_expert" // by video: keeps its place
	Called         Stage = "called"
	Serving        Stage = "serving"
	OnHold         Stage = "on_hold"
	Done           Stage = "done"
	NoShow         Stage = "no_show" // can be revived on the same day
	Left           Stage = "left"    // told that they go
	Transferred    Stage = "transferred"
	Expired        Stage = "expired" // was open when the day was closed
)

// Ended reports whether nothing more happens to a part in the stage by itself.
func (s Stage) Ended() bool {
	switch s {
	case Waiting, AwaitingExpert, Called, Serving, OnHold:
		return false
	}
	return true
}

// atDesk reports whether the person is on the way to a desk, or at it.
func (s Stage) atDesk() bool { return s == Called || s == Serving }

// queued reports whether a part in the stage can be called.
func (s Stage) queued() bool { return s == Waiting || s == AwaitingExpert }

// Outcome is how the service of a part ended, as the advisor says.
type Outcome string

// The outcomes.
const (
	Settled  Outcome = "settled"  // the matter is done
	Partly   Outcome = "partly"   // it goes on, such as when a paper is missing
	Referred Outcome = "referred" // the person knows who does it
	Unserved Outcome = "unserved" // it could not be done here
)

// Outcomes lists the outcomes, in the order of the desk's buttons.
func Outcomes() []Outcome { return []Outcome{Settled, Partly, Referred, Unserved} }

// Channel is how a part was served.
type Channel string

// The channels of a service point.
const (
	ByAdvisor Channel = "advisor"
	ByExpert  Channel = "expert"
	ByVideo   Channel = "remote"
	BySelf    Channel = "self" // in an e-service, at the terminal
)

// Channels lists the channels, in the order of tables.
func Channels() []Channel { return []Channel{BySelf, ByAdvisor, ByExpert, ByVideo} }

// Precedence is why somebody has priority.
type Precedence = kiosk.Precedence

// The reasons of priority.
const (
	Frail    = kiosk.Frail
	Infant   = kiosk.Infant
	Distress = kiosk.Distress
	Deadline = kiosk.Deadline
	OurFault = kiosk.OurFault
)

// Precedences lists the reasons of priority, in the order of the desk's buttons.
func Precedences() []Precedence { return kiosk.Precedences() }

// Part is a part of a visit in the queue.
type Part struct {
	ID        PartID            `json:"id"`
	Authority kiosk.AuthorityID `json:"authority,omitempty"` // empty: any desk's
	Services  []kiosk.ServiceID `json:"services,omitempty"`
	Private   bool              `json:"private,omitempty"`
	Want      kiosk.Served      `json:"want,omitempty"`
	Language  kiosk.Language    `json:"language"`
	ForDesk   DeskID            `json:"for_desk,omitempty"`  // only this desk may call it
	ForStaff  StaffID           `json:"for_staff,omitempty"` // only this person may

	Stage Stage     `json:"stage"`
	Since time.Time `json:"since"` // of the stage

	Class     kiosk.Class `json:"class"`
	Why       Precedence  `json:"why,omitempty"`   // of Priority
	Effective time.Time   `json:"effective"`       // its place: arrival, or the time of an appointment
	Booked    time.Time   `json:"booked,omitzero"` // the time of an appointment

	Calls    int       `json:"calls,omitempty"`
	LastCall time.Time `json:"last_call,omitzero"`
	Cool     *Cooling  `json:"cool,omitempty"` // nobody came: not called again before
	Desk     DeskID    `json:"desk,omitempty"` // that called, serves or served it, or put it on hold
	Staff    StaffID   `json:"staff,omitempty"`
	Room     RoomID    `json:"room,omitempty"` // of remote service: where the person goes
	Held     string    `json:"held,omitempty"` // why it is on hold: a phrase's key
	Notes    []string  `json:"notes,omitempty"`
	Fails    int       `json:"fails,omitempty"` // of the link of remote service

	Channel Channel `json:"channel,omitempty"` // once it was served
	Outcome Outcome `json:"outcome,omitempty"`
	Away    string  `json:"away,omitempty"` // the other service point that it was transferred to
	Next    int     `json:"next,omitempty"` // the part that goes on with it after a transfer
	Wrong   bool    `json:"wrong,omitempty"`

	First   time.Time     `json:"first,omitzero"`   // it was first called
	Ended   time.Time     `json:"ended,omitzero"`   // its last stage began
	Waited  time.Duration `json:"waited,omitempty"` // in line until the first call, while the person was at no desk
	Walked  time.Duration `json:"walked,omitempty"` // from the last call to the arrival at the desk
	Served  time.Duration `json:"served,omitempty"`
	HeldFor time.Duration `json:"held_for,omitempty"`

	Clock   time.Time `json:"clock,omitzero"` // the stage's time counts from here; zero: it stands, because the person is at another desk
	Touched uint64    `json:"touched"`        // the change that touched it last

	in *line // where it waits to be called; nil: it is not to be called now
}

// Cooling is how long somebody who did not come is left alone.
type Cooling struct {
	Until time.Time `json:"until"`
	Desk  DeskID    `json:"desk"`  // that called
	Calls int       `json:"calls"` // or until this desk has made so many calls
}

// Visit is a ticket and its parts.
type Visit struct {
	Ticket kiosk.Ticket `json:"ticket"`
	Parts  []*Part      `json:"parts"`
	Left   time.Time    `json:"left,omitzero"` // all parts have ended
}

// Part returns the part with that number.
func (v *Visit) Part(n int) (*Part, bool) {
	if v == nil || n < 1 || n > len(v.Parts) {
		return nil, false
	}
	return v.Parts[n-1], true
}

// AtDesk returns the part whose desk the person is at or on the way to; nil where
// there is none.
func (v *Visit) AtDesk() *Part {
	i := slices.IndexFunc(v.Parts, func(p *Part) bool { return p.Stage.atDesk() })
	if i < 0 {
		return nil
	}
	return v.Parts[i]
}

// served reports whether all errands were dealt with at the point.
func (v *Visit) served() bool {
	return !slices.ContainsFunc(v.Parts, func(p *Part) bool {
		return p.Stage != Done && (p.Stage != Transferred || p.Away != "")
	})
}

// Ended reports whether all parts have ended.
func (v *Visit) Ended() bool {
	return !slices.ContainsFunc(v.Parts, func(p *Part) bool { return !p.Stage.Ended() })
}
