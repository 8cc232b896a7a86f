package desk_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
)

// tab is a page in Chromium.
type tab struct{ *chromium.Tab }

func TestMain(m *testing.M) { chromium.Main(m, chromedp.Flag("ignore-certificate-errors", true)) }

// open shows a page in a window of so many pixels.
func open(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	return &tab{chromium.Open(t, address, w, h)}
}

func eval[T any](b *tab, expression string) T {
	b.Helper()
	return chromium.Eval[T](b.Tab, expression)
}

// isolated shows a page in a browser of its own: it shares no cookies.
func isolated(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	b := &tab{chromium.Blank(t, w, h, chromedp.WithNewBrowserContext())}
	b.Do(chromedp.Navigate(address))
	return b
}

// write types into a field.
func (b *tab) write(id, text string) {
	b.Helper()
	eval[bool](b, `document.getElementById("`+id+`").focus(), true`)
	b.Do(chromedp.KeyEvent(text))
}

// press clicks an element as a script does, wherever it is.
func (b *tab) press(css string) {
	b.Helper()
	eval[bool](b, "document.querySelector(`"+css+"`).click(), true")
}
