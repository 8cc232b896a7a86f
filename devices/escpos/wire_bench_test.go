package escpos

import (
	"context"
	"fmt"
	"testing"
	"time"

	"kundterminal/devices/sim"
)

// BenchmarkPressToLastByte measures from the call of Print to the last byte at the
// printer, beside the time that the line needs for those bytes alone.
func BenchmarkPressToLastByte(b *testing.B) {
	for _, baud := range []int{9600, 19200, 38400, 115200} {
		b.Run(fmt.Sprintf("%d_baud", baud), func(b *testing.B) {
			bench := newBench(b, "tm-t20iii", sim.Options{Baud: baud}, Options{})
			var took, line time.Duration
			for b.Loop() {
				before := bench.printer.Counts().Received
				start := time.Now()
				if err := bench.driver.Print(context.Background(), ticket("A 042", "K7TA042X")); err != nil {
					b.Fatal(err)
				}
				took += bench.printer.LastByteAt().Sub(start)
				n := bench.printer.Counts().Received - before
				line += time.Duration(n) * 10 * time.Second / time.Duration(baud)
			}
			n := float64(b.N)
			b.ReportMetric(took.Seconds()*1000/n, "ms/last-byte")
			b.ReportMetric(line.Seconds()*1000/n, "ms/line-limit")
			b.ReportMetric(float64(took)/float64(line), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, p := range Profiles() {
		b.Run(p.ID, func(b *testing.B) {
			size := 0
			for b.Loop() {
				out, err := Encode(p, ticket("A 042", "K7TA042X"))
				if err != nil {
					b.Fatal(err)
				}
				size = len(out)
			}
			b.ReportMetric(float64(size), "bytes/ticket")
		})
	}
}
