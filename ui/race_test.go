//go:build race

package ui_test

// raced tells that the race detector is on, which makes tests ten times slower.
const raced = true
