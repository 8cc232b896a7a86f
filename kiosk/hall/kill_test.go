package hall

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/queue"
)

// role is the environment variable that makes the test binary a child process: a point
// that is killed.
const role = "KUNDTERMINAL_HALL_TEST_ROLE"

func TestMain(m *testing.M) {
	if os.Getenv(role) != "" {
		if err := perish(os.Args[1], os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// perish runs a point from a time on until it is killed. It writes to standard output
// what it has promised: names of tickets, and changes.
func perish(path, from string) error {
	begun, err := time.Parse(time.RFC3339, from)
	if err != nil {
		return err
	}
	set := queue.DefaultSettings()
	set.Rooms = []queue.RoomID{"V1", "V2"}
	c := &clock{begun: begun, step: 20 * time.Millisecond}
	store, _, err := bolt.Open(ctx, path, bolt.Options{Terminal: 17, Location: begun.Location(), Log: quiet, Now: c.now})
	if err != nil {
		return err
	}
	h := &Hall{
		Journal: store, Settings: func() queue.Settings { return set }, Now: c.now, Log: quiet, every: 60,
		Day: func(_ kiosk.Date, list []queue.Record) ([]byte, error) { return json.Marshal(len(list)) },
	}
	if err := h.Open(ctx); err != nil {
		return err
	}
	go func() {
		for {
			h.beginDay(ctx)
			time.Sleep(5 * time.Millisecond)
		}
	}()
	var out sync.Mutex
	promise := func(line []byte) {
		out.Lock()
		defer out.Unlock()
		_, _ = os.Stdout.Write(append(line, '\n'))
	}
	for d := range 12 {
		w := queue.Who{Desk: queue.DeskID(strconv.Itoa(d + 1)), Staff: queue.StaffID(fmt.Sprintf("s-%d", d+1))}
		rng := rand.New(rand.NewPCG(uint64(begun.UnixNano()), uint64(d)))
		go func() {
			for {
				strive(h, w, rng, promise)
			}
		}()
	}
	select {}
}

// strive wants one thing, and tells what was promised.
func strive(h *Hall, w queue.Who, rng *rand.Rand, promise func([]byte)) {
	if rng.IntN(6) == 0 {
		r := kiosk.TicketRequest{Queue: "q-A", Series: 'A', Language: kiosk.Finnish, At: h.Now()}
		anyVisit(&r, rng)
		if t, err := h.Issue(ctx, r); err == nil {
			promise([]byte(t.Name.String()))
		}
		return
	}
	list, _ := h.Do(ctx, func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
		return anyWish(b, s, at, w, rng)
	})
	for _, c := range list {
		if text, _, err := encode(c); err == nil {
			promise(text)
		}
	}
}

func TestKilledAtAnyMomentTheQueueIsWhatItHasPromised(t *testing.T) {
	deaths := 30
	if raceEnabled {
		deaths = 8
	}
	p := newPoint(t)
	p.crash()
	rng := rand.New(rand.NewPCG(5, 6))
	tickets, changes, began := map[string]kiosk.Date{}, map[string]bool{}, p.clock.begun
	for death := range deaths {
		if death%7 == 6 { // a night
			began = began.AddDate(0, 0, 1)
		}
		began = began.Add(10 * time.Minute)
		for _, line := range p.life(began, time.Duration(rng.IntN(120))*time.Millisecond) {
			if strings.HasPrefix(line, "{") {
				changes[line] = true
			} else {
				tickets[line] = kiosk.DateOf(began)
			}
		}
		p.clock.set(began.Add(5 * time.Minute))
		p.open()
		p.wantReplayed()
		p.wantNobodyTwice()
		p.wantKept(tickets, changes, kiosk.DateOf(began))
		p.crash()
		if t.Failed() {
			return
		}
	}
	p.open()
	if len(tickets) < deaths || len(changes) < deaths {
		t.Errorf("%d tickets and %d changes: the kills hit nothing", len(tickets), len(changes))
	}
	t.Logf("%d kills: %d tickets and %d changes were promised", deaths, len(tickets), len(changes))
}

// life runs the point in a process of its own, kills it some time after its first
// promise, and returns what it has promised.
func (p *point) life(began time.Time, span time.Duration) []string {
	p.t.Helper()
	cmd := exec.Command(os.Args[0], p.path, began.Format(time.RFC3339))
	cmd.Env = append(os.Environ(), role+"=victim")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	pipe, err := cmd.StdoutPipe()
	must(p.t, err)
	must(p.t, cmd.Start())
	defer func() { _ = cmd.Wait() }()
	in := bufio.NewReader(pipe)
	if _, err := in.Peek(1); err != nil {
		p.t.Fatalf("the point promised nothing: %v: %s", err, &complaint)
	}
	timer := time.AfterFunc(span, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	all, err := io.ReadAll(in)
	must(p.t, err)
	whole := all[:bytes.LastIndexByte(all, '\n')+1] // what was cut off was not read by anybody
	return strings.Fields(string(whole))
}

// wantKept wants all that was promised in the journal, and the tickets of the day in the
// queue.
func (p *point) wantKept(tickets map[string]kiosk.Date, changes map[string]bool, today kiosk.Date) {
	p.t.Helper()
	journal := map[string]bool{}
	for e, err := range p.store.QueueLog(ctx, 0) {
		must(p.t, err)
		if e.Change != nil {
			journal[string(e.Change)] = true
		} else {
			journal[e.Name.String()] = true
		}
	}
	for line := range changes {
		if !journal[line] {
			p.t.Errorf("the change was promised and is not in the journal: %s", line)
		}
	}
	p.hall.Read(func(b *queue.Book, _ time.Time) {
		for line, day := range tickets {
			name, err := kiosk.ParseEventName(line)
			must(p.t, err)
			if _, in := b.Visit(name); !journal[line] || day == today && !in {
				p.t.Errorf("ticket %s was promised; in the journal: %v, in the queue: %v", line, journal[line], in)
			}
		}
	})
}
