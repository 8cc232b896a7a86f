package statistics

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strconv"
	"time"
)

// Longest is the last minute that a histogram keeps apart: whatever took longer
// counts there.
const Longest = 600

var errMinutes = errors.New("statistics: a histogram is the sum in seconds, the first minute and counts, with a space between")

// Minutes is a histogram of times in whole minutes. The zero Minutes is empty.
type Minutes struct {
	seconds int64    // the sum of all
	counts  []uint32 // by minute, without zeros at the end
}

// Add counts a time. One that is negative counts as none at all.
func (m *Minutes) Add(d time.Duration) {
	d = max(d, 0)
	m.seconds += int64(d / time.Second)
	i := min(int(d/time.Minute), Longest)
	m.grow(i + 1)
	m.counts[i]++
}

func (m *Minutes) grow(n int) {
	if n > len(m.counts) {
		m.counts = append(m.counts, make([]uint32, n-len(m.counts))...)
	}
}

// Merge adds what another histogram has counted.
func (m *Minutes) Merge(o Minutes) {
	m.seconds += o.seconds
	m.grow(len(o.counts))
	for i, n := range o.counts {
		m.counts[i] += n
	}
}

// N returns how many times are counted.
func (m Minutes) N() int {
	n := 0
	for _, c := range m.counts {
		n += int(c)
	}
	return n
}

// Within returns how many times were shorter than so many minutes.
func (m Minutes) Within(minutes int) int {
	n := 0
	for _, c := range m.counts[:min(max(minutes, 0), len(m.counts))] {
		n += int(c)
	}
	return n
}

// Sum returns all times together.
func (m Minutes) Sum() time.Duration { return time.Duration(m.seconds) * time.Second }

// Mean returns the mean in minutes; 0 where nothing is counted.
func (m Minutes) Mean() float64 {
	n := m.N()
	if n == 0 {
		return 0
	}
	return float64(m.seconds) / 60 / float64(n)
}

// Quantile returns the time in minutes that a share q of all did not exceed, as if
// the times within a minute were spread evenly over it; 0 where nothing is counted.
func (m Minutes) Quantile(q float64) float64 {
	rank, before := q*float64(m.N()), 0.0
	for i, c := range m.counts {
		if c > 0 && before+float64(c) >= rank {
			return float64(i) + max(rank-before, 0)/float64(c)
		}
		before += float64(c)
	}
	return 0
}

// MarshalJSON writes, in one string, the sum of seconds, the first minute that has a
// count, and the counts from there on, zeros as nothing: "5400 12 3  1". A string is
// read twice as fast as a list, and a year has a hundred thousand histograms.
func (m Minutes) MarshalJSON() ([]byte, error) {
	first := slices.IndexFunc(m.counts, func(n uint32) bool { return n > 0 })
	if first < 0 {
		return []byte(`""`), nil
	}
	b := strconv.AppendInt([]byte{'"'}, m.seconds, 10)
	b = strconv.AppendInt(append(b, ' '), int64(first), 10)
	for _, n := range m.counts[first:] {
		if b = append(b, ' '); n > 0 {
			b = strconv.AppendUint(b, uint64(n), 10)
		}
	}
	return append(b, '"'), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Minutes) UnmarshalJSON(b []byte) error {
	*m = Minutes{}
	if len(b) < 2 || b[0] != '"' || b[len(b)-1] != '"' {
		return errMinutes
	}
	if b = b[1 : len(b)-1]; len(b) == 0 {
		return nil
	}
	seconds, b, ok := number64(b)
	first, b, ok2 := number64(b)
	n := bytes.Count(b, []byte{' '}) + 1
	if !ok || !ok2 || len(b) == 0 || first+int64(n) > Longest+1 {
		return errMinutes
	}
	m.seconds, m.counts = seconds, make([]uint32, int(first)+n)
	for i := int(first); i < len(m.counts); i++ {
		var count int64
		if count, b, ok = number64(b); !ok || count > math.MaxUint32 {
			return errMinutes
		}
		m.counts[i] = uint32(count)
	}
	for len(m.counts) > 0 && m.counts[len(m.counts)-1] == 0 {
		m.counts = m.counts[:len(m.counts)-1]
	}
	return nil
}

// number64 reads digits up to the next space; none are zero.
func number64(b []byte) (n int64, rest []byte, ok bool) {
	for i, c := range b {
		switch {
		case c == ' ':
			return n, b[i+1:], true
		case c < '0' || c > '9' || i > 17:
			return 0, nil, false
		}
		n = 10*n + int64(c-'0')
	}
	return n, nil, true
}
