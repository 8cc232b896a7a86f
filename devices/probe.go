package devices

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// The errors of a probe: why what is at a port is not what was looked for.
var (
	// ErrNoReply is returned when nothing came back.
	ErrNoReply = errors.New("nothing came back")
	// ErrEcho is returned when what was sent came back as it was: the line is
	// looped, or there is a modem at its end.
	ErrEcho = errors.New("what was sent came back as it was; the line is looped")
	// ErrStranger is returned when something came back that the device looked for
	// does not say: another device, another line speed, or noise.
	ErrStranger = errors.New("something else answers, or the line speed is another")
)

// The most that an answer to a probe has, in bytes and in time from its first byte.
const (
	longestReply = 1024
	replyLasts   = time.Second
)

// Ask sends a command through a port that nobody else uses and returns what comes
// back until gap has passed without a byte. The first byte may take up to first. It
// is for probing what is at a port: a driver that knows its device does not wait for
// silences. No bytes at all are ErrNoReply, the command itself is ErrEcho.
func Ask(ctx context.Context, p Port, command []byte, first, gap time.Duration) ([]byte, error) {
	if _, err := p.Write(command); err != nil {
		return nil, err
	}
	reply, err := Listen(ctx, p, first, gap)
	switch {
	case err != nil:
		return reply, err
	case len(reply) == 0:
		return nil, ErrNoReply
	case bytes.Equal(reply, command):
		return reply, ErrEcho
	}
	return reply, nil
}

// Listen returns what comes until gap has passed without a byte, at most about a
// kilobyte and for about a second. The first byte may take up to first. Nothing is no
// error.
func Listen(ctx context.Context, p Port, first, gap time.Duration) ([]byte, error) {
	var all []byte
	var chunk [256]byte
	start := time.Now()
	for last, limit := start, first; len(all) < longestReply && time.Since(start) < first+replyLasts; {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		n, err := p.Read(chunk[:])
		if n > 0 {
			all = append(all, chunk[:n]...)
			last, limit = time.Now(), gap
			continue
		}
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return all, err
		}
		if time.Since(last) >= limit {
			break
		}
	}
	return all, nil
}

// Stranger is ErrStranger with the beginning of what came back. It is for answers to
// commands; what a reader has read may be personal and does not belong into it.
func Stranger(reply []byte) error {
	return fmt.Errorf("%w: % X", ErrStranger, reply[:min(len(reply), 16)])
}
