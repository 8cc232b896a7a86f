package kiosk

// AdvisorPressed asks for a service advisor's PIN. The way to it is in the help.
type AdvisorPressed struct{ pressed }

// AdvisorOpened goes to what an advisor wants to see.
type AdvisorOpened struct {
	pressed
	View AdvisorView
}

// PriorityChosen gives the person priority for a reason, or takes it back where there
// is none.
type PriorityChosen struct {
	pressed
	Why Precedence
}

// AdvisorDone hands the terminal back to the person.
type AdvisorDone struct{ pressed }
