package statistics

import (
	"encoding/json"
	"errors"
	"time"
)

// Longest is the last minute that a histogram keeps apart: whatever took longer
// counts there.
const Longest = 600

var errMinutes = errors.New("statistics: a histogram is a list of the sum in seconds, the first minute and counts that are not negative")

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

// MarshalJSON writes the sum of seconds, the first minute that has a count, and the
// counts from there on: [5400,12,3,0,1].
func (m Minutes) MarshalJSON() ([]byte, error) {
	list := []int64{m.seconds, 0}
	for i, c := range m.counts {
		if c == 0 && len(list) == 2 {
			list[1] = int64(i) + 1
			continue
		}
		list = append(list, int64(c))
	}
	if len(list) == 2 {
		return []byte("[]"), nil
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON writes. It reads by hand: a year has a hundred
// thousand histograms.
func (m *Minutes) UnmarshalJSON(b []byte) error {
	*m = Minutes{}
	list, ok := numbers(b)
	switch {
	case !ok || len(list) == 1 || len(list) == 2:
		return errMinutes
	case len(list) == 0:
		return nil
	case list[1] < 0 || list[1]+int64(len(list)) > Longest+3:
		return errMinutes
	}
	m.seconds = list[0]
	m.counts = make([]uint32, int(list[1])+len(list)-2)
	for i, n := range list[2:] {
		if n < 0 || n > 1<<31 {
			return errMinutes
		}
		m.counts[int(list[1])+i] = uint32(n)
	}
	for len(m.counts) > 0 && m.counts[len(m.counts)-1] == 0 {
		m.counts = m.counts[:len(m.counts)-1]
	}
	return nil
}

// numbers reads a JSON list of whole numbers that are not negative.
func numbers(b []byte) (list []int64, ok bool) {
	if len(b) < 2 || b[0] != '[' || b[len(b)-1] != ']' {
		return nil, false
	}
	list = make([]int64, 0, len(b)/2)
	n, digits := int64(0), 0
	for _, c := range b[1:] {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits > 18 {
				return nil, false
			}
			n = 10*n + int64(c-'0')
		case c == ',' || c == ']':
			if digits == 0 {
				return list, c == ']' && len(list) == 0
			}
			list = append(list, n)
			n, digits = 0, 0
		case c != ' ' && c != '\n' && c != '\t' && c != '\r':
			return nil, false
		}
	}
	return list, true
}
