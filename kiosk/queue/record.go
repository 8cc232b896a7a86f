package queue

import (
	"time"

	"kundterminal/kiosk"
)

// Record is what statistics know of a part of a visit. It names no ticket.
type Record struct {
	Date     kiosk.Date // of the ticket
	Hour     int        // of the arrival, 0 to 23
	Terminal kiosk.TerminalID
	First    bool // of its visit: visits are counted by their first parts
	Last     bool // the visit ended with it

	Authority kiosk.AuthorityID
	Services  []kiosk.ServiceID // none where the part is private
	Channel   Channel           // that served it, or that it waited for
	Language  kiosk.Language
	Class     kiosk.Class
	Stage     Stage
	Outcome   Outcome
	Wrong     bool // its times count in no average

	Waited, Walked, Served time.Duration
	Reached                bool          // it was called
	Begun                  bool          // it was served
	Promise                kiosk.Span    // of the wait, with a first part; zero: none was made
	Whole                  kiosk.Span    // of the visit, with a last part
	Had                    time.Duration // from the ticket to the first call of the visit
	Stayed                 time.Duration // from the ticket to the end of the visit
}
