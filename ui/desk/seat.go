package desk

import (
	"context"
	"net/http"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Seat is where somebody who has logged in works.
type Seat struct {
	Desk     queue.DeskID // empty: they have not chosen one
	Language kiosk.Language
}

type seatKey struct{}

// SeatOf returns the seat of whoever asks a Mount that is not for everybody.
func SeatOf(r *http.Request) Seat {
	s, _ := r.Context().Value(seatKey{}).(Seat)
	return s
}

func seated(r *http.Request, v visitor) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), seatKey{}, Seat{v.at(), v.language}))
}
