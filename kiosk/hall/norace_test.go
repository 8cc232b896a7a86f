//go:build !race

package hall

const raceEnabled = false
