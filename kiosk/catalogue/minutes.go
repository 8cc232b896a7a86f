package catalogue

// longestService is the most minutes that a service may be said to take.
const longestService = 240

// minutes reads how long a service usually takes; 0 where nothing is said.
func (t *Table) minutes() int {
	n, ok := Value[int64](t, "minutes", "a number of minutes")
	if ok && (n < 1 || n > longestService) {
		t.Fault("minutes", "%d is not between 1 and %d", n, longestService)
		return 0
	}
	return int(n)
}
