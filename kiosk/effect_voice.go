package kiosk

// Speak wants something heard, in place of what is being heard: a chime, and after
// it what is to be said of the state that comes with the effect. It returns as
// SpeechEnded.
type Speak struct {
	wish
	Speech   uint64 // returns with SpeechEnded
	Chime    Chime
	Say      Saying
	Service  ServiceID // of SayService
	Language Language  // of SayCard
}

// Hush wants the voice to stop at once.
type Hush struct{ wish }

// Chime is a sound without words, for whoever does not look at the screen.
type Chime uint8

// The chimes.
const (
	NoChime      Chime = iota
	ChimeTicket        // your ticket
	ChimeWarning       // the session is about to end
)

// Saying is what is to be said.
type Saying uint8

// What can be said.
const (
	SayNothing Saying = iota
	SayScreen         // all that is on the screen
	SayFocus          // the button that the keypad is on
	SayService        // whether a service is chosen now
	SayTyped          // what was typed last
	SayField          // all that is typed
	SayVolume         // how loud the voice is
	SayCard           // a card was left in the reader
)
