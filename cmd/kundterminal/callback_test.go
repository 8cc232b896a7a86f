package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// receiver takes calls as those who make them do: of two with one key it keeps one.
type receiver struct {
	mu     sync.Mutex
	orders map[string]kiosk.CallBackOrder
	posts  int
	answer func(post int) int // the status of each post, from 1; 0: it takes the call and never answers
	taken  chan struct{}      // told of each post
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	r.posts++
	status := r.answer(r.posts)
	var order kiosk.CallBackOrder
	err := json.NewDecoder(request.Body).Decode(&order)
	if err != nil || request.Header.Get(idempotencyKey) != order.ID || request.Method != http.MethodPost {
		status = http.StatusBadRequest
	}
	if status == 0 || status < 300 {
		r.orders[order.ID] = order
	}
	r.mu.Unlock()
	select {
	case r.taken <- struct{}{}:
	default:
	}
	if status == 0 {
		<-request.Context().Done()
		return
	}
	w.WriteHeader(status)
}

func (r *receiver) got() (orders []kiosk.CallBackOrder, posts int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, o := range r.orders {
		orders = append(orders, o)
	}
	return orders, r.posts
}

func newReceiver(t *testing.T, answer func(int) int) (*receiver, string) {
	r := &receiver{orders: map[string]kiosk.CallBackOrder{}, answer: answer, taken: make(chan struct{}, 1)}
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	return r, server.URL
}

// pointWithCalls writes the configuration of a point whose calls go to an address.
func pointWithCalls(t *testing.T, dir, address string) string {
	t.Helper()
	printer, _ := printerAndScanner(t)
	file := configFile(t, 9, filepath.Join(dir, "t.db"), printer.Path(), everyDay(t))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	more := fmt.Sprintf("\n[call_back]\nurl = %q\nevery_s = 1\n", address)
	if err := os.WriteFile(file, append(text, more...), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

const dialled = "0405557193"

// askForCall goes through the screens as a person does, and looks at each whether it
// shows the number.
func askForCall(ctx context.Context, t *testing.T, b *pages) {
	t.Helper()
	pressed(ctx, t, b, "language:sv", "authority:vero", "service:v-card", "next", "way:served", "call-back")
	windows := b.seen.ids()
	i := slices.IndexFunc(windows, func(id string) bool { return strings.HasPrefix(id, "call:") })
	if i < 0 {
		t.Fatalf("no time to be called is offered, only %q", windows)
	}
	pressed(ctx, t, b, windows[i])
	for _, digit := range dialled {
		pressed(ctx, t, b, "key:"+string(digit))
		time.Sleep(100 * time.Millisecond) // as fast as fingers are; less is a bouncing contact
		if strings.Contains(b.seen.HTML, dialled[:3]) {
			t.Fatal("the screen shows the number while it is typed")
		}
	}
	pressed(ctx, t, b, "enter")
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "call_check" }); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.seen.HTML, "••93") || strings.Contains(b.seen.HTML, "7193") {
		t.Error("the number is not masked")
	}
	time.Sleep(600 * time.Millisecond) // the guard
	pressed(ctx, t, b, "ask")
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "call_kept" }); err != nil {
		t.Fatal(err)
	}
}

// TestACallIsNeitherLostNorDoubledThoughThePowerIsCut kills the terminal after it has
// said that we call, while nobody takes calls; then while the receiver has the call
// and has not said so; and then lets it be.
func TestACallIsNeitherLostNorDoubledThoughThePowerIsCut(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var phase sync.Map
	phase.Store("status", http.StatusServiceUnavailable)
	r, address := newReceiver(t, func(int) int {
		status, _ := phase.Load("status")
		return status.(int)
	})
	dir := t.TempDir()
	file := pointWithCalls(t, dir, address)

	first, b := opened(ctx, t, file)
	<-first.ready
	askForCall(ctx, t, b)
	first.kill()
	b.close()
	if orders, _ := r.got(); len(orders) != 0 {
		t.Fatalf("taken are %+v", orders)
	}
	nothingDialled(t, dir, first.log.String())

	phase.Store("status", 0)
	second, b := opened(ctx, t, file)
	<-second.ready
	eventually(t, 20*time.Second, "the receiver has the call", func() bool { orders, _ := r.got(); return len(orders) == 1 })
	second.kill()
	b.close()

	phase.Store("status", http.StatusNoContent)
	_, before := r.got()
	third, b := opened(ctx, t, file)
	<-third.ready
	eventually(t, 20*time.Second, "the call is sent again", func() bool { _, posts := r.got(); return posts > before })
	eventually(t, 20*time.Second, "the call is removed", func() bool { return strings.Contains(third.log.String(), "call_back_delivered") })
	time.Sleep(2500 * time.Millisecond) // two more looks
	orders, posts := r.got()
	if len(orders) != 1 || posts != before+1 {
		t.Errorf("after %d posts the receiver has %d calls: %+v", posts, len(orders), orders)
	}
	if o := orders[0]; o.Phone != "+358405557193" || o.Authority != "vero" || o.Language != kiosk.Swedish || !o.To.After(o.From) {
		t.Errorf("the call is %+v", o)
	}
	b.close()
	if err := third.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := third.complaint(false); err != nil {
		t.Fatal(err)
	}
	nothingDialled(t, dir, second.log.String()+third.log.String())
}

