package kiosk

// HushPressed makes the voice stop, and says nothing more until somebody asks to
// listen again.
type HushPressed struct{ pressed }

// Touched is a touch beside everything that can be pressed. Like any press it stops
// what is being said, and is a sign of life.
type Touched struct{ pressed }

// SpeechEnded tells that what Speak wanted has been heard to its end, or cannot
// be. Nothing tells of what a Hush or another Speak has ended.
type SpeechEnded struct {
	happening
	Speech uint64 // of the Speak
}
