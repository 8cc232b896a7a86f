package queue

import "errors"

// The errors of decisions. Each says why what somebody wanted cannot be; nothing has
// changed then.
var (
	// ErrNoLogin is returned when nobody is logged in at the desk.
	ErrNoLogin = errors.New("nobody is logged in at the desk")

	// ErrOther is returned when somebody else is logged in at the desk.
	ErrOther = errors.New("somebody else is logged in at the desk")

	// ErrOnBreak is returned when a desk on a break is to call somebody.
	ErrOnBreak = errors.New("the desk is on a break")

	// ErrDeskBusy is returned when the desk has called or serves somebody already.
	ErrDeskBusy = errors.New("the desk has somebody already")

	// ErrNothing is returned when the desk has nobody that it could be done with.
	ErrNothing = errors.New("the desk has nobody")

	// ErrNobody is returned when nobody waits whom the desk can serve now.
	ErrNobody = errors.New("nobody waits for this desk")

	// ErrNoPart is returned when there is no such part today.
	ErrNoPart = errors.New("there is no such part today")

	// ErrTaken is returned when another desk has the person.
	ErrTaken = errors.New("another desk has them")

	// ErrStage is returned when the part is not in a stage for it.
	ErrStage = errors.New("the part is at another stage")

	// ErrCompetence is returned when the desk has not the competence for the part, or
	// no closed door for a private one.
	ErrCompetence = errors.New("the desk cannot serve it")

	// ErrNoRoom is returned when all rooms with a video link are taken.
	ErrNoRoom = errors.New("no room for remote service is free")

	// ErrTooSoon is returned when a call is to be repeated at once.
	ErrTooSoon = errors.New("it was announced a moment ago")

	// ErrNoUndo is returned when the desk has done nothing that can be undone.
	ErrNoUndo = errors.New("there is nothing to undo")

	// ErrMeanwhile is returned when others have gone on with what is to be undone.
	ErrMeanwhile = errors.New("it has gone on meanwhile")

	// ErrTarget is returned when a transfer leads nowhere.
	ErrTarget = errors.New("it leads nowhere")

	// ErrWord is returned for an outcome, reason or phrase that there is not.
	ErrWord = errors.New("there is no such word")

	// ErrNoAlarm is returned when no call for help is open.
	ErrNoAlarm = errors.New("no call for help is open")
)
