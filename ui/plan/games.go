package plan

import (
	"context"
	"sync"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/simulate"
)

const (
	patience   = 5 * time.Second  // with a simulation that somebody else has asked for
	budget     = 12 * time.Second // after which a request begins no other simulation
	mostPlayed = 200              // results that are remembered
)

// games plays one day at a time, and remembers what became of it.
type games struct {
	turn   chan struct{}
	mu     sync.Mutex
	played map[game]simulate.Result
}

// game is a day that can be played.
type game struct {
	catalogue *kiosk.Catalogue
	file      [32]byte // the SHA-256 of the day's file and the point's rules
	seed      uint64
	change    string
}

func newGames() *games {
	return &games{turn: make(chan struct{}, 1), played: map[game]simulate.Result{}}
}

// enter waits for the turn to play; it is not ok where others play for too long.
func (g *games) enter(ctx context.Context) (leave func(), ok bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case g.turn <- struct{}{}:
		return func() { <-g.turn }, true
	case <-ctx.Done():
		return nil, false
	}
}

// known returns what became of a game that was played.
func (g *games) known(k game) (simulate.Result, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	r, ok := g.played[k]
	return r, ok
}

// play returns what became of a game.
func (g *games) play(k game, d simulate.Day) simulate.Result {
	if r, ok := g.known(k); ok {
		return r
	}
	r := simulate.Play(d, k.catalogue, k.seed, simulate.Watcher{})
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.played) >= mostPlayed {
		clear(g.played)
	}
	g.played[k] = r
	return r
}
