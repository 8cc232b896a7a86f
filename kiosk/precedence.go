package kiosk

import "slices"

// Precedence is why somebody has priority. It says nothing of a person's health.
type Precedence string

// The reasons of priority.
const (
	Frail    Precedence = "frail"    // waiting is hard on them
	Infant   Precedence = "infant"   // with a small child
	Distress Precedence = "distress" // in a state in which they cannot wait
	Deadline Precedence = "deadline" // the matter ends today
	OurFault Precedence = "our_fault"
)

// Precedences lists the reasons of priority, in the order of buttons.
func Precedences() []Precedence { return []Precedence{Frail, Infant, Distress, Deadline, OurFault} }

// known reports whether it is one of the reasons.
func (p Precedence) known() bool { return slices.Contains(Precedences(), p) }

// class is that of a visit without an appointment.
func (s Session) class() Class {
	if s.Why != "" {
		return Priority
	}
	return WalkIn
}
