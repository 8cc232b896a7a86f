package workshop

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"kundterminal/devices"
	"kundterminal/kiosk"
)

// LoopBauds are the line speeds at which a bare port is tested.
func LoopBauds() []int { return []int{9600, 19200, 38400, 57600, 115200} }

const (
	loopPiece  = 32                     // bytes that are sent and then awaited
	loopPieces = 24                     // at each speed
	loopQuiet  = 300 * time.Millisecond // after which what has not come back is lost
	loopSilent = 3                      // pieces without any answer: nothing is joined
	loopPass   = 20 * time.Millisecond  // for what was on the line before
)

// LoopTest joins a bare port's own two ends: with TxD and RxD connected in the
// plug, what is sent must come back. It sends random bytes at every speed, counts
// those that come back wrong or not at all, and passes when none does. Open opens
// the port at a speed.
func LoopTest(open func(ctx context.Context, baud int) (devices.Port, error)) Test {
	return func(ctx context.Context, r *Run) bool {
		if !r.Ask(ctx, kiosk.TestStage{Text: "join_pins", Drawing: "drawing-loop"}) {
			r.Note(kiosk.Fact{Key: "condition", Text: "was_stopped", Health: kiosk.HealthAttention})
			return false
		}
		bauds := LoopBauds()
		good := true
		var facts []kiosk.Fact
		for i, baud := range bauds {
			r.Show(kiosk.TestStage{Text: "looping", Drawing: "drawing-loop", Args: []string{"baud", fmt.Sprint(baud)}, Facts: facts, Done: i, Of: len(bauds)})
			count, err := loopAt(ctx, open, baud)
			if err != nil {
				r.Note(append(facts, printerFault(err))...)
				return false
			}
			facts = append(facts, count.fact(baud))
			if i == len(bauds)-1 {
				facts = append(facts, count.modem())
			}
			good = good && count.errors == 0
		}
		r.Note(facts...)
		return good
	}
}

// loopCount is what came of one speed.
type loopCount struct {
	sent, errors int
	back         int // bytes that came back, whatever they were
	ready, known bool
}

func (c loopCount) fact(baud int) kiosk.Fact {
	f := kiosk.Fact{Key: fmt.Sprintf("loop_%d", baud), Health: kiosk.HealthFault}
	switch {
	case c.back == 0:
		f.Text = "loop_silent"
	case c.errors > 0:
		f.Text, f.Args = "loop_errors", []string{"errors", fmt.Sprint(c.errors), "sent", fmt.Sprint(c.sent)}
	default:
		f.Text, f.Args, f.Health = "loop_good", []string{"sent", fmt.Sprint(c.sent)}, kiosk.HealthGood
	}
	return f
}

// modem says how the ready lines stand. Their absence is no fault: plain cables
// carry none.
func (c loopCount) modem() kiosk.Fact {
	f := kiosk.Fact{Key: "modem_lines", Text: "modem_unknown"}
	switch {
	case c.known && c.ready:
		f.Text = "modem_up"
	case c.known:
		f.Text = "modem_down"
	}
	return f
}

// loopAt sends the pieces at one speed.
func loopAt(ctx context.Context, open func(context.Context, int) (devices.Port, error), baud int) (loopCount, error) {
	port, err := open(ctx, baud)
	if err != nil {
		return loopCount{}, err
	}
	defer func() { _ = port.Close() }()
	var count loopCount
	if _, err := gather(ctx, port, 1<<12, loopPass); err != nil {
		return count, err
	}
	rng := rand.New(rand.NewPCG(uint64(baud), 1))
	for range loopPieces {
		if err := ctx.Err(); err != nil {
			return count, err
		}
		piece := make([]byte, loopPiece)
		for i := range piece {
			piece[i] = byte(rng.IntN(256))
		}
		if _, err := port.Write(piece); err != nil {
			return count, err
		}
		line := time.Duration(loopPiece) * 10 * time.Second / time.Duration(baud)
		back, err := gather(ctx, port, loopPiece, line+loopQuiet)
		if err != nil {
			return count, err
		}
		count.sent += loopPiece
		count.back += len(back)
		count.errors += difference(piece, back)
		if count.back == 0 && count.sent >= loopSilent*loopPiece {
			break
		}
	}
	count.ready, count.known = port.ModemReady()
	return count, nil
}

// gather reads until so many bytes have come, or nothing has for a while.
func gather(ctx context.Context, port devices.Port, most int, quiet time.Duration) ([]byte, error) {
	var back []byte
	var buffer [256]byte
	last := time.Now()
	for len(back) < most && time.Since(last) < quiet && ctx.Err() == nil {
		n, err := port.Read(buffer[:])
		if n > 0 {
			back, last = append(back, buffer[:n]...), time.Now()
		}
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return back, err
		}
	}
	return back, ctx.Err()
}

// difference is how many bytes have to be changed, put in or left out to make one
// of the other (Levenshtein). A lost byte counts once, and does not make those
// behind it wrong.
func difference(a, b []byte) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
