package kiosk

// without returns the list without what drop says, leaving the given one as it
// was; an empty list is nil.
func without[T any](list []T, drop func(T) bool) []T {
	var kept []T
	for _, v := range list {
		if !drop(v) {
			kept = append(kept, v)
		}
	}
	return kept
}
