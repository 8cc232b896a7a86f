package bolt

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
)

func init() {
	roles["examine states"] = func([]string) int { return examineAll(os.Stdin, os.Stdout) }
}

// examination asks a worker to open the store in a directory.
type examination struct {
	Dir      string    `json:"dir"`
	Promises []promise `json:"promises"`
}

// examineAll answers each examination with a line: "" if all is well.
func examineAll(in io.Reader, out io.Writer) int {
	decoder := json.NewDecoder(in)
	for {
		var e examination
		if decoder.Decode(&e) != nil {
			return 0
		}
		verdict := "well"
		if err := e.examine(); err != nil {
			verdict = strings.ReplaceAll(err.Error(), "\n", " ")
		}
		fmt.Fprintln(out, verdict)
	}
}

// examine opens the store as the terminal would after the power came back.
func (e examination) examine() (err error) {
	b := dayBench(filepath.Join(e.Dir, "kiosk.db"))
	b.options.BootID = func() string { return "boot-2" }
	b.now = time.Date(2026, 11, 27, 9, 0, 0, 0, b.options.Location)
	s, o, err := Open(ctx, b.path, b.options)
	switch {
	case err != nil:
		return err
	case o.Replaced != "":
		return fmt.Errorf("the store was replaced: %s", o.Reason)
	case o.EpochReason != "":
		return fmt.Errorf("the epoch changed: %s", o.EpochReason)
	}
	if err := e.compare(s); err != nil {
		return err
	}
	if err := e.goOn(s, b); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	_, err = Check(b.path)
	return err
}

// compare holds the store against the promises.
func (e examination) compare(s *Store) error {
	list, err := s.Tickets(ctx, time.Time{})
	if err != nil {
		return err
	}
	has := map[kiosk.EventName]kiosk.Ticket{}
	for _, t := range list {
		has[t.Name] = t
	}
	feedback, err := s.Feedback(ctx)
	if err != nil {
		return err
	}
	for _, p := range e.Promises {
		if p.Feedback > len(feedback) {
			return fmt.Errorf("%d feedbacks were promised, and there are %d", p.Feedback, len(feedback))
		}
		if p.Feedback > 0 {
			continue
		}
		t := has[p.Name]
		if t.Number != p.Number || t.Series != p.Series || t.Date != p.Date {
			return fmt.Errorf("the ticket %s %s %d was promised, and is %q", p.Name, p.Series, p.Number, t.Label())
		}
		state, err := s.Print(p.Name)
		if err != nil {
			return err
		}
		if p.Settled && !state.Settled() {
			return fmt.Errorf("the ticket %s was printed, and is %s", p.Name, state.State)
		}
	}
	return nil
}

// goOn issues more tickets: none may have a number or a name that was promised.
func (e examination) goOn(s *Store, b *bench) error {
	numbers, names := map[string]bool{}, map[kiosk.EventName]bool{}
	for _, p := range e.Promises {
		if !p.Settled && p.Feedback == 0 {
			numbers[fmt.Sprint(p.Date, p.Series, p.Number)], names[p.Name] = true, true
		}
	}
	for _, at := range []time.Time{b.now.AddDate(0, 0, -1), b.now} {
		for _, series := range []kiosk.Series{'A', 'B', 'C'} {
			r := b.request(series)
			r.At = at
			t, err := s.Issue(ctx, r)
			if err != nil {
				return err
			}
			if numbers[fmt.Sprint(t.Date, t.Series, t.Number)] || names[t.Name] {
				return fmt.Errorf("%s %s on %s was given twice", t.Name, t.Label(), t.Date)
			}
		}
	}
	return nil
}

// examiner is a child that opens one state after another.
type examiner struct {
	limit time.Duration // for one state: a hang takes for ever
	cmd   *exec.Cmd
	in    *json.Encoder
	out   *bufio.Reader
}

