package simulate_test

import (
	"fmt"
	"testing"
	"time"

	"kundterminal/kiosk/simulate"
)

func TestEval(t *testing.T) {
	for _, name := range []string{"small", "missing", "remote"} {
		d, c := day(t, name)
		var told, held, later, earlier int
		var width time.Duration
		var med, mean [4]time.Duration
		worst := 1.0
		bad := 0
		const n = 60
		for seed := uint64(1); seed <= n; seed++ {
			r := simulate.Play(d, c, seed, simulate.Watcher{})
			told += r.Promises.Told
			held += r.Promises.Held
			later += r.Promises.Later
			earlier += r.Promises.Earlier
			width += r.Promises.Width / n
			worst = min(worst, r.Promises.Share())
			if r.Promises.Share() < 0.8 {
				bad++
			}
			for i, e := range r.Promises.Errors {
				med[i] += e.Median / n
				mean[i] += e.Mean / n
			}
		}
		fmt.Printf("%-8s held %.3f later %.3f earlier %.3f worst %.2f bad %d width %v  median", name, float64(held)/float64(told), float64(later)/float64(told), float64(earlier)/float64(told), worst, bad, width.Round(time.Second))
		for _, m := range med {
			fmt.Print(" ", m.Round(time.Second))
		}
		fmt.Print(" mean")
		for _, m := range mean {
			fmt.Print(" ", m.Round(time.Second))
		}
		fmt.Println()
	}
}
