package kiosk

import "math"

// netPromoters returns the score of 11 counts with its 95 % interval. The interval
// is the adjusted Wald one that Sauro and Lewis recommend for this score: as if
// three more people had answered, three quarters of one at either end. It holds
// for few answers too, and is never empty.
func netPromoters(counts []int) (score, low, high float64) {
	n, up, down := 0.0, 0.0, 0.0
	for points, count := range counts {
		n += float64(count)
		switch {
		case points >= 9:
			up += float64(count)
		case points <= 6:
			down += float64(count)
		}
	}
	if n == 0 {
		return 0, 0, 0
	}
	score = 100 * (up - down) / n
	n, up, down = n+3, up+0.75, down+0.75
	middle := (up - down) / n
	spread := 1.959964 * math.Sqrt(((up+down)/n-middle*middle)/n)
	return score, 100 * max(middle-spread, -1), 100 * min(middle+spread, 1)
}
