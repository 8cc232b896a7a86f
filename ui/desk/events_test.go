package desk_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui/desk"
)

// follow opens the desk's event stream and returns the lines of its data.
func (b *browser) follow() *bufio.Scanner {
	b.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	b.Cleanup(cancel)
	r := b.request(http.MethodGet, "/desk/events", "").WithContext(ctx)
	resp, err := b.client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { resp.Body.Close() })
	s := bufio.NewScanner(resp.Body)
	s.Buffer(nil, 1<<20)
	return s
}

// until reads a stream up to a line with a text.
func until(t *testing.T, s *bufio.Scanner, text string) {
	t.Helper()
	for s.Scan() {
		if strings.Contains(s.Text(), text) {
			return
		}
	}
	t.Fatalf("%q never came: %v", text, s.Err())
}

func TestThePageHearsOfChangesAndOfTheEndOfItsSession(t *testing.T) {
	p := newPoint(t)
	b := p.browser().in("s-014").sit("7")
	s := b.follow()
	until(t, s, "event: board")
	p.arrive(time.Minute, kiosk.Finnish, "p-id")
	until(t, s, "C 001")
	b.post("/desk/logout", map[string][]string{"token": {b.token()}})
	until(t, s, "event: out")
	if s.Scan(); s.Scan() && s.Text() != "" {
		t.Errorf("the stream goes on with %q", s.Text())
	}
}

func TestAPageIsFirstSentTheEmptyPartsToo(t *testing.T) {
	b := newPoint(t).browser().in("s-014").sit("7")
	until(t, b.follow(), `"alarms":""`) // an alarm that has ended since the page was made goes away
}

func TestNoSessionHasMoreStreamsThanOneNeeds(t *testing.T) {
	p := newPoint(t)
	b := p.browser().in("s-014").sit("7")
	for range 8 {
		until(t, b.follow(), "event: board")
	}
	b.refused(t, desk.TooMany, http.StatusServiceUnavailable, func() answer { return b.get("/desk/events") })
}

func TestNoAddressHasMoreConnectionsThanAWorkstationNeedsAndNoneIsUnencrypted(t *testing.T) {
	p := newPoint(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.server.Serve(ctx, listener) }()
	address := listener.Addr().String()
	var open []net.Conn
	for range 32 {
		c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
		if err != nil {
			t.Fatalf("connection %d: %v", len(open)+1, err)
		}
		open = append(open, c)
	}
	if c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}); err == nil {
		c.Close()
		t.Error("a connection too many is taken")
	}
	if n := p.server.Refusals()[string(desk.TooMany)]; n != 1 {
		t.Errorf("%d connections are counted as too many", n)
	}
	for _, c := range open {
		c.Close()
	}
	for _, config := range []*tls.Config{{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11}, nil} {
		if answered(address, config) {
			t.Errorf("a connection with %+v is answered", config)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the server ends with %v", err)
	}
}

// answered reports whether the server sends a page over a connection.
func answered(address string, config *tls.Config) bool {
	raw, err := net.Dial("tcp", address)
	if err != nil {
		return false
	}
	defer raw.Close()
	c := raw
	if config != nil {
		secure := tls.Client(raw, config)
		if secure.Handshake() != nil {
			return false
		}
		c = secure
	}
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	_, _ = io.WriteString(c, "GET /desk/login HTTP/1.1\r\nHost: localhost\r\n\r\n")
	text, _ := io.ReadAll(io.LimitReader(c, 4096))
	return strings.Contains(string(text), "<form")
}
