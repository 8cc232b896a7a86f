package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

// DeskID names a desk as people read it: "7".
type DeskID string

// StaffID names a member of staff without saying who it is: "s-014".
type StaffID string

// RoomID names a room with a video link, where people meet an expert: "V1".
type RoomID string

// Login is what somebody at a desk can do.
type Login struct {
	Staff       StaffID             `json:"staff"`
	Authorities []kiosk.AuthorityID `json:"authorities,omitempty"` // whose errands, dearest first; none: all
	Services    []kiosk.ServiceID   `json:"services,omitempty"`    // only these; none: all of the authorities
	Languages   []kiosk.Language    `json:"languages,omitempty"`   // none: all
	Expert      bool                `json:"expert,omitempty"`      // of the authority itself
	Remote      bool                `json:"remote,omitempty"`      // by video: calls people to a Room
	Door        bool                `json:"door,omitempty"`        // the desk is behind a closed door
}

// Knows reports whether the errands of an authority are among the competences.
func (l Login) Knows(a kiosk.AuthorityID) bool {
	return a == "" || len(l.Authorities) == 0 || slices.Contains(l.Authorities, a)
}

// Channel is how somebody with the login serves.
func (l Login) Channel() Channel {
	switch {
	case l.Remote:
		return ByVideo
	case l.Expert:
		return ByExpert
	}
	return ByAdvisor
}

// Post is a desk at which somebody is logged in.
type Post struct {
	Desk    DeskID                    `json:"desk"`
	Login   Login                     `json:"login"`
	Since   time.Time                 `json:"since"`
	Break   bool                      `json:"break,omitempty"` // it calls nobody
	Rests   time.Time                 `json:"rests,omitzero"`  // since when
	Holds   PartID                    `json:"holds,omitzero"`  // the part that was called or is served
	Freed   time.Time                 `json:"freed,omitzero"`  // it let the last one go, and has neither called nor rested since
	Calls   int                       `json:"calls,omitempty"` // today
	Turns   map[kiosk.AuthorityID]int `json:"turns,omitempty"` // of each authority in the round, where they take turns
	Alarm   time.Time                 `json:"alarm,omitzero"`  // a call for help is open since
	Answers DeskID                    `json:"answers,omitempty"`
	Last    *Memo                     `json:"last,omitempty"` // what can be undone
}

// Memo is what a desk's last action changed.
type Memo struct {
	Kind   Kind                      `json:"kind"`
	Change uint64                    `json:"change"`
	Before Part                      `json:"before"` // the part as it was
	Held   PartID                    `json:"held,omitzero"`
	Added  int                       `json:"added,omitempty"` // the part that the action made; 0: none
	Turns  map[kiosk.AuthorityID]int `json:"turns,omitempty"` // of the desk, as they were
}

// Gate is what is said of a queue beside its people.
type Gate struct {
	Paused bool `json:"paused,omitempty"`
	Closed bool `json:"closed,omitempty"` // for the rest of the day
	Quota  int  `json:"quota,omitempty"`  // numbers of a day; 0: no limit
	Given  int  `json:"given,omitempty"`  // today
}
