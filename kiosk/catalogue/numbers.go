package catalogue

import "time"

// longestService is the most minutes that a service may be said to take.
const longestService = 240

// Whole reads a whole number that may be left out; then into stays as it is.
func (t *Table) Whole(key string, least, most int, into *int) {
	n, ok := Value[int64](t, key, "a whole number")
	switch {
	case !ok:
	case n < int64(least) || n > int64(most):
		t.Fault(key, "%d is not between %d and %d", n, least, most)
	default:
		*into = int(n)
	}
}

// Units reads a time in whole units, such as minutes, that may be left out.
func (t *Table) Units(key string, least, most int, unit time.Duration, into *time.Duration) {
	n := int(*into / unit)
	t.Whole(key, least, most, &n)
	*into = time.Duration(n) * unit
}

// minutes reads how long a service usually takes; 0 where nothing is said.
func (t *Table) minutes() (n int) {
	t.Whole("minutes", 1, longestService, &n)
	return n
}