// nothingDialled looks for the number in all that was written.
func nothingDialled(t *testing.T, dir, log string) {
	t.Helper()
	for _, secret := range []string{dialled, dialled[1:], dialled[4:]} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err == nil && strings.Contains(string(data), secret) {
				t.Errorf("%s holds %q", e.Name(), secret)
			}
		}
	}
}

// book is what a store has of calls, in memory.
type book struct {
	orders []kiosk.CallBackOrder
	purged time.Time
	sealed error // of one that cannot be opened
}

func (b *book) CallBacks(n int) ([]kiosk.CallBackOrder, error) {
	return slices.Clone(b.orders[:min(n, len(b.orders))]), b.sealed
}

func (b *book) AcknowledgeCallBacks(_ context.Context, ids ...string) error {
	b.orders = slices.DeleteFunc(b.orders, func(o kiosk.CallBackOrder) bool { return slices.Contains(ids, o.ID) })
	return nil
}

func (b *book) PurgeCallBacks(_ context.Context, before time.Time) (int, error) {
	b.purged = before
	return 0, b.sealed
}

type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestACallThatNobodyTakesIsSentMoreSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &book{orders: []kiosk.CallBackOrder{{ID: "one"}}}
		c := newCallBacks(callBackConfig{URL: "http://localhost/", EveryS: 5}, b, nil)
		var tries []time.Duration
		start := time.Now()
		c.client.Transport = trip(func(*http.Request) (*http.Response, error) {
			tries = append(tries, time.Since(start))
			return nil, errors.New("no route")
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if err := c.run(ctx); err != nil {
			t.Fatal(err)
		}
		if want := []time.Duration{0, 5 * time.Second, 15 * time.Second, 35 * time.Second, 75 * time.Second}; !slices.Equal(tries[:5], want) {
			t.Errorf("tried at %v, want %v", tries[:5], want)
		}
		if last := tries[len(tries)-1] - tries[len(tries)-2]; last != callBackWait {
			t.Errorf("in the end it is tried every %v", last)
		}
		if len(b.orders) != 1 {
			t.Error("the call is gone")
		}
	})
}

func TestACallThatIsRefusedHoldsUpNoOther(t *testing.T) {
	r, address := newReceiver(t, func(post int) int { return map[bool]int{true: 422, false: 201}[post == 1] })
	b := &book{orders: []kiosk.CallBackOrder{{ID: "one", Phone: "+3581"}, {ID: "two", Phone: "+3582"}}}
	sent, err := newCallBacks(callBackConfig{URL: address}, b, nil).deliver(t.Context())
	if sent != 1 || err == nil || strings.Contains(err.Error(), address) || strings.Contains(err.Error(), "+358") {
		t.Errorf("%d were sent, %v", sent, err)
	}
	if orders, _ := r.got(); len(orders) != 1 || len(b.orders) != 1 || b.orders[0].ID != "one" {
		t.Errorf("taken are %+v, left are %+v", orders, b.orders)
	}
}

func TestCallsThatAreRefusedOrCannotBeReadHoldUpNoOther(t *testing.T) {
	r, address := newReceiver(t, func(post int) int { return map[bool]int{true: 422, false: 201}[post <= 30] })
	b := &book{sealed: errors.New("sealed with another key")}
	for i := range 31 {
		b.orders = append(b.orders, kiosk.CallBackOrder{ID: fmt.Sprint(i)})
	}
	sent, err := newCallBacks(callBackConfig{URL: address}, b, nil).deliver(t.Context())
	if sent != 1 || !errors.Is(err, b.sealed) {
		t.Errorf("%d were sent, %v", sent, err)
	}
	if orders, _ := r.got(); len(orders) != 1 || orders[0].ID != "30" {
		t.Errorf("taken are %+v", orders)
	}
}

func TestWhereCallsCanNoLongerBeAskedForTheOldOnesAreStillRemoved(t *testing.T) {
	b := &book{orders: []kiosk.CallBackOrder{{ID: "one"}}}
	c := newCallBacks(callBackConfig{}, b, nil)
	if sent, err := c.deliver(t.Context()); sent != 0 || err != nil || b.purged.IsZero() || len(b.orders) != 1 {
		t.Errorf("%d were sent, %v, those before %v removed", sent, err, b.purged)
	}
	if c.config.every() < time.Minute {
		t.Errorf("it is looked for them every %v", c.config.every())
	}
}

func TestCallsAreSentInTheClearToThisMachineOnly(t *testing.T) {
	for address, good := range map[string]bool{
		"https://calls.example.fi/orders": true, "http://127.0.0.1:9000/": true, "http://localhost/x": true, "http://[::1]:80/": true,
		"http://calls.example.fi/": false, "ftp://localhost/": false, "calls.example.fi": false, "http://127.0.0.1.example.fi/": false,
	} {
		_, err := parseConfig("t.toml", fmt.Sprintf("[call_back]\nurl = %q\n", address))
		if (err == nil) != good {
			t.Errorf("%s: %v", address, err)
		}
	}
}
