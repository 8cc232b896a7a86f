package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// pages are a terminal's pages in front of a person: they show what can be
// pressed, and a press sends the page's form.
type pages struct {
	address string // "http://127.0.0.1:1234"
	client  *http.Client
	stream  io.Closer
	shown   chan glimpse
	seen    glimpse
}

// glimpse is a page as it was shown.
type glimpse struct {
	Screen string `json:"screen"`
	HTML   string `json:"html"`
}

var (
	hiddenScreen = regexp.MustCompile(`<input type="hidden" name="screen" value="([^"]*)">`)
	buttonTag    = regexp.MustCompile(`<button [^>]*>`)
	buttonValue  = regexp.MustCompile(` value="([^"]*)"`)
)

// ids lists what can be pressed, in the order of the page.
func (s glimpse) ids() []string {
	var ids []string
	for _, tag := range buttonTag.FindAllString(s.HTML, -1) {
		if m := buttonValue.FindStringSubmatch(tag); m != nil && !strings.Contains(tag, " disabled") {
			ids = append(ids, html.UnescapeString(m[1]))
		}
	}
	return ids
}

func (s glimpse) has(id string) bool { return slices.Contains(s.ids(), id) }

// like lists what can be pressed whose id begins so.
func (s glimpse) like(prefix string) []string {
	return slices.DeleteFunc(s.ids(), func(id string) bool { return !strings.HasPrefix(id, prefix) })
}

// openPages opens the terminal's page, and follows its changes.
func openPages(ctx context.Context, address string) (*pages, error) {
	b := &pages{address: address, client: &http.Client{Transport: &http.Transport{}}, shown: make(chan glimpse, 64)}
	first, err := b.get(ctx, "/")
	if err != nil {
		return nil, err
	}
	m := hiddenScreen.FindStringSubmatch(first)
	if m == nil || !strings.HasSuffix(strings.TrimSpace(first), "</html>") {
		return nil, fmt.Errorf("the page is not whole: %q", first)
	}
	b.seen = glimpse{Screen: m[1], HTML: first}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/events", nil)
	if err != nil {
		return nil, err
	}
	answer, err := b.client.Do(request)
	if err != nil {
		return nil, err
	}
	b.stream = answer.Body
	go b.follow(answer.Body)
	return b, b.change(ctx) // to what the stream says of the same page
}

func (b *pages) get(ctx context.Context, path string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, b.address+path, nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Accept", "text/html")
	answer, err := b.client.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s", path, answer.Status)
	}
	return string(text), err
}

// follow reads the stream until the terminal is gone.
func (b *pages) follow(stream io.Reader) {
	defer close(b.shown)
	lines := bufio.NewReaderSize(stream, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		data, ok := strings.CutPrefix(line, "data: ")
		var s glimpse
		if ok && json.Unmarshal([]byte(data), &s) == nil && s.Screen != "" {
			b.shown <- s
		}
	}
}

// until waits until the page is as wanted.
func (b *pages) until(ctx context.Context, wanted func(glimpse) bool) error {
	for !wanted(b.seen) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("the page stays at %q: %w", b.seen.Screen, ctx.Err())
		case s, ok := <-b.shown:
			if !ok {
				return fmt.Errorf("the terminal is gone, its page was at %q", b.seen.Screen)
			}
			b.seen = s
		}
	}
	return nil
}

// change waits until the page is another one.
func (b *pages) change(ctx context.Context) error {
	before := b.seen
	return b.until(ctx, func(s glimpse) bool { return s != before })
}

// press presses a button. That the page has changed meanwhile, so that the
// terminal refuses the press, is no error.
func (b *pages) press(ctx context.Context, id string) error {
	form := url.Values{"id": {id}, "screen": {b.seen.Screen}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, b.address+"/press", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := b.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusNoContent && answer.StatusCode != http.StatusConflict {
		return fmt.Errorf("pressing %q on %q: %s", id, b.seen.Screen, answer.Status)
	}
	return nil
}

func (b *pages) close() {
	b.stream.Close()
	for range b.shown { // until follow has ended
	}
	b.client.CloseIdleConnections()
}
