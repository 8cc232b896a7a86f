package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"kundterminal/kiosk"
)

// formatVersion is written to the meta bucket. A store of a later format is
// refused, never guessed at.
const formatVersion = 1

// The buckets. Keys are ASCII, or sequence numbers as eight bytes, big endian;
// values are compact JSON.
var (
	bucketMeta       = []byte("meta")       // facts on the file itself, by the names below
	bucketEvents     = []byte("events")     // sequence → kiosk.Record; its bbolt sequence is the last one given
	bucketSeries     = []byte("series")     // "2026-11-26|A" → the last number given
	bucketTickets    = []byte("tickets")    // sequence of the ticket's event → kiosk.Ticket
	bucketPrints     = []byte("prints")     // sequence of the ticket's event → storedPrint, once it is settled
	bucketUnsettled  = []byte("unsettled")  // the same, until it is
	bucketOutbox     = []byte("outbox")     // first sequence → last sequence of a run of events still to be sent elsewhere
	bucketSession    = []byte("session")    // "cache" → kiosk.SessionCache
	bucketFeedback   = []byte("feedback")   // random name → storedFeedback
	bucketDeliveries = []byte("deliveries") // "name|address" → address: feedback still to be sent there
	bucketAnswered   = []byte("answered")   // "2026-11-26|keyed hash of a ticket's code" → true, until the day is over
	bucketCallBacks  = []byte("callbacks")  // random name → storedCallBack: calls still to be sent on
	bucketSettings   = []byte("settings")   // the setting's name → its value
	bucketQueue      = []byte("queue")      // "snapshot" → kiosk.QueueSnapshot
	bucketDays       = []byte("days")       // "2026-11-26" → what statistics keep of the day
)

// The open prints and the outbox are small: bbolt keeps a small bucket in the
// page of its parent, which every commit writes anyway. A commit then writes half
// the pages that it would write with a record for each.

// buckets lists every bucket in the order in which they are exported.
var buckets = [][]byte{
	bucketMeta, bucketSettings, bucketSession, bucketSeries,
	bucketEvents, bucketTickets, bucketPrints, bucketUnsettled, bucketOutbox,
	bucketFeedback, bucketDeliveries, bucketAnswered, bucketCallBacks,
	bucketQueue, bucketDays,
}

// addedLater are the buckets that a sound store may lack, because it is older than
// they are. Open makes them.
var addedLater = [][]byte{bucketFeedback, bucketDeliveries, bucketAnswered, bucketCallBacks, bucketQueue, bucketDays}

// bySequence tells which buckets have sequence numbers for keys.
var bySequence = map[string]bool{
	string(bucketEvents): true, string(bucketTickets): true, string(bucketPrints): true,
	string(bucketUnsettled): true, string(bucketOutbox): true,
}

// The keys of the meta bucket.
var (
	keyFormat      = []byte("format")      // formatVersion
	keyTerminal    = []byte("terminal")    // kiosk.TerminalID
	keyEpoch       = []byte("epoch")       // the epoch of new names
	keyFingerprint = []byte("fingerprint") // Fingerprint of the file and machine
	keyFloor       = []byte("floor")       // floor
	keyOpen        = []byte("open")        // true from Open to Close
)

var (
	keyCache    = []byte("cache")    // of the session bucket
	keySnapshot = []byte("snapshot") // of the queue bucket
)

// floor is where the numbers of days start of which nobody knows how many
// numbers were given.
type floor struct {
	Until  kiosk.Date `json:"until"`  // the last day it holds for
	Number int        `json:"number"` // taken for the last number given
}

// storedPrint is a print as it lies in its bucket.
type storedPrint struct {
	kiosk.Print
	Begun bool `json:"begun,omitempty"` // it was sent at least once: sending it again makes a copy
}

var errSequenceKey = errors.New("the key is not a sequence number of eight bytes")

func sequenceKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func sequenceOf(key []byte) (uint64, error) {
	if len(key) != 8 {
		return 0, errSequenceKey
	}
	return binary.BigEndian.Uint64(key), nil
}

// day is one series on one local day.
type day struct {
	Date   kiosk.Date
	Series kiosk.Series
}

func (d day) key() []byte { return []byte(d.Date.String() + "|" + d.Series.String()) }

func dayOf(key []byte) (day, error) {
	date, series, _ := strings.Cut(string(key), "|")
	return parseDay(date, series)
}

func parseDay(date, series string) (day, error) {
	d, err := kiosk.ParseDate(date)
	if err != nil {
		return day{}, err
	}
	var s kiosk.Series
	if err := s.UnmarshalText([]byte(series)); err != nil {
		return day{}, fmt.Errorf("series %q: %w", series, err)
	}
	return day{d, s}, nil
}