// examine returns the worker's verdict; dead tells that it hung or crashed.
func (x *examiner) examine(e examination) (verdict string, dead bool, err error) {
	if x.cmd == nil {
		if err := x.start(); err != nil {
			return "", false, err
		}
	}
	if err := x.in.Encode(e); err != nil {
		return "", false, err
	}
	timer := time.AfterFunc(x.limit, func() { _ = x.cmd.Process.Kill() })
	verdict, err = x.out.ReadString('\n')
	if timer.Stop() && err == nil {
		return strings.TrimSpace(verdict), false, nil
	}
	x.stop()
	return "the opening hung or crashed", true, nil
}

func (x *examiner) start() error {
	x.cmd = exec.Command(os.Args[0])
	x.cmd.Env = append(os.Environ(), role+"=examine states")
	in, err := x.cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := x.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	x.in, x.out = json.NewEncoder(in), bufio.NewReader(out)
	return x.cmd.Start()
}

func (x *examiner) stop() {
	if x.cmd != nil {
		_ = x.cmd.Process.Kill()
		_ = x.cmd.Wait()
		x.cmd = nil
	}
}

// examined is the result of many examinations.
type examined struct {
	mu     sync.Mutex
	states int
	dead   int
	bad    []string
	took   time.Duration
}

// job is a state and what had been promised when the power went.
type job struct {
	state
	moment   int
	promises []promise
}

// examineStates rebuilds states of the disk at all moments of the recording, each
// only once, at most so many, and examines them.
func examineStates(t *testing.T, r recording, flush func(int) bool, most int, limit time.Duration) *examined {
	start, result := time.Now(), &examined{}
	jobs := make(chan job)
	var group sync.WaitGroup
	for w := range 2 {
		dir := filepath.Join(memoryDir(t), fmt.Sprint(w))
		group.Go(func() {
			x := &examiner{limit: limit}
			defer x.stop()
			for j := range jobs {
				result.add(x, dir, j)
			}
		})
	}
	makeStates(r, flush, most, func(j job) { jobs <- j })
	close(jobs)
	group.Wait()
	result.took = time.Since(start)
	return result
}

func makeStates(r recording, flush func(int) bool, most int, each func(job)) {
	chance := rand.New(rand.NewPCG(1, 2))
	seed, seen := maphash.MakeSeed(), map[uint64]bool{}
	d := newPlatter(flush)
	var promises []promise
	for i, h := range r {
		d.take(i, h)
		if h.kind == wasPromised {
			promises = append(promises, h.promise)
		}
		// As many at each moment as there are left for it.
		share := (most - len(seen)) / (len(r) - i)
		if chance.IntN(len(r)-i) < (most-len(seen))%(len(r)-i) {
			share++
		}
		for tries, made := 0, 0; made < share && tries < 2*share+4; tries++ {
			kind := cutKind(tries)
			if tries > int(someInAnyOrder) || share == 1 {
				kind = cutKind(chance.IntN(int(someInAnyOrder) + 1))
			}
			s := d.cut(kind, chance)
			if sum := s.sum(seed); !seen[sum] {
				seen[sum] = true
				made++
				each(job{s, i, promises[:len(promises):len(promises)]})
			}
		}
	}
}

// add examines one state and notes the verdict.
func (r *examined) add(x *examiner, dir string, j job) {
	_ = os.RemoveAll(dir)
	err := os.Mkdir(dir, 0o700)
	for name, data := range j.state {
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o600)
		}
	}
	verdict, dead := "", false
	if err == nil {
		verdict, dead, err = x.examine(examination{dir, j.promises})
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.states++
	if dead {
		r.dead++
	}
	switch {
	case err != nil:
		r.bad = append(r.bad, err.Error())
	case verdict != "well":
		r.bad = append(r.bad, fmt.Sprintf("power cut after happening %d, %d promises: %s", j.moment, len(j.promises), verdict))
	}
}
