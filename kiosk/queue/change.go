package queue

import (
	"time"

	"kundterminal/kiosk"
)

// Kind is what a Change tells. The list is closed.
type Kind string

// The kinds of changes.
const (
	DeskOpened   Kind = "desk_opened" // with a Login; also when competences change
	DeskClosed   Kind = "desk_closed"
	BreakBegun   Kind = "break_begun"
	BreakEnded   Kind = "break_ended"
	PartCalled   Kind = "called"
	CallRepeated Kind = "call_repeated" // the display and the voice say it again
	NobodyCame   Kind = "nobody_came"   // to be called again, or the last call: NoShow
	Arrived      Kind = "arrived"       // the person is at the desk
	Taken        Kind = "taken"         // to a desk without a call, or from hold
	PutOnHold    Kind = "put_on_hold"
	PutBack      Kind = "put_back" // to its place in the queue
	Moved        Kind = "moved"    // transferred
	LinkFailed   Kind = "link_failed"
	Finished     Kind = "finished"
	WentAway     Kind = "went_away"
	Revived      Kind = "revived"
	Preferred    Kind = "preferred" // priority was set, or taken back
	PartAdded    Kind = "part_added"
	NoteAdded    Kind = "note_added"
	TimesWrong   Kind = "times_wrong"
	Undone       Kind = "undone"
	QueuePaused  Kind = "queue_paused"
	QueueResumed Kind = "queue_resumed"
	QueueShut    Kind = "queue_closed"
	QuotaSet     Kind = "quota_set"
	StaffCounted Kind = "staff_counted"
	HelpCalled   Kind = "help_called"
	HelpAnswered Kind = "help_answered"
	HelpEnded    Kind = "help_ended"
	DayClosed    Kind = "day_closed"
)

// Change is one thing that happened in the queue, as the journal keeps it. Which
// fields it has depends on its Kind.
type Change struct {
	Kind  Kind      `json:"do"`
	At    time.Time `json:"at"`
	Desk  DeskID    `json:"desk,omitempty"`
	Staff StaffID   `json:"staff,omitempty"`
	Part  PartID    `json:"part,omitzero"`

	Login   *Login        `json:"login,omitempty"`   // of DeskOpened
	Rule    RuleKind      `json:"rule,omitempty"`    // of PartCalled: why them; empty: chosen by hand
	Round   bool          `json:"round,omitempty"`   // of PartCalled: the turns of the desk's authorities begin anew
	Room    RoomID        `json:"room,omitempty"`    // of PartCalled and Taken, by video
	Phrase  string        `json:"phrase,omitempty"`  // of PutOnHold: why; of NoteAdded
	Until   time.Time     `json:"until,omitzero"`    // of NobodyCame: not called again before; zero: it was the last call
	To      *Target       `json:"to,omitempty"`      // of Moved and PartAdded
	Place   time.Time     `json:"place,omitzero"`    // of Moved, PartAdded and Revived: the new effective time
	Why     Precedence    `json:"why,omitempty"`     // of Preferred; empty: it was taken back
	Outcome Outcome       `json:"outcome,omitempty"` // of Finished
	Wrong   bool          `json:"wrong,omitempty"`   // of Finished: the times are not true
	Queue   kiosk.QueueID `json:"queue,omitempty"`
	N       int           `json:"n,omitempty"`   // of QuotaSet and StaffCounted
	Date    kiosk.Date    `json:"date,omitzero"` // of DayClosed
}

// Target is where a part goes on. With a Point the visit goes on elsewhere; else the
// part goes to an authority or its services, and may wait for one desk or person.
type Target struct {
	Authority kiosk.AuthorityID `json:"authority,omitempty"` // empty: as before
	Services  []kiosk.ServiceID `json:"services,omitempty"`  // none: as before, while the authority is the same
	Private   bool              `json:"private,omitempty"`
	Desk      DeskID            `json:"desk,omitempty"`
	Staff     StaffID           `json:"staff,omitempty"`
	Want      kiosk.Served      `json:"want,omitempty"`  // ServedRemotely: waits for the authority's expert by video; empty: an advisor
	Point     string            `json:"point,omitempty"` // another service point
}
