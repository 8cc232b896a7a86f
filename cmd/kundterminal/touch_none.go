//go:build !fyne

package main

import "context"

// front returns nothing: this build has no touchscreen of its own, and its
// screens are in the browser.
func (t *terminal) front(bool, func()) func(context.Context) error { return nil }
