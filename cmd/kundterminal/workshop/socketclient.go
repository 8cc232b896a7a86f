package workshop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"syscall"

	"kundterminal/kiosk"
)

// ErrNotRunning is returned where no terminal answers at the socket.
var ErrNotRunning = errors.New("no terminal is running here")

// Client is the Desk of a terminal that runs on this machine, over its socket.
type Client struct{ http *http.Client }

// Dial looks whether a terminal answers. The error is ErrNotRunning when none
// does.
func Dial(ctx context.Context, path string) (*Client, error) {
	if path == "" {
		return nil, fmt.Errorf("%w: diagnostics.socket is empty", ErrNotRunning)
	}
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", path)
	}
	c, err := dial(ctx, "", "")
	switch {
	case errors.Is(err, syscall.ENOENT), errors.Is(err, syscall.ECONNREFUSED):
		return nil, fmt.Errorf("%w: %s does not answer", ErrNotRunning, path)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s: you may not open it; run the command with sudo, or as the terminal's user", path)
	case err != nil:
		return nil, err
	}
	// The first request goes over this connection: the terminal notes each.
	first := make(chan net.Conn, 1)
	first <- c
	return &Client{&http.Client{Transport: &http.Transport{
		DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			select {
			case c := <-first:
				return c, nil
			default:
				return dial(ctx, "", "")
			}
		},
	}}}, nil
}

// Close ends the connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// ask sends a request and returns the answer's body, or the error in it.
func (c *Client) ask(ctx context.Context, method, path string, body any) (io.ReadCloser, error) {
	var text bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&text).Encode(body); err != nil {
			return nil, err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, "http://terminal"+path, &text)
	if err != nil {
		return nil, err
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("the terminal: %w", err)
	}
	if answer.StatusCode == http.StatusOK {
		return answer.Body, nil
	}
	defer func() { _ = answer.Body.Close() }()
	e := new(wireError)
	if err := json.NewDecoder(io.LimitReader(answer.Body, 1<<16)).Decode(e); err != nil || e.Text == "" {
		return nil, fmt.Errorf("the terminal answers %s; is it of the same version?", answer.Status)
	}
	return nil, e
}

func (c *Client) askFor(ctx context.Context, method, path string, body, v any) error {
	text, err := c.ask(ctx, method, path, body)
	if err != nil {
		return err
	}
	defer func() { _ = text.Close() }()
	if err := json.NewDecoder(text).Decode(v); err != nil {
		return fmt.Errorf("the terminal's answer: %w", err)
	}
	return nil
}

// Reports implements Desk.
func (c *Client) Reports(ctx context.Context) (list []kiosk.DeviceReport, err error) {
	err = c.askFor(ctx, http.MethodGet, "/reports", nil, &list)
	return list, err
}

// Findings implements Desk.
func (c *Client) Findings(ctx context.Context, view kiosk.View) (f kiosk.Findings, err error) {
	err = c.askFor(ctx, http.MethodGet, "/view/"+view.String(), nil, &f)
	return f, err
}

// Do implements Desk.
func (c *Client) Do(ctx context.Context, view kiosk.View, action, choice string) (f kiosk.Findings, err error) {
	err = c.askFor(ctx, http.MethodPost, "/view/"+view.String(), wireAction{action, choice}, &f)
	return f, err
}

// Walked implements Desk.
func (c *Client) Walked(ctx context.Context, w kiosk.FaultWalk) error {
	return c.askFor(ctx, http.MethodPost, "/walk", w, new(struct{}))
}

// Bundle implements Desk.
func (c *Client) Bundle(ctx context.Context, w io.Writer) error {
	body, err := c.ask(ctx, http.MethodGet, "/bundle", nil)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	if _, err := io.Copy(w, body); err != nil {
		return fmt.Errorf("the bundle broke off: %w", err)
	}
	return nil
}

// Monitor implements Desk.
func (c *Client) Monitor(ctx context.Context, device kiosk.DeviceID, recording func(string), show func(kiosk.TraceLine)) error {
	q := url.Values{"device": {string(device)}, "record": {strconv.FormatBool(recording != nil)}}
	body, err := c.ask(ctx, http.MethodGet, "/monitor?"+q.Encode(), nil)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	defer func() { _ = body.Close() }()
	for lines := json.NewDecoder(body); ; {
		var l wireTrace
		switch err := lines.Decode(&l); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return unlessEnded(ctx, err)
		case l.File != "" && recording != nil:
			recording(l.File)
		case l.Line != nil:
			show(*l.Line)
		}
	}
}

// unlessEnded is nil when the context has ended what failed.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// RunTest implements Desk. A context that ends gives the test up.
func (c *Client) RunTest(
	ctx context.Context, device kiosk.DeviceID, test kiosk.TestID, show func(kiosk.TestStage), answers <-chan bool,
) (kiosk.TestRecord, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	none := kiosk.TestRecord{Device: device, Test: test}
	q := url.Values{"device": {string(device)}, "test": {string(test)}}
	body, err := c.ask(ctx, http.MethodPost, "/test?"+q.Encode(), nil)
	if err != nil {
		return none, err
	}
	defer func() { _ = body.Close() }()
	for lines := json.NewDecoder(body); ; {
		var l wireLine
		if err := lines.Decode(&l); err != nil {
			return none, fmt.Errorf("the test broke off: %w", err)
		}
		switch {
		case l.Run != "":
			go c.answer(ctx, l.Run, answers)
		case l.Stage != nil:
			show(*l.Stage)
		case l.Record != nil && l.Error != nil:
			return *l.Record, l.Error
		case l.Record != nil:
			return *l.Record, nil
		}
	}
}

// answer hands on answers for as long as a test runs. One that comes when
// nothing is asked is dropped at the other end.
func (c *Client) answer(ctx context.Context, run string, answers <-chan bool) {
	for {
		select {
		case <-ctx.Done():
			return
		case yes := <-answers:
			q := url.Values{"run": {run}, "yes": {strconv.FormatBool(yes)}}
			_ = c.askFor(ctx, http.MethodPost, "/answer?"+q.Encode(), nil, new(struct{}))
		}
	}
}
