package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

const (
	callBackLimit  = 20 * time.Second   // for one call to be taken
	callBackAtOnce = 500                // calls that are read at once
	callBackWait   = 10 * time.Minute   // the longest between two tries
	callBackUse    = 7 * 24 * time.Hour // how long after its window a call is kept
	callBackBody   = 1 << 16            // bytes of an answer that are read
	idempotencyKey = "Idempotency-Key"  // draft-ietf-httpapi-idempotency-key-header
)

var errUnreached = errors.New("the receiver is not reached")

// callBackBook is what the store has of calls that are still to be sent.
type callBackBook interface {
	CallBacks(n int) ([]kiosk.CallBackOrder, error)
	AcknowledgeCallBacks(ctx context.Context, ids ...string) error
	PurgeCallBacks(ctx context.Context, before time.Time) (int, error)
}

// callBacks sends calls to those who make them. A call is removed from the store once
// they have said that they have it. Where the terminal dies between the two, it is
// sent again under the same key, by which the receiver knows it.
type callBacks struct {
	config callBackConfig
	book   callBackBook
	client *http.Client
	log    *slog.Logger
	now    func() time.Time
}

// newCallBacks makes them for a terminal where calls cannot be asked for, too: what it
// has of earlier ones is kept no longer than it is of use.
func newCallBacks(c callBackConfig, book callBackBook, log *slog.Logger) *callBacks {
	return &callBacks{config: c, book: book, log: log, now: time.Now, client: &http.Client{
		Timeout: callBackLimit,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return errors.New("the receiver sends elsewhere; name the place where it takes calls")
		},
	}}
}

// run sends what there is, until ctx ends. After a failure it waits, twice as long
// each time.
func (c *callBacks) run(ctx context.Context) error {
	wait := c.config.every()
	for {
		sent, err := c.deliver(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			logbook.Write(c.log, logbook.CallBackNotDelivered{Wait: wait, Cause: err})
		default:
			wait = c.config.every()
		}
		if sent > 0 {
			logbook.Write(c.log, logbook.CallBackDelivered{Calls: sent})
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		if err != nil {
			wait = min(2*wait, callBackWait)
		}
	}
}

// deliver sends each call once, and removes those that were taken. One that cannot be
// read, or that is refused, holds up no other: each is waited for by somebody.
func (c *callBacks) deliver(ctx context.Context) (sent int, err error) {
	lost, purged := c.book.PurgeCallBacks(ctx, c.now().Add(-callBackUse))
	if lost > 0 {
		logbook.Write(c.log, logbook.CallBacksLost{Calls: lost})
	}
	if !c.config.used() {
		return 0, purged
	}
	list, err := c.book.CallBacks(callBackAtOnce)
	if err == nil {
		err = purged
	}
	for _, order := range list {
		e := c.send(ctx, order)
		if errors.Is(e, errUnreached) {
			return sent, errors.Join(err, e) // nor are the others taken
		}
		if e != nil {
			err = errors.Join(err, e)
			continue
		}
		if e := c.book.AcknowledgeCallBacks(ctx, order.ID); e != nil {
			return sent, errors.Join(err, e)
		}
		sent++
	}
	return sent, err
}

// send returns nil when the receiver has said that it has the call. Its errors hold
// nothing of the person, nor the address, which may hold what opens it.
func (c *callBacks) send(ctx context.Context, order kiosk.CallBackOrder) error {
	body, err := json.Marshal(order)
	if err != nil {
		return err
	}
	defer clear(body)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.config.URL, bytes.NewReader(body))
	if err != nil {
		return errors.New("call_back.url is no address")
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set(idempotencyKey, order.ID)
	if c.config.TokenFile != "" {
		token, err := os.ReadFile(c.config.TokenFile)
		if err != nil {
			return fmt.Errorf("call_back.token_file: %w", err)
		}
		request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnreached, errors.Unwrap(err))
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, callBackBody))
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("the receiver answers %s", answer.Status)
	}
	return nil
}
