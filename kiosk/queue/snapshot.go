package queue

import (
	"encoding/json"
	"fmt"

	"kundterminal/kiosk"
)

// written is a Book as it is kept. Lines and what desks reach follow from it.
type written struct {
	Visits  []*Visit                `json:"visits,omitempty"`
	Posts   []*Post                 `json:"posts,omitempty"`
	Gates   map[kiosk.QueueID]*Gate `json:"gates,omitempty"`
	Staff   int                     `json:"staff,omitempty"`
	Changes uint64                  `json:"changes"`
	Means   means                   `json:"means,omitzero"`
	Trust   trust                   `json:"trust,omitzero"`
}

// MarshalJSON writes the book so that UnmarshalJSON makes the same one of it. Equal
// books are written alike.
func (b *Book) MarshalJSON() ([]byte, error) {
	return json.Marshal(written{b.order, b.Posts(), b.gates, b.counted, b.changes, b.means, b.trust})
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what the book was.
func (b *Book) UnmarshalJSON(data []byte) error {
	var w written
	if err := json.Unmarshal(data, &w); err != nil {
		return fmt.Errorf("the snapshot of the queue: %w", err)
	}
	*b = Book{
		order: w.Visits, gates: w.Gates, counted: w.Staff, changes: w.Changes, means: w.Means, trust: w.Trust,
		visits: make(map[kiosk.EventName]*Visit, len(w.Visits)), posts: make(map[DeskID]*Post, len(w.Posts)),
	}
	for _, p := range w.Posts {
		b.posts[p.Desk] = p
	}
	for _, v := range w.Visits {
		b.visits[v.Ticket.Name] = v
		b.index(v)
	}
	return nil
}

// index puts the parts of a visit that was read where they can be called from. Its
// clocks go on as they were.
func (b *Book) index(v *Visit) {
	busy := v.AtDesk()
	for _, p := range v.Parts {
		switch {
		case !p.Stage.queued() || busy != nil && p != busy:
		case p.Cool != nil:
			b.cooling = append(b.cooling, p)
		default:
			b.lines.add(p)
		}
	}
}
