package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"go.etcd.io/bbolt"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// Opening tells what was found when a store was opened.
type Opening struct {
	Created     bool               // there was no store at the path
	Replaced    string             // where a damaged store was set aside, or ""
	Reason      string             // why it was taken for damaged
	EpochReason string             // why the epoch of an existing store changed, or ""
	Epoch       string             // of the names from now on
	Last        kiosk.SessionCache // the session that was running when the terminal stopped
	Unclean     bool               // it was not closed: a crash or a power cut
	Unproved    int                // prints that were sent when it stopped, now unknown
	Uncertain   bool               // numbers start above a margin, as the last ones are not known
}

// Open opens the store at path, or creates it. A damaged one is set aside and
// replaced by a fresh one with a new epoch, whose numbers continue from the
// ticket log. Open waits for the check of the file; ctx ends that.
//
// The error wraps ErrLocked when another process has the store open,
// engine.ErrFull when there is no room even to open it, and ErrNewer when a later
// version of this program wrote it.
func Open(ctx context.Context, path string, o Options) (*Store, Opening, error) {
	path, o, err := o.complete(path)
	if err != nil {
		return nil, Opening{}, fmt.Errorf("open store %s: %w", path, err)
	}
	lock, err := acquire(ctx, path, o.Timeout)
	if err != nil {
		return nil, Opening{}, fmt.Errorf("open store: %w", err)
	}
	s := &Store{path: path, options: o, lock: lock, finalise: (*bbolt.Tx).Commit}
	opening, err := s.open(ctx)
	if err != nil {
		_ = lock.Close()
		return nil, Opening{}, fmt.Errorf("open store: %w", err)
	}
	return s, opening, nil
}

func (s *Store) open(ctx context.Context) (Opening, error) {
	_ = os.Remove(s.path + ".tmp") // a power cut left it; it never took its place
	past, problem := loadHistory(s.path)
	if problem != nil && !errors.Is(problem, fs.ErrNotExist) {
		logbook.Write(s.options.Log, logbook.TicketLogUnreadable{Cause: problem})
	}
	reason, err := s.examineFile(ctx)
	if err != nil {
		return Opening{}, err
	}
	for attempt := 0; ; attempt++ {
		opening, err := s.openWith(past, reason)
		if err == nil || attempt > 0 || !errors.Is(err, ErrDamaged) {
			return opening, err
		}
		// The check did not find what the opening did.
		reason = err.Error()
	}
}

// examineFile returns why the file is to be replaced: "" where it is sound, or
// missing where there is none.
func (s *Store) examineFile(ctx context.Context) (reason string, err error) {
	if _, err := os.Lstat(s.path); errors.Is(err, fs.ErrNotExist) {
		return missing, nil
	} else if err != nil {
		return "", err
	}
	err = s.options.Checker(ctx, s.path)
	if errors.Is(err, ErrDamaged) {
		return err.Error(), nil
	}
	return "", err
}

// missing is the reason to create a store where there was none.
const missing = "missing"

// openWith opens the file; where there is a reason, a fresh one in its place.
func (s *Store) openWith(past history, reason string) (Opening, error) {
	var opening Opening
	if reason != "" {
		var err error
		if opening, err = s.replace(past, reason); err != nil {
			return opening, err
		}
	}
	if err := s.openDatabase(s.path); err != nil {
		return opening, err
	}
	if err := surviving(s.path, func() error { return s.begin(past, &opening) }); err != nil {
		s.letGo()
		return opening, err
	}
	opening.Epoch = s.id.epoch
	s.startLog(past)
	s.start()
	return opening, nil
}

