package idreader

import (
	"bytes"
	"testing"
)

var sink int

// BenchmarkFrames finds and reads the frames of a flood that comes in pieces of 64
// bytes. BenchmarkBytes looks at each byte of the same flood once, and does no more.
func BenchmarkFrames(b *testing.B) {
	for _, f := range benchmarked() {
		b.Run(f.name, func(b *testing.B) {
			read := 0
			parser := NewParser(profileOf(f.profile), today, func(e Event) {
				if e.Kind == DocumentRead {
					read++
					e.Document.Wipe()
				}
			})
			flood := bytes.Repeat([]byte(f.bytes), floodFrames)
			b.SetBytes(int64(len(flood)))
			b.ReportAllocs()
			for b.Loop() {
				for rest := flood; len(rest) > 0; rest = rest[min(64, len(rest)):] {
					parser.Feed(rest[:min(64, len(rest))], 0)
				}
			}
			if read != b.N*floodFrames {
				b.Fatalf("%d frames were read of %d", read, b.N*floodFrames)
			}
			b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "frames/s")
		})
	}
}

func BenchmarkBytes(b *testing.B) {
	for _, f := range benchmarked() {
		b.Run(f.name, func(b *testing.B) {
			flood := bytes.Repeat([]byte(f.bytes), floodFrames)
			b.SetBytes(int64(len(flood)))
			b.ReportAllocs()
			for b.Loop() {
				for _, c := range flood {
					sink += int(c)
				}
			}
			b.ReportMetric(float64(b.N*floodFrames)/b.Elapsed().Seconds(), "frames/s")
		})
	}
}

const floodFrames = 100

type benchmarkFrame struct{ name, profile, bytes string }

func benchmarked() []benchmarkFrame {
	return []benchmarkFrame{
		{"elyctis", "elyctis", "I\x00\x5a" + finnishID},
		{"lines", "generic-mrz", lines(utopiaTD3, 44, "\r")},
		{"barcode", "barcode-generic", "010594Y9032\r"},
		{"magnetic", "magtek-swipe", payment1 + payment2 + "\r"},
	}
}
