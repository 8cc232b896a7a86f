package main

import (
	"slices"
	"testing"
	"time"
)

// samples are measured times or ratios.
type samples []float64

func (s *samples) add(v float64) { *s = append(*s, v) }

func (s *samples) time(d time.Duration) { s.add(float64(d) / float64(time.Millisecond)) }

// at is the value that the share p of all is not above.
func (s samples) at(p float64) float64 {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	return sorted[min(len(sorted)-1, int(p*float64(len(sorted))))]
}

func (s samples) median() float64 { return s.at(0.5) }

// measure is a figure with the unit that go test prints behind it.
type measure struct {
	unit  string
	value float64
}

// report prints the figures in place of the time that an iteration takes, which
// means nothing where most of it is preparation.
func report(b *testing.B, list ...measure) {
	b.ReportMetric(0, "ns/op")
	for _, m := range list {
		b.ReportMetric(m.value, m.unit)
	}
}
