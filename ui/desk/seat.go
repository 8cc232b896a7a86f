package desk

import (
	"context"
	"net/http"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Seat is where somebody who has logged in works.
type Seat struct {
	Desk     queue.DeskID // empty: they have not chosen one, or somebody else has taken it
	Language kiosk.Language
}

type seatKey struct{}

// SeatOf returns the seat of whoever asks a Mount that is not for everybody.
func SeatOf(r *http.Request) Seat {
	s, _ := r.Context().Value(seatKey{}).(Seat)
	return s
}

// seated gives a request its visitor's seat. Its context ends with the session: what a
// Mount still sends is for nobody who has logged out.
func (s *Server) seated(r *http.Request, v visitor) (_ *http.Request, end func()) {
	seat := Seat{v.at(), v.language}
	s.opt.Hall.Read(func(b *queue.Book, _ time.Time) {
		if post, ok := b.Post(seat.Desk); !ok || post.Login.Staff != v.ID {
			seat.Desk = ""
		}
	})
	ctx, cancel := context.WithCancel(context.WithValue(r.Context(), seatKey{}, seat))
	go func() {
		select {
		case <-v.gone:
			cancel()
		case <-ctx.Done():
		}
	}()
	return r.WithContext(ctx), cancel
}
