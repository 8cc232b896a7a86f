package display

import (
	"fmt"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
)

// Feed gives what is to be seen. Its methods may be called from several goroutines.
type Feed interface {
	// Board is what is to be seen now.
	Board() Board

	// Watch tells when the board may have changed. Several changes may be told once.
	Watch() (changed <-chan struct{}, stop func())
}

// Board is what is to be seen.
type Board struct {
	Calls   []Call // the latest first; as many as fit are shown
	Notices []kiosk.Notice
	Waiting bool      // somebody waits to be called
	Closed  bool      // the service point is closed
	Opens   time.Time // when it opens next; zero: not known
}

// Call is a number and where its person goes.
type Call struct {
	Series    kiosk.Series
	Number    int
	Sign      string // of the desk or the room: "7", "V1"
	Room      bool   // it is a room
	Direction point.Direction
	Paint     kiosk.Paint
	Language  kiosk.Language // in which it is said
	At        time.Time      // of this call; a call that is repeated has another
}

func (c Call) ticket() kiosk.Ticket { return kiosk.Ticket{Series: c.Series, Number: c.Number} }

// id tells the call from all others of the day.
func (c Call) id() string {
	return fmt.Sprintf("%d-%s", c.At.UnixMilli(), strings.ReplaceAll(c.ticket().Label(), " ", ""))
}

// row is a call as the page knows it.
type row struct {
	ID        string          `json:"id"`
	Label     string          `json:"label"`
	Sign      string          `json:"sign"`
	Room      bool            `json:"room"`
	Direction point.Direction `json:"direction"`
	Paint     kiosk.Paint     `json:"paint"`
	At        int64           `json:"at"` // milliseconds by the clock on the wall
}

// said is a text by its language.
type said struct {
	Text string         `json:"text"`
	In   kiosk.Language `json:"in"`
}

// picture is all that the page shows.
type picture struct {
	Rows    []row                     `json:"rows"`
	State   string                    `json:"state"` // calls, waiting, nobody or closed
	Opens   map[kiosk.Language]string `json:"opens"` // when it is closed, as far as that is known
	Notices []map[kiosk.Language]said `json:"notices"`
}

// picture draws the board.
func (h *handler) picture() picture {
	b := h.opt.Feed.Board()
	p := picture{Rows: []row{}, State: "calls", Notices: []map[kiosk.Language]said{}}
	for _, c := range b.Calls[:min(len(b.Calls), h.layout.Rows)] {
		p.Rows = append(p.Rows, row{
			ID: c.id(), Label: c.ticket().Label(), Sign: c.Sign, Room: c.Room,
			Direction: c.Direction, Paint: c.Paint, At: onTheWall(c.At.In(h.opt.Now().Location())),
		})
	}
	switch {
	case len(p.Rows) > 0:
	case b.Closed:
		p.State, p.Opens = "closed", h.opens(b.Opens)
	case b.Waiting:
		p.State = "waiting"
	default:
		p.State = "nobody"
	}
	for _, n := range b.Notices {
		texts := map[kiosk.Language]said{}
		for _, l := range h.languages {
			text, in := n.Text.In(l)
			texts[l] = said{text, in}
		}
		p.Notices = append(p.Notices, texts)
	}
	return p
}

// opens says when the point opens, in each language.
func (h *handler) opens(at time.Time) map[kiosk.Language]string {
	if at.IsZero() {
		return nil
	}
	texts := map[kiosk.Language]string{}
	for _, l := range h.languages {
		texts[l] = h.opt.Words.Say(l, "display_opens", "day", l.Weekday(at.Weekday()), "time", l.Clock(at))
	}
	return texts
}

// onTheWall is what a clock on the wall shows, in milliseconds since 1970 as if that
// had been in the same place.
func onTheWall(t time.Time) int64 {
	_, offset := t.Zone()
	return t.UnixMilli() + int64(offset)*1000
}
