package kiosk

// AdvisorRequested asks for a service advisor to come to the terminal.
type AdvisorRequested struct{ pressed }

// AdvisorCancelled says that no advisor is needed any more.
type AdvisorCancelled struct{ pressed }

// BeaconChanged tells what the light that calls an advisor itself has confirmed.
type BeaconChanged struct {
	happening
	Beacon Beacon
}
