package display_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
)

// tab is a page in Chromium.
type tab struct{ *chromium.Tab }

// TestMain has the browser sound without a press, as one on a wall does.
func TestMain(m *testing.M) {
	chromium.Main(m, chromedp.Flag("autoplay-policy", "no-user-gesture-required"))
}

// open shows a page in a window of so many pixels.
func open(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	return &tab{chromium.Open(t, address, w, h)}
}

func eval[T any](b *tab, expression string) T {
	b.Helper()
	return chromium.Eval[T](b.Tab, expression)
}
