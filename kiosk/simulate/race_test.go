//go:build race

package simulate_test

// underRace reports that the race detector makes everything slow.
const underRace = true
