package ical

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	fetchLimit = 30 * time.Second
	mostBytes  = 64 << 20 // of an answer: a hundred thousand appointments
)

// address is a calendar that is fetched.
type address struct {
	url    string
	host   string
	client *http.Client

	last     calendar
	sound    bool   // last was read
	tag      string // of the answer read last
	modified string
}

// newAddress refuses what is not encrypted: appointments are people's.
func newAddress(text string, client *http.Client) (*address, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("the address must begin with https:// and name a host")
	}
	if client == nil {
		client = &http.Client{Timeout: fetchLimit}
	}
	own := *client
	own.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if r.URL.Scheme != "https" || len(via) > 3 {
			return errors.New("the address leads on to one that is not fetched")
		}
		return nil
	}
	return &address{url: text, host: u.Host, client: &own}, nil
}

func (a *address) poll(ctx context.Context, r reader, fresh bool) (all []calendar, broken Faults, changed bool, err error) {
	answer, err := a.fetch(ctx, fresh)
	if err != nil {
		return nil, nil, false, err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNotModified {
		return nil, nil, false, nil
	}
	if answer.StatusCode != http.StatusOK {
		return nil, nil, false, fmt.Errorf("%s answers %d %s", a.host, answer.StatusCode, http.StatusText(answer.StatusCode))
	}
	body := &io.LimitedReader{R: answer.Body, N: mostBytes}
	c, err := r.read(body, a.host)
	if body.N == 0 {
		err = Fault{a.host, 0, fmt.Sprintf("the answer is longer than %d MB", mostBytes>>20)}
	}
	fault, isFault := errors.AsType[Fault](err)
	switch {
	case isFault: // the last good copy stays
		a.tag, a.modified = "", ""
		if !a.sound {
			return nil, nil, false, fault
		}
		return []calendar{a.last}, Faults{fault}, true, nil
	case err != nil:
		return nil, nil, false, bare(err)
	}
	a.last, a.sound = c, true
	a.tag, a.modified = answer.Header.Get("ETag"), answer.Header.Get("Last-Modified")
	return []calendar{c}, nil, true, nil
}

// fetch asks for the calendar, and not for one that has not changed.
func (a *address) fetch(ctx context.Context, fresh bool) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.url, nil)
	if err != nil {
		return nil, bare(err)
	}
	request.Header.Set("Accept", "text/calendar")
	if !fresh && a.tag != "" {
		request.Header.Set("If-None-Match", a.tag)
	}
	if !fresh && a.modified != "" {
		request.Header.Set("If-Modified-Since", a.modified)
	}
	answer, err := a.client.Do(request)
	return answer, bare(err)
}

// bare takes the address off an error: it may hold the secret that opens it.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return errors.New(strings.TrimSpace(u.Op + ": " + u.Err.Error()))
	}
	return err
}