// begin is the first transaction of an opened store: it finds out what happened
// since the last one, and journals it.
func (s *Store) begin(past history, o *Opening) error {
	tx, err := s.db.Begin(true)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	c := &change{tx: tx}
	for _, name := range addedLater {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if err := s.identify(c, past, o); err != nil {
		return err
	}
	if _, err := c.get(bucketSession, keyCache, &o.Last); err != nil {
		return err
	}
	if _, err := c.get(bucketMeta, keyOpen, &o.Unclean); err != nil {
		return err
	}
	if err := c.put(bucketMeta, keyOpen, true); err != nil {
		return err
	}
	if o.Unproved, err = c.doubtSent(s.options.now()); err != nil {
		return err
	}
	if err := s.finalise(tx); err != nil {
		return s.classify(err)
	}
	return nil
}

// identify finds out whether the file still is what it was when it was last
// open, and gives it a new epoch where it is not.
func (s *Store) identify(c *change, past history, o *Opening) error {
	found, err := s.options.Fingerprint(s.path)
	if err != nil {
		return err
	}
	var kept Fingerprint
	if err := checkFormat(c.tx); err != nil {
		return err
	}
	for key, v := range map[string]any{string(keyTerminal): &c.id.terminal, string(keyEpoch): &c.id.epoch, string(keyFingerprint): &kept} {
		if ok, err := c.get(bucketMeta, []byte(key), v); err != nil {
			return err
		} else if !ok {
			return fmt.Errorf("%s: %w: it has no %s", s.path, ErrDamaged, key)
		}
	}
	parts := kept.differs(found)
	if c.id.terminal != s.options.Terminal {
		parts = append(parts, "terminal number")
	}
	ahead, err := c.catchUp(past)
	if err != nil {
		return err
	}
	if ahead {
		parts = append(parts, "ticket log")
	}
	if err := c.put(bucketMeta, keyFingerprint, found); err != nil {
		return err
	}
	s.floor = c.floor
	if s.id = c.id; len(parts) == 0 {
		return nil
	}
	return s.changeEpoch(c, strings.Join(parts, ", "), o)
}

// changeEpoch makes sure that what this store says from now on cannot be taken
// for what another says.
func (s *Store) changeEpoch(c *change, parts string, o *Opening) error {
	before := c.id.epoch
	c.id = identity{s.options.Terminal, newEpoch()}
	s.id = c.id
	o.EpochReason = parts + ": the store was copied or restored"
	logbook.Write(s.options.Log, logbook.EpochChanged{Path: s.path, Part: parts, Before: before, After: c.id.epoch})
	if err := c.put(bucketMeta, keyEpoch, c.id.epoch); err != nil {
		return err
	}
	if err := c.put(bucketMeta, keyTerminal, c.id.terminal); err != nil {
		return err
	}
	_, err := c.record(kiosk.Entry{Kind: kiosk.EpochChanged, At: s.options.now(), Detail: map[string]string{
		"part": parts, "before": before, "after": c.id.epoch,
	}})
	return err
}

// catchUp raises the numbers to those in the ticket log, and reports whether the
// log is ahead of the file: the file was then rolled back.
func (c *change) catchUp(past history) (ahead bool, err error) {
	ahead = past.seqs[c.id.epoch] > c.bucket(bucketEvents).Sequence()
	if err := c.raiseFloor(past.floor); err != nil {
		return false, err
	}
	for d, number := range past.numbers {
		n, err := c.lastNumber(d)
		if err != nil {
			return false, err
		}
		if n >= number {
			continue
		}
		ahead = true
		if err := c.put(bucketSeries, d.key(), number); err != nil {
			return false, err
		}
	}
	return ahead, nil
}

// raiseFloor reads the file's floor, and takes the one in the ticket log where it
// is above that.
func (c *change) raiseFloor(f floor) error {
	var h history
	if _, err := c.get(bucketMeta, keyFloor, &h.floor); err != nil {
		return err
	}
	before := h.floor
	h.raiseFloor(f)
	if c.floor = h.floor; h.floor == before {
		return nil
	}
	return c.put(bucketMeta, keyFloor, h.floor)
}

// startLog opens the ticket log and adds what the database knows and it does not.
func (s *Store) startLog(past history) {
	lines := []line{{s.id.epoch, s.sequence(), wordOpened, wordOr(s.options.BootID(), "-"), 0}}
	if s.floor != past.floor {
		lines = append(lines, line{s.id.epoch, 0, wordFloor, s.floor.Until.String(), s.floor.Number})
	}
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketSeries).ForEach(func(k, v []byte) error {
			d, err := dayOf(k)
			if err != nil {
				return err
			}
			n := 0
			if err := decode(bucketSeries, k, v, &n); err == nil && n > past.numbers[d] {
				lines = append(lines, line{s.id.epoch, 0, d.Date.String(), d.Series.String(), n})
				past.numbers[d] = n
			}
			return err
		})
	})
	if err != nil {
		logbook.Write(s.options.Log, logbook.TicketLogNotFilled{Cause: err})
	}
	s.tickets = openLog(s.path, past, s.id.epoch, lines, s.options.Log)
}

// wordOr returns s if it is one word, else the other.
func wordOr(s, other string) string {
	if s == "" || strings.ContainsAny(s, " \n\r\t") {
		return other
	}
	return s
}
