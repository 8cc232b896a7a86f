package kiosk

// BothPressed is two presses with one finger: an answer to one question of several,
// and the way to the next one. Either may be nil.
type BothPressed struct {
	pressed
	First, Then Press
}
