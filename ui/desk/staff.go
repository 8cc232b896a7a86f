package desk

import (
	"context"
	"errors"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Role is what somebody of the staff may do.
type Role string

// The roles. A lead may do all that an advisor does; a technician sees how the queue
// is and changes nothing in it.
const (
	Everybody  Role = ""
	Advisor    Role = "advisor"
	Lead       Role = "lead"
	Technician Role = "technician"
)

// Roles lists the roles that somebody can have.
func Roles() []Role { return []Role{Advisor, Lead, Technician} }

// May reports whether the role opens what another is needed for.
func (r Role) May(need Role) bool {
	switch need {
	case Everybody:
		return true
	case Advisor:
		return r == Advisor || r == Lead
	}
	return r == need
}

// Person is somebody of the staff.
type Person struct {
	ID          queue.StaffID
	Role        Role
	Languages   []kiosk.Language    // offered first when a desk is chosen; none: all
	Authorities []kiosk.AuthorityID // offered first, dearest first; none: all
	Proof       string              // changes with the password: sessions of an old one end
}

// Staff knows who works at the point.
type Staff interface {
	// Prove returns who has logged in. It takes as long for an account that is not
	// there as for a wrong password, and returns ErrWrong for both; other errors mean
	// that nothing can be proved now. The password is not kept.
	Prove(ctx context.Context, id queue.StaffID, password []byte) (Person, error)

	// Person returns somebody as they are now, and false for who has left: their
	// sessions end at the next press.
	Person(id queue.StaffID) (Person, bool)

	// People lists the staff, for transfers to a person.
	People() []Person
}

// ErrWrong is returned for a wrong password, and for an account that is not there.
var ErrWrong = errors.New("the account or the password is wrong")
